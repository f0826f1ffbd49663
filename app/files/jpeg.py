"""JPEG without hidden details: the picture itself stays as it is, bit for bit.

Source: ITU-T T.81, annex B; Exif 2.32 (CIPA DC-008), 4.6.2.
"""

from collections.abc import Iterator
from struct import pack, unpack_from
from typing import Final, NamedTuple

from app.files.flaws import Flaw, FlawedError
from app.files.photos import require_bearable

START: Final = b"\xff\xd8"
END: Final = b"\xff\xd9"
SCAN: Final = 0xDA
JFIF: Final = 0xE0
EXIF: Final = 0xE1
FRAMES: Final = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
PICTURE: Final = FRAMES | {0xC4, 0xCC, SCAN, 0xDB, 0xDC, 0xDD, 0xDE, 0xDF}
"""Frames, scans and their tables: all that a picture is decoded from. No other marker need be kept, and in those that
the standard keeps for later, or for extensions, a file may carry anything.
"""
ALONE: Final = frozenset({0x01, *range(0xD0, 0xD8)})
"""Markers that nothing belongs to."""
NEEDED: Final = {0xE2: b"ICC_PROFILE\0", 0xEE: b"Adobe"}
"""Of the application's own segments, those without which the colours change."""
PLAIN_JFIF: Final = 12
"""Bytes of a JFIF segment before its thumbnail."""
EXIF_MARK: Final = b"Exif\0\0"
ORIENTATION: Final = 0x0112
ENTRY: Final = 12
UPRIGHT: Final = 1


class Segment(NamedTuple):
    """A marker, what belongs to it, and after a scan's head the scan."""

    marker: int
    body: bytes
    scan: bytes = b""


def cleaned(content: bytes) -> bytes:
    """The same picture with its way up and its colours, and nothing else; what comes after it falls away.

    Raises:
        FlawedError: it is no whole JPEG, or has too many pixels.
    """
    out, turned = [START], UPRIGHT
    seen: set[int] = set()
    for segment in _segments(content):
        seen.add(segment.marker)
        if segment.marker in FRAMES:
            _check_frame(segment.body)
        if segment.marker == EXIF and segment.body.startswith(EXIF_MARK):
            turned = _orientation(segment.body[len(EXIF_MARK) :])
        elif kept := _kept(segment):
            out.append(kept)
    if not seen & FRAMES or SCAN not in seen:
        raise FlawedError(Flaw.BROKEN)
    if turned != UPRIGHT:
        out.insert(1, _written(EXIF, _only_orientation(turned)))
    return b"".join((*out, END))


def _segments(content: bytes) -> Iterator[Segment]:
    at = len(START)
    while at + 1 < len(content):
        if content[at] != 0xFF:  # noqa: PLR2004 -- every marker begins with it
            raise FlawedError(Flaw.BROKEN)
        marker = content[at + 1]
        at += 1 if marker == 0xFF else 2  # noqa: PLR2004 -- any number of them may fill up
        if marker == END[1]:
            return
        if marker == 0xFF or marker in ALONE:  # noqa: PLR2004
            continue
        if at + 2 > len(content) or (length := unpack_from(">H", content, at)[0]) < 2:  # noqa: PLR2004 -- its own
            raise FlawedError(Flaw.BROKEN)
        body = content[at + 2 : at + length]
        if len(body) < length - 2:
            raise FlawedError(Flaw.BROKEN)
        at += length
        end = _end_of_scan(content, at) if marker == SCAN else at
        yield Segment(marker, body, content[at:end])
        at = end


def _end_of_scan(content: bytes, at: int) -> int:
    """Where the next marker is that does not belong into a scan."""
    while (at := content.find(b"\xff", at)) >= 0 and at + 1 < len(content):
        if content[at + 1] not in {0x00, 0xFF, *range(0xD0, 0xD8)}:
            return at
        at += 1 if content[at + 1] == 0xFF else 2  # noqa: PLR2004
    return len(content)


def _check_frame(body: bytes) -> None:
    if len(body) < 5:  # noqa: PLR2004 -- precision, height and width
        raise FlawedError(Flaw.BROKEN)
    height, width = unpack_from(">HH", body, 1)
    require_bearable(width, height)


def _kept(segment: Segment) -> bytes:
    marker, body = segment.marker, segment.body
    if marker == JFIF:
        plain = body.startswith(b"JFIF\0")
        return _written(marker, body[:PLAIN_JFIF] + b"\0\0") if plain else b""
    needed = marker in NEEDED and body.startswith(NEEDED[marker])
    return _written(marker, body) + segment.scan if marker in PICTURE or needed else b""


def _written(marker: int, body: bytes) -> bytes:
    return pack(">BBH", 0xFF, marker, len(body) + 2) + body


def _orientation(tiff: bytes) -> int:
    """Which way up the picture is, from 1 to 8; upright where it does not say."""
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    if order is None or len(tiff) < 10:  # noqa: PLR2004 -- head and number of entries
        return UPRIGHT
    (first,) = unpack_from(f"{order}I", tiff, 4)
    if first + 2 > len(tiff):
        return UPRIGHT
    (count,) = unpack_from(f"{order}H", tiff, first)
    for at in range(first + 2, min(first + 2 + count * ENTRY, len(tiff) - ENTRY + 1), ENTRY):
        tag, _kind, _count, value = unpack_from(f"{order}HHIH", tiff, at)
        if tag == ORIENTATION:
            return int(value) if UPRIGHT <= value <= 8 else UPRIGHT  # noqa: PLR2004
    return UPRIGHT


def _only_orientation(turned: int) -> bytes:
    head = b"MM\0*" + pack(">I", 8)
    return EXIF_MARK + head + pack(">HHHIHHI", 1, ORIENTATION, 3, 1, turned, 0, 0)
