"""The files of a page's look, each at an address that changes with it, and as small as the browser can take it."""

import gzip
import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import brotli
from propcache import cached_property

KINDS: Final[Mapping[str, str]] = {
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "md": "text/markdown; charset=utf-8",
    "png": "image/png",
    "svg": "image/svg+xml",
}
"""What a file is, by how its name ends; the portal serves no other."""
QUALITY: Final = 9
"""Of Brotli's 11: the last two take half a second at each start for one kilobyte less."""


@dataclass(frozen=True)
class Asset:
    """One file, held in memory."""

    name: str
    content: bytes

    @property
    def kind(self) -> str:
        """Its media type; KeyError where we serve no such file."""
        return KINDS[self.name.rpartition(".")[2]]

    @cached_property
    def version(self) -> str:
        """Sixteen hexadecimal digits that change with its content."""
        return hashlib.sha256(self.content).hexdigest()[:16]

    @property
    def address(self) -> str:
        """Where it is, for as long as its content stays as it is."""
        return f"/static/{self.name}?v={self.version}"

    def sent_as(self, accepted: str) -> tuple[bytes, str]:
        """The bytes to send to a browser that accepts these encodings, and the encoding; '' for none."""
        for encoding, pack in PACKED.items():
            packed = pack(self.content) if accepts(accepted, encoding) else self.content
            if len(packed) < len(self.content):
                return packed, encoding
        return self.content, ""


def accepts(accepted: str, encoding: str) -> bool:
    """Whether an Accept-Encoding header names this encoding, and does not refuse it (RFC 9110, 12.5.3)."""
    for one in accepted.lower().replace(" ", "").split(","):
        name, _, weight = one.partition(";q=")
        if name == encoding:
            return not weight or bool(weight.strip("0."))
    return False


@lru_cache(maxsize=32)
def _brotli(content: bytes) -> bytes:
    packed: bytes = brotli.compress(content, quality=QUALITY)
    return packed


@lru_cache(maxsize=32)
def _gzip(content: bytes) -> bytes:
    return gzip.compress(content, mtime=0)


PACKED: Final[Mapping[str, Callable[[bytes], bytes]]] = {"br": _brotli, "gzip": _gzip}
"""The encodings that we know, the smaller first."""
