"""Nobody at the hub reads a chosen answer that says 'I' or 'you'."""

import re
from collections.abc import Callable, Iterator

import pytest

from app.contact.assemble import Parts
from app.contact.told import TOLD, UNKNOWN_TOLD, told, unknown_told
from app.forms.answers import Answers
from app.forms.catalogue import forms
from app.forms.questions import Choice, Choices, Question
from app.forms.topics.child import DO_NOT_KNOW
from app.profiles.loading import load_profile

PERSONAL = re.compile(r"\b(I|me|my|mine|myself|we|us|our|ours|you|your|yours)\b", re.IGNORECASE)
COUNCILS = ("northamptonshire", "barnet")


def questions(council: str) -> Iterator[Question]:
    for form in forms(load_profile(council)).values():
        for page, _group in form.pages():
            yield from page.questions


def labels(council: str) -> Iterator[str]:
    for question in questions(council):
        if isinstance(question, Choice | Choices):
            yield from question.options.values()


@pytest.mark.parametrize("council", COUNCILS)
def test_every_option_is_told_without_the_writers_own_person(council: str) -> None:
    """An option of a new question that says 'I', 'us' or 'your' needs its words for the hub in `TOLD`."""
    assert {label for label in labels(council) if PERSONAL.search(told(label))} == set()


@pytest.mark.parametrize("council", COUNCILS)
def test_whoever_says_something_else_than_not_knowing_is_told_so(council: str) -> None:
    """A new question with words of its own for 'I do not know' needs words for the hub in `UNKNOWN_TOLD`."""
    assert {
        one.id for one in questions(council) if one.unknown not in {"", DO_NOT_KNOW}
    } == UNKNOWN_TOLD.keys()


@pytest.mark.parametrize("council", COUNCILS)
def test_whoever_has_one_name_alone_is_not_said_to_have_another_that_is_not_known(council: str) -> None:
    questions = [
        one
        for form in forms(load_profile(council)).values()
        for page, _ in form.pages()
        for one in page.questions
    ]
    last = [one for one in questions if one.id in {"last_name", "adult_last_name"} and one.unknown]
    assert {one.unknown for one in last} == {"I do not know, or there is none"}
    assert {unknown_told(one.id) for one in last} == {"Not known, or none"}


def test_nothing_is_told_that_no_form_offers() -> None:
    offered = {label for council in COUNCILS for label in labels(council)}
    assert TOLD.keys() <= offered


def test_a_contact_carries_what_the_hub_is_told(
    answered: Callable[..., Answers], assembled: Callable[[str, Answers], Parts]
) -> None:
    (child,) = assembled("professional", answered("professional", interpreter="not-known")).contact.children
    assert child.birth
    assert (child.birth.code, child.birth.label) == ("date-of-birth", "Date of birth known")
    assert child.interpreter
    assert child.interpreter.label == "Not known"
