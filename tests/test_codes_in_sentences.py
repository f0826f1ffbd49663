"""A code or a reference is found in the sentence that it was pasted with, where there is exactly one."""

import pytest

from app.references import (
    Slip,
    find_reference,
    parse_resume_code,
    parse_six_digits,
    parse_status_code,
    write_resume_code,
)

REFERENCE = "NN-7K4M-9QXR"
RESUME, ANOTHER = write_resume_code(2**113 // 7), write_resume_code(2**112 // 5)
SENTENCES = (
    "Your code is {code}.",
    "Keep this safe: {code} (do not lose it)",
    "Reference\u00a0NN-7K4M-9QXR, and the code\n{code}",
    "{code} is the code that you gave me",
)


def spaced(code: str) -> list[str]:
    return [code, code.replace(" ", "\u00a0"), code.replace(" ", "\u2013"), code.replace(" ", "\n")]


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_code_is_found_in_a_sentence(sentence: str) -> None:
    for code in spaced("1234 5678 9012"):
        assert parse_status_code(sentence.format(code=code)) == "123456789012"
    for code in spaced("123 456"):
        assert parse_six_digits(sentence.format(code=code)) == "123456"
    for code in spaced(RESUME.replace("-", " ")):
        assert parse_resume_code(sentence.format(code=code.lower())) == RESUME


def test_a_reference_is_found_in_a_sentence() -> None:
    for said in (
        "It was nn 7k4m 9qxr, I think",
        "Your reference is NN\u20137K4M\u20139QXR. Your code is 1234 5678 9012",
    ):
        assert find_reference(said, "NN") == REFERENCE
    assert find_reference("7k4m9qxr", "NN") == REFERENCE
    assert find_reference("WN-7K4M-9QXR was ours", "NN", "WN") == "WN-7K4M-9QXR"


def test_of_two_none_is_guessed() -> None:
    assert parse_status_code("1234 5678 9012 or, it may be, 2234 5678 9012") is None
    assert isinstance(parse_resume_code(f"{RESUME} or {ANOTHER}"), Slip)
    assert find_reference("NN-7K4M-9QXR and WN-7K4M-9QXR", "NN", "WN") is None
    assert parse_status_code("1234 5678 9012, yes 1234 5678 9012") == "123456789012"


@pytest.mark.parametrize(
    "typed", ["1234 5678 9012 3", "code 1234 5678 901x", "on 27 1234 5678 9012", "the code"]
)
def test_digits_that_are_more_or_less_than_a_code_are_none(typed: str) -> None:
    assert parse_status_code(typed) is None


@pytest.mark.parametrize(
    "typed", ["my BN-7K4M-9QXR", "it was NN-7K4M-9QXT", "it was 7K4M-9QXR", "NN-7K4M-9QXRR it was"]
)
def test_what_is_no_reference_of_ours_is_found_nowhere(typed: str) -> None:
    """Without the prefix any words of eight letters might be one."""
    assert find_reference(typed, "NN") is None


def test_part_of_a_longer_word_is_no_code() -> None:
    assert isinstance(parse_resume_code("X" + RESUME), Slip)
    assert isinstance(parse_resume_code(f"code: {RESUME}7"), Slip)
