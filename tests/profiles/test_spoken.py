"""Times and promises read as people say them."""

from datetime import UTC, date, datetime, time

import pytest

from app.profiles.hours import LONDON, when_read
from app.profiles.loading import load_profile
from app.profiles.model import Profile
from app.profiles.spoken import moment_values, opening_times, reading_sentence, spoken_due, spoken_time
from app.profiles.week import Week
from app.saying import Sentence

NORTH = load_profile("northamptonshire")
BARNET = load_profile("barnet")
UNKNOWN = "We cannot say when this will be read."


def london(written: str) -> datetime:
    return datetime.fromisoformat(written).replace(tzinfo=LONDON)


@pytest.mark.parametrize(
    ("at", "said"),
    [
        (time(0), "midnight"),
        (time(0, 1), "12:01am"),
        (time(9), "9am"),
        (time(9, 5), "9:05am"),
        (time(11, 59), "11:59am"),
        (time(12), "midday"),
        (time(12, 30), "12:30pm"),
        (time(13), "1pm"),
        (time(17, 15), "5:15pm"),
        (time(23, 59), "11:59pm"),
    ],
)
def test_times_are_in_govuk_style(at: time, said: str) -> None:
    assert spoken_time(at) == said


@pytest.mark.parametrize(
    ("received", "said"),
    [
        ("2026-11-23 10:00", "The team is open now. If it cannot wait, call 020 8359 4066."),
        (
            "2026-11-22 10:00",
            "Nobody may read this until 9am on Monday 23 November. If it cannot wait, call 020 8359 2000.",
        ),
        (
            "2026-12-24 18:00",
            "Nobody may read this until 9am on Tuesday 29 December. If it cannot wait, call 020 8359 2000.",
        ),
    ],
)
def test_barnet_says_when_it_will_be_read(received: str, said: str) -> None:
    assert str(reading_sentence(when_read(BARNET, london(received)))) == said


@pytest.mark.parametrize(
    ("council", "received", "given", "said"),
    [
        (BARNET, "2026-11-23 10:00", ["020 8359 4066"], "The team is open now."),
        (
            BARNET,
            "2026-11-22 10:00",
            ["020 8359 2000"],
            "Nobody may read this until 9am on Monday 23 November.",
        ),
        (
            NORTH,
            "2026-11-23 10:00",
            ["0300 126 7000"],
            (
                f"{UNKNOWN} If it cannot wait in the evening, at night, at the weekend or on a bank holiday, "
                "call 01604 626938."
            ),
        ),
        (NORTH, "2026-11-23 10:00", ["0300 126 7000", "01604 626938"], UNKNOWN),
    ],
)
def test_a_number_that_is_given_beside_it_is_not_given_again(
    council: Profile, received: str, given: list[str], said: str
) -> None:
    assert str(reading_sentence(when_read(council, london(received)), given)) == said


def test_northamptonshire_cannot_say_and_gives_both_numbers() -> None:
    assert str(reading_sentence(when_read(NORTH, london("2026-11-23 10:00")))) == (
        "We cannot say when this will be read. If it cannot wait, call 0300 126 7000. "
        "In the evening, at night, at the weekend or on a bank holiday, call 01604 626938."
    )


def test_a_sentence_keeps_its_words_and_its_values_apart() -> None:
    sentence = reading_sentence(when_read(BARNET, london("2026-11-22 10:00")))
    assert "{weekday}" in sentence.text
    assert sentence.values["weekday"] == "Monday"


@pytest.mark.parametrize(
    ("due", "said"),
    [
        (london("2026-11-24 17:15"), "by 5:15pm on Tuesday 24 November"),
        (date(2026, 11, 24), "by the end of Tuesday 24 November"),
    ],
)
def test_a_due_time_is_said_with_its_hour_where_there_is_one(due: datetime | date, said: str) -> None:
    assert str(spoken_due(due)) == said


def test_a_moment_is_said_as_london_s_clocks_show_it() -> None:
    assert (
        str(Sentence("{time} {day}", moment_values(datetime(2026, 6, 1, 23, 30, tzinfo=UTC)))) == "12:30am 2"
    )


def test_days_with_the_same_hours_are_said_together() -> None:
    assert isinstance(BARNET.hours, Week)
    assert [str(sentence) for sentence in opening_times(BARNET.hours)] == [
        "Monday to Thursday, 9am to 5:15pm",
        "Friday, 9am to 5pm",
    ]


def test_a_day_in_two_parts_is_said_in_two_parts() -> None:
    week = Week.model_validate({"monday": "09:00-12:00, 13:00-24:00"})
    assert [str(sentence) for sentence in opening_times(week)] == [
        "Monday, 9am to midday",
        "Monday, 1pm to midnight",
    ]
