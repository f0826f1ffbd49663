"""How hard English is to read: the grade of Flesch and Kincaid (1975), and the words that are long.

A child of nine is in Year 4 or 5 of an English school, and so in or near the fourth grade that the formula counts.
"""

import re
from collections.abc import Iterable
from typing import Final

WORD: Final = re.compile(r"[A-Za-z]+(?:[’'][A-Za-z]+)?")
ENDS: Final = re.compile(r"(?<=[.?!:;])\s+|\n")
VOWELS: Final = re.compile(r"[aeiouy]+")
LONG: Final = 3
"""Syllables."""
SILENT: Final = (
    (r"[’'].*$", ""),
    (r"^(some|every|safe|care|home|more|where|there|here|one)(?=[^aeiouyrsd])", lambda match: match[1][:-1]),
    (r"^every", "evry"),
    (r"(?<=[^aeiouyscxzgh])es$|(?<=[^aeiouytd])ed$|(?<=[^aeioul])e$|(?<=[aeiouy]l)e$", ""),
    (r"(?<=[aeiou][^aeiouy])e(?=ly$|ment|ness$|ful$|less$|ty$)", ""),
)
"""What is written and not heard."""


def syllables(word: str) -> int:
    """Groups of vowels that are heard."""
    heard = word.lower()
    for pattern, instead in SILENT:
        shorter = re.sub(pattern, instead, heard)
        heard = shorter if VOWELS.search(shorter) else heard
    return max(1, len(VOWELS.findall(heard)))


def sentences(text: str) -> list[str]:
    """The sentences of a text; a colon ends one too, as a reader may rest there."""
    return [one for one in ENDS.split(text) if WORD.search(one)]


def grade(said: Iterable[str]) -> float:
    """The school grade, of the United States, in which these sentences can be read."""
    words = [WORD.findall(one) for one in said]
    count = sum(map(len, words))
    heard = sum(syllables(word) for one in words for word in one)
    return 0.39 * count / len(words) + 11.8 * heard / count - 15.59


def long_words(text: str) -> set[str]:
    """Words of three syllables or more, in small letters."""
    return {word.lower() for word in WORD.findall(text) if syllables(word) >= LONG}
