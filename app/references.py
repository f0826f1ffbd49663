"""References and status codes: made, spoken over the telephone, and parsed as people really type them."""

import re
import secrets
import unicodedata
from typing import Final

ALPHABET: Final = "23456789CDFGHJKMNPQRTWX"
"""No vowels, so no words; nothing that is mistaken for something else; a prime number of characters."""

CANONICAL: Final = re.compile(rf"[A-Z]{{2}}-([{ALPHABET}]{{4}})-([{ALPHABET}]{{4}})")
"""The one form of a reference, but for its check character."""

RANDOM_CHARACTERS: Final = 7
LONGEST_TYPED: Final = 100

# The modulus is prime and the weights differ, so one wrong character or two neighbours exchanged always show.
# The check character itself counts as weight -1, which none of these is.
_WEIGHTS: Final = range(2, 2 + RANDOM_CHARACTERS)

_LOOK_ALIKES: Final = str.maketrans("BSZO01IL", "852QQ777")
_DIGIT_LOOK_ALIKES: Final = str.maketrans("OIL", "011")
_INTRODUCTION: Final = r"(?:MY|OUR|YOUR)?(?:REF(?:ERENCE)?)?(?:NO|NUMBER)?(?:IS)?"
_TWELVE_DIGITS: Final = re.compile(r"[0-9]{12}")


def new_reference(prefix: str) -> str:
    """A random reference with the hub's prefix, such as 'NN-7K4M-9QXR'; the last character is a check."""
    body = "".join(secrets.choice(ALPHABET) for _ in range(RANDOM_CHARACTERS))
    return _written(prefix, body + _check_character(body))


def parse_reference(typed: str, prefix: str) -> str | None:
    """The reference that somebody meant, in its one form; None if what they typed cannot be one.

    Any case and punctuation, a missing prefix, look-alikes and 'my reference is' are understood.
    """
    plain = _plain(typed)
    found = re.fullmatch(rf"{_INTRODUCTION}(?:{re.escape(prefix)})?([A-Z0-9]{{8}})", plain)
    if not found:
        return None
    reference = _written(prefix, found[1].translate(_LOOK_ALIKES))
    return reference if is_reference(reference) else None


def is_reference(text: str) -> bool:
    """Whether this is a reference in its one form, with any hub's prefix and a right check character."""
    found = CANONICAL.fullmatch(text)
    return found is not None and _check_character(found[1] + found[2][:-1]) == found[2][-1]


def format_status_code(digits: str) -> str:
    """Twelve digits in three groups, as people are shown them: '1234 5678 9012'."""
    return " ".join(digits[start : start + 4] for start in range(0, len(digits), 4))


def parse_status_code(typed: str) -> str | None:
    """The twelve digits that somebody typed, in any grouping; None if they are not twelve digits."""
    digits = _plain(typed).translate(_DIGIT_LOOK_ALIKES)
    return digits if _TWELVE_DIGITS.fullmatch(digits) else None


def _check_character(body: str) -> str:
    values = (ALPHABET.index(character) for character in body)
    return ALPHABET[
        sum(weight * value for weight, value in zip(_WEIGHTS, values, strict=True)) % len(ALPHABET)
    ]


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
