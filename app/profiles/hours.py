"""When a hub is open, which number is staffed and when a decision is due: pure functions, told the time."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo

from app.profiles.lines import Line
from app.profiles.model import Profile
from app.profiles.week import MIDNIGHT, Hours, Span, Week

LONDON = ZoneInfo("Europe/London")
BANK_HOLIDAYS = frozenset(
    map(date.fromisoformat, (Path(__file__).parent / "bank_holidays.txt").read_text().split())
)
"""England's, of fifty years: a list, for the library that a test compares it with takes 11 MB of each process."""
SATURDAY = 5
# On a day that is known without its time, an hour that is on that day in every time zone near London's.
NOON = time(12)
# GOV.UK style: "midnight on Monday" can be read as either end of Monday.
LAST_MINUTE = time(23, 59)


class Readable(StrEnum):
    """Whether somebody may be reading now."""

    NOW = "now"
    LATER = "later"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Reading:
    """When a referral may be read: `opens` is set only for LATER; `lines` are those staffed meanwhile."""

    readable: Readable
    lines: tuple[Line, ...]
    opens: datetime | None = None


def is_open(hours: Hours, moment: datetime) -> bool | None:
    """Whether it is open at an aware moment; None where hours are not published."""
    local = in_london(moment)
    if not isinstance(hours, Week):
        return None
    return any(span.covers(local.time()) for span in _spans(hours, local.date()))


def next_opening(hours: Hours, moment: datetime) -> datetime | None:
    """The first open moment from this one on, in London's time; None where hours are not published."""
    local = in_london(moment)
    if not isinstance(hours, Week):
        return None
    if is_open(hours, local):
        return local
    return next(opening for opening in _openings(hours, local.date()) if opening > local)


def lines_now(profile: Profile, now: datetime) -> tuple[Line, ...]:
    """The lines to show at this minute: the hub's or the out-of-hours team's; both where nobody can tell."""
    lines = profile.telephone
    match is_open(profile.hours, now):
        case True:
            return (lines.main,)
        case False:
            return (lines.out_of_hours,)
        case None:
            return (lines.main, lines.out_of_hours)


def consultation_open(profile: Profile, now: datetime) -> bool | None:
    """Whether the consultation line answers now; False without one, None where hours are not published."""
    line = profile.telephone.consultation
    if line is None:
        return False
    return is_open(line.hours or profile.hours, now)


def when_read(profile: Profile, received: datetime) -> Reading:
    """When a referral received at an aware moment may first be read, and whom to call if it cannot wait."""
    lines = lines_now(profile, received)
    match is_open(profile.hours, received):
        case True:
            return Reading(Readable.NOW, lines)
        case False:
            return Reading(Readable.LATER, lines, next_opening(profile.hours, received))
        case None:
            return Reading(Readable.UNKNOWN, lines)


def decision_due(profile: Profile, received: datetime) -> datetime | date:
    """When the hub should have decided: at closing time so many working days after the day of receipt.

    A date without a time where hours are not published. Test for `datetime` first: it is a `date` too.
    """
    return _due(profile, in_london(received).date(), profile.periods.decision_working_days)


def overdue_before(profile: Profile, now: datetime, working_days: int) -> datetime:
    """The midnight before which all was received that is late at an aware moment, so many working days being given."""
    day = in_london(now).date()
    while not passed(_due(profile, day, working_days), now):
        day -= timedelta(days=1)
    return datetime.combine(day + timedelta(days=1), MIDNIGHT, LONDON)


def _due(profile: Profile, received: date, working_days: int) -> datetime | date:
    days = _working_days(profile.hours, received)
    due = next(day for count, day in enumerate(days, start=1) if count == working_days)
    if not isinstance(profile.hours, Week):
        return due
    closes = _spans(profile.hours, due)[-1].closes
    return datetime.combine(due, LAST_MINUTE if closes == MIDNIGHT else closes, LONDON)


def passed(due: datetime | date, now: datetime) -> bool:
    """Whether what was promised by then is late at an aware moment; a date lasts to its midnight in London."""
    return now > due if isinstance(due, datetime) else in_london(now).date() > due


def written_due(profile: Profile, called: datetime) -> date | Literal["not-published"]:
    """The day by which a telephone call must be followed in writing, where the hub publishes one."""
    if profile.periods.written_after_call == "same-day":
        return in_london(called).date()
    return "not-published"


def written_by(profile: Profile, called: date) -> date | None:
    """The same after a call of which the day alone is known; None where the hub publishes no day."""
    due = written_due(profile, datetime.combine(called, NOON, LONDON))
    return due if isinstance(due, date) else None


def is_working_day(hours: Hours, day: date) -> bool:
    """Whether the hub works that day; where hours are not published, weekdays that are not bank holidays."""
    if isinstance(hours, Week):
        return bool(_spans(hours, day))
    return day.weekday() < SATURDAY and day not in BANK_HOLIDAYS


def in_london(moment: datetime) -> datetime:
    """The same moment as London's clocks show it.

    Raises:
        ValueError: the moment has no time zone, so nobody can say which moment it is.
    """
    if moment.tzinfo is None:
        raise ValueError("a moment needs a time zone")
    return moment.astimezone(LONDON)


def _openings(hours: Week, first: date) -> Iterator[datetime]:
    for day in _days_from(first):
        for span in _spans(hours, day):
            yield datetime.combine(day, span.opens, LONDON)


def _working_days(hours: Hours, received: date) -> Iterator[date]:
    return (day for day in _days_from(received + timedelta(days=1)) if is_working_day(hours, day))


def _spans(hours: Week, day: date) -> tuple[Span, ...]:
    closed = day in BANK_HOLIDAYS and not hours.open_on_bank_holidays
    return hours.dates.get(day, () if closed else hours.on(day))


def _days_from(first: date) -> Iterator[date]:
    while True:
        yield first
        first += timedelta(days=1)
