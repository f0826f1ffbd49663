"""Telephone numbers as people write them: what can be rung, what is too short, and what has words beside it."""

import re
from typing import Final

import phonenumbers

LONGEST: Final = 250
"""Characters in which a number is looked for; the library parses no more either."""

BRITISH: Final = 44
POLICE: Final = 101
FIGURES: Final = re.compile(r"[\d\s()./+-]+")
"""What a number is written in, and nothing beside it."""
NO_AREA_CODE_HERE: Final = "34569"
"""Figures with which no number of somebody’s here begins, once its nought is left out."""
BLEEP: Final = re.compile(r",?\s*\b(?:bleep|pager)\b:?", re.IGNORECASE)
"""What a hospital calls an extension that somebody carries."""
ELEVEN_FIGURES: Final = 10
"""Figures of most UK numbers, without the first nought."""


def can_be_rung(said: str) -> bool:
    """Whether it could be rung from the United Kingdom, extensions included."""
    number = _number(said)
    return number is not None and (phonenumbers.is_possible_number(number) or _is_police(number))


def with_its_plus(said: str) -> str | None:
    """A number of another country that lacks its plus, or has one too many, as it is rung from here; None for others.

    Only what can be meant in one way: a UK number with a figure too many could be one of Kazakhstan or America.
    """
    if len(said) > LONGEST or not FIGURES.fullmatch(said):
        return None
    plain = said.replace("+", "").strip()
    if plain != said and can_be_rung(plain) and not too_short(plain):
        return plain
    if plain[:1] not in NO_AREA_CODE_HERE:
        return None
    number = _number(f"+{plain}")
    if number is None or not phonenumbers.is_valid_number(number):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)


def has_a_number(said: str) -> bool:
    """Whether a number stands in it, among words or other numbers."""
    return (
        len(said) <= LONGEST
        and phonenumbers.PhoneNumberMatcher(said, "GB", phonenumbers.Leniency.POSSIBLE).has_next()
    )


def too_short(said: str) -> bool:
    """Whether a UK number lacks figures; only some that have fewer than eleven are given out, like 0800 1111."""
    number = _number(said)
    if number is None or number.country_code != BRITISH:
        return False
    if _is_police(number):
        return False
    figures = len(phonenumbers.national_significant_number(number))
    return figures < ELEVEN_FIGURES and not phonenumbers.is_valid_number(number)


def leads_to_the_police(said: str) -> bool:
    """Whether it is the police's number by itself, which leads to whoever answers."""
    number = _number(said)
    return number is not None and _is_police(number) and not number.extension


def _is_police(number: phonenumbers.PhoneNumber) -> bool:
    """Whether it is the police's number, with an officer's extension or without."""
    return number.country_code == BRITISH and number.national_number == POLICE


def _number(said: str) -> phonenumbers.PhoneNumber | None:
    try:
        return phonenumbers.parse(BLEEP.sub(" ext ", said[: LONGEST + 1]), "GB")
    except phonenumbers.NumberParseException:
        return None
