"""Answers with a form of their own: dates, ages, addresses and numbers, and the sentence for each fault."""

import re
from datetime import date
from typing import Final, Literal

from email_validator import EmailNotValidError, validate_email
from pydantic import Field

from app.forms.conditions import Answer, Condition
from app.forms.kinds.asked import Asked, Exact, Read, Shown, Typed, first_typed
from app.forms.reading.ages import not_yet, two_ages, whole_years
from app.forms.reading.days import in_numbers, in_parts
from app.forms.reading.postcodes import first_half, postcode
from app.forms.reading.telephones import can_be_rung, has_a_number, with_its_plus
from app.profiles.places import postcode_in
from app.profiles.spoken import spoken_day
from app.references import parse_reference
from app.unseen import seen

DIGITS = re.compile(r"^[0-9]{1,4}$", re.ASCII)
PART_MISSING: Final = {
    "day": "{subject} must include a day",
    "month": "{subject} must include a month",
    "year": "{subject} must include a year",
    "day month": "{subject} must include a day and month",
    "day year": "{subject} must include a day and year",
    "month year": "{subject} must include a month and year",
}
YEAR_DIGITS: Final = 4
YEAR_SHORT: Final = "{subject} must have a year of 4 numbers, like 2019"
LONGEST_EMAIL: Final = 320
"""Characters (RFC 5321 allows 64 + 1 + 255); to check a longer one would hold up everybody else."""

LONGEST_REFERENCE: Final = 100
"""Characters in which somebody says a reference."""

OLDEST: Final = 120
NOT_AN_AGE: Final = "Age must be a whole number, like 7, or 0 for a baby. You can guess"
NO_AGE_AND_OPTIONAL: Final = (
    "Age must be a whole number, like 7, or 0 for a baby. You can guess, or leave it blank"
)
TWO_AGES: Final = "Enter one age, not two. If you cannot choose, enter the younger"
NOT_YET: Final = "Enter how old they are now: for a child who is nearly 4, enter 3"
TOO_OLD: Final = f"Age must be {OLDEST} or less"
NOT_A_NUMBER: Final = (
    "Enter a telephone number, like 01632 960 001 or 07700 900 982. "
    "A number of another country begins with + and its code, like +48"
)
NOT_A_POSTCODE: Final = "Enter a full UK postcode, like SW1A 2AA, or leave it blank"
FIRST_HALF_ONLY: Final = (
    "Enter all of the postcode, like SW1A 2AA. If you know only the first half, write it in the address and "
    "leave this blank"
)
MORE_THAN_A_POSTCODE: Final = "Enter only the postcode here, like SW1A 2AA. Write the rest in the address"


class Date(Asked):
    """A day, from three fields."""

    kind: Literal["date"] = "date"
    subject: str
    """How an error names it: 'Date of birth'."""
    direction: Literal["past", "future", "any"] = "any"
    of_birth: bool = False
    """Whether the age follows from it."""
    starts_today: Condition | None = None
    """Where it holds, today is filled in, to be looked at, until somebody has answered it."""

    @property
    def conditions(self) -> tuple[Condition, ...]:
        """When today is filled in, too."""
        return (*super().conditions, self.starts_today) if self.starts_today else super().conditions

    def read_own(self, typed: Typed, name: str, today: date) -> Read:
        """Build a real date, in the direction that makes sense."""
        parts = self.typed(typed, name)
        written = parts if isinstance(parts, dict) else {}
        said = in_parts({part: seen(value) for part, value in written.items()})
        absent = [part for part, value in said.items() if not value]
        if len(absent) == len(said):
            return Read(None)
        if absent:
            return Read(None, PART_MISSING[" ".join(absent)])
        return self._real(in_numbers(said), today)

    def _real(self, said: dict[str, str], today: date) -> Read:
        try:
            if not all(DIGITS.match(value) for value in said.values()):
                return Read(None, "{subject} must be a real date")
            if len(said["year"]) != YEAR_DIGITS:
                return Read(None, YEAR_SHORT)
            day = date(int(said["year"]), int(said["month"]), int(said["day"]))
        except ValueError:
            return Read(None, "{subject} must be a real date")
        if self.direction == "past" and day > today:
            return Read(None, "{subject} must be today or in the past")
        if self.direction == "future" and day < today:
            return Read(None, "{subject} must be today or in the future")
        return Read(day.isoformat())

    def shown(self, value: Answer) -> Shown:
        """The three parts, without leading noughts."""
        if not isinstance(value, str):
            return {"day": "", "month": "", "year": ""}
        year, month, day = value.split("-")
        return {"day": str(int(day)), "month": str(int(month)), "year": str(int(year))}

    def typed(self, typed: Typed, name: str) -> Shown:
        """The three parts as they were typed."""
        return {part: first_typed(typed, f"{name}-{part}") for part in ("day", "month", "year")}

    def say(self, value: Answer) -> tuple[str, ...]:
        """The day as people write it: 4 March 2019."""
        if not isinstance(value, str):
            return super().say(value)
        return (spoken_day(date.fromisoformat(value)),)


