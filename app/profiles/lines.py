"""The telephone lines a council publishes, and whom to complain to."""

from typing import Annotated, Final

from pydantic import AfterValidator

from app.profiles.table import Email, Table, Text
from app.profiles.week import Hours

SHORT_LENGTHS = (3, 6)
NATIONAL_LENGTHS = (10, 11)
FREEPHONE = "0800"
FREEPHONE_LENGTHS = (8, 10, 11)
"""Digits; the oldest are the shortest, such as Childline’s 0800 1111."""
NO_NUMBER: Final = (
    "must be a telephone number such as 01632 960 001 or 999: digits and single spaces, no +44, no extension"
)


def telephone_number(written: str) -> str:
    """A number as people in the United Kingdom write it: digits and single spaces.

    Raises:
        ValueError: it is neither a short code, such as 999, nor ten or eleven digits that begin with 0,
            or eight that begin with 0800.
    """
    digits = written.replace(" ", "")
    lengths = FREEPHONE_LENGTHS if digits.startswith(FREEPHONE) else NATIONAL_LENGTHS
    national = digits.startswith("0") and len(digits) in lengths
    short = not digits.startswith("0") and len(digits) in SHORT_LENGTHS
    if not (digits.isascii() and digits.isdecimal() and (national or short)) or written != " ".join(
        written.split()
    ):
        raise ValueError(NO_NUMBER)
    return written


Number = Annotated[str, AfterValidator(telephone_number)]


class Line(Table):
    """Who answers, the number, and when to use it."""

    name: Text
    number: Number
    note: str = ""


class ConsultationLine(Line):
    """Where a professional talks a worry over; without hours of its own it is open when the hub is."""

    hours: Hours | None = None


class Telephone(Table):
    """Every line of a council; the main one also serves the Designated Officer who has none."""

    main: Line
    out_of_hours: Line
    emergency: Line
    police: Line
    childline: Line
    domestic_abuse: Line | None = None
    domestic_abuse_men: Line | None = None
    """For men, where the other is for women first."""
    consultation: ConsultationLine | None = None
    designated_officer: Line | None = None

    @property
    def for_allegations(self) -> Line:
        """Where a concern about an adult who works with children is telephoned."""
        return self.designated_officer or self.main

    @property
    def all_lines(self) -> tuple[Line, ...]:
        """Every line there is, the main one first."""
        optional = (self.domestic_abuse, self.domestic_abuse_men, self.consultation, self.designated_officer)
        return (
            self.main,
            self.out_of_hours,
            self.emergency,
            self.police,
            self.childline,
            *(line for line in optional if line),
        )


class Complaints(Table):
    """Who hears a complaint after the hub itself has been asked."""

    who: Text
    number: Number
    email: Email | None = None
