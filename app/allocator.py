"""The C library's allocator: what is large goes back to the kernel at once, and what stays lies in large pages."""

import contextlib
import ctypes
from pathlib import Path
from typing import Final

M_MMAP_THRESHOLD: Final = -3
"""Its number in glibc's malloc.h."""
LARGE: Final = 128 * 1024
"""Bytes; what glibc begins with."""
MADV_COLLAPSE: Final = 25
"""Its number in Linux's mman.h, since 6.1."""
LARGE_PAGE: Final = 2 * 1024 * 1024
"""Bytes."""


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


def lay_in_large_pages() -> None:
    """Have the kernel lay what this process holds in pages of 2 MB, which takes a processor fewer looks to find.

    A kernel that cannot, or has none of them free, leaves all as it is.
    """
    with contextlib.suppress(AttributeError, OSError):
        madvise = ctypes.CDLL(None).madvise
        for line in Path("/proc/self/maps").read_text().splitlines():
            span, access, _, _, file, *_ = line.split()
            begin, end = (int(edge, 16) for edge in span.split("-"))
            first, last = -(-begin // LARGE_PAGE) * LARGE_PAGE, end // LARGE_PAGE * LARGE_PAGE
            if access == "rw-p" and file == "0" and first < last:
                madvise(ctypes.c_size_t(first), ctypes.c_size_t(last - first), MADV_COLLAPSE)
