"""The lists of a profile: agencies, levels of need, localities, notices, lawful bases and periods."""

from collections.abc import Collection
from datetime import date
from enum import StrEnum
from string import ascii_uppercase, digits
from typing import Annotated, Final, Literal

from pydantic import BeforeValidator, Field

from app.profiles.table import Slug, Table, Text, shaped
from app.vocabulary import Concern, Route

NOT_YET: Final = "not yet"

SourceCode = Annotated[
    str,
    shaped(
        r"[15][A-D]|2[AB]|3[A-F]|[46-9]|10", "must be a DfE code for the source of a referral, such as 2A"
    ),
]
Outward = Annotated[
    str, shaped(r"[A-Z]{1,2}[0-9][0-9A-Z]?", "must be the first half of a postcode, such as SW1A")
]
OutwardOrArea = Annotated[
    str,
    shaped(
        r"[A-Z]{1,2}([0-9][0-9A-Z]?)?",
        "must be the first half of a postcode, or its first letters, such as SW",
    ),
]


def starting(written: object) -> date | None:
    """A day, or None for `not yet`.

    Raises:
        ValueError: it is neither.
    """
    try:
        return None if written == NOT_YET else date.fromisoformat(str(written))
    except ValueError:
        raise ValueError(f'must be a day such as 2026-11-25, or "{NOT_YET}"') from None


Starts = Annotated[date | None, BeforeValidator(starting)]
"""The day from which a law counts; None, written `not yet`, before that day is known."""


def begun(starts: Starts, today: date) -> bool:
    """Whether a law that is written into the profile, perhaps before its day is known, is in force."""
    return starts is not None and starts <= today


class AgencyGroup(StrEnum):
    """The kind of agency, which decides the heading it is listed under and the lawful basis it shares on."""

    EDUCATION = "education"
    HEALTH = "health"
    POLICE = "police"
    JUSTICE = "justice"
    COUNCIL = "council"
    HOUSING = "housing"
    EMERGENCY = "emergency"
    VOLUNTARY = "voluntary"
    OTHER = "other"


class Agency(Table):
    """Where a professional works; `source` is the DfE's code for the source of a referral (N00152)."""

    slug: Slug
    label: Text
    source: SourceCode
    group: AgencyGroup


class Level(Table):
    """A level of need in the hub's own words, with what it looks like."""

    slug: Slug
    label: Text
    description: Text


class Locality(Table):
    """A part of the area that the hub sorts its work by, with the outward codes of its postcodes."""

    slug: Slug
    label: Text
    postcodes: tuple[Outward, ...] = ()


def covered(outward: str, postcodes: Collection[str]) -> bool:
    """Whether an outward code is among these, by itself or with its whole postcode area."""
    area = outward.rstrip(ascii_uppercase).rstrip(digits)
    return outward in postcodes or area in postcodes


class Guidance(Table):
    """The document that describes the levels of need; without an address it is named and not linked."""

    name: Text
    url: Annotated[str, shaped(r"(https://\S+)?", "must be an address that begins with https://")] = ""


class Flaws(Table):
    """Whom somebody tells who has found a flaw of the portal, and the last day on which the council stands by it."""

    contact: Annotated[
        str, shaped(r"mailto:[^@\s]+@[^@\s]+|https://\S+", "must begin with mailto: or https://")
    ]
    until: date
    policy: Annotated[str, shaped(r"(https://\S+)?", "must be an address that begins with https://")] = ""


class Notice(Table):
    """A duty in law that this form does not meet; lists left empty mean every concern, and every group."""

    slug: Slug
    text: Text
    starts: Starts
    ends: date | None = None
    about: tuple[Concern, ...] = ()
    groups: tuple[AgencyGroup, ...] = ()

    def applies(self, group: AgencyGroup, concerns: Collection[Concern], today: date) -> bool:
        """Whether somebody from this kind of agency, with these concerns, must read it today."""
        in_force = begun(self.starts, today) and (self.ends is None or today <= self.ends)
        worried = not self.about or not set(self.about).isdisjoint(concerns)
        return in_force and worried and group in (self.groups or AgencyGroup)


class LawfulBasis(Table):
    """A law that lets an agency share, from a date or `not yet` in force; lists left empty mean every one."""

    slug: Slug
    label: Text
    starts: Starts
    groups: tuple[AgencyGroup, ...] = ()
    routes: tuple[Route, ...] = ()

    def applies(self, group: AgencyGroup, route: Route, today: date) -> bool:
        """Whether this agency may rely on it today for a contact on this route."""
        in_force = begun(self.starts, today)
        return in_force and group in (self.groups or AgencyGroup) and route in (self.routes or Route)


class Periods(Table):
    """How long things last: drafts by form, the reminder before, the status, the wait before an alarm, the decision."""

    draft_days: int = Field(ge=1, le=90)
    session_hours: int = Field(ge=1, le=72)
    reminder_days: int = Field(default=2, ge=1, le=14)
    status_days: int = Field(ge=7, le=366)
    receipt_alarm_minutes: int = Field(ge=1)
    receipt_alarm_minutes_urgent: int = Field(ge=1)
    decision_working_days: int = Field(default=1, ge=1, le=10)
    feedback_working_days: int | None = Field(default=None, ge=1, le=20)
    """After so many the hub's duty address is told of what nothing was decided about; None where it is not."""
    written_after_call: Literal["same-day", "not-published"]
