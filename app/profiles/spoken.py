"""Times and promises as sentences: constants with named placeholders, translated only when rendered."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import groupby

from app.profiles.hours import Readable, Reading, in_london
from app.profiles.week import Span, Week

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)

READ_NOW = "The team is open now. If it cannot wait, call {number}."
READ_LATER = "Nobody may read this until {time} on {weekday} {day} {month}. If it cannot wait, call {number}."
READ_UNKNOWN = (
    "We cannot say when this will be read. If it cannot wait, call {number}. "
    "In the evening, at night or at the weekend, call {out_of_hours}."
)
DUE_AT = "by {time} on {weekday} {day} {month}"
DUE_ON = "by the end of {weekday} {day} {month}"
OPEN_ONE_DAY = "{first}, {opens} to {closes}"
OPEN_DAYS = "{first} to {last}, {opens} to {closes}"


@dataclass(frozen=True)
class Sentence:
    """A constant with named placeholders and their values; weekdays and months are words to translate."""

    text: str
    values: Mapping[str, str]

    def __str__(self) -> str:
        return self.text.format_map(self.values)


def spoken_time(moment: time) -> str:
    """A local time in GOV.UK style: 9am, 5:15pm, midday, midnight."""
    if moment.minute == 0 and moment.hour % 12 == 0:
        return "midday" if moment.hour else "midnight"
    minutes = f":{moment.minute:02}" if moment.minute else ""
    return f"{moment.hour % 12 or 12}{minutes}{'am' if moment.hour < 12 else 'pm'}"  # noqa: PLR2004


def reading_sentence(reading: Reading) -> Sentence:
    """When a referral may be read, and whom to call if it cannot wait."""
    number = reading.lines[0].number
    if reading.opens is not None:
        return Sentence(READ_LATER, {**moment_values(reading.opens), "number": number})
    if reading.readable is Readable.NOW:
        return Sentence(READ_NOW, {"number": number})
    return Sentence(READ_UNKNOWN, {"number": number, "out_of_hours": reading.lines[-1].number})


def due_sentence(due: datetime | date) -> Sentence:
    """When something is due, as the end of a sentence."""
    if isinstance(due, datetime):
        return Sentence(DUE_AT, moment_values(due))
    return Sentence(DUE_ON, day_values(due))


def moment_values(moment: datetime) -> Mapping[str, str]:
    """The time, weekday, day and month of an aware moment in London, for a sentence."""
    local = in_london(moment)
    return {"time": spoken_time(local.time()), **day_values(local.date())}


def dated_values(moment: datetime) -> Mapping[str, str]:
    """The same with the year."""
    return {**moment_values(moment), "year": str(in_london(moment).year)}


def day_values(day: date) -> Mapping[str, str]:
    """The weekday, day and month of a date, for a sentence."""
    return {"weekday": WEEKDAYS[day.weekday()], "day": str(day.day), "month": MONTHS[day.month - 1]}


def opening_times(week: Week) -> tuple[Sentence, ...]:
    """The published hours, one sentence for each run of days with the same hours."""
    return tuple(_opening_times(week))


def _opening_times(week: Week) -> Iterator[Sentence]:
    for spans, run in groupby(zip(WEEKDAYS, week.days, strict=True), key=lambda named: named[1]):
        days = [weekday for weekday, _ in run]
        text = OPEN_ONE_DAY if len(days) == 1 else OPEN_DAYS
        for span in spans:
            yield Sentence(text, {"first": days[0], "last": days[-1], **_span_values(span)})


def _span_values(span: Span) -> Mapping[str, str]:
    return {"opens": spoken_time(span.opens), "closes": spoken_time(span.closes)}
