"""When a page that answers a form becomes, in the browser's history, one that is asked for."""

from typing import Final, Literal

from app.forms.kinds.asked import Typed

When = Literal["", "now", "left"]
NOW: Final = "now"
LEFT: Final = "left"
"""Once it is left: a reload of it still sends what was typed again."""
KEPT: Final = frozenset({200, 422, 429})
"""The statuses of answers to what is kept, or is short."""
SOON_TYPED: Final = 100
"""Characters that somebody types again rather than read what a browser asks before it sends a form once more."""


def becomes_asked(method: str, status: int) -> When:
    """When the page of an answer does; it is one already, where it was asked for."""
    if method != "POST":
        return ""
    return NOW if status in KEPT else LEFT


def is_short(typed: Typed) -> bool:
    """Whether what was typed into a form is soon typed again."""
    return all(
        len(value) <= SOON_TYPED for name, values in typed.items() if name != "csrf" for value in values
    )
