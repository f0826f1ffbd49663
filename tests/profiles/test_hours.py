"""The number shown is the one somebody answers, on every day of the year."""

import json
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from app.profiles.hours import (
    LONDON,
    Readable,
    consultation_open,
    decision_due,
    is_open,
    is_working_day,
    lines_now,
    next_opening,
    when_read,
    written_due,
)
from app.profiles.loading import load_profile
from app.profiles.model import Profile
from app.profiles.week import NOT_PUBLISHED, Week

NORTH = load_profile("northamptonshire")
BARNET = load_profile("barnet")
ROUND_THE_CLOCK = Week.model_validate(
    {
        **dict.fromkeys(
            ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"), "00:00-24:00"
        ),
        "open_on_bank_holidays": True,
    }
)


def london(written: str) -> datetime:
    return datetime.fromisoformat(written).replace(tzinfo=LONDON)


def with_hours(council: Profile, **day: str | dict[str, str]) -> Profile:
    return council.model_copy(update={"hours": Week.model_validate_json(json.dumps(day))})


def deciding_in(council: Profile, working_days: int) -> Profile:
    periods = council.periods.model_copy(update={"decision_working_days": working_days})
    return council.model_copy(update={"periods": periods})


WEEK_IN_BARNET = [
    ("2026-11-23 08:59:59", False, "2026-11-23 09:00"),
    ("2026-11-23 09:00", True, "2026-11-23 09:00"),
    ("2026-11-23 17:14:59", True, "2026-11-23 17:14:59"),
    ("2026-11-23 17:15", False, "2026-11-24 09:00"),
    ("2026-11-24 12:00", True, "2026-11-24 12:00"),
    ("2026-11-25 23:59", False, "2026-11-26 09:00"),
    ("2026-11-26 17:14", True, "2026-11-26 17:14"),
    ("2026-11-27 16:59", True, "2026-11-27 16:59"),
    ("2026-11-27 17:00", False, "2026-11-30 09:00"),
    ("2026-11-28 12:00", False, "2026-11-30 09:00"),
    ("2026-11-29 12:00", False, "2026-11-30 09:00"),
]
HOLIDAYS_IN_BARNET = [
    ("2026-04-02 17:15", False, "2026-04-07 09:00"),  # the Thursday before Easter
    ("2026-04-06 12:00", False, "2026-04-07 09:00"),
    ("2026-08-31 12:00", False, "2026-09-01 09:00"),
    ("2026-12-24 17:15", False, "2026-12-29 09:00"),  # Boxing Day is a Saturday: Monday instead
    ("2026-12-28 12:00", False, "2026-12-29 09:00"),
    ("2026-12-24 12:00", True, "2026-12-24 12:00"),  # no source closes the hub early on Christmas Eve
    ("2026-12-25 12:00", False, "2026-12-29 09:00"),
    ("2026-12-28 17:15", False, "2026-12-29 09:00"),
    ("2026-12-29 09:00", True, "2026-12-29 09:00"),
    ("2026-12-31 17:14", True, "2026-12-31 17:14"),
    ("2027-01-01 12:00", False, "2027-01-04 09:00"),
    (
        "2027-12-27 12:00",
        False,
        "2027-12-29 09:00",
    ),  # Christmas Day and Boxing Day at a weekend: both instead
    ("2028-01-03 12:00", False, "2028-01-04 09:00"),  # New Year's Day is a Saturday: Monday instead
]
CLOCK_CHANGES_IN_BARNET = [
    ("2026-03-27 17:00", False, "2026-03-30 09:00"),
    ("2026-03-29 00:59", False, "2026-03-30 09:00"),
    ("2026-03-29 02:00", False, "2026-03-30 09:00"),
    ("2026-10-23 17:00", False, "2026-10-26 09:00"),
    ("2026-10-25 01:30", False, "2026-10-26 09:00"),
    ("2026-10-25 02:00", False, "2026-10-26 09:00"),
    ("2026-03-30 08:59", False, "2026-03-30 09:00"),
    ("2026-03-30 09:00", True, "2026-03-30 09:00"),
    ("2026-10-26 08:59", False, "2026-10-26 09:00"),
    ("2026-10-26 17:15", False, "2026-10-27 09:00"),
]


@pytest.mark.parametrize(
    ("moment", "expected", "opens"), WEEK_IN_BARNET + HOLIDAYS_IN_BARNET + CLOCK_CHANGES_IN_BARNET
)
def test_barnet_is_open_when_it_says(moment: str, expected: bool, opens: str) -> None:
    assert is_open(BARNET.hours, london(moment)) is expected
    assert next_opening(BARNET.hours, london(moment)) == london(opens)


