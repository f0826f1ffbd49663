"""Somebody whom the writer began to add, and of whom nothing was said: one line at the hub, and nobody else is lost."""

from collections.abc import Callable
from typing import Any

from app.contact.answered import Coded
from app.contact.people import Adult, Child, OtherProfessional, Relationship
from app.profiles.loading import load_profile
from app.receiver.copies.readable import readable
from app.templating.rendering import Templates
from tests.contact.conftest import fill, sent, slots
from tests.receiver.test_every_answer_is_readable import text_of

ANA = Child(contact_id="x/1", first_name="Ana")
BEN = Child(contact_id="x/2", first_name="Ben")
BLANK_TO_ANA = Relationship(child="x/1", not_answered=("relation", "responsibility"))
BLANK = Adult(relations=(BLANK_TO_ANA,), not_answered=("adult_first_name", "adult_last_name", "adult_age"))
EWA = Adult(adult_first_name="Ewa", relations=(BLANK_TO_ANA,))
BEGUN = "Begun, with nothing said here"
Shown = Callable[..., str]


def test_an_adult_of_whom_nothing_is_said_is_one_line_and_no_row(shown: Shown) -> None:
    text = shown(children=(ANA,), adults=(EWA, BLANK))
    assert f"{BEGUN}\nAdult 2\n" in text
    assert text.count("Relation:") == 1
    assert "Not answered: First name" not in text


def test_where_nothing_is_said_of_any_adult_there_is_no_table_of_adults(shown: Shown) -> None:
    text = shown(children=(ANA,), adults=(BLANK, BLANK))
    assert f"{BEGUN}\nAdult 1\nAdult 2\n" in text
    assert "Relation:" not in text


def test_whoever_says_a_little_of_somebody_is_read_in_full(shown: Shown) -> None:
    mother = Relationship(child="x/2", relation=Coded(code="mother", label="Mother"))
    for adult in (
        BLANK.model_copy(update={"not_known": ("adult_first_name",)}),
        BLANK.model_copy(update={"adult_note": "Works nights"}),
        BLANK.model_copy(update={"relations": (BLANK_TO_ANA, mother)}),
        BLANK.model_copy(
            update={"relations": (BLANK_TO_ANA.model_copy(update={"not_known": ("relation",)}),)}
        ),
    ):
        text = shown(children=(ANA, BEN), adults=(adult,))
        assert BEGUN not in text
        assert "Adult 1" in text or "Mother" in text or "Not known" in text


def test_a_helper_of_whom_nothing_is_said_is_one_line_too(shown: Shown) -> None:
    blank = OtherProfessional(not_answered=("agency_name", "agency_role"))
    text = shown(agencies=(OtherProfessional(agency_name="Ola Lis"), blank))
    assert "\n1\nName\nOla Lis\n" in text
    assert f"{BEGUN}\n2\n" in text
    assert f"{BEGUN}\nOne person\n" in shown(agencies=(blank,))


def test_a_number_that_must_be_kept_is_all_that_is_said_and_nobody_reads_that_nothing_is() -> None:
    """The contact cannot tell what the restricted part says: 'here' is true of both."""
    answers = fill("family", more=["home"], adults=1)
    (item,) = answers.items("adults")
    said: dict[str, Any] = {
        slot.question.id: None for slot in slots("family", answers) if item in slot.spot.scope
    }
    answers = answers.put(f"adults/{item}", {**said, "kept_adult_phone": "01632 960001; not my mother"})
    answers = answers.put(f"adults/{item}/children/{answers.items('children')[0]}", said)
    parts = sent("family", answers)
    assert not parts.contact.adults[0].says_something
    assert parts.restricted.kept[0].kept_adult_phone
    text = text_of(
        readable(Templates(load_profile("northamptonshire")), parts.contact, apart=True, named=False)
    )
    assert BEGUN in text
    assert "KEPT APART" in text
    assert "960001" not in text