class Age(Asked):
    """A whole number of years."""

    kind: Literal["age"] = "age"

    def read_own(self, typed: Typed, name: str, today: date) -> Read:  # noqa: ARG002
        """Read a number of years from 0 to 120, in figures or words; of weeks and months the whole years."""
        said = seen(first_typed(typed, name)).strip()
        if not said:
            return Read(None)
        years = whole_years(said)
        if years is None:
            return Read(None, self._why(said))
        return Read(None, TOO_OLD) if years > OLDEST else Read(years)

    def _why(self, said: str) -> str:
        """What to enter in place of what is no age, or may be two."""
        if two_ages(said):
            return TWO_AGES
        if not_yet(said):
            return NOT_YET
        return NOT_AN_AGE if self.missing else NO_AGE_AND_OPTIONAL

    def shown(self, value: Answer) -> Shown:
        """The number."""
        return str(value) if isinstance(value, int) else ""

    def say(self, value: Answer) -> tuple[str, ...]:
        """The number."""
        return (str(value),) if isinstance(value, int) else super().say(value)


class Email(Exact):
    """An email address, checked by its form and never by a network look-up."""

    kind: Literal["email"] = "email"
    autocomplete: str = "email"

    def read_own(self, typed: Typed, name: str, today: date) -> Read:
        """Keep an address that mail can be sent to."""
        read = super().read_own(typed, name, today)
        if not isinstance(read.value, str):
            return read
        try:
            if len(read.value) > LONGEST_EMAIL:
                raise EmailNotValidError  # noqa: TRY301 -- one sentence for every fault
            checked = validate_email(read.value, check_deliverability=False, allow_smtputf8=False)
        except EmailNotValidError:
            return Read(None, "Enter an email address in the correct format, like name@example.com")
        return Read(checked.ascii_email or checked.normalized)


class Phone(Exact):
    """A telephone number, as the person writes it, extensions included; one from abroad with the plus it lacked."""

    kind: Literal["phone"] = "phone"
    autocomplete: str = "tel"
    words_beside: str = "Enter one telephone number, and nothing else, like 01632 960 001"
    """The sentence shown where something else stands beside a number: where to write that, if there is a place."""

    def read_own(self, typed: Typed, name: str, today: date) -> Read:
        """Keep a number that could be rung from the United Kingdom."""
        read = super().read_own(typed, name, today)
        if not isinstance(read.value, str):
            return read
        if can_be_rung(read.value):
            return read
        if abroad := with_its_plus(read.value):
            return Read(abroad)
        return Read(None, self.words_beside if has_a_number(read.value) else NOT_A_NUMBER)


class Postcode(Exact):
    """A UK postcode beside an address, which may be left blank; ZZ99 ones stand for no fixed address."""

    kind: Literal["postcode"] = "postcode"

    def read_own(self, typed: Typed, name: str, today: date) -> Read:
        """Give it its capitals and its one space."""
        read = super().read_own(typed, name, today)
        if not isinstance(read.value, str):
            return read
        if code := postcode(read.value):
            return Read(code)
        if first_half(read.value):
            return Read(None, FIRST_HALF_ONLY)
        return Read(None, MORE_THAN_A_POSTCODE if postcode_in(read.value) else NOT_A_POSTCODE)


class Reference(Asked):
    """The reference of what was sent before, in any spacing and case; what cannot be one is kept as it is."""

    kind: Literal["reference"] = "reference"
    prefixes: tuple[str, ...] = Field(min_length=1)
    """The hub's own prefix, which people may leave out, and those that it had."""
    sent_by: tuple[str, ...] = ()
    """Forms whose reference is filled in, to be looked at, where this browser has just sent one of them."""
    width: Literal["20"] = "20"

    def read_own(self, typed: Typed, name: str, today: date) -> Read:
        """Write a reference in its one form."""
        read = super().read_own(typed, name, today)
        if not isinstance(read.value, str):
            return read
        if len(read.value) > LONGEST_REFERENCE:
            return Read(None, "Reference must be 100 characters or fewer")
        return Read(parse_reference(read.value, *self.prefixes) or read.value)
