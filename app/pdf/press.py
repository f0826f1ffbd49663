"""PDFs, set by a program of their own (`typesetter`): its memory and its time are its own, and nobody else waits."""

import asyncio
import os
import sys
from ctypes.util import find_library
from functools import lru_cache
from pathlib import Path
from typing import Final

from app.errors import PressError

ROOT: Final = Path(__file__).parents[2]
LIBRARIES: Final = ("gobject-2.0", "pango-1.0", "pangoft2-1.0", "harfbuzz", "fontconfig")
"""What the typesetter needs of the system (Debian: libpango-1.0-0 and libpangoft2-1.0-0)."""
MOST: Final = 3
"""One is set, and two may wait: each holds one of the portal's turns meanwhile."""
PATIENCE: Final = 60
"""Seconds until a PDF must be there, waiting included; the longest referral takes some ten on an idle core."""


class Press:
    """Sets one PDF at a time."""

    def __init__(self) -> None:
        self._in_hand = 0
        self._turn = asyncio.Semaphore(1)

    async def pdf(self, page: str) -> bytes:
        """A page of HTML as a tagged PDF; the page's own title and language become the document's.

        Raises:
            PressError: too many wait, it took too long, or it could not be set.
        """
        if self._in_hand >= MOST:
            raise PressError("Too many wait for a PDF")
        self._in_hand += 1
        try:
            async with asyncio.timeout(PATIENCE), self._turn:
                return await _typeset(page)
        except TimeoutError:
            raise PressError("A PDF took too long") from None
        finally:
            self._in_hand -= 1


def press_here() -> Press | None:
    """A press, where the system's libraries for it are; looked for once in a process."""
    return Press() if _can_print() else None


@lru_cache(maxsize=1)
def _can_print() -> bool:
    return all(map(find_library, LIBRARIES))


async def _typeset(page: str) -> bytes:
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "app.pdf.typesetter"),
        cwd=ROOT,
        # None of our settings, which hold passwords. What it complains of could hold an answer.
        env={"PATH": os.environ.get("PATH", ""), "LANG": "C.UTF-8", "PYTHONDONTWRITEBYTECODE": "1"},
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        pdf, _ = await process.communicate(page.encode())
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    if process.returncode or not pdf:
        raise PressError("A PDF could not be set")
    return pdf
