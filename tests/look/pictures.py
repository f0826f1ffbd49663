"""Pictures of pages: kept small, compared with those that are committed, and laid out to be looked at."""

from collections.abc import Iterable
from html import escape
from io import BytesIO
from pathlib import Path
from typing import Final

from PIL import Image, ImageChops

KEPT: Final = Path(__file__).parent / "pictures"
COLOURS: Final = 24
NEW: Final = "is new"
UNLIKE: Final = 48
"""Of 255: how far a dot may be from what it was, for palettes and the edges of letters are not the same each time."""
MOST: Final = 0.004
"""The share of dots that may be further."""


def small(shot: bytes) -> Image.Image:
    """A picture of few colours."""
    return Image.open(BytesIO(shot)).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)


def differs(taken: Path, kept: Path) -> str:
    """In what way a picture is not what is committed; '' where it is."""
    if not kept.exists():
        return NEW
    one, other = (Image.open(path).convert("RGB") for path in (taken, kept))
    if one.size != other.size:
        return f"is {one.size[0]} by {one.size[1]}, and was {other.size[0]} by {other.size[1]}"
    far = ImageChops.difference(one, other).convert("L").point(lambda value: 255 if value > UNLIKE else 0)
    share = far.histogram()[255] / (one.size[0] * one.size[1])
    return f"has changed in {share:.1%} of it" if share > MOST else ""


def laid_out(pictures: Iterable[tuple[Path, str]], sheet: Path) -> None:
    """A page on which every picture can be looked at, each with what is to be said of it."""
    cells = "\n".join(
        f'<figure><a href="{path.name}"><img src="{path.name}" alt=""></a>'
        f"<figcaption>{escape(path.stem)} {escape(said)}</figcaption></figure>"
        for path, said in pictures
    )
    style = "body{font:14px sans-serif}figure{display:inline-block;width:300px;margin:8px;vertical-align:top}"
    head = f"<!DOCTYPE html><html lang=en><meta charset=utf-8><title>Every picture</title><style>{style}img"
    head += "{width:100%;border:1px solid #888}</style>"
    sheet.write_text(f"{head}\n{cells}\n", encoding="utf-8")
