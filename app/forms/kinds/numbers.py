"""Numbers that a public body gave to a child, held to their own check digit or letter."""

import re
from datetime import date
from typing import Final, Literal

from stdnum.gb import nhs

from app.forms.conditions import Answer
from app.forms.kinds.asked import Exact, Read, Typed

SEPARATORS: Final = re.compile(r"[\s‐-―-]")
NHS_DIGITS: Final = re.compile(r"^[0-9]{10}$")
NHS_SHAPE: Final = "NHS number must be 10 numbers, like 999 000 0018"
NHS_WRONG: Final = "Check the NHS number: at least one of its numbers is wrong"

UPN_LETTERS: Final = "ABCDEFGHJKLMNPQRTUVWXYZ"
"""The check letter's alphabet, each letter worth its place in it; I, O and S are never used (DfE, UPN guide)."""

UPN_SHAPE_OF: Final = re.compile(rf"^[{UPN_LETTERS}][0-9]{{11}}[0-9{UPN_LETTERS}]$")
UPN_SHAPE: Final = "UPN must be a letter and then 12 numbers, like H801200001001; the last may be a letter"
UPN_WRONG: Final = "Check the UPN: its first letter does not fit its numbers"

AUTHORITIES: Final = (
    *((1, 5), (201, 213), (301, 320), (330, 336), (340, 344), (350, 359), (370, 373), (380, 384)),
    *((390, 394), (420, 420), (660, 681), (701, 708), (800, 803), (805, 808), (810, 813), (815, 816)),
    *((820, 823), (825, 826), (830, 831), (835, 841), (845, 846), (850, 852), (855, 857), (860, 861)),
    *((865, 896), (908, 909), (916, 916), (919, 919), (921, 921), (925, 926), (928, 929), (931, 931)),
    *((933, 933), (935, 938), (940, 943)),
)
"""Ranges of local-authority numbers, pseudo numbers included; 940 and 941 are of 2021, and in few lists."""


class NhsNumber(Exact):
    """Ten digits, the last of which checks the others (NHS Data Dictionary, NHS NUMBER)."""

    kind: Literal["nhs-number"] = "nhs-number"

    def read_own(self, typed: Typed, name: str, today: date) -> Read:
        """Take a number that can have been given to somebody, and space it as the NHS does."""
        read = super().read_own(typed, name, today)
        if not isinstance(read.value, str):
            return read
        digits = SEPARATORS.sub("", read.value)
        if not NHS_DIGITS.match(digits):
            return Read(None, NHS_SHAPE)
        # The check digit of ten equal digits is right, and no such number is ever given.
        if len(set(digits)) == 1 or not nhs.is_valid(digits):
            return Read(None, NHS_WRONG)
        return Read(nhs.format(digits))


class Upn(Exact):
    """A unique pupil number, permanent or temporary, held to its check letter (DfE, UPN guide)."""

    kind: Literal["upn"] = "upn"

    def read_own(self, typed: Typed, name: str, today: date) -> Read:
        """Take a number whose first letter fits the rest; which authority gave it is no error."""
        read = super().read_own(typed, name, today)
        if not isinstance(read.value, str):
            return read
        upn = SEPARATORS.sub("", read.value).upper()
        if not UPN_SHAPE_OF.match(upn):
            return Read(None, UPN_SHAPE)
        return Read(upn) if upn[0] == check_letter(upn) else Read(None, UPN_WRONG)


def check_letter(upn: str) -> str:
    """The letter that the twelve characters after a UPN's first one call for."""
    worth = (UPN_LETTERS.index(one) if one.isalpha() else int(one) for one in upn[1:])
    return UPN_LETTERS[sum(place * value for place, value in enumerate(worth, start=2)) % len(UPN_LETTERS)]


def authority_known(upn: Answer) -> bool:
    """Whether the local authority in a UPN is one that the DfE lists (rule 1530); anything else is not asked."""
    return not isinstance(upn, str) or any(first <= int(upn[1:4]) <= last for first, last in AUTHORITIES)
