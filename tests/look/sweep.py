"""All pages in all views, by two browsers at once, each in a process of its own."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from time import monotonic
from typing import Final

import httpx
from playwright.async_api import Error, Page

from tests.look.eyes import DESK, View, everything, looking, opened
from tests.look.gathering import Seen
from tests.look.portals import Gathered, turns
from tests.look.report import Faults, say

BROWSERS: Final = 2
SAYS_EACH: Final = 50
AT_ONCE: Final = 60
TRIES: Final = 2
MOST_PRESSES: Final = 200


def swept(found: Sequence[Gathered], *, quick: bool) -> Faults:
    """What is wrong with each page in each view; quickly, in the first two and in one of the others in turn."""
    with ProcessPoolExecutor(BROWSERS, mp_context=get_context("spawn")) as pool:
        parts = pool.map(_part, [found] * BROWSERS, range(BROWSERS), [quick] * BROWSERS)
        return {place: faults for part in parts for place, faults in part.items()}


def _part(found: Sequence[Gathered], which: int, quick: bool) -> Faults:
    return asyncio.run(_look(found, which, quick=quick))


async def _look(found: Sequence[Gathered], which: int, *, quick: bool) -> Faults:
    faults: dict[tuple[str, str], Sequence[str]] = {}
    parts = [
        (one.belongings, views, seen[which::BROWSERS][first : first + AT_ONCE])
        for one in found
        for views, seen in turns(one.portal.views, one.seen, quick=quick)
        for first in range(0, len(seen[which::BROWSERS]), AT_ONCE)
    ]
    whole = sum(len({view.script for view in views}) * len(seen) for _, views, seen in parts)
    looked = _telling(f"browser {which + 1}", whole)
    for belongings, views, seen in parts:
        faults |= await stubborn(partial(_some, views, belongings, seen, looked), seen)
    return faults


async def _some(
    views: Sequence[View],
    belongings: Mapping[str, httpx.Response],
    seen: Sequence[Seen],
    looked: Callable[[Sequence[str]], None],
) -> Faults:
    """A few pages, in a browser of their own: one that has shown thousands grows, and may fall over."""
    async with opened() as browser:
        return await everything(browser, views, belongings, seen, looked)


async def stubborn(look: Callable[[], Awaitable[Faults]], seen: Sequence[Seen]) -> Faults:
    """What was found, tried twice; where a browser failed both times that is a finding, and the rest goes on."""
    for _ in range(TRIES):
        try:
            return await look()
        except Error as error:
            failed = str(error).partition("\n")[0]
    return {(seen[0].name, "and those after it"): [f"the browser failed: {failed}"]}


def _telling(who: str, whole: int) -> Callable[[Sequence[str]], None]:
    """Says now and then how far somebody has come, and at once what they find and have not said before."""
    begun, count = monotonic(), 0
    told: set[str] = set()

    def looked(faults: Sequence[str]) -> None:
        nonlocal count
        count += 1
        for fault in faults:
            kind = fault[:30]
            if kind not in told:
                told.add(kind)
                say(f"  {fault[:300]}")
        if count % SAYS_EACH == 0 or count == whole:
            say(f"{who}: {count} of {whole} in {monotonic() - begun:.0f} seconds")

    return looked


async def longest_way(found: Sequence[Gathered]) -> int:
    """Key presses from the top of the longest task list through all of it to Continue."""
    most = 0
    async with opened() as browser:
        for one in found:
            async with looking(browser, one.belongings, axe=False) as eyes:
                for seen in (seen for seen in one.seen if seen.page == "tasks"):
                    await eyes.sees(seen)
                    await eyes.turns(DESK)
                    most = max(most, await _presses(eyes.page))
    return most


async def _presses(page: Page) -> int:
    for count in range(1, MOST_PRESSES):
        await page.keyboard.press("Tab")
        if await page.evaluate("document.activeElement.className.includes('govuk-button')"):
            return count + 1
    raise AssertionError("Continue cannot be reached with the keyboard")
