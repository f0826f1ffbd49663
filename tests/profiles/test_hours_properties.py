"""What holds of every week a council could publish, at every moment."""

from datetime import UTC, date, datetime, time, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from app.profiles.hours import (
    LONDON,
    Readable,
    decision_due,
    in_london,
    is_open,
    is_working_day,
    lines_now,
    next_opening,
    when_read,
)
from app.profiles.loading import load_profile
from app.profiles.model import Profile
from app.profiles.spoken import reading_sentence
from app.profiles.week import CLOSED, NOT_PUBLISHED, Hours, Week

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
COUNCILS = [load_profile("northamptonshire"), load_profile("barnet")]
MINUTE = timedelta(minutes=1)

CLOCKS = st.times().filter(lambda at: at.hour != 1).map(lambda at: at.replace(second=0, microsecond=0))
ZONES = st.sampled_from([UTC, LONDON, timezone(timedelta(hours=-5))])
MOMENTS = st.datetimes(datetime(2020, 1, 1), datetime(2040, 1, 1)).flatmap(  # noqa: DTZ001 hypothesis adds the zone
    lambda naive: ZONES.map(lambda zone: naive.replace(tzinfo=zone))
)


def written(clocks: list[time]) -> str:
    marks = [f"{at:%H:%M}" for at in sorted(clocks)]
    return ", ".join(f"{opens}-{closes}" for opens, closes in zip(marks[::2], marks[1::2], strict=True))


SPANS = st.sampled_from([2, 4]).flatmap(
    lambda ends: st.lists(CLOCKS, min_size=ends, max_size=ends, unique=True).map(written)
) | st.just("00:00-24:00")
WEEKS = st.builds(
    lambda days, holidays, dates: Week.model_validate(
        {**days, "open_on_bank_holidays": holidays, "dates": dates}
    ),
    st.dictionaries(st.sampled_from(DAYS), SPANS, min_size=1),
    st.booleans(),
    st.dictionaries(st.dates(date(2020, 1, 1), date(2040, 1, 1)), SPANS | st.just(CLOSED), max_size=9),
)
HOURS: st.SearchStrategy[Hours] = WEEKS | st.just(NOT_PUBLISHED)


def council_with(council: Profile, hours: Hours) -> Profile:
    return council.model_copy(update={"hours": hours})


PROFILES = st.builds(council_with, st.sampled_from(COUNCILS), HOURS)


@given(WEEKS, MOMENTS)
def test_the_next_opening_is_open_and_never_in_the_past(week: Week, moment: datetime) -> None:
    opening = next_opening(week, moment)
    assert opening is not None
    assert opening.astimezone(UTC) >= moment.astimezone(UTC)
    assert is_open(week, opening)


@given(WEEKS, MOMENTS)
def test_open_now_means_the_next_opening_is_now(week: Week, moment: datetime) -> None:
    opening = next_opening(week, moment)
    assert opening is not None
    assert (opening.astimezone(UTC) == moment.astimezone(UTC)) is is_open(week, moment)


@given(WEEKS, MOMENTS, st.integers(min_value=0, max_value=7 * 24 * 60))
def test_it_stays_closed_until_the_next_opening(week: Week, moment: datetime, minutes: int) -> None:
    opening = next_opening(week, moment)
    assert opening is not None
    between = moment.astimezone(UTC) + minutes * MINUTE
    if between < opening.astimezone(UTC):
        assert not is_open(week, between)


@given(HOURS, MOMENTS)
def test_the_answer_does_not_depend_on_the_zone_it_was_asked_in(hours: Hours, moment: datetime) -> None:
    answers = {is_open(hours, moment.astimezone(zone)) for zone in (UTC, LONDON)}
    assert answers == {is_open(hours, moment)}


@given(PROFILES, MOMENTS)
def test_somebody_can_always_be_called(council: Profile, moment: datetime) -> None:
    reading = when_read(council, moment)
    assert reading.lines == lines_now(council, moment)
    assert reading.lines[0].number in str(reading_sentence(reading))


@given(PROFILES, MOMENTS)
def test_an_opening_is_told_exactly_when_the_hub_is_closed(council: Profile, moment: datetime) -> None:
    reading = when_read(council, moment)
    expected = {True: Readable.NOW, False: Readable.LATER, None: Readable.UNKNOWN}
    assert reading.readable is expected[is_open(council.hours, moment)]
    assert (reading.opens is not None) is (reading.readable is Readable.LATER)


@given(PROFILES, MOMENTS)
def test_a_decision_falls_due_on_a_working_day_after_receipt(council: Profile, received: datetime) -> None:
    due = decision_due(council, received)
    day = in_london(due).date() if isinstance(due, datetime) else due
    assert day > in_london(received).date()
    assert is_working_day(council.hours, day)
    assert isinstance(due, datetime) is (council.hours != NOT_PUBLISHED)


@given(PROFILES, MOMENTS, MOMENTS)
def test_what_is_received_first_is_due_first(council: Profile, one: datetime, other: datetime) -> None:
    earlier, later = sorted((one, other), key=lambda moment: moment.astimezone(UTC))
    assert decision_due(council, earlier) <= decision_due(council, later)
