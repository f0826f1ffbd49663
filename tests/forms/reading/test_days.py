"""Days as people write them: months in words, ordinals, and a whole date in one box."""

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.forms.reading.days import day_number, in_numbers, in_parts, month_number
from app.profiles.spoken import MONTHS


@pytest.mark.parametrize(
    ("said", "number"),
    [
        *(("March", "3"), ("mar", "3"), ("MAR.", "3"), ("may", "5"), ("Jun", "6"), ("jul", "7")),
        *(("sept", "9"), ("Sep", "9"), ("december", "12"), ("03", "03"), ("3", "3"), ("13", "13"), ("", "")),
        *(("ma", "ma"), ("marsh", "marsh"), ("mars", "mars"), ("marzec", "marzec"), ("1st", "1st")),
    ],
)
def test_a_month_may_be_in_words(said: str, number: str) -> None:
    assert month_number(said) == number


@given(st.integers(1, 12), st.integers(3, 9), st.sampled_from([str.upper, str.lower, str.title]))
def test_three_letters_of_a_month_are_enough(month: int, letters: int, case: Callable[[str], str]) -> None:
    assert month_number(case(MONTHS[month - 1][:letters])) == str(month)


@pytest.mark.parametrize(
    ("said", "number"),
    [
        *(("1st", "1"), ("2ND", "2"), ("3rd", "3"), ("27th", "27"), ("27", "27"), ("", "")),
        *(("first", "first"), ("th", "th"), ("100th", "100th"), ("1st.", "1st.")),
    ],
)
def test_a_day_may_be_an_ordinal(said: str, number: str) -> None:
    assert day_number(said) == number


@pytest.mark.parametrize(
    ("box", "parts"),
    [
        ("27/3/2019", ("27", "3", "2019")),
        (" 27/03/2019 ", ("27", "03", "2019")),
        ("27.3.2019", ("27", "3", "2019")),
        ("27-3-2019", ("27", "3", "2019")),
        ("2019-03-27", ("27", "03", "2019")),
        ("5/3/2019", ("5", "3", "2019")),
        ("27/3/19", ("27", "3", "19")),
        ("27-Mar-2019", ("27", "Mar", "2019")),
        ("27 March 2019", ("27", "March", "2019")),
        ("27th of March, 2019", ("27th", "March", "2019")),
        ("27 Mar. 2019", ("27", "Mar.", "2019")),
        ("3/27/2019", ("3", "27", "2019")),
    ],
)
def test_a_whole_date_may_stand_in_the_box_for_the_day(box: str, parts: tuple[str, str, str]) -> None:
    assert in_parts(of(box)) == of(*parts)


@pytest.mark.parametrize(
    "box", ["27/3", "27/3-2019", "27032019", "March 2019", "27", "?", "2019/27/3", "today"]
)
def test_what_is_no_whole_date_stays_in_its_box(box: str) -> None:
    assert in_parts(of(box)) == of(box)


def test_a_whole_date_beside_another_part_stays_in_its_box() -> None:
    assert in_parts(of("27/3/2019", "3")) == of("27/3/2019", "3")
    assert in_parts(of("27/3/2019", "", "2019")) == of("27/3/2019", "", "2019")


@given(
    st.dates(),
    st.sampled_from(["{0.day}/{0.month}/{0.year:04}", "{0.day:02}.{0.month:02}.{0.year:04}", "{0}"]),
)
def test_every_day_is_read_from_one_box(day: date, shape: str) -> None:
    read = in_numbers(in_parts(of(shape.format(day))))
    assert f"{int(read['year']):04}-{int(read['month']):02}-{int(read['day']):02}" == str(day)


@given(st.text(max_size=14))
def test_no_text_in_one_box_breaks_it(text: str) -> None:
    assert in_numbers(in_parts(of(text))).keys() == {"day", "month", "year"}


def of(day: str, month: str = "", year: str = "") -> dict[str, str]:
    return {"day": day, "month": month, "year": year}
