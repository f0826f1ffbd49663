"""People at the portal while it falls over: they answer, wait, reload, press again, and note what they are told."""

import asyncio
import re
import ssl
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from random import Random
from typing import Any
from uuid import UUID

import httpx
from lxml import html

from app.envelope.drafts import DraftKey
from tests.chaos.answering import Answering, Body, Fields

MARK = re.compile(r"Kestrel[a-j]{6}")
REFERENCE = re.compile(r"[A-Z]{2}-[0-9A-Z]{4}-[0-9A-Z]{4}")
SECONDS_FOR_A_PAGE = 20
"""After which somebody takes a page for broken."""
MOST_PAGES = 400
MOST_TRIES = 25
"""Times that one page is sent; after that the form cannot be filled in by this person."""
IN_TWO_MINDS = 0.15
"""How often somebody presses Send twice, or looks at the confirmation again."""
FAULT = 500
DWELLS = 0.4
NO_TLS = ssl.create_default_context()
"""Made once: it costs as much as a few pages."""


class GaveUpError(Exception):
    """Somebody went away without a confirmation."""


@dataclass
class Journey:
    """One person's attempt to send one form, and what they saw."""

    number: int
    form: str
    mark: str
    pages: int = 0
    retries: int = 0
    pressed_twice: int = 0
    trouble: Counter[str] = field(default_factory=Counter)
    """What was seen instead of a page: a status of 500 or more, or the name of an error."""
    confirmed: dict[str, float] = field(default_factory=dict)
    """Each reference that a confirmation page showed, and when first, in seconds since 1970."""
    message_id: UUID | None = None
    gave_up: str = ""
    """Why, if so; the path of the page where it happened."""


@dataclass
class Visitor:
    """A person with a browser that runs no script."""

    sites: tuple[str, ...]
    client: httpx.AsyncClient
    answering: Answering
    chance: Random
    journey: Journey
    dwells: float = 0.0
    """Seconds at most that this person looks at a page."""
    page: httpx.Response | None = None
    main: Any = None
    """The page's elements, once they have been looked at."""
    tries: Counter[str] = field(default_factory=Counter)

    async def sends_a_form(self) -> None:
        """From the form's first page to its confirmation.

        Raises:
            GaveUpError: a page could not be answered.
        """
        await self._asks(f"/{self.journey.form}")
        while not self._is_confirmed():
            await self._turns_the_page()
        self._notes_the_reference()
        if self.chance.random() < IN_TWO_MINDS:
            await self._asks(f"/{self.journey.form}/sent")
            self._notes_the_reference()

    async def _turns_the_page(self) -> None:
        self.journey.pages += 1
        if self.journey.pages > MOST_PAGES:
            raise GaveUpError(f"{self._path()}: too many pages")
        await asyncio.sleep(self.chance.uniform(0, self.dwells))
        if self._is_out_of_place():
            await self._asks(f"/{self.journey.form}")
            return
        form = self._form()
        if form is None:
            await self._asks(self._onward())
        elif form.get("action").endswith("/send"):
            await self._presses_send(form)
        else:
            await self._answers(form)

    async def _answers(self, form: Any) -> None:
        path = form.get("action")
        self.tries[path] += 1
        if self.tries[path] > MOST_TRIES:
            raise GaveUpError(path)
        await self._posts(
            path,
            self.answering.fill(form, again=self._seen().status_code == httpx.codes.UNPROCESSABLE_ENTITY),
        )

    async def _presses_send(self, form: Any) -> None:
        unmet = self._main().find_class("govuk-notification-banner__link")
        if unmet and self._seen().status_code == httpx.codes.UNPROCESSABLE_ENTITY:
            await self._asks(unmet[0].get("href").partition("#")[0])
            return
        path, body = form.get("action"), self.answering.fill(form)
        self.journey.message_id = self._message_id()
        if self.chance.random() < IN_TWO_MINDS:
            self.journey.pressed_twice += 1
            await asyncio.gather(self._posts(path, body), self._posts(path, body))
        else:
            await self._posts(path, body)

    async def _asks(self, path: str) -> None:
        await self._insists("GET", path, None)

    async def _posts(self, path: str, body: Body) -> None:
        await self._insists("POST", path, body)

    async def _insists(self, method: str, path: str, body: Body | None) -> None:
        """Ask until there is a page; sometimes what was sent is given up and its page loaded anew."""
        wait = 0.3
        while not await self._tries_once(method, path, body):
            self.journey.retries += 1
            await asyncio.sleep(self.chance.uniform(wait / 2, wait))
            wait = min(wait * 1.5, 4)
            if method == "POST" and self.chance.random() < IN_TWO_MINDS:
                method, path, body = "GET", path.replace("/send", "/check"), None

    async def _tries_once(self, method: str, path: str, body: Body | None) -> bool:
        site = self.chance.choice(self.sites)
        try:
            page = await self.client.request(
                method, f"{site}{path}", data=body, follow_redirects=True, timeout=SECONDS_FOR_A_PAGE
            )
        except httpx.TransportError as error:
            self.journey.trouble[type(error).__name__] += 1
            return False
        if page.status_code >= FAULT:
            self.journey.trouble[str(page.status_code)] += 1
            return False
        self.page, self.main = page, None
        return True

    def _seen(self) -> httpx.Response:
        assert self.page
        return self.page

    def _path(self) -> str:
        return self._seen().url.path

    def _main(self) -> Any:
        if self.main is None:
            tree: Any = html.document_fromstring(self._seen().text)
            self.main = tree.get_element_by_id("main-content")
        return self.main

    def _form(self) -> Any:
        return next(iter(self._main().iter("form")), None)

    def _onward(self) -> str:
        """Where the link goes that looks like a button."""
        links = self._main().xpath(".//a[@role='button']")
        if not links:
            raise GaveUpError(f"{self._path()}: no way on")
        return str(links[0].get("href"))

    def _is_out_of_place(self) -> bool:
        """Whether the page is one that says: not here, start again."""
        return self._seen().status_code in {400, 403, 404, 409, 413}

    def _is_confirmed(self) -> bool:
        return self._seen().status_code == httpx.codes.OK and self._path() == f"/{self.journey.form}/sent"

    def _notes_the_reference(self) -> None:
        for shown in self._main().find_class("govuk-panel"):
            for reference in REFERENCE.findall(shown.text_content()):
                self.journey.confirmed.setdefault(reference, time.time())

    def _message_id(self) -> UUID | None:
        """The id that follows from the key in this browser's cookie."""
        key = DraftKey.from_cookie(self.client.cookies.get(f"draft-{self.journey.form}") or "")
        return key.message_id if key else None


Traveller = Callable[[str, int], Awaitable[Journey]]
"""Makes the journey of this form and number."""


def mark_of(number: int) -> str:
    """A word that only this journey writes: without a figure, which a form might take for a telephone number."""
    return "Kestrel" + f"{number:06}".translate(str.maketrans("0123456789", "abcdefghij"))


async def travel(sites: tuple[str, ...], fields: Fields, journey: Journey, seed: str) -> None:
    """Make a journey, whatever becomes of it; nobody tries for ever."""
    chance = Random(seed)  # noqa: S311
    answering = Answering(fields, chance, journey.mark)
    async with httpx.AsyncClient(verify=NO_TLS) as client:
        try:
            await Visitor(sites, client, answering, chance, journey, DWELLS).sends_a_form()
        except GaveUpError as error:
            journey.gave_up = str(error)
