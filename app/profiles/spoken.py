"""Times and promises as sentences: constants with named placeholders, translated only when rendered."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date, datetime, time
from functools import lru_cache
from itertools import groupby
from typing import Final

from app.profiles.hours import Readable, Reading, in_london
from app.profiles.week import Span, Week
from app.saying import Sentence, Word

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)

READ_NOW = "The team is open now. If it cannot wait, call {number}."
READ_LATER = "Nobody may read this until {time} on {weekday} {day} {month}. If it cannot wait, call {number}."
READ_UNKNOWN = (
    "We cannot say when this will be read. If it cannot wait, call {number}. "
    "In the evening, at night, at the weekend or on a bank holiday, call {out_of_hours}."
)
READ_UNKNOWN_AT_NIGHT = (
    "We cannot say when this will be read. If it cannot wait in the evening, at night, at the weekend or on a bank "
    "holiday, call {out_of_hours}."
)
READ_LATER_ALONE = "Nobody may read this until {time} on {weekday} {day} {month}."
READ_UNKNOWN_ALONE = "We cannot say when this will be read."
SEEN_NOW = "The team is open now."
SEEN_LATER = "Nobody may read what you send until {time} on {weekday} {day} {month}."
SEEN_UNKNOWN = "We cannot say when what you send will be read."
DUE_AT = "by {time} on {weekday} {day} {month}"
DUE_ON = "by the end of {weekday} {day} {month}"
NOON: Final = 12
MINUTES: Final = 64
"""More than are spoken of at once: everybody's words were saved in one of the last few."""
BEFORE_MIDDAY: Final = "{clock}am"
AFTER_MIDDAY: Final = "{clock}pm"
DAY: Final = "{day} {month} {year}"
OPEN_ONE_DAY = "{first}, {opens} to {closes}"
OPEN_DAYS = "{first} to {last}, {opens} to {closes}"


def spoken_time(moment: time) -> Word:
    """A local time in GOV.UK style: 9am, 5:15pm, midday, midnight."""
    if moment.minute == 0 and moment.hour % 12 == 0:
        return Word("midday") if moment.hour else Word("midnight")
    minutes = f":{moment.minute:02}" if moment.minute else ""
    half = BEFORE_MIDDAY if moment.hour < NOON else AFTER_MIDDAY
    return Word(half, clock=f"{moment.hour % 12 or 12}{minutes}")


def reading_sentence(reading: Reading, given: Collection[str] = ()) -> Sentence:
    """When a referral may be read, and whom to call if it cannot wait, but for numbers that are `given` beside it."""
    first, last = reading.lines[0].number, reading.lines[-1].number
    told = first in given
    if reading.opens is not None:
        values = {**moment_values(reading.opens), "number": first}
        return Sentence(READ_LATER_ALONE if told else READ_LATER, values)
    if reading.readable is Readable.NOW:
        return Sentence(SEEN_NOW if told else READ_NOW, {"number": first})
    at_night = READ_UNKNOWN_ALONE if last in given else READ_UNKNOWN_AT_NIGHT
    return Sentence(at_night if told else READ_UNKNOWN, {"number": first, "out_of_hours": last})


def seen_sentence(reading: Reading) -> Sentence:
    """The same where nothing is written yet, and the numbers stand on the page already."""
    if reading.opens is not None:
        return Sentence(SEEN_LATER, moment_values(reading.opens))
    return Sentence(SEEN_NOW if reading.readable is Readable.NOW else SEEN_UNKNOWN, {})


def spoken_due(due: datetime | date) -> Word:
    """When something is due, as the end of a sentence."""
    if isinstance(due, datetime):
        return Word(DUE_AT, **moment_values(due))
    return Word(DUE_ON, **day_values(due))


def moment_values(moment: datetime) -> Mapping[str, str]:
    """The time, weekday, day and month of an aware moment in London, for a sentence."""
    return _minute_values(moment.replace(second=0, microsecond=0))


def dated_values(moment: datetime) -> Mapping[str, str]:
    """The same with the year."""
    return {**moment_values(moment), "year": str(in_london(moment).year)}


@lru_cache(maxsize=MINUTES)
def _minute_values(minute: datetime) -> Mapping[str, str]:
    local = in_london(minute)
    return {"time": spoken_time(local.time()), **day_values(local.date())}


def day_values(day: date) -> Mapping[str, str]:
    """The weekday, day and month of a date, for a sentence."""
    return {
        "weekday": Word(WEEKDAYS[day.weekday()]),
        "day": str(day.day),
        "month": Word(MONTHS[day.month - 1]),
    }


def spoken_day(day: date) -> Word:
    """A day as people write it: 4 March 2019."""
    return Word(DAY, day=str(day.day), month=Word(MONTHS[day.month - 1]), year=str(day.year))


def opening_times(week: Week) -> tuple[Sentence, ...]:
    """The published hours, one sentence for each run of days with the same hours."""
    return tuple(_opening_times(week))


def _opening_times(week: Week) -> Iterator[Sentence]:
    for spans, run in groupby(zip(WEEKDAYS, week.days, strict=True), key=lambda named: named[1]):
        days = [weekday for weekday, _ in run]
        text = OPEN_ONE_DAY if len(days) == 1 else OPEN_DAYS
        for span in spans:
            yield Sentence(text, {"first": Word(days[0]), "last": Word(days[-1]), **_span_values(span)})


def _span_values(span: Span) -> Mapping[str, str]:
    return {"opens": spoken_time(span.opens), "closes": spoken_time(span.closes)}
