"""Every page of the portal as it is sent, in each state that it can be in, from a portal within this process."""

import re
import secrets
from collections.abc import AsyncIterator, Collection, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any, Final
from unittest.mock import patch

import httpx
import time_machine
from fastapi import FastAPI
from lxml import html

from app.envelope.drafts import DraftKey
from app.forms.answers import Answers
from app.forms.pages import Form
from app.forms.walking.steps import Step
from app.forms.walking.walk import walk
from app.portal import portal
from app.services.desk import Desk
from app.services.drafting import Kept, swap
from app.settings import Settings
from tests.look.lives import LIVES, TODAY, Life, lived

SITE: Final = "http://127.0.0.1:8000"
MOMENT: Final = "2026-11-25 14:00:00+00:00"
WRONG: Final = {
    "email": "nobody",
    "phone": "nobody",
    "postcode": "nowhere",
    "age": "old",
    "nhs-number": "1",
    "upn": "1",
    "reference": "r" * 101,
    "text": "w" * 20_001,
}
"""Of each kind of question, what cannot be an answer."""
VARYING: Final = re.compile(
    rb'name="(?:csrf|shown|warned)" value="[^"]*"|(?<=/children/)\w+|(?<=/adults/)\w+'
)
STATIC: Final = re.compile(r'(?:src|href)="(/static/[^"]+)"')


@dataclass(frozen=True)
class Seen:
    """A page as somebody gets it: whose form, which page, in which state."""

    form: str
    page: str
    state: str
    path: str
    answer: httpx.Response
    council: str = ""
    """Of which portal, where it is not the first that is looked at."""

    @property
    def name(self) -> str:
        """What it is called among the pictures and in what is found."""
        return f"{self.council} {self.form} {self.page} {self.state}".strip().replace("/", "-")

    @property
    def likeness(self) -> bytes:
        """The page without what is new each time: two of one likeness look the same."""
        return VARYING.sub(b"", self.answer.content)


@dataclass
class Reader:
    """Somebody who looks at everything, and keeps what they see."""

    desk: Desk
    client: httpx.AsyncClient
    council: str = ""
    language: str = ""
    """In which the pages are read, where it is not the portal's first."""
    seen: list[Seen] = field(default_factory=list)
    told: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Of each form that was sent, the reference and the code."""
    met: set[tuple[str, str, str]] = field(default_factory=set)
    """Which pages of which forms have been seen: form, group, page."""

    async def begins(self) -> None:
        """From now on is somebody who has not been here before."""
        self.client.cookies.clear()
        if self.language:
            await self.client.get(f"/language/{self.language}")

    async def looks(self, form: str, page: str, state: str, path: str) -> httpx.Response:
        """Gets a page, and keeps it."""
        return self.keeps(form, page, state, path, await self.client.get(path))

    def keeps(self, form: str, page: str, state: str, path: str, answer: httpx.Response) -> httpx.Response:
        """Keeps a page that came by another way."""
        assert answer.headers["content-type"].startswith("text/html"), (path, answer.status_code)
        self.seen.append(Seen(form, page, state, path, answer, self.council))
        return answer

    async def posts(self, path: str, page: httpx.Response, /, **typed: str | list[str]) -> httpx.Response:
        """Sends the form of a page that was shown, with these fields instead of what is in it."""
        tree: Any = html.document_fromstring(page.text)
        form = next(one for one in tree.forms if one.method == "POST")
        left = {name: value for name, value in form.form_values() if name not in typed}
        return await self.client.post(path, data={**left, **typed})

    async def uploads(self, path: str, *files: tuple[str, bytes]) -> httpx.Response:
        """Adds files to a page that takes them; where some are refused, the page that says so."""
        tree: Any = html.document_fromstring((await self.client.get(path)).text)
        typed = {**dict(tree.forms[0].form_values()), "add": "yes"}
        chosen = [("files", one) for one in files] or [("files", ("", b""))]
        return await self.client.post(path, data=typed, files=chosen)

    async def holds(self, form: Form, answers: Answers) -> None:
        """From now on has a draft with these answers, and no other of this form."""
        name = f"draft-{form.slug}"
        key = DraftKey.from_cookie(self.client.cookies.get(name) or "")
        kept = await swap(
            self.desk, form, key, lambda draft: Kept(draft._replace(answers=answers), draft.walk())
        )
        self.client.cookies.set(name, kept.draft.key.cookie, domain=self.client.base_url.host)

    async def lives(self, life: Life) -> None:
        """Looks at each page that nobody has come to before: filled in, with the longest words, and untouched."""
        form = self.desk.form(life.form)
        whole = lived(form, life)
        steps = [step for step in walk(form, whole, TODAY).steps if not await self._knows(step, form)]
        for state, answers in (("filled", whole), ("long", lived(form, life, like=whole))):
            await self.holds(form, answers)
            for step in steps:
                await self.looks(form.slug, called(step), state, f"/{form.slug}/{step.path}")
        for step in steps:
            await self.holds(form, without(whole, step))
            path = f"/{form.slug}/{step.path}"
            empty = await self.looks(form.slug, called(step), "empty", path)
            await self._errs(step, path, empty, form)
        await self.holds(form, whole)

    async def _knows(self, step: Step, form: Form) -> bool:
        place = (form.slug, step.group.id if step.group else "", step.page.slug)
        known = place in self.met
        self.met.add(place)
        return known

    async def _errs(self, step: Step, path: str, empty: httpx.Response, form: Form) -> None:
        """Leaves a page blank; where that is right, writes what no answer can be."""
        for typed in ({}, wrong(step)):
            answer = await self.posts(path, empty, **typed)
            if answer.status_code == httpx.codes.UNPROCESSABLE_ENTITY:
                self.keeps(form.slug, called(step), "error", path, answer)
                return


def retold(
    answer: httpx.Response, text: str, status: int = 200, kind: str = "text/html; charset=utf-8"
) -> httpx.Response:
    """The same answer with other words."""
    left_out = {"content-encoding", "content-length", "content-type"}
    kept = {name: said for name, said in answer.headers.items() if name not in left_out}
    return httpx.Response(status, headers={**kept, "content-type": kind}, text=text)


def called(step: Step) -> str:
    """A page's name without the ids of whom it is about."""
    return f"{step.group.id}/{step.page.slug}" if step.group and step.item else step.page.slug


