"""Opening hours are read as a council writes them."""

from datetime import date, time

import pytest
from pydantic import ValidationError

from app.profiles.week import MIDNIGHT, Span, Week, spans


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("09:00-17:15", [Span(time(9), time(17, 15))]),
        ("09:00-12:30, 13:30-17:00", [Span(time(9), time(12, 30)), Span(time(13, 30), time(17))]),
        ("00:00-24:00", [Span(time(0), MIDNIGHT)]),
        ("22:00-24:00", [Span(time(22), MIDNIGHT)]),
    ],
)
def test_hours_are_read(written: str, read: list[Span]) -> None:
    assert spans(written) == tuple(read)


@pytest.mark.parametrize(
    "written",
    [
        *("", "9am-5pm", "9:00-17:00", "09:00", "09:00-", "24:00-24:00", "25:00-26:00", "09:60-10:00"),
        *("17:00-09:00", "09:00-09:00", "13:00-17:00, 09:00-12:00", "09:00-12:00, 12:00-17:00"),
        *("00:00-24:00, 09:00-10:00", "09:00-١٧:٠٠", "01:30-09:00", "00:00-01:00", 9, None, ["09:00-17:00"]),
    ],
)
def test_what_is_not_hours_is_refused(written: object) -> None:
    with pytest.raises(ValueError, match=r"must|hour"):
        spans(written)


@pytest.mark.parametrize(
    ("at", "inside"),
    [(time(8, 59), False), (time(9), True), (time(17, 14), True), (time(17, 15), False)],
)
def test_a_span_holds_its_first_minute_and_not_its_closing_one(at: time, inside: bool) -> None:
    assert Span(time(9), time(17, 15)).covers(at) is inside


@pytest.mark.parametrize("at", [time(0), time(12), time(23, 59, 59)])
def test_round_the_clock_is_every_minute(at: time) -> None:
    assert Span(MIDNIGHT, MIDNIGHT).covers(at)


def test_a_week_without_a_day_is_refused() -> None:
    with pytest.raises(ValidationError, match="must name a day"):
        Week()


def test_a_day_finds_its_own_hours() -> None:
    week = Week.model_validate({"tuesday": "10:00-11:00"})
    assert week.on(date(2026, 11, 24)) == (Span(time(10), time(11)),)
    assert week.on(date(2026, 11, 25)) == ()
