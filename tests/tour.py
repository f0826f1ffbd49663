"""Takes the pictures of README.md and docs/tour.md anew, each at its step of a story, in a town that it starts.

`make pictures`; or, for a few, `python -m tests.tour home hub`.
"""

import asyncio
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Final

from PIL import Image
from playwright.async_api import Browser, FloatRect, Page, ViewportSize

from tests.chromium import opened
from tests.journeys.test_hub_speaks import at_the_hub
from tests.people import InChromium, sees_progress, sends, tells_of_a_worry
from tests.professional import writes_as_a_professional
from tests.town import Town, started

PICTURES: Final = Path(__file__).parents[1] / "docs" / "pictures"
TELEPHONE: Final = ViewportSize(width=360, height=640)
DESK: Final = ViewportSize(width=900, height=640)
COLOURS: Final = 32
"""Enough for letters and a council's colours, and a third of the bytes."""
STORY: Final = (
    "The two little ones next door were in the garden at 10 at night, with no coats on. "
    "The older one said: ‘Mummy is asleep and will not wake up.’"
)


@dataclass
class Album:
    """Keeps the pictures that are wanted, or all."""

    wanted: frozenset[str]

    async def keep(self, page: Page, name: str) -> None:
        """What is in sight, in few colours."""
        if self.wanted and name not in self.wanted:
            return
        size = page.viewport_size
        assert size
        taken = await page.screenshot(clip=FloatRect(x=0, y=0, width=size["width"], height=size["height"]))
        few = Image.open(BytesIO(taken)).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
        few.save(PICTURES / f"{name}.png", optimize=True)


@asynccontextmanager
async def somebody(
    browser: Browser, town: Town, size: ViewportSize, sharp: float
) -> AsyncIterator[InChromium]:
    """A person with a screen of this size."""
    context = await browser.new_context(viewport=size, device_scale_factor=sharp, locale="en-GB")
    yield InChromium(town.site, await context.new_page())
    await context.close()


async def neighbour(person: InChromium, album: Album) -> None:
    """Looks for a way in, learns how to leave, and tells of a worry."""
    await person.goes_to("/")
    await album.keep(person.page, "home")
    await person.chooses("I am a neighbour, relative or friend")
    await person.chooses("Start now")
    await album.keep(person.page, "leaving")
    await tells_of_a_worry(person, STORY)
    await person.goes_to("/community/worry")
    await album.keep(person.page, "question")
    await person.goes_to("/community/find-the-child")
    await person.says(find_address="12 Larch Way, Corby")
    await person.goes_to("/community/check")
    await sends(person)
    await album.keep(person.page, "confirmation")


async def young_person(person: InChromium, album: Album) -> None:
    """Is in danger."""
    await person.goes_to("/young-person/danger")
    await person.says(danger="yes")
    await album.keep(person.page, "emergency")


async def parent(person: InChromium, album: Album) -> None:
    """Has been referred."""
    await person.goes_to("/help/referred")
    await album.keep(person.page, "help")


async def professional(person: InChromium, town: Town, album: Album) -> None:
    """Refers a child; the hub reads it and decides."""
    await person.goes_to("/professional/danger")
    for answers in ({"danger": "no"}, {"urgent_today": "no"}):
        await person.says(**answers)
    await album.keep(person.page, "professional")
    await writes_as_a_professional(person, adults=1)
    await person.goes_to("/professional/tasks")
    await album.keep(person.page, "tasks")
    await person.goes_to("/professional/check")
    await album.keep(person.page, "check")
    told = await sends(person)
    await town.contact(told.reference)
    await person.page.goto(f"file://{town.var}/hub/{told.reference}.html")
    await album.keep(person.page, "hub")
    for step in (("screening", told.reference), ("decide", told.reference, "early-help")):
        at_the_hub(town, *step)
    await sees_progress(person, told, "Decided at")
    await album.keep(person.page, "status")


async def tour(album: Album, var: Path) -> None:
    """The whole story."""
    with started(var) as town:
        async with opened() as browser:
            for story in (neighbour, young_person, parent):
                async with somebody(browser, town, TELEPHONE, 2) as person:
                    await story(person, album)
            async with somebody(browser, town, DESK, 1) as person:
                await professional(person, town, album)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(tour(Album(frozenset(sys.argv[1:])), Path(folder) / "var"))
