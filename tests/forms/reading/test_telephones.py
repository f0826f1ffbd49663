"""Telephone numbers that lack figures, and numbers with words beside them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.forms.catalogue import forms
from app.forms.conditions import Facts
from app.forms.kinds.asked import Problem, Read
from app.forms.kinds.checked import Phone
from app.forms.oddities import POLICE_ALONE, TOO_SHORT, number_is_short
from app.forms.pages import Page
from app.forms.reading.telephones import can_be_rung, has_a_number, too_short, with_its_plus
from app.profiles.loading import load_profile, shipped

DAY = date(2026, 11, 22)
ASKED = [
    pytest.param(page, question, id=f"{slug}-{form.slug}-{page.slug}-{question.id}")
    for slug in shipped()
    for form in forms(load_profile(slug)).values()
    for page, _ in form.pages()
    for question in page.questions
    if isinstance(question, Phone)
]


@pytest.mark.parametrize(
    "said",
    [
        *(
            "12345",
            "07700 90098",
            "+44 7700 90098",
            "0770090098 x23",
            "960001",
            "01632 96000",
            "020 7946 012",
        ),
        *("0113 496 000", "0808 157 019"),
    ],
)
def test_a_uk_number_that_lacks_figures_is_too_short(said: str) -> None:
    assert can_be_rung(said)
    assert too_short(said)


@pytest.mark.parametrize(
    "said",
    [
        *("07700 900982", "+44 (0)7700 900982", "0044 7700 900982", "7700 900982", "01632 960001 ext 23"),
        *("(01632) 960 999", "020 7946 0123", "0808 157 0192", "03069 990 001", "mum 07700 900982"),
        *("0800 1111", "016977 2345", "+48 601 123 456", "+353 1 234 5678", "", "none"),
    ],
)
def test_a_whole_number_and_one_from_abroad_are_not(said: str) -> None:
    assert not too_short(said)


@pytest.mark.parametrize(
    "said",
    [
        "01604 634700 bleep 1234",
        "01604 634700, bleep 1234",
        "020 8216 4600 Bleep: 88",
        "101 ext 341234",
        "101 x 3412",
    ],
)
def test_a_bleep_and_an_officers_extension_can_be_rung(said: str) -> None:
    """A ward has one number, and a police force 101: without the rest nobody is found there."""
    assert can_be_rung(said)
    assert not too_short(said)


def test_101_alone_is_taken_and_asked_once_for_an_extension() -> None:
    """A custody desk has no other number; in an urgent form it was lost with a page that was left."""
    assert can_be_rung("101")
    assert not too_short("101")
    asks = number_is_short("your_phone")
    assert asks(Facts({"your_phone": "101"}, DAY)) == Problem("your_phone", POLICE_ALONE)
    assert asks(Facts({"your_phone": "101 ext 341234"}, DAY)) is None


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        *(
            (one, one)
            for one in ("0048 601 123 456", "+48 601 123 456", "+44 (0)1632 960 001", "0044 1632 960001")
        ),
        *((one, one) for one in ("+353 (0)86 123 4567", "00 92 300 1234567", "+٤٨ ٦٠١ ١٢٣ ٤٥٦")),
        *(("48 601 123 456", "+48 601 123 456"), ("91 98765 43210", "+91 98765 43210")),
        *(("00+48 601 123 456", "0048 601 123 456"), ("+07700 900982", "07700 900982")),
    ],
)
def test_a_number_from_abroad_is_kept_as_it_is_rung_from_here(said: str, kept: str) -> None:
    asked = Phone(id="your_phone", label="Telephone")
    assert asked.read({"your_phone": [said]}, "your_phone", DAY) == Read(kept)
    assert can_be_rung(kept)


@pytest.mark.parametrize(
    "said",
    ["077009009822", "77009009822", "12134567890", "048 601 123 456", "011 48 601 123 456", "48 601 123"],
)
def test_what_may_be_a_uk_number_with_a_figure_too_many_is_none_from_abroad(said: str) -> None:
    """Read as one of Kazakhstan or America, it would ring a stranger."""
    assert with_its_plus(said) is None
    read = Phone(id="your_phone", label="Telephone").read({"your_phone": [said]}, "your_phone", DAY)
    assert read.value in {None, said}


@pytest.mark.parametrize("said", ["999", "999 ext 1", "112"])
def test_a_number_that_leads_to_nobody_in_particular_cannot(said: str) -> None:
    assert not can_be_rung(said)


def test_whoever_lives_abroad_is_told_how_their_number_begins() -> None:
    """A grandmother in Poland has nine figures, and writes them as at home."""
    assert too_short("601 123 456")
    assert "begins with + and its code, like +48" in TOO_SHORT


@given(st.from_regex(r"0[1-357-9][0-9]{9}", fullmatch=True))
def test_eleven_figures_are_never_too_short(said: str) -> None:
    assert not too_short(said)


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("07700 900982 after 3", True),
        ("07700 900982 evenings", True),
        ("call 020 7946 0123 please", True),
        ("07700 900982 / 01632 960001", True),
        ("none", False),
        ("after 3", False),
        ("07700900982" * 40, False),
        ("", False),
    ],
)
def test_a_number_is_found_among_words(said: str, found: bool) -> None:
    assert has_a_number(said) is found


@pytest.mark.parametrize(("page", "question"), ASKED)
def test_every_page_that_asks_for_a_number_warns_of_one_that_lacks_figures(
    page: Page, question: Phone
) -> None:
    """A way to be reached is the last thing that should be a figure short."""
    assert warned(page, question, "07700 90098") == [Problem(question.id, TOO_SHORT)]
    assert not warned(page, question, "07700 900982")


def test_no_number_is_none_too_short() -> None:
    assert number_is_short("phone")(Facts({"phone": None}, DAY)) is None


def warned(page: Page, question: Phone, number: str) -> list[Problem]:
    facts = Facts({question.id: number}, DAY)
    return [problem for rule in page.warnings if (problem := rule(facts))]


@given(st.text(st.characters(), max_size=300))
def test_no_text_breaks_any_of_it(said: str) -> None:
    assert can_be_rung(said) in {True, False}
    assert too_short(said) in {True, False}
    assert has_a_number(said) in {True, False}
