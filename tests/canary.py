"""A word that must be nowhere: each way in which it may be written, and the places where a portal could leave it."""

import base64
import contextlib
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from urllib.parse import quote, quote_plus

from tests.town import Town

GZIP = b"\x1f\x8b\x08"
VOID = bytes(64)
MOST_INSIDE = 4_000_000
"""Bytes of a compressed file that are looked at."""


def spellings(word: str) -> Mapping[str, bytes]:
    """A word as text, in other encodings, escaped, and in base64 wherever its first byte falls."""
    plain = word.encode()
    return {
        "as it is": plain,
        "UTF-16": word.encode("utf-16-le"),
        "UTF-16, the other way": word.encode("utf-16-be"),
        "hexadecimal": plain.hex().encode(),
        "HEXADECIMAL": plain.hex().upper().encode(),
        "in an address": quote(word).encode(),
        "in a form": quote_plus(word).encode(),
        **{f"base64 from {start}": _inside_base64(plain, start) for start in range(3)},
    }


def found(words: Iterable[str], places: Iterable[tuple[str, bytes]]) -> list[str]:
    """Where any of the words is, and how it is written there."""
    wanted = [(word, how, spelt) for word in words for how, spelt in spellings(word).items()]
    return [
        f"{word} {how}: {place}"
        for place, content in places
        for inside in map(_without_voids, (content, *_unpacked(content)))
        for word, how, spelt in wanted
        if spelt in inside
    ]


def of_folders(*folders: Path, but: Sequence[Path] = (), since: float = 0) -> Iterator[tuple[str, bytes]]:
    """Every file in these folders or beneath them, by its path; but not what is in others, or older than a moment."""
    for path in (path for folder in folders for path in folder.rglob("*")):
        if not any(path.is_relative_to(other) for other in but):
            content = _content(path, since)
            if content is not None:
                yield str(path), content


def of_town(town: Town, *but: Path) -> Iterator[tuple[str, bytes]]:
    """Every file outside a town's hub: the database with its journal, the spool, mail and logs."""
    yield from of_folders(town.var, but=[town.var / "hub", *but])
    yield str(town.log), town.log.read_bytes()


def of_processes(*processes: int) -> Iterator[tuple[str, bytes]]:
    """What others can see of a process, and each file that it has open, without a name too."""
    for process in processes:
        folder = Path(f"/proc/{process}")
        for name in ("environ", "cmdline"):
            yield str(folder / name), (folder / name).read_bytes()
        for handle in (folder / "fd").iterdir():
            content = _content(handle)
            if content is not None:
                yield f"{handle} {handle.readlink()}", content


def _content(path: Path, since: float = 0) -> bytes | None:
    """What is in a file; None where it is none, is gone, or was not written since."""
    try:
        return path.read_bytes() if path.is_file() and path.stat().st_mtime >= since else None
    except OSError:
        return None


def _without_voids(content: bytes) -> bytes:
    """The same without what databases keep free, which takes long to look at."""
    return content.replace(VOID, b"")


def _inside_base64(plain: bytes, start: int) -> bytes:
    """The characters that hang on these bytes alone, whatever stands before and after them."""
    encoded = base64.b64encode(bytes(start) + plain)
    return encoded[-(-start * 8 // 6) : (start + len(plain)) * 8 // 6]


def _unpacked(content: bytes) -> Iterator[bytes]:
    """What is compressed somewhere in a file, as gzip does it."""
    at = content.find(GZIP)
    while at >= 0:
        with contextlib.suppress(zlib.error):
            yield zlib.decompressobj(31).decompress(content[at:], MOST_INSIDE)
        at = content.find(GZIP, at + 1)
