"""Somebody with WebKit or Firefox, by the same words as anybody else in `tests/people.py`."""

import asyncio
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.people import File, Said, fields
from tests.town import PATIENCE
from tests.webdriver import Browser, RefusedError

Element = dict[str, str]
"""What WebDriver gives for an element: its id, under one long name."""

LEAVES = "document.querySelector('main').dataset.left = 'yes'"
ARRIVED = """
const main = document.querySelector("main");
return document.readyState === "complete" && main && !main.dataset.left;
"""
TOO_WIDE = "return document.documentElement.scrollWidth > innerWidth"
IN_SIGHT = "arguments[0].scrollIntoView({ block: 'center', behavior: 'instant' })"
"""WebKit's driver takes for in sight what begins below the screen by less than its scroll margin and the page's scroll
padding together, and then finds nothing there to click. Whoever tabs or scrolls comes to it as anywhere."""
BY_WORDS = """
return [...document.querySelectorAll("a, button")].find(
    (one) => one.textContent.replace(/\\s+/g, " ").trim().startsWith(arguments[0]));
"""
ASKED = """
return [...document.querySelectorAll("main form :is(input:not([type=hidden]), textarea, button)[name]")]
    .map((one) => one.name);
"""


@dataclass
class Driven:
    """Somebody with another browser than Chromium, as wide as a telephone: no page they come to may be wider."""

    site: str
    browser: Browser
    folder: Path
    """Where their files are."""

    async def goes_to(self, path: str) -> None:
        await self.browser.does("Navigate", url=f"{self.site}{path}")
        await self._arrives()

    async def goes_back(self) -> None:
        """By the browser's own button."""
        await self._runs(LEAVES)
        await self.browser.does("Back")
        await self._arrives()

    async def says(self, **answers: Said) -> None:
        for name, value in fields(answers).items():
            for one in [value] if isinstance(value, str) else value:
                await self._give(name, one)
        await self.chooses("Continue")

    async def adds(self, *files: File) -> None:
        """Chooses files, adds them, and waits until they have been looked at."""
        paths = [self.folder / Path(name).name for name, _ in files]
        for path, (_, content) in zip(paths, files, strict=True):
            path.write_bytes(content)
        (field,) = await self._find('[type="file"]')
        await self._type(field, "\n".join(map(str, paths)))
        await self.chooses("Add what you chose")

    async def chooses(self, words: str) -> None:
        element = await self._named(words)
        await self._runs(LEAVES)
        await self._click(element)
        await self._arrives()

    async def presses_twice(self, words: str) -> None:
        """A double click, where one was enough."""
        element = await self._named(words)
        await self._runs(IN_SIGHT, element)
        await self._runs(LEAVES)
        press = ({"type": "pointerDown", "button": 0}, {"type": "pointerUp", "button": 0})
        there = {"type": "pointerMove", "origin": element, "x": 0, "y": 0}
        mouse = {"type": "pointer", "id": "mouse", "actions": [there, *press, *press]}
        await self.browser.does("PerformActions", actions=[mouse])
        await self._arrives()

    async def reads(self) -> str:
        return " ".join((await self._runs("return document.querySelector('main').innerText")).split())

    async def path(self) -> str:
        path: str = await self._runs("return location.pathname")
        return path

    async def field_beginning(self, name: str) -> str:
        first: str = await self._runs("return document.querySelector(arguments[0]).name", f'[name^="{name}"]')
        return first

    async def asks(self) -> list[str]:
        """The fields of the page, without the hidden ones."""
        names: list[str] = await self._runs(ASKED)
        return names

    async def _give(self, name: str, value: str) -> None:
        chosen = await self._find(f'[name="{name}"][value="{value}"]:is([type=radio], [type=checkbox])')
        if chosen:
            if not await self._runs("return arguments[0].checked", chosen[0]):
                await self._click(chosen[0])
            assert await self._runs("return arguments[0].checked", chosen[0]), (name, value)
            return
        (field,) = await self._find(f'[name="{name}"]')
        await self._runs(IN_SIGHT, field)
        await self.browser.does("ElementClear", id=_id(field))
        await self._type(field, value)

    async def _type(self, field: Element, text: str) -> None:
        if text:
            await self.browser.does("ElementSendKeys", id=_id(field), text=text)

    async def _click(self, element: Element) -> None:
        await self._runs(IN_SIGHT, element)
        await self.browser.does("ElementClick", id=_id(element))

    async def _named(self, words: str) -> Element:
        element: Element | None = await self._runs(BY_WORDS, words)
        assert element, f"nothing says {words!r} on {await self.path()}: {await self.reads()}"
        return element

    async def _find(self, selector: str) -> list[Element]:
        found: list[Element] = await self.browser.does("FindElements", using="css selector", value=selector)
        return found

    async def _runs(self, script: str, *given: Any) -> Any:
        return await self.browser.does("ExecuteScript", script=script, args=list(given))

    async def _arrives(self) -> None:
        async with asyncio.timeout(PATIENCE):
            while not await self._has_arrived():  # noqa: ASYNC110 -- another process does it
                await asyncio.sleep(0.02)
        assert not await self._runs(TOO_WIDE), await self.path()

    async def _has_arrived(self) -> bool:
        try:
            return bool(await self._runs(ARRIVED))
        except RefusedError:
            return False  # between two pages there is none


def _id(element: Element) -> str:
    (one,) = element.values()
    return one
