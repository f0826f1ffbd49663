"""Somebody who goes back and forth between the pages of a form, in Chromium."""

from dataclasses import dataclass, field
from functools import cache

from fastapi import FastAPI
from playwright.async_api import Request

from app.forms.answers import Answers
from tests.contact.conftest import fill
from tests.drafted import stored
from tests.people import InChromium, opens_the_form

FORGES = "() => document.querySelectorAll('main [name=csrf]').forEach((one) => { one.value = 'forged'; })"


@cache
def filled_in(form: str) -> Answers:
    """Every question answered, of two children."""
    return fill(form, children=2, files=[])


@dataclass
class Traveller(InChromium):
    """Somebody with a telephone, who goes back and forth; and what their browser asked for or sent on the way."""

    app: FastAPI
    ways: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.context.on("request", self._notes)

    def _notes(self, request: Request) -> None:
        if request.is_navigation_request():
            self.ways.append(request.method)

    async def opens_the_worry(self) -> None:
        await opens_the_form(self)

    async def opens_when_all_is_filled_in(self, form: str, path: str) -> None:
        key = await stored(self.app, form, filled_in(form))
        await self.page.context.add_cookies(
            [{"name": f"draft-{form}", "value": key.cookie, "url": self.site}]
        )
        await self.goes_to(f"/{form}/{path}")

    async def other_tab(self) -> InChromium:
        return InChromium(self.site, await self.page.context.new_page())

    async def forges(self, button: str) -> None:
        """Sends what no page of ours sends."""
        await self.page.evaluate(FORGES)
        await self.chooses(button)

    async def sees_a_page_of_ours(self) -> str:
        """What it says: it is no error of the browser's, it was asked for, and it can be used."""
        assert await self.page.locator("h1").count() == 1, self.page.url
        assert self.page.url.startswith(self.site)
        words = await self.reads()
        assert "Page not found" not in words, self.page.url
        return words

    async def holds(self, name: str) -> str:
        return await self.page.input_value(f"[name={name}]")

    async def is_told_what_is_wrong(self) -> bool:
        return bool(await self.page.locator(".govuk-error-summary").count())
