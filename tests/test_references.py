"""References and status codes: every slip of the finger shows, and what people really type is understood."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.references import (
    ALPHABET,
    format_status_code,
    is_reference,
    parse_reference,
    parse_status_code,
)
from tests.drawn import new_reference

EXAMPLE = "NN-7K4M-9QXR"
references = st.builds(new_reference, st.sampled_from(["NN", "BN"]))
positions = st.integers(0, 7)


def characters(reference: str) -> list[str]:
    return list(reference[3:7] + reference[8:])


def written(body: list[str], prefix: str = "NN") -> str:
    return f"{prefix}-{''.join(body[:4])}-{''.join(body[4:])}"


def test_alphabet_is_a_prime_number_of_characters_without_vowels_or_look_alikes() -> None:
    assert len(ALPHABET) == len(set(ALPHABET)) == 23
    assert not set(ALPHABET) & set("AEIOU01LYBSZV")


def test_the_example_of_the_specification_is_valid() -> None:
    assert is_reference(EXAMPLE)


@given(references)
def test_a_new_reference_is_its_own_one_form(reference: str) -> None:
    assert is_reference(reference)
    assert parse_reference(reference, reference[:2]) == reference


def test_new_references_differ() -> None:
    assert len({new_reference("NN") for _ in range(1000)}) == 1000


@given(references, positions, st.sampled_from(ALPHABET))
def test_any_one_wrong_character_shows(reference: str, position: int, wrong: str) -> None:
    body = characters(reference)
    changed = body[position] != wrong
    body[position] = wrong
    assert is_reference(written(body)) is not changed


@given(references, st.integers(0, 6))
def test_any_two_neighbours_exchanged_show(reference: str, position: int) -> None:
    body = characters(reference)
    differ = body[position] != body[position + 1]
    body[position], body[position + 1] = body[position + 1], body[position]
    assert is_reference(written(body)) is not differ


@pytest.mark.parametrize(
    "typed",
    [
        EXAMPLE,
        "nn-7k4m-9qxr",
        "7K4M9QXR",
        "7k4m 9qxr",
        " NN 7K4M 9QXR ",
        "NN–7K4M—9QXR",
        "NN.7K4M.9QXR",
        "NN_7K4M_9QXR",
        "N N 7 K 4 M 9 Q X R",
        "ＮＮ－７Ｋ４Ｍ－９ＱＸＲ",
        "NN-7K4M\u200b-9QXR",
        "ref: NN-7K4M-9QXR",
        "Reference number: nn7k4m9qxr.",
        "My reference is 7K4M-9QXR",
        "NN-1K4M-9QXR",
        "NN-lK4M-9OXR",
        "NN-7K4M-90XR",
    ],
)
def test_what_people_really_type_is_understood(typed: str) -> None:
    assert parse_reference(typed, "NN") == EXAMPLE


@given(references, st.sampled_from([("8", "B"), ("5", "S"), ("2", "Z"), ("Q", "O"), ("7", "I")]))
def test_letters_that_are_never_used_are_read_as_what_they_look_like(
    reference: str, alike: tuple[str, str]
) -> None:
    right, typed = alike
    prefix, body = reference[:2], reference[3:]
    assert parse_reference(body.replace(right, typed), prefix) == reference


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "NN",
        "NN-7K4M-9QX",
        "NN-7K4M-9QXRR",
        "BN-7K4M-9QXR",
        "NN-7K4M-9QXT",
        "../../etc",
        "家" * 8,
        "7" * 5000,
    ],
)
def test_what_cannot_be_a_reference_is_nothing(typed: str) -> None:
    assert parse_reference(typed, "NN") is None


@given(st.text())
def test_any_text_at_all_is_a_reference_in_its_one_form_or_nothing(typed: str) -> None:
    parsed = parse_reference(typed, "NN")
    assert parsed is None or is_reference(parsed)


@pytest.mark.parametrize(
    "text", ["nn-7k4m-9qxr", "NN-7K4M-9QXR\n", "NN7K4M9QXR", "N-7K4M-9QXR", "NN/7K4M-9QXR"]
)
def test_only_the_one_form_is_a_reference(text: str) -> None:
    assert not is_reference(text)


def test_status_code_is_shown_in_three_groups() -> None:
    assert format_status_code("123456789012") == "1234 5678 9012"


@given(st.from_regex(r"[0-9]{12}", fullmatch=True))
def test_status_code_survives_being_shown_and_typed(code: str) -> None:
    assert parse_status_code(format_status_code(code)) == code


@pytest.mark.parametrize(
    "typed",
    [
        "101234567890",
        "1012 3456 7890",
        "1012-3456-7890",
        "  10 12 34 56 78 90",
        "lO12 3456 789o",
        "I012 3456 789O",
        "１０１２　３４５６　７８９０",
        "١٠١٢٣٤٥٦٧٨٩٠",
    ],
)
def test_status_code_is_read_as_people_type_it(typed: str) -> None:
    assert parse_status_code(typed) == "101234567890"


@pytest.mark.parametrize("typed", ["", "12345678901", "1234567890123", "12345678901x", "²" * 11, "1" * 5000])
def test_what_is_not_twelve_digits_is_no_status_code(typed: str) -> None:
    assert parse_status_code(typed) is None
