"""A council's own logo: a small file beside its profile, which draws and does nothing else."""

from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from struct import unpack_from
from typing import Annotated, Final, Self
from xml.etree import ElementTree as ET

from pydantic import PrivateAttr, ValidationInfo, model_validator

from app.assets import Asset
from app.profiles.table import Table, Text, shaped

HEIGHT: Final = 40
"""Pixels that it is high on a page."""
WIDEST: Final = 260
"""Pixels that there are for it on the narrowest telephone, beside the edges."""
LARGEST: Final = 5 * 1024
"""Bytes, compressed: with all the rest of a first visit it stays within 24 KB."""
PNG: Final = b"\x89PNG\r\n\x1a\n"
SVG: Final = "{http://www.w3.org/2000/svg}"
DOING: Final = frozenset({"a", "animate", "foreignObject", "image", "script", "set", "use"})
"""Elements of SVG that fetch, lead away or run something."""
ONLY_DRAW: Final = "the logo may only draw, and has {faults}"


class Logo(Table):
    """Shown in the header in place of the council's name, so that `alt` says the name and whatever else it shows."""

    file: Annotated[
        str, shaped(r"[a-z0-9-]+\.(svg|png)", "must be a file beside the profile, such as logo.svg")
    ]
    alt: Text
    _content: bytes = PrivateAttr(b"")
    _size: tuple[float, float] = PrivateAttr((0, 0))

    @model_validator(mode="after")
    def _drawn(self, info: ValidationInfo) -> Self:
        """Read the file from the profile's folder."""
        folder: Path = (info.context or {}).get("folder", Path())
        try:
            self._content = (folder / self.file).read_bytes()
        except OSError as error:
            raise ValueError(f"{self.file} cannot be read: {error.strerror}") from None
        self._size = _of_png(self._content) if self.file.endswith(".png") else _of_svg(self._content)
        if self.width > WIDEST:
            raise ValueError(
                f"{self.file} is {self.width} pixels wide when {HEIGHT} high, and may be {WIDEST}"
            )
        if (size := len(self.asset.sent_as("gzip")[0])) > LARGEST:
            raise ValueError(f"{self.file} has {size} bytes compressed, and may have {LARGEST}")
        return self

    @cached_property
    def asset(self) -> Asset:
        """The file as the portal serves it."""
        return Asset(f"logo{Path(self.file).suffix}", self._content)

    @property
    def height(self) -> int:
        """Pixels on a page."""
        return HEIGHT

    @property
    def width(self) -> int:
        """Pixels on a page, so that nothing moves when it comes."""
        wide, high = self._size
        return round(HEIGHT * wide / high)


def _of_png(content: bytes) -> tuple[float, float]:
    if not content.startswith(PNG) or content[12:16] != b"IHDR":
        raise ValueError("the logo is no PNG")
    wide, high = unpack_from(">II", content, 16)
    return _shape(wide, high)


def _of_svg(content: bytes) -> tuple[float, float]:
    try:
        root = ET.fromstring(content, ET.XMLParser(target=_Drawing()))  # noqa: S314 -- of one's own
    except ET.ParseError:
        raise ValueError("the logo is no SVG") from None
    faults = [*_faults(root)]
    if faults:
        raise ValueError(ONLY_DRAW.format(faults=", ".join(faults)))
    box = (root.get("viewBox") or "").replace(",", " ").split()
    try:
        wide, high = float(box[2]), float(box[3])
    except (IndexError, ValueError):
        raise ValueError("the logo has no viewBox, so that nobody knows how wide it is") from None
    return _shape(wide, high)


class _Drawing(ET.TreeBuilder):
    """Makes the tree, and refuses what could name more than is in the file."""

    def doctype(self, *_: object) -> None:
        raise ValueError(ONLY_DRAW.format(faults="a document type"))


def _faults(root: ET.Element) -> Iterator[str]:
    if root.tag != f"{SVG}svg":
        yield "no svg element"
    for element in root.iter():
        name = element.tag.removeprefix(SVG)
        if name in DOING:
            yield f"an element {name}"
        for key, value in element.attrib.items():
            if key.startswith("on") or (key.endswith("href") and not value.startswith("#")):
                yield f"an attribute {key}"
        styled = (element.text if name == "style" else element.get("style")) or ""
        if "url(" in styled or "@import" in styled:
            yield "a style that fetches something"


def _shape(wide: float, high: float) -> tuple[float, float]:
    if wide <= 0 or high <= 0:
        raise ValueError("the logo has no size")
    return wide, high
