"""Removing the first child changes nobody else’s facts: what others’ answers meant of it is written out, or asked."""

from typing import Any

import pytest

from app.forms.answers import Answers
from app.forms.catalogue import forms
from app.forms.conditions import NOT_KNOWN
from app.forms.pages import Form
from app.forms.walking.removing import pointing, without
from app.forms.walking.walk import walk
from app.profiles.loading import load_profile
from app.vocabulary import FormName
from tests.forms.conftest import fill
from tests.forms.walked import DAY

FORM = forms(load_profile("northamptonshire"))[FormName.PROFESSIONAL]
NOAH = {
    "lives": "address",
    "address": "1 Noah Road",
    "postcode": "NN1 1AA",
    "first_language": "English",
    "interpreter": "no",
}
BEA = {
    "lives": "address",
    "address": "2 Bea Street",
    "postcode": "NN2 2BB",
    "same_language": "no",
    "first_language": "French",
    "interpreter": "yes",
}
AS_NOAH = {"lives": "as-first-child", "same_language": "yes"}


def family(first: dict[str, Any], *others: dict[str, Any], adults: int = 1) -> Answers:
    """Children with these answers, and adults who speak as the first child does."""
    answers = fill(FORM, children=1 + len(others), adults=adults, adult_language="as-first-child")
    for item, said in zip(answers.items("children"), (first, *others), strict=True):
        forget = {*NOAH, *BEA, "kept_address", "whereabouts"}
        answers = answers.put(f"children/{item}", said, forget=forget)
        for adult in answers.items("adults"):
            answers = answers.put(f"adults/{adult}/children/{item}", {"lives_with": "yes"}, forget=())
    return answers


def without_child(answers: Answers, number: int = 0, form: Form = FORM) -> Answers:
    return without(walk(form, answers, DAY), answers, "children", answers.items("children")[number])


def said_of(answers: Answers, number: int, *names: str, group: str = "children") -> dict[str, Any]:
    """What is live of one item: an answer that no page asks for is not."""
    facts = walk(FORM, answers, DAY).facts.members(group)[answers.items(group)[number]]
    return {name: facts.get(name) for name in names}


def lacking(answers: Answers) -> set[str]:
    """Each question that has no recorded answer."""
    steps = walk(FORM, answers, DAY).steps
    return {slot.question.id for step in steps for slot in step.slots if not slot.recorded}


def test_where_the_first_child_goes_another_lives_and_speaks_as_before() -> None:
    fewer = without_child(family(NOAH, BEA, AS_NOAH))
    assert said_of(fewer, 0, "address", "first_language") == {
        "address": "2 Bea Street",
        "first_language": "French",
    }
    assert said_of(fewer, 1, *NOAH) == NOAH
    language = said_of(fewer, 0, "adult_language", "adult_first_language", group="adults")
    assert language == {"adult_language": "other", "adult_first_language": "English"}
    assert lacking(fewer) == set()


def test_where_two_are_left_of_one_the_only_child_keeps_the_address() -> None:
    fewer = without_child(family(NOAH, AS_NOAH))
    assert said_of(fewer, 0, *NOAH) == NOAH
    assert lacking(fewer) == set()


@pytest.mark.parametrize(
    "home",
    [
        {"lives": "kept", "kept_address": "A refuge; not her father"},
        {"lives": "no-fixed-address", "whereabouts": "At the library"},
        {"lives": "no-fixed-address", "whereabouts": None},
        {"lives": "not-known"},
        {"lives": "address", "address": "1 Noah Road", "postcode": None},
    ],
)
def test_however_the_first_child_lives_so_does_the_other(home: dict[str, Any]) -> None:
    first = {**home, "first_language": NOT_KNOWN, "interpreter": "not-known"}
    fewer = without_child(family(first, BEA, AS_NOAH))
    assert said_of(fewer, 1, *first) == first
    assert said_of(fewer, 0, "adult_language", group="adults") == {"adult_language": "not-known"}
    assert lacking(fewer) == set()


def test_a_stale_address_of_the_first_child_is_nobodys() -> None:
    fewer = without_child(family({**NOAH, "lives": "not-known"}, AS_NOAH))
    assert "1 Noah Road" not in str(fewer.said)


def test_what_nobody_said_of_the_first_child_is_asked_again() -> None:
    fewer = without_child(family({}, BEA, AS_NOAH))
    assert lacking(fewer) == {"lives", "same_language", "adult_language"}


def test_removing_any_other_child_writes_nothing_out() -> None:
    answers = family(NOAH, BEA, AS_NOAH)
    fewer = without_child(answers, 1)
    assert fewer == answers.remove("children", answers.items("children")[1])


def test_the_page_that_asks_knows_of_whom_it_is_said() -> None:
    answers = family(NOAH, BEA, AS_NOAH, adults=2)
    seen, first, second = walk(FORM, answers, DAY), *answers.items("children")[:2]
    found = [(one.group.id, one.item, one.question) for one in pointing(seen, answers, "children", first)]
    cee, adults = answers.items("children")[2], answers.items("adults")
    assert found == [
        ("children", cee, "lives"),
        ("children", cee, "same_language"),
        *(("adults", adult, "adult_language") for adult in adults),
    ]
    assert list(pointing(seen, answers, "children", second)) == []
