"""Characters that nobody sees: around a copied number they are a riddle, and in a file's name they tell a lie."""

import re
from typing import Final

_UNSEEN: Final = re.compile(
    r"[\xad\u061c\u115f\u1160\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e007f]"
)
"""Soft hyphens, marks of direction, spaces without width, fillers, tags."""


def seen(text: str) -> str:
    """Without what nobody sees; in a name or a story some of it shapes letters, and has to stay."""
    return _UNSEEN.sub("", text)
