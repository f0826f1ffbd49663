"""UK postcodes as people write them: in any spacing and case, and with an O or an I for a nought or a one."""

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

WHOLE: Final = re.compile(r"^([A-Z]{1,2}[0-9][A-Z0-9]?)([0-9][A-Z]{2})$")
FIRST_HALF: Final = re.compile(r"^[A-Z]{1,2}[0-9][A-Z0-9]?$")
SHAPES: Final = ("A9", "A99", "AA9", "AA99", "A9A", "AA9A")
"""What a first half can look like; the second is always a number and two letters."""

DIGIT_FOR: Final = str.maketrans("OIL", "011")
MARKS: Final = re.compile(r"[\s.,()'’-]")


def close(said: str) -> str:
    """What was written in capitals, without spaces and marks."""
    return MARKS.sub("", unicodedata.normalize("NFKC", said)).upper()


def postcode(said: str) -> str | None:
    """A postcode with its one space; a letter for a digit is put right where it can be meant in one way only."""
    written = close(said)
    if whole := WHOLE.match(written):
        return " ".join(whole.groups())
    return _meant(written) if any(map(str.isdigit, written)) else None


def first_half(said: str) -> bool:
    """Whether it is only the half that names a district: NW9."""
    return bool(FIRST_HALF.match(close(said)))


def _meant(written: str) -> str | None:
    """What it is where the fewest letters are put right, if that is one postcode."""
    meant = {digits: _changes(digits, written) for digits in _readings(written) if WHOLE.match(digits)}
    fewest = [digits for digits, changes in meant.items() if changes == min(meant.values())]
    return f"{fewest[0][:-3]} {fewest[0][-3:]}" if len(fewest) == 1 else None


def _readings(written: str) -> Iterator[str]:
    for shape in (f"{first}9AA" for first in SHAPES):
        if len(shape) == len(written):
            places = zip(written, shape, strict=True)
            yield "".join(one.translate(DIGIT_FOR) if place == "9" else one for one, place in places)


def _changes(one: str, other: str) -> int:
    return sum(map(str.__ne__, one, other))
