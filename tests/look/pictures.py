"""Pictures of pages: kept small, compared with those that are committed, and laid out to be looked at."""

import platform
import shutil
import subprocess
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from io import BytesIO
from pathlib import Path
from typing import Final

from PIL import Image, ImageChops
from playwright.async_api import Browser

from tests.look.eyes import View, looking
from tests.look.portals import Gathered

KEPT: Final = Path(__file__).parent / "pictures"
TAKEN_IN: Final = KEPT / "taken-in.txt"
"""The browser and the letters of the pictures that are committed: another's are never quite the same."""
COLOURS: Final = 32
TALLEST: Final = 4000
"""Dots of a page that are kept, from its top: WebP takes 16,383, and nobody looks so far down."""
UNLIKE: Final = 48
"""Of 255: how far a dot may be from what it was, for palettes and the edges of letters are not the same each time."""
MOST: Final = 0.002
"""The share of dots that may be further."""

WIDE: Final = View("wide", 900, 900)
NARROW: Final = View("narrow", 360, 740)
DARK: Final = View("dark", 360, 740, dark=True)
FORCED: Final = View("forced colours", 360, 740, forced=True)
BOTH: Final = (WIDE, NARROW)
PICTURED: Final[Mapping[str, Sequence[View]]] = {
    **dict.fromkeys(
        (
            "site home empty",
            "site help-referred empty",
            "professional start empty",
            "professional tasks begun",
            "professional danger error",
            "professional children-age error",
            "professional files refused",
            "professional sent filled",
            "professional perhaps sent outage",
            "family worry filled",
            "community about-you empty",
            "community worry odd",
            "young-person start empty",
            "allegation urgent conflict",
            "Barnet professional progress early-help",
            "Right to left professional tasks begun",
            "Right to left community danger error",
        ),
        BOTH,
    ),
    **dict.fromkeys(
        (
            "site status error",
            "site failure 404 error page",
            "site failure 500 error page",
            "professional call empty",
            "professional code filled",
            "professional check refused",
            "professional check long",
            "family leaving empty",
            "community save empty",
            "community worry outage",
            "young-person told ending",
            "Barnet community sent filled",
            "Right to left professional files refused",
        ),
        (NARROW,),
    ),
    "family danger empty": (WIDE, NARROW, DARK, FORCED),
    "professional what-happened error": (DARK, FORCED),
    "community check filled": (NARROW, DARK),
    "Barnet site home empty": (WIDE, NARROW, DARK),
}


@dataclass(frozen=True)
class Told:
    """A picture that was taken, and what is to be said of it."""

    path: Path
    said: str


async def pictured(
    browser: Browser,
    all_of_it: Iterable[Gathered],
    out: Path,
    wanted: Mapping[str, Sequence[View]] = PICTURED,
) -> list[Told]:
    """Take the pictures into a folder, and compare each with the one that is committed.

    Raises:
        ValueError: a picture is asked for of a page that there is not.
    """
    told = []
    left = dict(wanted)
    for gathered in all_of_it:
        async with looking(browser, gathered.belongings, axe=False) as eyes:
            for seen in gathered.seen:
                for view in left.pop(seen.name, ()):
                    await eyes.sees(seen)
                    await eyes.turns(view)
                    path = out / f"{seen.name}.{view.name}.webp".replace(" ", "-").lower()
                    _small(await eyes.page.screenshot(full_page=True)).save(path, lossless=True, method=6)
                    told.append(Told(path, differs(path, KEPT / path.name, out)))
    if left:
        raise ValueError(f"no page is called {sorted(left)}")
    return told


def _small(shot: bytes) -> Image.Image:
    """A picture of few colours."""
    whole = Image.open(BytesIO(shot)).convert("RGB")
    few = whole.crop((0, 0, whole.width, min(whole.height, TALLEST))).quantize(
        COLOURS, dither=Image.Dither.NONE
    )
    return few.convert("RGB")


def differs(taken: Path, kept: Path, out: Path) -> str:
    """In what way a picture is not what is committed; '' where it is. Where it is not, both are put side by side."""
    if not kept.exists():
        return "is new"
    one, other = (Image.open(path).convert("RGB") for path in (taken, kept))
    said = ""
    if one.size != other.size:
        said = f"is {one.size[0]} by {one.size[1]}, and was {other.size[0]} by {other.size[1]}"
    far = _far(one, other)
    share = far.histogram()[255] / (far.size[0] * far.size[1])
    if not said and share > MOST:
        said = f"has changed in {share:.1%} of it"
    if said:
        beside = out / f"{taken.stem}.changed.png"
        _side_by_side(other, one, far).save(beside)
        said += f": {beside}"
    return said


def _far(one: Image.Image, other: Image.Image) -> Image.Image:
    """White where two pictures are not alike; where only one of them is, too."""
    size = (max(one.width, other.width), max(one.height, other.height))
    sheets = [Image.new("RGB", size, blank) for blank in ("white", "black")]
    for sheet, picture in zip(sheets, (one, other), strict=True):
        sheet.paste(picture)
    bands = ImageChops.difference(*sheets).split()
    most = ImageChops.lighter(ImageChops.lighter(bands[0], bands[1]), bands[2])
    return most.point(lambda value: 255 if value > UNLIKE else 0)


def _side_by_side(was: Image.Image, taken: Image.Image, far: Image.Image) -> Image.Image:
    """What was, what is, and what is with all that changed in red."""
    marked = Image.new("RGB", far.size, "white")
    marked.paste(taken)
    marked.paste(Image.new("RGB", far.size, "#d00000"), mask=far)
    sheet = Image.new("RGB", (was.width + taken.width + marked.width + 20, far.height), "#888888")
    left = 0
    for picture in (was, taken, marked):
        sheet.paste(picture, (left, 0))
        left += picture.width + 10
    return sheet


def keep(told: Iterable[Told], browser: str) -> None:
    """From now on pictures are as they should be when they are like these."""
    shutil.rmtree(KEPT, ignore_errors=True)
    KEPT.mkdir()
    for one in told:
        shutil.copy(one.path, KEPT / one.path.name)
    TAKEN_IN.write_text(f"{machine(browser)}\n", encoding="utf-8")


def machine(browser: str) -> str:
    """The browser and the letters in which pages are shown here, and the system whose libraries draw them."""
    system = platform.freedesktop_os_release()
    letters = subprocess.run(["fc-match", "arial"], capture_output=True, text=True, check=True).stdout.strip()
    return f"Chromium {browser}, {letters}, {system['ID']} {system.get('VERSION_ID', '')}"


def comparable(browser: str) -> bool:
    """Whether the pictures that are committed were taken in this browser, with these letters."""
    return TAKEN_IN.exists() and TAKEN_IN.read_text(encoding="utf-8").strip() == machine(browser)


def laid_out(pictures: Iterable[Told], sheet: Path) -> None:
    """A page on which every picture can be looked at, each with what is to be said of it."""
    style = "body{font:14px sans-serif}figure{display:inline-block;width:300px;margin:8px;vertical-align:top}"
    head = f"<!DOCTYPE html><html lang=en><meta charset=utf-8><title>Every picture</title><style>{style}img"
    head += "{width:100%;border:1px solid #888}</style>"
    sheet.write_text("\n".join([head, *_cells(pictures), ""]), encoding="utf-8")


def _cells(pictures: Iterable[Told]) -> Iterator[str]:
    for one in pictures:
        name = escape(one.path.name)
        yield f'<figure><a href="{name}"><img src="{name}" alt=""></a>'
        yield f"<figcaption>{escape(one.path.stem)} {escape(one.said)}</figcaption></figure>"
