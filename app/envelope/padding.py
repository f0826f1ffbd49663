"""Padding to a few sizes, so that stored lengths say next to nothing about what was written."""

from typing import Final

from app.errors import TooLargeError

KIB: Final = 1024
BUCKETS: Final = tuple(size * KIB for size in (4, 16, 64, 256, 1024))
"""The only lengths, in bytes, that a document has when it is sealed."""


def pad(document: bytes) -> bytes:
    """Fill a JSON document with spaces up to the next bucket; it stays the same JSON.

    Raises:
        TooLargeError: if it is larger than the largest bucket.
    """
    for bucket in BUCKETS:
        if len(document) <= bucket:
            return document.ljust(bucket)
    raise TooLargeError("There is more in this referral than can be sent at once.")


def unpad(padded: bytes) -> bytes:
    """The document without the spaces that `pad` added; JSON itself ends with no blank of any kind."""
    return padded.rstrip()
