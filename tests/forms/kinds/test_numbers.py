"""NHS numbers and UPNs: what is taken, how it is kept, and the sentence for each fault."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.gb import nhs

from app.forms.kinds.asked import Read
from app.forms.kinds.numbers import (
    AUTHORITIES,
    NHS_SHAPE,
    NHS_WRONG,
    UPN_LETTERS,
    UPN_SHAPE,
    UPN_WRONG,
    NhsNumber,
    Upn,
    authority_known,
    check_letter,
)

DAY = date(2026, 11, 22)
NHS = NhsNumber(id="nhs_number", label="NHS number")
UPN = Upn(id="upn", label="UPN")


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("9990000018", Read("999 000 0018")),
        ("999 000 0018", Read("999 000 0018")),
        (" 999-000-0018 ", Read("999 000 0018")),
        ("", Read(None)),
        ("999 000 001", Read(None, NHS_SHAPE)),
        ("99900000188", Read(None, NHS_SHAPE)),
        ("٩٩٩٠٠٠٠٠١٨", Read(None, NHS_SHAPE)),
        ("ABC 000 0018", Read(None, NHS_SHAPE)),
        ("9990000019", Read(None, NHS_WRONG)),
        ("9990000081", Read(None, NHS_WRONG)),
        ("1111111111", Read(None, NHS_WRONG)),
    ],
)
def test_an_nhs_number_is_ten_digits_that_check(typed: str, read: Read) -> None:
    assert NHS.read({"nhs_number": [typed]}, "nhs_number", DAY) == read


@given(st.integers(0, 999_999_999))
def test_of_ten_last_digits_at_most_one_makes_an_nhs_number(stem: int) -> None:
    tries = [f"{stem:09}{last}" for last in range(10)]
    taken = [one for one in tries if NHS.read({"n": [one]}, "n", DAY).value]
    assert taken == [one for one in tries if nhs.is_valid(one) and len(set(one)) > 1]
    assert len(taken) <= 1


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("H801200001001", Read("H801200001001")),
        ("h801 2000 01001", Read("H801200001001")),
        ("A801200001001", Read(None, UPN_WRONG)),
        ("H801200001010", Read(None, UPN_WRONG)),
        ("I801200001001", Read(None, UPN_SHAPE)),
        ("H80120000100", Read(None, UPN_SHAPE)),
        ("H8012000010012", Read(None, UPN_SHAPE)),
        ("H80120000100O", Read(None, UPN_SHAPE)),
        ("H80120000100١", Read(None, UPN_SHAPE)),
        ("", Read(None)),
    ],
)
def test_a_upn_is_held_to_its_check_letter(typed: str, read: Read) -> None:
    assert UPN.read({"upn": [typed]}, "upn", DAY) == read


@pytest.mark.parametrize("authority", ["940", "941", "999", "000"])
def test_no_authority_is_an_error(authority: str) -> None:
    upn = check_letter(f"A{authority}200001001") + f"{authority}200001001"
    assert UPN.read({"upn": [upn]}, "upn", DAY) == Read(upn)


@given(
    st.text("0123456789", min_size=11, max_size=11), st.sampled_from("0123456789" + UPN_LETTERS), st.data()
)
def test_of_all_letters_one_makes_a_upn_permanent_or_temporary(
    stem: str, last: str, data: st.DataObject
) -> None:
    right = check_letter(f"A{stem}{last}")
    letter = data.draw(st.sampled_from(UPN_LETTERS))
    read = UPN.read({"upn": [f"{letter}{stem}{last}"]}, "upn", DAY)
    assert (read.value is not None) == (letter == right)


@pytest.mark.parametrize(
    ("authority", "known"), [(940, True), (941, True), (302, True), (944, False), (0, False), (6, False)]
)
def test_an_authority_is_one_that_the_dfe_lists(authority: int, known: bool) -> None:
    assert authority_known(f"A{authority:03}200001001") is known


def test_what_is_no_upn_has_no_authority_to_question() -> None:
    assert authority_known(None)
    assert authority_known({"known": False})


def test_the_ranges_of_authorities_are_in_order_and_apart() -> None:
    flat = [number for pair in AUTHORITIES for number in pair]
    assert flat == sorted(flat)
