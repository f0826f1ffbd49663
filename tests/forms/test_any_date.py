"""Catalogue 33: every date that any form asks for, at the edges of the calendar and of London's day."""

from datetime import UTC, date, datetime

import pytest
import time_machine

from app.forms.catalogue import forms
from app.forms.kinds.checked import Date
from app.forms.walking.walk import walk
from app.profiles.loading import load_profile, shipped
from app.services.desk import today
from tests.contact.conftest import FORMS, fill

DATES = [
    pytest.param(question, id=f"{slug}-{form.slug}-{page.slug}-{question.id}")
    for slug in shipped()
    for form in forms(load_profile(slug)).values()
    for page, _ in form.pages()
    for question in page.questions
    if isinstance(question, Date)
]
DAY = date(2028, 2, 29)
NO_DATES = [
    ("1", "1", "0000"), ("29", "2", "2027"), ("29", "2", "1900"), ("31", "4", "2026"), ("0", "1", "2026"),
    ("1", "0", "2026"), ("1", "13", "2026"), ("1", "1", "10000"), ("1", "1", "-001"), ("1", "1", "26"),
    ("١", "١", "٢٠٢٦"), ("1", "1", "1e3"), ("1\x00", "1", "2O26"), ("+1", "1", "2026"), ("1.0", "1", "2026"),
    ("1", "Janvier", "2026"), ("", "1", "2026"), ("1", "", "2026"), ("1", "1", ""), ("=1+1", "1", "2026"),
]  # fmt: skip


def read(question: Date, parts: tuple[str, str, str], day: date) -> tuple[object, str]:
    typed = {f"q-{part}": [value] for part, value in zip(("day", "month", "year"), parts, strict=True)}
    value, message = question.read(typed, "q", day)
    return value, message


def of(day: date) -> tuple[str, str, str]:
    return str(day.day), str(day.month), str(day.year)


@pytest.mark.parametrize("question", DATES)
def test_no_date_that_is_none_is_kept_and_each_is_told_of(question: Date) -> None:
    for parts in NO_DATES:
        value, message = read(question, parts, DAY)
        assert value is None, parts
        assert message.startswith("{subject} must "), parts


@pytest.mark.parametrize("question", DATES)
def test_the_29th_of_february_is_a_day_like_others_and_today_is_neither_past_nor_to_come(
    question: Date,
) -> None:
    assert read(question, of(DAY), DAY) == ("2028-02-29", "")
    tomorrow, yesterday = date(2028, 3, 1), date(2028, 2, 28)
    assert (read(question, of(tomorrow), DAY)[0] is None) is (question.direction == "past")
    assert (read(question, of(yesterday), DAY)[0] is None) is (question.direction == "future")
    for far in (date.min, date.max):
        value, message = read(question, (str(far.day), str(far.month), f"{far.year:04}"), DAY)
        assert value == far.isoformat() or message.startswith("{subject} must be today or in the")


MOMENTS = [
    (datetime(2026, 6, 30, 22, 59, 59, tzinfo=UTC), date(2026, 6, 30)),
    (datetime(2026, 6, 30, 23, 0, tzinfo=UTC), date(2026, 7, 1)),
    (datetime(2026, 12, 31, 23, 59, 59, tzinfo=UTC), date(2026, 12, 31)),
    (datetime(2027, 1, 1, tzinfo=UTC), date(2027, 1, 1)),
    (datetime(2026, 3, 29, 0, 59, 59, tzinfo=UTC), date(2026, 3, 29)),
    (datetime(2026, 3, 29, 1, 0, tzinfo=UTC), date(2026, 3, 29)),
    (datetime(2026, 10, 24, 23, 0, tzinfo=UTC), date(2026, 10, 25)),
    (datetime(2026, 10, 25, 1, 30, tzinfo=UTC), date(2026, 10, 25)),
]


@pytest.mark.parametrize(("moment", "day"), MOMENTS)
def test_a_day_is_london_s_also_in_summer_and_when_the_clocks_change(moment: datetime, day: date) -> None:
    with time_machine.travel(moment, tick=False):
        assert today() == day


@pytest.mark.parametrize(
    ("born", "moment", "grown_up"),
    [
        ("2008-07-01", datetime(2026, 6, 30, 22, 59, 59, tzinfo=UTC), False),
        ("2008-07-01", datetime(2026, 6, 30, 23, 0, tzinfo=UTC), True),
        ("2008-12-01", datetime(2026, 11, 30, 23, 59, 59, tzinfo=UTC), False),
        ("2008-12-01", datetime(2026, 12, 1, tzinfo=UTC), True),
        ("2008-02-29", datetime(2026, 2, 28, 23, 59, 59, tzinfo=UTC), False),
        ("2008-02-29", datetime(2026, 3, 1, tzinfo=UTC), True),
    ],
)
def test_somebody_is_eighteen_from_midnight_in_london_on(born: str, moment: datetime, grown_up: bool) -> None:
    answers = fill("professional", birth="date-of-birth", date_of_birth=born)
    with time_machine.travel(moment, tick=False):
        pages = [step.page.slug for step in walk(FORMS["professional"], answers, today()).steps]
    assert ("over-eighteen" in pages) is grown_up
