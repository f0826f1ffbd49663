"""A mother who is a child herself, and a child who is not born yet: neither is lost, and nothing points at nobody."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from app.forms.answers import Answers
from app.forms.pages import Form
from app.forms.walking.steps import Step
from app.forms.walking.walk import walk

DAY = date(2026, 11, 22)
Complete = Callable[..., Answers]
UNBORN_FIRST = {"birth": ("unborn", "date-of-birth"), "expected_date": "2027-02-03"}


def pages_of(form: Form, answers: Answers, group: str, slug: str) -> list[Step]:
    steps = walk(form, answers, DAY).steps
    return [one for one in steps if one.page.slug == slug and one.group and one.group.id == group]


def offered(step: Step, question: str) -> list[list[str]]:
    return [
        list(getattr(slot.question, "options", ())) for slot in step.slots if slot.question.id == question
    ]


def test_nobody_speaks_as_a_first_child_does_who_is_not_born_yet(
    professional_form: Form, complete: Complete
) -> None:
    answers = complete(professional_form, children=2, adults=1, same_language=None, **UNBORN_FIRST)
    (later,) = pages_of(professional_form, answers, "children", "language")
    asked = [slot.question.id for slot in later.slots]
    assert asked == ["first_language", "interpreter", "not_interpreter"]
    (adult,) = pages_of(professional_form, answers, "adults", "language")
    assert offered(adult, "adult_language") == [["other", "not-known"]]


def test_what_was_said_to_be_as_a_first_child_that_is_not_born_after_all_is_asked_again(
    professional_form: Form, complete: Complete
) -> None:
    said = {"children": 2, "adults": 1, "same_language": "yes", "adult_language": "as-first-child"}
    answers = complete(professional_form, **said)
    first = answers.items("children")[0]
    unborn = answers.put(f"children/{first}", {"birth": "unborn", "expected_date": "2027-02-03"})
    unmet = {
        (slot.question.id)
        for step in walk(professional_form, unborn, DAY).steps
        for slot in step.slots
        if step.page.slug == "language" and not slot.recorded
    }
    assert unmet == {"first_language", "interpreter", "adult_language"}


@pytest.mark.parametrize(
    ("said", "warned"),
    [
        ({"adult_birth": "age", "adult_age": "17"}, True),
        ({"adult_birth": "date-of-birth", "adult_date_of_birth": "2008-11-23"}, True),
        ({"adult_birth": "age", "adult_age": "18"}, False),
        ({"adult_birth": "not-known"}, False),
        ({"adult_birth": "age", "adult_age": "17", "adult_first_name": "Some words "}, True),
    ],
)
def test_an_adult_who_is_a_child_is_pointed_out(
    professional_form: Form, complete: Complete, said: dict[str, Any], warned: bool
) -> None:
    answers = complete(professional_form, adults=1, first_name="Kim", birth="unborn", **said)
    (step,) = pages_of(professional_form, answers, "adults", "age")
    assert ["under 18" in one.message for one in step.warnings] == [True] * warned
    # It leads to where a child is added.
    assert [one.field for one in step.warnings] == ["another_child"] * warned


def test_whoever_is_among_the_children_too_is_no_warning(professional_form: Form, complete: Complete) -> None:
    names = {"first_name": ("Kim", "Jade"), "adult_first_name": ("jade ", "Lisa"), "birth": "not-known"}
    answers = complete(professional_form, children=2, adults=2, adult_birth="age", adult_age="17", **names)
    ages = pages_of(professional_form, answers, "adults", "age")
    assert [len(step.warnings) for step in ages] == [0, 1]


@pytest.mark.parametrize(
    ("births", "ages", "may_be"),
    [
        (("estimated-age", "estimated-age"), ("0", "12"), [False, True]),
        (("estimated-age", "estimated-age"), ("0", "11"), [False, False]),
        (("estimated-age", "estimated-age"), ("11", "17"), [False, False]),
        (("estimated-age", "estimated-age"), ("5", "17"), [False, True]),
        (("unborn", "estimated-age"), (None, "12"), [False, True]),
        (("unborn", "unborn"), None, [False, False]),
        (("unborn", "not-known"), None, [False, True]),
        (("not-known", "not-known"), None, [True, True]),
        (("estimated-age", "not-known"), ("11", None), [False, True]),
    ],
)
def test_an_adult_can_be_said_to_be_the_same_person_as_a_child_who_may_be_the_parent_of_another(
    professional_form: Form, complete: Complete, births: Any, ages: Any, may_be: list[bool]
) -> None:
    answers = complete(professional_form, children=2, adults=1, birth=births, estimated_age=ages)
    (step,) = pages_of(professional_form, answers, "adults", "relation")
    assert ["same-person" in options for options in offered(step, "relation")] == may_be


def test_nobody_is_the_same_person_as_an_only_child(professional_form: Form, complete: Complete) -> None:
    answers = complete(professional_form, adults=1, birth="estimated-age", estimated_age="17")
    (step,) = pages_of(professional_form, answers, "adults", "relation")
    assert ["same-person" in options for options in offered(step, "relation")] == [False]


def test_whoever_was_asked_about_as_a_child_is_not_asked_again_as_an_adult(
    professional_form: Form, complete: Complete
) -> None:
    answers = young_mother(professional_form, complete)
    slugs = [
        one.page.slug
        for one in walk(professional_form, answers, DAY).steps
        if one.item in answers.items("adults")
    ]
    assert not {"age", "language", "household"} & set(slugs)
    assert "how-to-reach-them" in slugs


def young_mother(form: Form, complete: Complete, **said: Any) -> Answers:
    """Jade is 17, and among the children and the adults: she expects a child."""
    usual: dict[str, Any] = {
        "first_name": ("Baby", "Jade"),
        "birth": ("unborn", "estimated-age"),
        "estimated_age": "17",
        "able_to_decide": "yes",
        "relation": (("mother", "same-person"),),
        "responsibility": "no",
    }
    return complete(form, children=2, adults=1, **(usual | said))


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ({}, ["adult-agreement"]),
        ({"relation": (("mother", "other"),)}, ["adult-agreement", "young-agreement"]),
        ({"relation": (("other", "same-person"),)}, ["young-agreement"]),
    ],
)
def test_a_young_mother_is_asked_for_her_agreement_once(
    professional_form: Form, complete: Complete, said: dict[str, Any], asked: list[str]
) -> None:
    answers = young_mother(professional_form, complete, **said)
    steps = walk(professional_form, answers, DAY).steps
    assert [one.group.id for one in steps if one.page.slug == "told" and one.group] == asked


def test_nobody_is_asked_of_what_she_is_to_herself(professional_form: Form, complete: Complete) -> None:
    answers = young_mother(professional_form, complete, may_have_harmed="no")
    asked = [
        [slot.question.id for slot in step.slots]
        for slug in ("relation", "may-have-harmed")
        for step in pages_of(professional_form, answers, "adults", slug)
    ]
    assert asked == [["relation", "responsibility", "relation"], ["may_have_harmed"]]


def test_whoever_is_said_to_be_the_same_person_is_asked_for_no_age_whatever_they_are_called(
    professional_form: Form, complete: Complete
) -> None:
    answers = young_mother(professional_form, complete, adult_first_name="Jade-Marie")
    assert not list(pages_of(professional_form, answers, "adults", "age"))
