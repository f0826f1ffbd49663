"""HEIC without hidden details: whatever makes no part of a picture is written over with noughts, in its place.

Source: ISO/IEC 14496-12 (boxes, `meta`, `iinf`, `iloc`) and ISO/IEC 23008-12 (HEIF). Nothing moves, so that every
offset stays right, and no picture is decoded.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, NamedTuple

from app.files.flaws import Flaw, FlawedError
from app.files.photos import require_bearable

BRANDS: Final = frozenset((b"heic", b"heix", b"heim", b"heis"))
PICTURES: Final = frozenset((b"hvc1", b"hev1", b"lhv1", b"grid", b"iden", b"iovl", b"tmap", b"jpeg"))
"""Kinds of item that are pictures, or put pictures together."""
TOP: Final = frozenset((b"ftyp", b"meta", b"mdat"))
HEAD: Final = 8
MOST_BOXES: Final = 10_000


class Box(NamedTuple):
    """A box: its kind, and where its content begins and ends, and where its kind stands."""

    kind: bytes
    begin: int
    end: int
    named: int


class Extent(NamedTuple):
    """Where a piece of an item lies, and whether that counts from the file's beginning."""

    begin: int
    end: int
    in_file: bool


def brand_fits(content: bytes) -> bool:
    """Whether a file says of itself that it is one."""
    if content[4:8] != b"ftyp":
        return False
    size = int.from_bytes(content[:4], "big")
    brands = {content[8:12], *(content[at : at + 4] for at in range(16, min(size, 256), 4))}
    return bool(brands & BRANDS)


def cleaned(content: bytes) -> bytes:
    """The same pictures, and noughts in place of all else.

    Raises:
        FlawedError: it is no whole HEIC, or has too many pixels.
    """
    try:
        return _cleaned(content)
    except (IndexError, ValueError):
        raise FlawedError(Flaw.BROKEN) from None


def _cleaned(content: bytes) -> bytes:
    top = list(_boxes(content, 0, len(content)))
    metas = [box for box in top if box.kind == b"meta"]
    if len(metas) != 1:
        raise FlawedError(Flaw.BROKEN)
    inside = {box.kind: box for box in _boxes(content, metas[0].begin + 4, metas[0].end)}
    _check_pixels(content, inside)
    kinds = _kinds(content, inside[b"iinf"]) if b"iinf" in inside else {}
    if not kinds or b"iloc" not in inside:
        raise FlawedError(Flaw.BROKEN)
    out = bytearray(content)
    extents = _extents(_Reader(content, inside[b"iloc"].begin, inside[b"iloc"].end))
    kept = [one for item, found in extents.items() if kinds.get(item) in PICTURES for one in found]
    for box in (*top, *inside.values()):
        if box.kind == b"mdat":
            _blank_but(out, box, [(one.begin, one.end) for one in kept if one.in_file])
        elif box.kind == b"idat":
            here = [(box.begin + one.begin, box.begin + one.end) for one in kept if not one.in_file]
            _blank_but(out, box, here)
        elif box.kind in {b"uuid", b"udta", b"xml ", b"bxml"} or (box in top and box.kind not in TOP):
            out[box.named : box.named + 4] = b"free"
            _blank_but(out, box, [])
    return bytes(out)


def _blank_but(out: bytearray, box: Box, kept: list[tuple[int, int]]) -> None:
    at = box.begin
    for begin, end in sorted(kept):
        if at < begin <= box.end:
            out[at:begin] = bytes(begin - at)
        at = max(at, min(end, box.end)) if begin < box.end else at
    out[at : box.end] = bytes(box.end - at)


def _boxes(content: bytes, at: int, end: int) -> Iterator[Box]:
    for _ in range(MOST_BOXES):
        if at + HEAD > end:
            break
        size, kind, head = int.from_bytes(content[at : at + 4], "big"), content[at + 4 : at + 8], HEAD
        if size == 1:
            size, head = int.from_bytes(content[at + 8 : at + 16], "big"), 2 * HEAD
        size = size or end - at
        if size < head or at + size > end:
            raise FlawedError(Flaw.BROKEN)
        yield Box(kind, at + head, at + size, at + 4)
        at += size
    if at != end:
        raise FlawedError(Flaw.BROKEN)


def _check_pixels(content: bytes, inside: dict[bytes, Box]) -> None:
    properties = inside.get(b"iprp")
    if properties is None:
        raise FlawedError(Flaw.BROKEN)
    shapes = [
        shape
        for box in _boxes(content, properties.begin, properties.end)
        if box.kind == b"ipco"
        for shape in _boxes(content, box.begin, box.end)
        if shape.kind == b"ispe"
    ]
    for shape in shapes:
        sizes = (shape.begin + 4, shape.begin + 8)
        width, height = (int.from_bytes(content[at : at + 4], "big") for at in sizes)
        require_bearable(width, height)


def _kinds(content: bytes, iinf: Box) -> dict[int, bytes]:
    """The kind of each item, by its id."""
    wide = content[iinf.begin] != 0
    kinds: dict[int, bytes] = {}
    for box in _boxes(content, iinf.begin + (8 if wide else 6), iinf.end):
        reader = _Reader(content, box.begin, box.end)
        version = reader.number(1)
        reader.number(3)
        if version < 2:  # noqa: PLR2004 -- those before it have no kind, and no camera writes them
            raise FlawedError(Flaw.BROKEN)
        item = reader.number(2 if version == 2 else 4)  # noqa: PLR2004
        reader.number(2)
        kinds[item] = reader.raw(4)
    return kinds


@dataclass
class _Reader:
    content: bytes
    at: int
    end: int

    def raw(self, size: int) -> bytes:
        if self.at + size > self.end:
            raise FlawedError(Flaw.BROKEN)
        self.at += size
        return self.content[self.at - size : self.at]

    def number(self, size: int) -> int:
        return int.from_bytes(self.raw(size), "big")


def _extents(reader: _Reader) -> dict[int, list[Extent]]:
    """Where each item lies, by its id."""
    version = reader.number(1)
    reader.number(3)
    sizes = reader.raw(2)
    offset_size, length_size, base_size = sizes[0] >> 4, sizes[0] & 15, sizes[1] >> 4
    index_size = sizes[1] & 15 if version else 0
    id_size = 4 if version == 2 else 2  # noqa: PLR2004
    found: dict[int, list[Extent]] = {}
    for _ in range(reader.number(id_size)):
        item = reader.number(id_size)
        method = reader.number(2) & 15 if version else 0
        reader.number(2)
        base, count = reader.number(base_size), reader.number(2)
        for _ in range(count):
            reader.number(index_size)
            begin = base + reader.number(offset_size)
            length = reader.number(length_size) or len(reader.content) - begin
            found.setdefault(item, []).append(Extent(begin, begin + length, method == 0))
    return found
