"""What every photo must be, and what may be in its beginning."""

from typing import Final

from app.files.flaws import Flaw, FlawedError

MOST_PIXELS: Final = 120_000_000
"""A telephone's best camera takes 108 million; whoever opens more than this may run out of memory."""


def require_bearable(width: int, height: int) -> None:
    """Refuse a photo that is nothing, or a pixel bomb.

    Raises:
        FlawedError: it is one.
    """
    if not width or not height:
        raise FlawedError(Flaw.BROKEN)
    if width * height > MOST_PIXELS:
        raise FlawedError(Flaw.HUGE)
