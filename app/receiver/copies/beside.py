"""Answers that say no more than the one beside them: where that one stands, they are not read as well."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from app.contact.answered import Coded, Part

FOLLOWED: Final[Mapping[str, Mapping[str, str]]] = MappingProxyType(
    {
        "birth": {"date-of-birth": "date_of_birth", "estimated-age": "estimated_age"},
        "lives": {"address": "address"},
        "school_known": {"named": "school"},
        "adult_birth": {"date-of-birth": "adult_date_of_birth"},
        "adult_lives": {"address": "adult_address"},
        "adult_reach": {"number": "adult_phone"},
    }
)
"""For each choice the options that only say that something is known, and which answer then says what."""
GUESSED: Final = ("age", "estimated_age")


def said_beside(part: Part, name: str) -> bool:
    """Whether an answer is read in the one beside it."""
    answer = getattr(part, name)
    if name in FOLLOWED and isinstance(answer, Coded):
        return getattr(part, FOLLOWED[name].get(answer.code, ""), None) not in (None, "")
    derived, guess = GUESSED
    return name == derived and answer is not None and answer == getattr(part, guess, None)
