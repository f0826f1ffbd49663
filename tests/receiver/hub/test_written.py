"""People write one name and one address in many ways."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.receiver.hub.written import door, numbered, postcode, street, words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Jakub Nowak", "JAKUB  nowak"),
        ("Zoë", "Zoe"),
        ("Łukasz Wójcik", "Lukasz Wojcik"),
        ("O’Brien", "obrien"),
        ("O'Brien", "O`Brien"),
        ("Smith-Jones", "Smith Jones"),
        ("Anna M. Nowak", "Anna Nowak"),
        ("Strauß", "Strauss"),
        ("李", "李"),
    ],
)
def test_a_name_is_one_however_it_is_typed(one: str, other: str) -> None:
    assert words(one) == words(other) != ()


@pytest.mark.parametrize("nothing", [None, "", "?", "A.", "-"])
def test_what_is_no_name_is_none(nothing: str | None) -> None:
    assert words(nothing) == ()


@pytest.mark.parametrize(
    "address",
    [
        "14 Larch Road\nKettering\nNN16 8AA",
        "14 Larch Rd, Kettering",
        "14, larch road",
        "Flat 3, 14 Larch Road, Kettering",
        "Kettering, 14 LARCH ROAD",
    ],
)
def test_a_street_is_one_with_its_number(address: str) -> None:
    assert street(address) == "14 larch road"


@pytest.mark.parametrize("nowhere", [None, "", "Larch Road", "NN16 8AA", "with her aunt"])
def test_a_street_without_a_number_is_no_home(nowhere: str | None) -> None:
    assert street(nowhere) == ""


def test_the_door_is_all_its_numbers_and_not_its_postcode() -> None:
    flat = ("14", "3")
    assert door("Flat 3, 14 Larch Road\nNN16 8AA") == flat == door("14 Larch Road, flat 3, nn168aa")
    assert door("The Larches, NN16 8AA") == ()


def test_a_postcode_and_a_number_are_read_in_any_spacing() -> None:
    assert postcode("nn16 8aa") == "NN168AA" == postcode("14 Larch Road, NN168AA")
    assert postcode("14 Larch Road") == ""
    assert numbered("943 476-5919") == "9434765919"


@given(st.text())
def test_nothing_that_can_be_written_is_a_fault(written: str) -> None:
    for read in (words, street, door, postcode, numbered):
        read(written)
