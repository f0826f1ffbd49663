"""Strangling, weapons and threats to kill are asked about where the worry is about violence, and of nobody else."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import pytest

from app.forms.answers import Answers
from app.forms.catalogue import forms
from app.forms.pages import Form
from app.forms.questions import Choices, Question
from app.forms.walking.unplaced import unplaced
from app.forms.walking.walk import Walk, walk
from app.profiles.loading import load_profile
from app.vocabulary import Concern, FormName, Violence

DAY = date(2026, 11, 22)
FORMS = forms(load_profile("northamptonshire"))
Complete = Callable[..., Answers]
Demands = Callable[[Form, Answers], set[str]]
AT_HOME: Mapping[str, Mapping[str, Any]] = {
    "professional": {"missing_now": "no", "informed": "yes"},
    "family": {},
    "community": {},
    "young-person": {"about": "me"},
}
"""What opens the question of concerns in each form."""
GRAVE = [one for one in Violence if one is not Violence.NONE]


def seen(form: str, complete: Complete, **said: Any) -> Walk:
    return walk(FORMS[FormName(form)], complete(FORMS[FormName(form)], **{**AT_HOME[form], **said}), DAY)


def asked(walked: Walk, question: str) -> Question | None:
    slots = (slot for step in walked.steps for slot in step.slots)
    return next((slot.question for slot in slots if slot.question.id == question), None)


def warned(walked: Walk) -> list[tuple[str, str]]:
    return [(step.page.slug, one.field) for step in walked.steps for one in step.warnings]


@pytest.mark.parametrize("form", AT_HOME)
@pytest.mark.parametrize(
    ("worry", "is_asked"),
    [
        (Concern.PHYSICAL_ABUSE, True),
        (Concern.DOMESTIC_ABUSE, True),
        (Concern.FORCED_MARRIAGE, True),
        (Concern.CRIMINAL_EXPLOITATION, True),
        (Concern.GANGS, True),
        (Concern.NEGLECT, False),
        (Concern.PARENT_ALCOHOL, False),
        (Concern.SELF_HARM, False),
    ],
)
def test_it_is_asked_where_the_worry_is_about_violence_and_of_nobody_else(
    complete: Complete, form: str, worry: Concern, is_asked: bool
) -> None:
    offered = asked(seen(form, complete), "concerns")
    assert isinstance(offered, Choices)
    if worry not in offered.options:
        assert not is_asked
        return
    found = asked(seen(form, complete, concerns=[worry], household=["none"]), "violence")
    assert (found is not None) is is_asked


@pytest.mark.parametrize("form", ["professional", "family"])
def test_whoever_says_it_of_life_at_home_is_asked_too(complete: Complete, form: str) -> None:
    more: Mapping[str, Any] = {} if form == "professional" else {"more": ["life"]}
    said: dict[str, Any] = {"concerns": ["neglect"], "household": ["domestic-abuse-of-an-adult"], **more}
    assert asked(seen(form, complete, **said), "violence")
    assert not asked(seen(form, complete, **{**said, "household": ["none"]}), "violence")


@pytest.mark.parametrize("form", AT_HOME)
def test_nobody_has_to_answer_and_strangling_weapons_and_threats_can_all_be_said(
    complete: Complete, demands: Demands, form: str
) -> None:
    said: dict[str, Any] = {**AT_HOME[form], "concerns": ["domestic-abuse"], "violence": None}
    answers = complete(FORMS[FormName(form)], **said)
    assert demands(FORMS[FormName(form)], answers) == set()
    question = asked(walk(FORMS[FormName(form)], answers, DAY), "violence")
    assert isinstance(question, Choices)
    assert list(question.options) == list(Violence)
    assert "(optional)" in question.label
    assert "doctor" in question.hints[Violence.STRANGLED]


@pytest.mark.parametrize("form", AT_HOME)
@pytest.mark.parametrize("one", GRAVE)
def test_whoever_said_that_it_can_wait_is_asked_once_whether_it_can(
    complete: Complete, form: str, one: Violence
) -> None:
    said = {"concerns": ["domestic-abuse"], "violence": [one]}
    assert [field for _, field in warned(seen(form, complete, **said))] == ["urgent_today"]
    assert warned(seen(form, complete, **said, urgent_today="yes")) == []


@pytest.mark.parametrize("form", AT_HOME)
@pytest.mark.parametrize("said", [None, [Violence.NONE]])
def test_where_there_was_none_of_it_nothing_is_asked(complete: Complete, form: str, said: Any) -> None:
    assert warned(seen(form, complete, concerns=["domestic-abuse"], violence=said)) == []


@pytest.mark.parametrize("form", ["professional", "family", "community"])
def test_whom_a_child_hurts_is_asked_where_it_is_about_what_the_child_does(
    complete: Complete, form: str
) -> None:
    question = asked(seen(form, complete, concerns=["behaviour"]), "child_hurts")
    assert isinstance(question, Choices)
    assert "parent" in question.options
    assert not asked(seen(form, complete, concerns=["domestic-abuse"]), "child_hurts")


@pytest.mark.parametrize("form", ["family", "community", "young-person"])
def test_whoever_ticks_nothing_to_say_more_about_is_asked_what_it_is_about(
    complete: Complete, demands: Demands, form: str
) -> None:
    """It was asked of those alone who ticked that they could say it: nobody else could tell of strangling."""
    answers = complete(FORMS[FormName(form)], more=None, concerns=["domestic-abuse"])
    assert asked(walk(FORMS[FormName(form)], answers, DAY), "violence")
    assert demands(FORMS[FormName(form)], complete(FORMS[FormName(form)], about="me", concerns=None)) == set()


@pytest.mark.parametrize("form", ["family", "community", "young-person"])
def test_a_draft_that_ticked_it_as_something_to_say_more_about_loses_nothing(
    complete: Complete, form: str
) -> None:
    answers = complete(FORMS[FormName(form)], concerns=["neglect"]).put("", {"more": ["about", "person"]})
    walked = walk(FORMS[FormName(form)], answers, DAY)
    more = asked(walked, "more")
    assert isinstance(more, Choices)
    assert "about" not in more.options
    assert unplaced(FORMS[FormName(form)], answers) == ()
    assert asked(walked, "other_person")
    assert walked.facts.get("more") == ["person"]