@pytest.mark.parametrize(
    ("moment", "expected", "opens"), WEEK_IN_BARNET + HOLIDAYS_IN_BARNET + CLOCK_CHANGES_IN_BARNET
)
def test_barnet_shows_the_line_that_is_staffed(moment: str, expected: bool, opens: str) -> None:
    reading = when_read(BARNET, london(moment))
    staffed = BARNET.telephone.main if expected else BARNET.telephone.out_of_hours
    assert lines_now(BARNET, london(moment)) == reading.lines == (staffed,)
    assert reading.readable is (Readable.NOW if expected else Readable.LATER)
    assert reading.opens == (None if expected else london(opens))


@pytest.mark.parametrize(
    "moment", [row[0] for row in WEEK_IN_BARNET + HOLIDAYS_IN_BARNET + CLOCK_CHANGES_IN_BARNET]
)
def test_northamptonshire_always_shows_both_lines(moment: str) -> None:
    reading = when_read(NORTH, london(moment))
    assert is_open(NORTH.hours, london(moment)) is None
    assert next_opening(NORTH.hours, london(moment)) is None
    assert lines_now(NORTH, london(moment)) == (NORTH.telephone.main, NORTH.telephone.out_of_hours)
    assert (reading.readable, reading.opens) == (Readable.UNKNOWN, None)


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        (datetime(2026, 3, 27, 9, 0, tzinfo=UTC), True),
        (datetime(2026, 3, 30, 8, 0, tzinfo=UTC), True),
        (datetime(2026, 3, 30, 7, 59, tzinfo=UTC), False),
        (datetime(2026, 10, 23, 8, 0, tzinfo=UTC), True),
        (datetime(2026, 10, 26, 8, 59, tzinfo=UTC), False),
        (datetime(2026, 10, 26, 9, 0, tzinfo=UTC), True),
        (datetime(2026, 11, 23, 14, 30, tzinfo=timezone(timedelta(hours=5, minutes=30))), True),
    ],
)
def test_opening_follows_london_clocks_from_any_time_zone(moment: datetime, expected: bool) -> None:
    assert is_open(BARNET.hours, moment) is expected


def test_a_moment_without_a_time_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="needs a time zone"):
        is_open(BARNET.hours, datetime(2026, 11, 23, 9))  # noqa: DTZ001 the point of the test


@pytest.mark.parametrize(
    "moment", ["2026-03-29 02:30", "2026-10-25 01:30", "2026-12-25 03:00", "2026-11-23 23:59"]
)
def test_a_hub_open_round_the_clock_never_closes(moment: str) -> None:
    assert is_open(ROUND_THE_CLOCK, london(moment))


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        ("2026-11-23 10:59", False),
        ("2026-11-23 11:00", True),
        ("2026-11-27 11:59", True),
        ("2026-11-27 12:00", False),
        ("2026-11-28 11:30", False),
        ("2026-12-25 11:30", False),
    ],
)
def test_the_consultation_line_keeps_its_own_hours(moment: str, expected: bool) -> None:
    assert consultation_open(BARNET, london(moment)) is expected
    assert consultation_open(NORTH, london(moment)) is False


@pytest.mark.parametrize(
    ("received", "due"),
    [
        ("2026-11-23 07:00", "2026-11-24 17:15"),
        ("2026-11-23 10:00", "2026-11-24 17:15"),
        ("2026-11-23 20:00", "2026-11-24 17:15"),
        ("2026-11-26 10:00", "2026-11-27 17:00"),
        ("2026-11-27 10:00", "2026-11-30 17:15"),
        ("2026-11-28 10:00", "2026-11-30 17:15"),
        ("2026-12-23 17:15", "2026-12-24 17:15"),
        ("2026-12-24 10:00", "2026-12-29 17:15"),
        ("2026-12-25 10:00", "2026-12-29 17:15"),
        ("2026-12-31 18:00", "2027-01-04 17:15"),
        ("2026-03-28 10:00", "2026-03-30 17:15"),
        ("2026-10-24 10:00", "2026-10-26 17:15"),
    ],
)
def test_barnet_decides_by_closing_time_on_the_next_working_day(received: str, due: str) -> None:
    assert decision_due(BARNET, london(received)) == london(due)


