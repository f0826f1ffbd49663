"""PNG without hidden details: what is needed to show the picture stays as it is.

Source: PNG (third edition), https://www.w3.org/TR/png-3/, chapters 5 and 11.
"""

from collections.abc import Iterator
from struct import pack, unpack, unpack_from
from typing import Final
from zlib import crc32

from app.files.flaws import Flaw, FlawedError
from app.files.photos import require_bearable

SIGNATURE: Final = b"\x89PNG\r\n\x1a\n"
NEEDED: Final = frozenset(
    (b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT", b"cICP")
)
"""What makes the picture and its colours; text, time, Exif and whatever programs add falls away."""
HEAD: Final = 8
CHECK: Final = 4


def cleaned(content: bytes) -> bytes:
    """The same picture and nothing else; what comes after it falls away.

    Raises:
        FlawedError: it is no whole PNG, or has too many pixels.
    """
    chunks = [(name, body) for name, body in _chunks(content) if name in NEEDED]
    names = [name for name, _ in chunks]
    if names[:1] != [b"IHDR"] or b"IDAT" not in names or names[-1] != b"IEND":
        raise FlawedError(Flaw.BROKEN)
    return SIGNATURE + b"".join(_written(name, body) for name, body in chunks)


def _chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    at, name = len(SIGNATURE), b""
    while name != b"IEND" and at + HEAD + CHECK <= len(content):
        (length,) = unpack_from(">I", content, at)
        name, body = content[at + 4 : at + HEAD], content[at + HEAD : at + HEAD + length]
        at += HEAD + length + CHECK
        if at > len(content) or unpack(">I", content[at - CHECK : at])[0] != crc32(name + body):
            raise FlawedError(Flaw.BROKEN)
        if name == b"IHDR":
            if length < HEAD:
                raise FlawedError(Flaw.BROKEN)
            require_bearable(*unpack_from(">II", body))
        yield name, body


def _written(name: bytes, body: bytes) -> bytes:
    return pack(">I", len(body)) + name + body + pack(">I", crc32(name + body))
