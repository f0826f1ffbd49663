"""How people write a day: a month in words, '1st', or all of it in the first of the three boxes."""

import re
from collections.abc import Mapping
from typing import Final

from app.profiles.spoken import MONTHS

LEAST_OF_A_MONTH: Final = 3
"""Letters that tell each month from the others."""

ORDINAL: Final = re.compile(r"^([0-9]{1,2})(st|nd|rd|th)$", re.ASCII | re.IGNORECASE)
BRITISH: Final = re.compile(
    r"^(?P<day>[0-9]{1,2})(?P<by>[/.-])(?P<month>[0-9]{1,2}|[a-z]+)(?P=by)(?P<year>[0-9]{2,4})$",
    re.ASCII | re.IGNORECASE,
)
YEAR_FIRST: Final = re.compile(r"^(?P<year>[0-9]{4})-(?P<month>[0-9]{1,2})-(?P<day>[0-9]{1,2})$", re.ASCII)
IN_WORDS: Final = re.compile(
    r"^(?P<day>[0-9]{1,2}(st|nd|rd|th)?)\s+(of\s+)?(?P<month>[a-z]+[.]?)[\s,]+(?P<year>[0-9]{2,4})$",
    re.ASCII | re.IGNORECASE,
)


def in_parts(typed: Mapping[str, str]) -> dict[str, str]:
    """The day, month and year that were typed: all may stand in the box for the day, in British order or year first."""
    said = {part: value.strip() for part, value in typed.items()}
    if said["month"] or said["year"]:
        return said
    found = (shape.match(said["day"]) for shape in (BRITISH, YEAR_FIRST, IN_WORDS))
    whole = next(filter(None, found), None)
    return {part: whole[part] for part in said} if whole else said


def in_numbers(said: Mapping[str, str]) -> dict[str, str]:
    """The same with the day and the month as numbers, where that is what they say."""
    return {**said, "day": day_number(said["day"]), "month": month_number(said["month"])}


def day_number(said: str) -> str:
    """'1' for '1st'; anything else as it is."""
    ordinal = ORDINAL.match(said)
    return ordinal[1] if ordinal else said


def month_number(said: str) -> str:
    """'3' for 'March', 'mar' and 'Mar.'; anything else as it is."""
    word = said.removesuffix(".").casefold()
    if len(word) < LEAST_OF_A_MONTH:
        return said
    return next(
        (str(number) for number, month in enumerate(MONTHS, 1) if month.casefold().startswith(word)), said
    )
