"""All pages in all views, by two browsers at once, each in a process of its own."""

import asyncio
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from time import monotonic
from typing import Final

from playwright.async_api import Page

from tests.look.eyes import DESK, everything, looking, opened
from tests.look.portals import Gathered, turns
from tests.look.report import Faults, say

BROWSERS: Final = 2
SAYS_EACH: Final = 50
MOST_PRESSES: Final = 200


def swept(found: Sequence[Gathered], *, quick: bool) -> Faults:
    """What is wrong with each page in each view; quickly, in the first two and in one of the others in turn."""
    with ProcessPoolExecutor(BROWSERS, mp_context=get_context("spawn")) as pool:
        parts = pool.map(_part, [found] * BROWSERS, range(BROWSERS), [quick] * BROWSERS)
        return {place: faults for part in parts for place, faults in part.items()}


def _part(found: Sequence[Gathered], which: int, quick: bool) -> Faults:
    return asyncio.run(_look(found, which, quick=quick))


async def _look(found: Sequence[Gathered], which: int, *, quick: bool) -> Faults:
    faults: dict[tuple[str, str], list[str]] = {}
    parts = [
        (one.belongings, views, seen[which::BROWSERS])
        for one in found
        for views, seen in turns(one.portal.views, one.seen, quick=quick)
    ]
    whole = sum(len({view.script for view in views}) * len(seen) for _, views, seen in parts)
    looked = _telling(f"browser {which + 1}", whole)
    async with opened() as browser:
        for belongings, views, seen in parts:
            faults |= await everything(browser, views, belongings, seen, looked)
    return faults


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