@pytest.mark.parametrize(
    ("received", "due"),
    [
        ("2026-11-23 10:00", date(2026, 11, 24)),
        ("2026-11-27 23:30", date(2026, 11, 30)),
        ("2026-11-28 10:00", date(2026, 11, 30)),
        ("2026-12-24 10:00", date(2026, 12, 29)),
        ("2026-04-02 10:00", date(2026, 4, 7)),
    ],
)
def test_northamptonshire_decides_within_a_working_day_of_no_stated_hour(received: str, due: date) -> None:
    assert decision_due(NORTH, london(received)) == due
    assert not isinstance(decision_due(NORTH, london(received)), datetime)


def test_the_day_of_receipt_is_london_s() -> None:
    just_after_midnight = datetime(2026, 6, 1, 23, 30, tzinfo=UTC)
    assert decision_due(NORTH, just_after_midnight) == date(2026, 6, 3)


def test_a_longer_period_counts_working_days_only() -> None:
    assert decision_due(deciding_in(BARNET, 3), london("2026-11-26 10:00")) == london("2026-12-01 17:15")
    assert decision_due(deciding_in(NORTH, 3), london("2026-12-24 10:00")) == date(2026, 12, 31)


def test_a_day_that_ends_at_midnight_is_due_a_minute_before() -> None:
    council = with_hours(BARNET, tuesday="09:00-12:00, 13:00-24:00")
    assert decision_due(council, london("2026-11-23 10:00")) == london("2026-11-24 23:59")


EXCEPTIONAL = with_hours(
    BARNET,
    thursday="09:00-17:15",
    friday="09:00-17:00",
    dates={"2026-12-24": "09:00-12:00", "2026-12-25": "10:00-12:00", "2026-12-31": "closed"},
)


@pytest.mark.parametrize(
    ("moment", "expected", "opens"),
    [
        ("2026-12-24 11:59", True, "2026-12-24 11:59"),
        ("2026-12-24 12:00", False, "2026-12-25 10:00"),
        ("2026-12-25 10:00", True, "2026-12-25 10:00"),  # a bank holiday on which this hub says it is open
        ("2026-12-31 12:00", False, "2027-01-07 09:00"),
    ],
)
def test_a_date_that_the_profile_names_has_hours_of_its_own(moment: str, expected: bool, opens: str) -> None:
    assert is_open(EXCEPTIONAL.hours, london(moment)) is expected
    assert next_opening(EXCEPTIONAL.hours, london(moment)) == london(opens)


@pytest.mark.parametrize(
    ("received", "due"),
    [
        ("2026-12-18 10:00", "2026-12-24 12:00"),
        ("2026-12-24 11:00", "2026-12-25 12:00"),
        ("2026-12-25 11:00", "2027-01-07 17:15"),
    ],
)
def test_a_decision_is_due_when_such_a_day_closes_and_never_on_one_that_is_closed(
    received: str, due: str
) -> None:
    assert decision_due(EXCEPTIONAL, london(received)) == london(due)


def test_a_hub_that_opens_on_the_sunday_of_a_clock_change_opens_by_the_clock_on_the_wall() -> None:
    hours = with_hours(BARNET, sunday="00:00-00:30, 02:00-04:00").hours
    spring, autumn = london("2026-03-29 00:45"), london("2026-10-25 00:45")
    assert next_opening(hours, spring) == datetime(2026, 3, 29, 1, 0, tzinfo=UTC)
    assert next_opening(hours, autumn) == datetime(2026, 10, 25, 2, 0, tzinfo=UTC)
    for again in (datetime(2026, 10, 25, 0, 30, tzinfo=UTC), datetime(2026, 10, 25, 1, 30, tzinfo=UTC)):
        assert not is_open(hours, again)
        assert next_opening(hours, again) == datetime(2026, 10, 25, 2, 0, tzinfo=UTC)


def test_a_hub_closed_for_lunch_opens_again_the_same_day() -> None:
    council = with_hours(BARNET, monday="09:00-12:30, 13:30-17:00")
    assert next_opening(council.hours, london("2026-11-23 13:00")) == london("2026-11-23 13:30")


@pytest.mark.parametrize(
    ("day", "working"),
    [(date(2026, 11, 23), True), (date(2026, 11, 28), False), (date(2026, 12, 28), False)],
)
def test_working_days_without_hours_are_weekdays_that_are_no_bank_holidays(day: date, working: bool) -> None:
    assert is_working_day(NOT_PUBLISHED, day) is working


def test_writing_is_due_on_the_day_of_the_call_in_barnet_alone() -> None:
    assert written_due(BARNET, datetime(2026, 6, 1, 23, 30, tzinfo=UTC)) == date(2026, 6, 2)
    assert written_due(NORTH, london("2026-11-23 10:00")) == "not-published"
