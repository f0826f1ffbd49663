"""References, status codes and resume codes: spoken over the telephone, and parsed as people really type them."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count, groupby
from operator import mul
from typing import Final

ALPHABET: Final = "23456789CDFGHJKMNPQRTWX"
"""No vowels, so no words; nothing that is mistaken for something else; a prime number of characters."""

CANONICAL: Final = re.compile(rf"[A-Z]{{2}}-([{ALPHABET}]{{4}})-([{ALPHABET}]{{4}})")
"""The one form of a reference, but for its check character."""

RANDOM_CHARACTERS: Final = 7
_BODY: Final = RANDOM_CHARACTERS + 1
LONGEST_TYPED: Final = 200

RESUME_GROUPS: Final = 5
RESUME_RANDOM: Final = 5
"""Characters of each group of a resume code but its last, which is a check of this group in this place."""
RESUME_CODES: Final = len(ALPHABET) ** (RESUME_GROUPS * RESUME_RANDOM)
"""How many resume codes there are: a little more than 2 to the power of 113."""

# The modulus is prime and the weights differ, so one wrong character or two neighbours exchanged always show.
# The check character itself counts as weight -1, which none of these is.
_FIRST_WEIGHT: Final = 2

_LOOK_ALIKES: Final = str.maketrans("BSZO01IL", "852QQ777")
_DIGIT_LOOK_ALIKES: Final = str.maketrans("OIL", "011")
_INTRODUCTION: Final = r"(?:MY|OUR|YOUR)?(?:REF(?:ERENCE)?)?(?:NO|NUMBER)?(?:IS)?"
_STATUS_CODE: Final = re.compile(r"(?:(?:MY|OUR|YOUR)?(?:STATUS)?CODE(?:IS)?)?(.*)")
_TWELVE_DIGITS: Final = re.compile(r"[0-9]{12}")
_SIX_DIGITS: Final = re.compile(r"[0-9]{6}")
_GROUP: Final = RESUME_RANDOM + 1
_RESUME_CODE: Final = re.compile(
    rf"(?:(?:MY|OUR|YOUR)?(?:RESUME)?CODE(?:IS)?)?([A-Z0-9]{{{_GROUP * RESUME_GROUPS}}})"
)


@dataclass(frozen=True, slots=True)
class Slip:
    """Why a text is no resume code: groups that have a slip, counted from 1; none where its length is wrong."""

    groups: tuple[int, ...] = ()
    characters: int = 0
    """How many letters and digits were typed."""


def reference_from(prefix: str, number: int) -> str:
    """The reference with the hub's prefix that a number drawn at random makes, such as 'NN-7K4M-9QXR'.

    The last character is a check.
    """
    body = ""
    for _ in range(RANDOM_CHARACTERS):
        number, character = divmod(number, len(ALPHABET))
        body += ALPHABET[character]
    return _written(prefix, body + _check_character(body))


def parse_reference(typed: str, prefix: str, *earlier: str) -> str | None:
    """The reference that somebody meant, in its one form; None if what they typed cannot be one.

    Any case and punctuation, look-alikes and 'my reference is' are understood, and so are prefixes that the hub had
    `earlier`; where there is none, it is the one of now.
    """
    plain = _plain(typed)
    known = "|".join(map(re.escape, (prefix, *earlier)))
    found = re.fullmatch(rf"{_INTRODUCTION}({known})?([A-Z0-9]{{8}})", plain)
    if not found:
        return None
    reference = _written(found[1] or prefix, found[2].translate(_LOOK_ALIKES))
    return reference if is_reference(reference) else None


def find_reference(typed: str, prefix: str, *earlier: str) -> str | None:
    """The same, or the one reference with its prefix that stands in a sentence; None where there are several."""
    if reference := parse_reference(typed, prefix, *earlier):
        return reference
    runs = _runs(typed)
    within = (text for known in (prefix, *earlier) for text in _joined(runs, len(known) + _BODY))
    found = {reference for text in within if (reference := _prefixed(text, (prefix, *earlier)))}
    return found.pop() if len(found) == 1 else None


def is_reference(text: str) -> bool:
    """Whether this is a reference in its one form, with any hub's prefix and a right check character."""
    found = CANONICAL.fullmatch(text)
    return found is not None and _check_character(found[1] + found[2][:-1]) == found[2][-1]


def format_status_code(digits: str) -> str:
    """Twelve digits in three groups, as people are shown them: '1234 5678 9012'."""
    return " ".join(digits[start : start + 4] for start in range(0, len(digits), 4))


def parse_status_code(typed: str) -> str | None:
    """The twelve digits that somebody typed, in any grouping or in a sentence; None where there are not just these."""
    digits = _said_as_code(typed)
    return digits if _TWELVE_DIGITS.fullmatch(digits) else _digits_within(typed, 12)


def parse_six_digits(typed: str) -> str | None:
    """The six digits that somebody typed, in any grouping or in a sentence; None where there are not just these."""
    digits = _said_as_code(typed)
    return digits if _SIX_DIGITS.fullmatch(digits) else _digits_within(typed, 6)


