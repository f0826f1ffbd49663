"""Names, addresses and numbers as loosely as people write them: without accents, order, commas or abbreviations."""

import re
import unicodedata
from functools import lru_cache
from typing import Final

from app.profiles.places import IN_WORDS, postcode_in

LONGEST: Final = 300
"""Characters of an address that are looked at, and of a name; more is no name."""
MOST_WORDS: Final = 6
AT_HAND: Final = 4096
"""Of how many names the words are kept while a command runs: a year's contacts have the same ones again and again."""
WORD: Final = re.compile(r"[^\W_]+")
BETWEEN: Final = re.compile("['’ʼ`´.]")
"""What some leave out within a word: O’Brien, St. Mary."""
NUMBER: Final = re.compile(r"\d+[a-z]?\b")
STREET: Final = re.compile(r"(\d+[a-z]?)[\s,]+([^\W\d_][^,\n;\d]*)")
"""The number before it, and not that of a flat before the number."""
OTHERWISE: Final = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ı": "i", "æ": "ae", "œ": "oe"})
"""Letters that Unicode does not take apart."""
IN_FULL: Final = {
    "rd": "road",
    "st": "street",
    "ave": "avenue",
    "av": "avenue",
    "cl": "close",
    "ln": "lane",
    "dr": "drive",
    "cres": "crescent",
    "ct": "court",
    "gdns": "gardens",
    "pl": "place",
    "sq": "square",
    "terr": "terrace",
}


@lru_cache(AT_HAND)
def words(written: str | None) -> tuple[str, ...]:
    """The words of a name; initials are none."""
    found = WORD.findall(_plain(written))
    return tuple(dict.fromkeys(word for word in found if len(word) > 1 or not word.isascii()))[:MOST_WORDS]


def street(written: str | None) -> str:
    """Number and street without the town; '' where there is no number, for a street alone is no home."""
    found = STREET.search(_plain(written))
    return (
        " ".join(IN_FULL.get(word, word) for word in WORD.findall(" ".join(found.groups()))) if found else ""
    )


def door(written: str | None) -> tuple[str, ...]:
    """Every number of an address but its postcode's, in no order: flat 3 of 14, or 14, flat 3."""
    return tuple(sorted(set(NUMBER.findall(IN_WORDS.sub(" ", _plain(written))))))


def postcode(written: str | None) -> str:
    """The postcode in it; '' where there is none."""
    return (postcode_in((written or "")[:LONGEST]) or "").replace(" ", "").upper()


def numbered(written: str | None) -> str:
    """An NHS number or a pupil number, without spaces and dashes."""
    return "".join(WORD.findall(_plain(written)))


def _plain(written: str | None) -> str:
    """Small letters, and none of what stands above or below them."""
    small = (written or "")[:LONGEST].casefold()
    if small.isascii():
        return BETWEEN.sub("", small)
    taken = unicodedata.normalize("NFKD", small)
    bare = "".join(one for one in taken if not unicodedata.combining(one))
    return BETWEEN.sub("", bare).translate(OTHERWISE)
