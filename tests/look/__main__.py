"""`make look`: every page in every state, looked at in every way; says what is wrong, and what it all comes to."""

import argparse
import asyncio
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic
from typing import Final

from tests.look.eyes import opened
from tests.look.pictures import comparable, keep, laid_out, pictured
from tests.look.portals import PORTALS, Gathered, gathered
from tests.look.report import Report, say
from tests.look.sweep import longest_way, swept
from tests.look.valid import invalid

OUT: Final = Path("var/look")


async def _gathered(words: str) -> list[Gathered]:
    found = []
    with TemporaryDirectory() as name:
        for number, portal in enumerate(PORTALS):
            one = (await gathered(portal, Path(name) / str(number))).only(words)
            say(
                f"{portal.council}{' in ' + portal.language if portal.language else ''}: {len(one.seen)} pages"
            )
            found.append(one)
    return found


async def _pictures(found: Sequence[Gathered], *, kept: bool) -> list[str]:
    """Takes the pictures; those that are not as they were, or nothing where they are to be kept."""
    pictures = OUT / "pictures"
    shutil.rmtree(pictures, ignore_errors=True)
    pictures.mkdir()
    async with opened() as browser:
        told = await pictured(browser, found, pictures)
        laid_out(told, pictures / "index.html")
        if kept:
            keep(told, browser.version)
            weight = sum(one.path.stat().st_size for one in told)
            say(f"{len(told)} pictures are kept, of {weight:,} bytes")
            return []
        if not comparable(browser.version):
            say("The pictures that are committed were taken in another browser or with other letters.")
    return [f"picture: {one.path.stem} {one.said}" for one in told if one.said]


async def main(words: str, *, kept: bool, quick: bool) -> int:
    """Look, and say how it was: 0 where nothing is wrong."""
    OUT.mkdir(parents=True, exist_ok=True)
    found = await _gathered("" if kept else words)
    if kept:
        await _pictures(found, kept=True)
        return 0
    report = Report(found, quick=quick)
    report.invalid = invalid(found, OUT)
    begun = monotonic()
    report.swept = await asyncio.to_thread(swept, found, quick=quick)
    report.seconds = monotonic() - begun
    report.presses = await longest_way(found)
    if not words:
        report.pictures = await _pictures(found, kept=False)
    text = report.written()
    (OUT / "report.txt").write_text(text, encoding="utf-8")
    say(f"{text}The same is in {OUT}/report.txt; the pictures: {OUT}/pictures/index.html")
    return 1 if report.wrong() else 0


if __name__ == "__main__":
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--only", default="", help="look only at pages whose name holds these words")
    asked.add_argument("--keep", action="store_true", help="take the pictures, which are as they should be")
    asked.add_argument("--quick", action="store_true", help="each page in two views and one of the others")
    given = asked.parse_args()
    sys.exit(asyncio.run(main(given.only, kept=given.keep, quick=given.quick)))
