"""The promise over a whole year, against a calendar written by hand: both clock changes and every bank holiday."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st

from app.profiles.hours import decision_due, overdue_before, passed
from app.profiles.loading import load_profile
from app.profiles.model import Profile
from app.services.desk import now

LONDON = ZoneInfo("Europe/London")
DAY = timedelta(days=1)
YEAR = [date(2026, 1, 1) + number * DAY for number in range(365)]
BANK_HOLIDAYS = {
    *(date(2026, 1, 1), date(2026, 4, 3), date(2026, 4, 6), date(2026, 5, 4), date(2026, 5, 25)),
    *(date(2026, 8, 31), date(2026, 12, 25), date(2026, 12, 26)),
    *(date(2026, 12, 28), date(2027, 1, 1)),
}
"""England's, as GOV.UK lists them. Boxing Day is a Saturday: both it and the Monday instead of it are kept."""
CLOCKS_CHANGE = (date(2026, 3, 29), date(2026, 10, 25))
SANDSHIRE = load_profile(str(Path(__file__).with_name("sandshire.toml")))
BARNET, NORTHAMPTONSHIRE = load_profile("barnet"), load_profile("northamptonshire")
COUNCILS = [BARNET, NORTHAMPTONSHIRE, SANDSHIRE]
CLOSES = {
    BARNET.slug: [time(17, 15)] * 4 + [time(17), None, None],
    NORTHAMPTONSHIRE.slug: [time(0)] * 5 + [None, None],
    SANDSHIRE.slug: [time(17)] * 4 + [time(16, 30), time(12), None],
}
"""By weekday; midnight stands for a day whose hours nobody publishes."""
SINGLE_DAYS = {date(2026, 12, 24): time(12, 30), date(2026, 12, 31): None}

MOMENTS = st.builds(
    lambda day, minute: datetime.combine(day, time(), UTC) + timedelta(minutes=minute),
    st.sampled_from(YEAR),
    st.integers(0, 24 * 60 - 1),
)


def closes(council: Profile, day: date) -> time | None:
    """When the hub closes on a day, by the calendar above; None where it is shut."""
    if council is SANDSHIRE and day in SINGLE_DAYS:
        return SINGLE_DAYS[day]
    return None if day in BANK_HOLIDAYS else CLOSES[council.slug][day.weekday()]


def working_days(council: Profile, after: date) -> Iterator[date]:
    while True:
        after += DAY
        if closes(council, after) is not None:
            yield after


def due(council: Profile, received: datetime) -> datetime:
    """The last moment of the promise."""
    day = next(working_days(council, received.astimezone(LONDON).date()))
    at = closes(council, day)
    if at == time():
        return datetime.combine(day + DAY, time(), LONDON) - timedelta(microseconds=1)
    assert at
    return datetime.combine(day, at, LONDON)


@pytest.mark.parametrize("council", COUNCILS, ids=lambda council: council.slug)
def test_every_day_of_the_year_has_the_promise_of_the_calendar(council: Profile) -> None:
    for day in YEAR:
        for hour in (0, 1, 2, 9, 17, 23):
            received = datetime.combine(day, time(hour, 30), LONDON)
            promised, expected = decision_due(council, received), due(council, received)
            if isinstance(promised, datetime):
                assert promised == expected
            else:
                assert promised == expected.date()


@given(st.sampled_from(COUNCILS), MOMENTS)
def test_the_promise_holds_to_its_last_moment_by_the_clock(council: Profile, received: datetime) -> None:
    last = due(council, received).astimezone(UTC)
    promised = decision_due(council, received)
    with time_machine.travel(last, tick=False) as clock:
        assert not passed(promised, now())
        clock.shift(timedelta(microseconds=1))
        assert passed(promised, now())


@given(st.sampled_from(COUNCILS), MOMENTS, MOMENTS)
def test_what_is_late_all_at_once_is_what_is_late_one_by_one(
    council: Profile, received: datetime, moment: datetime
) -> None:
    before = overdue_before(council, moment, council.periods.decision_working_days)
    assert (received < before) is passed(decision_due(council, received), moment)


@pytest.mark.parametrize("day", sorted(BANK_HOLIDAYS))
@pytest.mark.parametrize("council", COUNCILS, ids=lambda council: council.slug)
def test_nothing_is_due_on_a_bank_holiday(council: Profile, day: date) -> None:
    for before in range(1, 6):
        promised = decision_due(council, datetime.combine(day - before * DAY, time(12), LONDON))
        assert (promised.date() if isinstance(promised, datetime) else promised) != day


@pytest.mark.parametrize("day", CLOCKS_CHANGE)
def test_a_change_of_the_clocks_moves_no_closing_time(day: date) -> None:
    friday = datetime.combine(day - 2 * DAY, time(12), LONDON)
    promised = decision_due(BARNET, friday)
    assert isinstance(promised, datetime)
    assert (promised.date(), promised.time()) == (day + DAY, time(17, 15))
    in_utc = {CLOCKS_CHANGE[0]: time(16, 15), CLOCKS_CHANGE[1]: time(17, 15)}
    assert promised.astimezone(UTC).time() == in_utc[day]
    late = [datetime.combine(day, time(hour, 30), UTC) for hour in range(24)]
    assert {decision_due(BARNET, moment) for moment in late[:23]} == {promised}
