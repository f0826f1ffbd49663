"""The hours a line or a hub is open in a week, as a council publishes them."""

from collections.abc import Mapping
from datetime import date, time
from itertools import pairwise
from typing import Annotated, Final, Literal, NamedTuple, Self

from pydantic import BeforeValidator, Discriminator, Field, Tag, model_validator

from app.profiles.table import Table

NOT_PUBLISHED: Final = "not published"
CLOSED: Final = "closed"
MIDNIGHT = time(0)
END_OF_DAY = "24:00"
NO_HOURS: Final = (
    'must be hours such as "09:00-17:15": four digits and a colon for each time, a hyphen, no spaces'
)
LEFT_OUT: Final = "must be left out, as every day is on which the line is closed"
# Clocks go forward over this hour and back through it, so an opening inside it may never come, or come twice.
CLOCK_CHANGE_HOUR = 1


class Span(NamedTuple):
    """From one local time up to another on the same day; closing at midnight means the end of that day."""

    opens: time
    closes: time

    def covers(self, moment: time) -> bool:
        """Whether a local time is inside; the closing minute itself is not."""
        return self.opens <= moment and (moment < self.closes or self.closes == MIDNIGHT)


def spans(written: object) -> tuple[Span, ...]:
    """Read "09:00-17:15", or several spans with commas between them, in order and apart.

    Raises:
        ValueError: the text is not hours, or the hours are not in order.
    """
    if not isinstance(written, str):
        raise ValueError('must be text such as "09:00-17:15"')  # noqa: TRY004 pydantic reports only ValueError
    read = tuple(_span(part.strip()) for part in written.split(","))
    for earlier, later in pairwise(read):
        if earlier.closes == MIDNIGHT or later.opens <= earlier.closes:
            raise ValueError("hours must be in order, with a break between them")
    return read


def _span(written: str) -> Span:
    opens, dash, closes = written.partition("-")
    if not dash or opens == END_OF_DAY:
        raise ValueError(NO_HOURS)
    span = Span(_clock(opens), MIDNIGHT if closes == END_OF_DAY else _clock(closes))
    if closes != END_OF_DAY and span.closes <= span.opens:
        raise ValueError("must close after it opens")
    return span


def _clock(written: str) -> time:
    hour, _, minute = written.partition(":")
    if not (len(hour) == len(minute) == 2 and (hour + minute).isascii() and (hour + minute).isdecimal()):  # noqa: PLR2004
        raise ValueError(NO_HOURS)
    if int(hour) == CLOCK_CHANGE_HOUR:
        raise ValueError("must not open or close from 1am up to 2am, because the clocks change in that hour")
    try:
        return time(int(hour), int(minute))
    except ValueError:
        raise ValueError("must be times of a clock, from 00:00 up to 24:00") from None


def _weekday(written: object) -> tuple[Span, ...]:
    if written in ("", CLOSED):
        raise ValueError(LEFT_OUT)
    return spans(written)


Day = Annotated[tuple[Span, ...], BeforeValidator(_weekday)]
OneDay = Annotated[
    tuple[Span, ...], BeforeValidator(lambda written: () if written == CLOSED else spans(written))
]


class Week(Table):
    """The spans of each weekday; a day left out is closed, and so are bank holidays unless said open.

    `dates` says otherwise for single days: those a hub closes at midday, or a bank holiday proclaimed late.
    """

    monday: Day = ()
    tuesday: Day = ()
    wednesday: Day = ()
    thursday: Day = ()
    friday: Day = ()
    saturday: Day = ()
    sunday: Day = ()
    open_on_bank_holidays: bool = False
    dates: Mapping[date, OneDay] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _opens_sometime(self) -> Self:
        if not any(self.days):
            raise ValueError(f'must name a day; hours that nobody publishes are written "{NOT_PUBLISHED}"')
        return self

    @property
    def days(self) -> tuple[tuple[Span, ...], ...]:
        """The spans of Monday to Sunday."""
        return (
            self.monday,
            self.tuesday,
            self.wednesday,
            self.thursday,
            self.friday,
            self.saturday,
            self.sunday,
        )

    def on(self, day: date) -> tuple[Span, ...]:
        """The spans of that weekday, whether or not it is a bank holiday."""
        return self.days[day.weekday()]


def _shape(hours: object) -> str:
    return "(text)" if isinstance(hours, str) else "(week)"


Hours = Annotated[
    Annotated[Literal["not published"], Tag("(text)")] | Annotated[Week, Tag("(week)")],
    Discriminator(_shape),
]
