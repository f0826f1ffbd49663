"""How people write an age: 'six', '7yrs', 'about 7', '2 1/2', '18 months', '5 weeks', '6 lat', '٦ سنوات'."""

import re
import unicodedata
from typing import Final

ELSEWHERE: Final = (
    *("lat", "lata", "rok", "roku", "ani", "an", "ans", "año", "años", "ano", "anos", "anni", "anno"),
    *("jahr", "jahre", "let", "roky", "rokov", "év", "éves", "vjeç", "vjet", "yaş", "yaşında", "sal", "oed"),
    *("metai", "metų", "metu", "gadi", "gadu", "sano", "jir"),
    *("лет", "года", "год", "рік", "роки", "років", "години"),
    *(
        "سنة",
        "سنه",
        "سنوات",
        "سنين",
        "عام",
        "سال",
        "ساله",
        "साल",
        "वर्ष",
        "বছর",
        "ਸਾਲ",
        "વર્ષ",
        "岁",
        "歲",
        "ዓመት",
    ),
)
"""Years, in languages that families here speak; each means nothing else beside a number."""
MONTHS_ELSEWHERE: Final = (
    *("miesiąc", "miesiące", "miesięcy", "miesiecy", "luni", "lună", "mois", "mes", "meses", "mesi"),
    *("месяцев", "месяца", "місяців", "місяці", "شهر", "أشهر", "شهور", "महीने", "মাস"),
)
IN_A_YEAR: Final = {
    **dict.fromkeys(("", "y", "yr", "yrs", "yo", "y/o", "year", "years", *ELSEWHERE), 1),
    **dict.fromkeys(("month", "months", "mth", "mths", *MONTHS_ELSEWHERE), 12),
    **dict.fromkeys(("week", "weeks", "wk", "wks"), 52),
    **dict.fromkeys(("day", "days"), 365),
}
"""How many of a unit are a year. A lone m is not among them: it may be months, or a boy."""

TO_NINETEEN: Final = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven"),
    *("twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
TENS: Final = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
IN_WORDS: Final = {
    **{word: number for number, word in enumerate(TO_NINETEEN)},
    **{word: 10 * number for number, word in enumerate(TENS, 2)},
    **{
        f"{ten}-{one}": 10 * number + place
        for number, ten in enumerate(TENS, 2)
        for place, one in enumerate(TO_NINETEEN[1:10], 1)
    },
}
WORDS: Final = "|".join(sorted(IN_WORDS, key=len, reverse=True)).replace("-", "[ -]")
SAID: Final = re.compile(
    r"^(?:(?:about|around|approx[.]?|ca?[.]?|approximately|roughly|maybe|perhaps|probably)\s+|~\s*)?"
    rf"(?P<number>[0-9]{{1,4}}|{WORDS})(?P<half>\s*½|\s+1/2|\s+and\s+a\s+half)?\s*(?P<unit>(?:(?!ish)[^\s0-9½.,;:()~+-])*)[.]?"
    r"(?:\s+(?:and\s+)?(?P<months>[0-9]|1[01])\s*(?:months?|mths?))?(?:\s+(?:old|of age))?(?:[ -]?ish|\s+or so)?[.]?$",
    re.ASCII,
)


ONE: Final = rf"(?:[0-9]{{1,4}}|{WORDS})"
TWO: Final = re.compile(rf"\b{ONE}\s*(?:or|to|and|/|-|–|—)\s*{ONE}\b", re.ASCII)
NEARLY: Final = re.compile(
    rf"^(?:nearly|almost|not quite|not yet|just under|coming up(?: to)?)\s+{ONE}\b", re.ASCII
)


def two_ages(said: str) -> bool:
    """Whether what was written names two ages: '6 or 7', '6-7'."""
    return TWO.search(_plain(said)) is not None


def not_yet(said: str) -> bool:
    """Whether it names the age that somebody has next: 'nearly 4'."""
    return NEARLY.match(_plain(said)) is not None


def whole_years(said: str) -> int | None:
    """The years of an age that can be meant in one way only; None for anything else."""
    match = SAID.match(_plain(said))
    parts = IN_A_YEAR.get(match["unit"]) if match else None
    if not match or not parts or (parts > 1 and (match["months"] or match["half"])):
        return None
    number = match["number"].replace(" ", "-")
    return (IN_WORDS[number] if number in IN_WORDS else int(number)) // parts


def _plain(said: str) -> str:
    """In small letters, with the digits of any script as ours."""
    composed = unicodedata.normalize("NFC", said.lower())
    ours = "".join(str(unicodedata.decimal(one)) if one.isdecimal() else one for one in composed)
    # Single blanks: a row of thousands would be tried in every way in which the pattern's blanks can share it.
    return " ".join(ours.split())
