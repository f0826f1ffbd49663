"""Postcodes as people write them, with letters for numbers too, and what is only half of one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.forms.reading.postcodes import close, first_half, postcode

LETTERS = "ABDEFGHJLNPQRSTUWXYZ"
CODES = st.from_regex(rf"[A-Z]{{1,2}}[0-9][A-Z0-9]? [0-9][{LETTERS}]{{2}}", fullmatch=True)


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("n12 odr", "N12 0DR"),
        ("N12 ODR", "N12 0DR"),
        ("NW9 IAA", "NW9 1AA"),
        ("nw9 laa", "NW9 1AA"),
        ("WIA 1AA", "W1A 1AA"),
        ("SWIA 2AA", "SW1A 2AA"),
        ("sw1a oaa", "SW1A 0AA"),
        ("(HA8 6RX),", "HA8 6RX"),
        ("HA8-6RX.", "HA8 6RX"),
        ("AL0 OAA", "AL0 0AA"),
    ],
)
def test_a_letter_for_a_number_is_put_right_where_only_a_number_can_stand(said: str, kept: str) -> None:
    assert postcode(said) == kept


@pytest.mark.parametrize("said", ["NI2 0DR", "N1O 0DR", "SO1 1AA"])
def test_a_letter_that_can_stand_is_left(said: str) -> None:
    assert postcode(said) == said


@pytest.mark.parametrize(
    "said",
    ["NIO 1AA", "colic", "hollow", "NW9", "N12", "", "HA8 6RX?", "HA8 6RX Barnet", "12 low", "no 4 bell"],
)
def test_what_can_be_meant_in_no_way_or_in_several_is_no_postcode(said: str) -> None:
    assert postcode(said) is None


@given(CODES)
def test_every_postcode_stays_as_it_is_in_any_case_and_spacing(code: str) -> None:
    assert postcode(code) == postcode(f" {close(code).lower()}. ") == code


@given(CODES)
def test_an_o_for_the_first_number_of_the_second_half_is_a_nought(code: str) -> None:
    first, second = code.split()
    assert postcode(f"{first} o{second[1:]}") == f"{first} 0{second[1:]}"


@pytest.mark.parametrize(
    ("said", "half"),
    [("NW9", True), ("sw1a", True), ("N1 2", True), ("NW", False), ("NW9 1AA", False), ("", False)],
)
def test_a_first_half_is_known(said: str, half: bool) -> None:
    assert first_half(said) is half
