"""What was written and is not asked any more is found, in words of one's own alone, and only while it is lost."""

import pytest

from app.forms.answers import EVERYTHING, Answers
from app.forms.conditions import NOT_KNOWN
from app.forms.walking.unasked import Unasked, unasked
from app.saying import Sentence
from tests.contact.conftest import FORMS, fill, over

ANONYMOUS = {"anonymity": "anonymous", "your_name": "Joan Price", "your_phone": "01632 960 001"}


def left(slug: str, answers: Answers) -> tuple[Unasked, ...]:
    return unasked(over(slug, answers), answers)


def test_of_what_is_asked_nothing_is_found() -> None:
    for slug in FORMS:
        assert left(slug, fill(slug, children=2, adults=2)) == ()


def test_a_text_whose_page_closed_is_found_and_a_number_and_a_choice_are_not() -> None:
    found = left("community", Answers({EVERYTHING: ANONYMOUS | {"more": None, "interpreter": "yes"}}))
    assert [(one.question.id, one.words) for one in found] == [("your_name", "Joan Price")]


def test_what_is_sent_within_another_answer_is_not_lost() -> None:
    said = Answers({EVERYTHING: ANONYMOUS | {"worry": "I am Joan Price, from next door."}})
    assert left("community", said) == ()


@pytest.mark.parametrize("nothing", [None, "", "?", NOT_KNOWN])
def test_what_said_nothing_is_not_lost(nothing: str | None) -> None:
    assert left("community", Answers({EVERYTHING: {"anonymity": "anonymous", "your_name": nothing}})) == ()


@pytest.mark.parametrize("slug", FORMS)
def test_whatever_is_closed_can_be_said_with_whom_it_is_about(slug: str) -> None:
    """Every choice is taken back, and all that hangs on one is closed."""
    whole = fill(slug, children=2, adults=2)
    said = {
        scope: {name: value for name, value in held.items() if str(value).startswith("canary")}
        for scope, held in whole.said.items()
    }
    closed = left(slug, Answers(said, whole.groups))
    assert closed
    assert not [one for one in closed if "{" in str(Sentence(one.question.label, one.names))]
