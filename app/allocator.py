"""The C library's allocator: what is large goes back to the kernel at once, whichever thread had it."""

import contextlib
import ctypes
from typing import Final

M_MMAP_THRESHOLD: Final = -3
"""Its number in glibc's malloc.h."""
LARGE: Final = 128 * 1024
"""Bytes; what glibc begins with."""


def give_back_large_blocks() -> None:
    """Keep glibc from raising by itself what it calls large; another C library is left as it is.

    It raises that to the largest block that was ever given back. A block of that size is then kept by the thread
    that had it, and so by each thread in the end: Python's table of names is one of 2 MB, and is made anew by
    whichever thread happens to name the file that no longer fits.
    """
    with contextlib.suppress(AttributeError):
        ctypes.CDLL(None).mallopt(M_MMAP_THRESHOLD, LARGE)


def give_back_what_is_free() -> None:
    """Let the kernel have what only the start needed, wherever it lay; another C library is left as it is."""
    with contextlib.suppress(AttributeError):
        ctypes.CDLL(None).malloc_trim(0)
