"""How a code is read out, so that it is understood over a telephone."""

from collections.abc import Sequence
from typing import Final

WORDS: Final = {
    "C": "C for cat",
    "D": "D for dog",
    "F": "F for fish",
    "G": "G for garden",
    "H": "H for house",
    "J": "J for jam",
    "K": "K for kite",
    "M": "M for mouse",
    "N": "N for nose",
    "P": "P for pen",
    "Q": "Q for queen",
    "R": "R for rain",
    "T": "T for tree",
    "W": "W for window",
    "X": "X as in box",
}
"""The letters of `references.ALPHABET`; its digits are words already."""


def groups(code: str) -> Sequence[dict[str, object]]:
    """A code's groups, each with how to say it."""
    return [
        {"text": group, "aloud": [WORDS.get(character, character) for character in group]}
        for group in code.split("-")
    ]
