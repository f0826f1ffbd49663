"""A journey written down request by request while somebody makes it, to be made again by many."""

import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple
from urllib.parse import parse_qsl, quote_plus, urlencode

import httpx

from bench.browser import Answer, Browser
from tests.people import ByHttp, Person

TOKENS: Final = ("csrf", "shown", "warned", "csrfmiddlewaretoken")
"""Hidden fields that are another for everybody."""
ITEM: Final = re.compile(r"[2-9b-df-hj-np-tv-xz]{6}")
"""The id of a child or an adult, which is another for everybody too."""
REFERENCE: Final = re.compile(rb"[A-Z]{2}-[0-9A-Z]{4}-[0-9A-Z]{4}")
TURNED: Final = (200, 302, 303)


class AstrayError(Exception):
    """The journey did not go as it was written down."""


class Line(NamedTuple):
    """One request."""

    method: str
    path: str
    body: str = ""
    tokens: tuple[str, ...] = ()
    """The hidden fields to add from the page that is shown."""


class Timed(NamedTuple):
    """One answer of a journey: GET, POST or submit, and its seconds."""

    kind: str
    seconds: float


@dataclass(frozen=True)
class Script:
    """A whole journey, to a page that shows a reference."""

    name: str
    lines: tuple[Line, ...]
    submit: str
    """How the path ends whose answer waits for the commit."""

    @property
    def before_sending(self) -> "Script":
        """The part of it after which nothing is left but to send."""
        ready = next(place for place, line in enumerate(self.lines) if line.path.endswith(self.submit))
        return Script(self.name, self.lines[:ready], self.submit)

    async def play(self, browser: Browser, told: Callable[[Timed], None]) -> str:
        """Make the journey and say what reference was shown.

        Raises:
            AstrayError: an answer was another than when it was written down.
        """
        await self.walk(browser, told)
        shown = REFERENCE.search(browser.page)
        if not shown:
            raise AstrayError(f"{self.name}: no reference was shown")
        return shown[0].decode()

    async def walk(self, browser: Browser, told: Callable[[Timed], None]) -> None:
        """Ask for everything that is written down, and say of each answer how long it took.

        Raises:
            AstrayError: an answer was another than when it was written down.
        """
        items: dict[str, str] = {}
        answer: Answer | None = None
        for line in self.lines:
            if answer and answer.location and line.method == "GET":
                items |= _bound(line.path, answer.location)
            answer = await self._ask(browser, line, items)
            if answer.status not in TURNED:
                raise AstrayError(f"{self.name}: {line.method} {line.path} was answered {answer.status}")
            told(Timed("submit" if line.path.endswith(self.submit) else line.method, answer.seconds))

    async def _ask(self, browser: Browser, line: Line, items: Mapping[str, str]) -> Answer:
        path, body = _named(line.path, items), _named(line.body, items)
        if line.method == "GET":
            return await browser.get(path)
        hidden = browser.hidden() if line.tokens else {}
        tokens = (f"{name}={quote_plus(hidden[name])}" for name in line.tokens if name in hidden)
        return await browser.post(path, "&".join((*tokens, body)))


async def written_down(
    name: str,
    site: str,
    journey: Callable[[Person], Awaitable[None]],
    submit: str,
    transport: httpx.AsyncBaseTransport | None = None,
) -> Script:
    """The script of what somebody does at a site."""
    lines: list[Line] = []

    async def write(request: httpx.Request) -> None:
        fields = parse_qsl((await request.aread()).decode(), keep_blank_values=True)
        said = [(field, value) for field, value in fields if field not in TOKENS]
        tokens = tuple(field for field, _ in fields if field in TOKENS)
        lines.append(Line(request.method, request.url.path, urlencode(said), tokens))

    async with httpx.AsyncClient(event_hooks={"request": [write]}, transport=transport) as client:
        await journey(ByHttp(site, client))
    return Script(name, tuple(lines), submit)


def _bound(written: str, seen: str) -> dict[str, str]:
    """Which item now stands where another stood when the journey was written down."""
    pairs = list(zip(written.split("/"), seen.split("/"), strict=False))
    bound = {was: is_now for was, is_now in pairs if was != is_now}
    if len(written.split("/")) != len(pairs) or not all(map(ITEM.fullmatch, bound)):
        raise AstrayError(f"it went to {seen} in place of {written}")
    return bound


def _named(text: str, items: Mapping[str, str]) -> str:
    for was, is_now in items.items():
        text = text.replace(was, is_now)
    return text