def without(answers: Answers, step: Step) -> Answers:
    """The answers before somebody came to this page."""
    for spot in step.spots:
        asked = [slot.question.id for slot in step.slots if slot.spot == spot]
        answers = answers.put(spot.scope, {}, asked)
    return answers


def wrong(step: Step) -> dict[str, str | list[str]]:
    """Something in each field that cannot be an answer to it."""
    typed: dict[str, str | list[str]] = {}
    for slot in step.slots:
        if slot.question.kind == "date":
            typed |= {f"{slot.field}-{part}": "31" for part in ("day", "month", "year")}
        elif slot.question.kind in WRONG:
            typed[slot.field] = WRONG[slot.question.kind]
    return typed


@contextmanager
def drawn_alike() -> Iterator[None]:
    """References, codes and ids are the same each time, so that pictures of them are."""
    chance = Random(MOMENT)  # noqa: S311 -- nothing is kept secret here
    drawn: dict[str, Any] = {
        "token_bytes": chance.randbytes,
        "randbelow": chance.randrange,
        "choice": chance.choice,
    }
    with patch.multiple(secrets, **drawn):
        yield


@asynccontextmanager
async def reading(settings: Settings) -> AsyncIterator[tuple[FastAPI, Reader]]:
    """A portal in this process, on an afternoon that stands still, and somebody who reads it."""
    with time_machine.travel(MOMENT, tick=False), drawn_alike():
        app = portal(settings)
        async with app.router.lifespan_context(app):
            transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)
            async with httpx.AsyncClient(transport=transport, base_url=SITE) as client:
                yield app, Reader(app.state.shop.desk, client)


async def every_form(reader: Reader, forms: Collection[str]) -> None:
    """Every page of these forms."""
    for life in LIVES:
        if life.form in forms:
            await reader.begins()
            await reader.lives(life)


async def belongings(reader: Reader) -> dict[str, httpx.Response]:
    """What the pages that were seen need from the portal, by its address."""
    named = {path for one in reader.seen for path in STATIC.findall(one.answer.text)}
    return {path: await reader.client.get(path) for path in sorted(named)}


def put_apart(seen: list[Seen], folder: Path) -> dict[Path, Seen]:
    """Each page as a file, for what reads files."""
    folder.mkdir(parents=True, exist_ok=True)
    files = {folder / f"{number:04}.html": one for number, one in enumerate(seen)}
    for path, one in files.items():
        path.write_bytes(one.answer.content)
    return files