def count_of_code(typed: str) -> int:
    """How many letters and digits somebody typed as a status code."""
    return len(_said_as_code(typed))


def write_resume_code(number: int) -> str:
    """The resume code of a number below RESUME_CODES: five groups, such as 'K7M4XP-…', each with its own check."""
    places = (number // len(ALPHABET) ** place for place in range(RESUME_GROUPS * RESUME_RANDOM))
    body = "".join(ALPHABET[value % len(ALPHABET)] for value in places)
    groups = (body[start : start + RESUME_RANDOM] for start in range(0, len(body), RESUME_RANDOM))
    return "-".join(group + _check_character(group, place) for place, group in enumerate(groups))


def parse_resume_code(typed: str) -> str | Slip:
    """The resume code that somebody meant, in its one form, or where it has a slip; nothing is looked up.

    Any case and punctuation, look-alikes and 'my code is' are understood, and so is the one code in a sentence.
    """
    found = _RESUME_CODE.fullmatch(_plain(typed))
    if not found:
        within = {text for one in _joined(_runs(typed), _GROUP * RESUME_GROUPS) if (text := _whole(one))}
        if len(within) == 1:
            return within.pop()
        return Slip(_groups_of_another_length(typed), len(_plain(typed)))
    plain = found[1].translate(_LOOK_ALIKES)
    groups = [plain[start : start + _GROUP] for start in range(0, len(plain), _GROUP)]
    wrong = tuple(place for place, group in enumerate(groups, 1) if not _checks(group, place - 1))
    return Slip(wrong, len(plain)) if wrong else "-".join(groups)


def _whole(characters: str) -> str:
    """The resume code that these characters are; '' where any group of them has a slip."""
    plain = characters.translate(_LOOK_ALIKES)
    groups = [plain[start : start + _GROUP] for start in range(0, len(plain), _GROUP)]
    return "-".join(groups) if all(_checks(group, place) for place, group in enumerate(groups)) else ""


def _prefixed(text: str, prefixes: Iterable[str]) -> str:
    """The reference that these characters are with one of the prefixes; '' where they are none."""
    for known in prefixes:
        if text.startswith(known) and len(text) == len(known) + _BODY:
            reference = _written(known, text[len(known) :].translate(_LOOK_ALIKES))
            if is_reference(reference):
                return reference
    return ""


def _digits_within(typed: str, length: int) -> str | None:
    """So many digits that stand together in a sentence, in any grouping, where no others are as many."""
    together = ("".join(runs) for digits, runs in groupby(_runs(typed), str.isdigit) if digits)
    found = {digits for digits in together if len(digits) == length}
    return found.pop() if len(found) == 1 else None


def _joined(runs: Sequence[str], length: int) -> Iterator[str]:
    """Runs beside each other that have so many characters together: nothing begins or ends inside a word."""
    for start in range(len(runs)):
        text = ""
        for run in runs[start:]:
            text += run
            if len(text) >= length:
                break
        if len(text) == length:
            yield text


def _runs(typed: str) -> list[str]:
    """The words of what was typed: letters and digits that stand together."""
    if len(typed) > LONGEST_TYPED:
        return []
    wide = unicodedata.normalize("NFKC", typed).upper()
    return "".join(_ascii_digit(one) if one.isalnum() else " " for one in wide).split()


def _said_as_code(typed: str) -> str:
    """The characters of a status code, without 'my code is' before them."""
    found = _STATUS_CODE.fullmatch(_plain(typed))
    return found[1].translate(_DIGIT_LOOK_ALIKES) if found else ""


def _groups_of_another_length(typed: str) -> tuple[int, ...]:
    """Which groups have a character too many or too few, where it was typed in the five groups it is shown in."""
    groups = [plain for part in re.split(r"[\s‐-―-]+", typed[:LONGEST_TYPED]) if (plain := _plain(part))]
    if len(groups) != RESUME_GROUPS:
        return ()
    return tuple(place for place, group in enumerate(groups, 1) if len(group) != _GROUP)


def _checks(group: str, place: int) -> bool:
    known = set(group) <= set(ALPHABET)
    return known and _check_character(group[:-1], place) == group[-1]


def _check_character(body: Iterable[str], place: int = 0) -> str:
    weighed = map(mul, map(ALPHABET.index, body), count(_FIRST_WEIGHT))
    return ALPHABET[(place + sum(weighed)) % len(ALPHABET)]


def _written(prefix: str, characters: str) -> str:
    return f"{prefix}-{characters[:4]}-{characters[4:]}"


def _plain(typed: str) -> str:
    if len(typed) > LONGEST_TYPED:
        return ""
    wide = unicodedata.normalize("NFKC", typed).upper()
    return "".join(_ascii_digit(character) for character in wide if character.isalnum())


def _ascii_digit(character: str) -> str:
    digit = unicodedata.decimal(character, None)
    return character if digit is None else str(digit)
