"""Resume codes: any one slip is noticed, and where it is; what people really type is understood."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.references import (
    ALPHABET,
    RESUME_CODES,
    Slip,
    parse_resume_code,
    parse_six_digits,
    write_resume_code,
)

EXAMPLE = write_resume_code(2**113 // 7)
codes = st.builds(write_resume_code, st.integers(0, RESUME_CODES - 1))
positions = st.integers(0, 29)


def plain(code: str) -> list[str]:
    return list(code.replace("-", ""))


def grouped(characters: list[str]) -> str:
    text = "".join(characters)
    return "-".join(text[start : start + 6] for start in range(0, len(text), 6))


def group_of(position: int) -> int:
    return position // 6 + 1


def test_there_are_more_than_112_bits_of_them() -> None:
    assert math.log2(RESUME_CODES) > 112


def test_a_code_is_five_groups_of_six() -> None:
    assert [len(group) for group in EXAMPLE.split("-")] == [6] * 5
    assert set(EXAMPLE) <= set(ALPHABET) | {"-"}


@given(st.integers(0, RESUME_CODES - 1), st.integers(0, RESUME_CODES - 1))
def test_another_number_is_another_code(one: int, other: int) -> None:
    assert (write_resume_code(one) == write_resume_code(other)) is (one == other)


@given(codes)
def test_a_code_is_its_own_one_form(code: str) -> None:
    assert parse_resume_code(code) == code


@given(codes, positions, st.sampled_from(ALPHABET + "AEUVY"))
def test_one_wrong_character_is_noticed_in_its_group(code: str, position: int, wrong: str) -> None:
    typed = plain(code)
    changed = typed[position] != wrong
    typed[position] = wrong
    expected = Slip((group_of(position),), 30) if changed else code
    assert parse_resume_code("".join(typed)) == expected


@given(codes, st.integers(0, 28))
def test_two_neighbours_exchanged_are_noticed(code: str, position: int) -> None:
    typed = plain(code)
    differ = typed[position] != typed[position + 1]
    typed[position], typed[position + 1] = typed[position + 1], typed[position]
    parsed = parse_resume_code("".join(typed))
    assert isinstance(parsed, Slip) is differ
    if isinstance(parsed, Slip):
        assert set(parsed.groups) <= {group_of(position), group_of(position + 1)}


@given(codes, st.permutations(range(5)))
def test_groups_in_another_order_are_noticed(code: str, order: list[int]) -> None:
    groups = code.split("-")
    moved = tuple(place + 1 for place, group in enumerate(order) if place != group)
    parsed = parse_resume_code("-".join(groups[place] for place in order))
    assert parsed == (Slip(moved, 30) if moved else code)


@given(codes, positions)
def test_a_character_left_out_is_noticed_in_its_group(code: str, position: int) -> None:
    groups = [list(group) for group in code.split("-")]
    del groups[position // 6][position % 6]
    typed = " ".join("".join(group) for group in groups)
    assert parse_resume_code(typed) == Slip((group_of(position),), 29)


@given(codes, positions, st.sampled_from(ALPHABET))
def test_a_character_too_many_is_noticed(code: str, position: int, more: str) -> None:
    typed = plain(code)
    typed.insert(position, more)
    assert parse_resume_code("".join(typed)) == Slip((), 31)


@pytest.mark.parametrize(
    "change",
    [
        str.lower,
        lambda code: code.replace("-", ""),
        lambda code: code.replace("-", " "),
        lambda code: code.replace("-", "\n"),
        lambda code: code.replace("-", "–"),
        lambda code: " ".join(code.replace("-", "")),
        lambda code: " - ".join(code.replace("-", "")),
        lambda code: f"  {code}. ",
        lambda code: f"Code: {code}",
        lambda code: f"My code is {code}",
        lambda code: code.translate(str.maketrans("2345679", "２３４５６７９")),
        lambda code: code.replace("8", "B").replace("5", "S").replace("2", "Z"),
        lambda code: code.replace("Q", "0").replace("7", "1"),
        lambda code: code.replace("Q", "o").replace("7", "l"),
    ],
)
@given(code=codes)
def test_what_people_really_type_is_understood(change: object, code: str) -> None:
    assert callable(change)
    assert parse_resume_code(change(code)) == code


@given(st.text())
def test_any_text_at_all_is_a_code_in_its_one_form_or_a_slip(typed: str) -> None:
    parsed = parse_resume_code(typed)
    assert isinstance(parsed, Slip) or parse_resume_code(parsed) == parsed


def test_a_very_long_text_is_no_code() -> None:
    assert parse_resume_code(EXAMPLE * 5000) == Slip()


@pytest.mark.parametrize("typed", ["123456", "123 456", " 1 2 3 4 5 6", "l23-456", "１２３４５６"])
def test_six_digits_are_read_as_people_type_them(typed: str) -> None:
    assert parse_six_digits(typed) == "123456"


@pytest.mark.parametrize("typed", ["", "12345", "1234567", "12345x"])
def test_what_is_not_six_digits_is_nothing(typed: str) -> None:
    assert parse_six_digits(typed) is None
