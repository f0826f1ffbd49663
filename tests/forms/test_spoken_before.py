"""Whether a professional has spoken to us is asked once: where they are told to call, or else by its own question."""

import pytest

from app.forms.conditions import Answer
from app.forms.pages import Form
from app.forms.walking.walk import Walk
from app.forms.wizard import post
from tests.forms.walked import DAY, Complete, seen

PAGE = "called-already"
DETAILS = ["spoke_on", "spoke_to", "spoke_about", "spoke_advice", "spoke_insisted", "spoke_reference"]
ASKED, REST = "spoke", "linked_reference"
TOLD = {"spoke_on": "2026-11-22", "spoke_to": "Ewa Lis", "spoke_advice": "Write it down"}


def asks(walked: Walk) -> list[str]:
    step = walked.at(PAGE)
    return [slot.question.id for slot in step.slots] if step else []


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ({"called_now": "yes"}, [*DETAILS, REST]),
        ({"called_now": "no-reply", "called_again": "yes"}, [*DETAILS, REST]),
        ({"called_now": "no-reply", "called_again": "no", "spoke": "no"}, [ASKED, REST]),
        ({"called_now": "no-reply", "called_again": None, "spoke": "yes"}, [ASKED, *DETAILS, REST]),
        ({"called_now": "no", "spoke": "no"}, [ASKED, REST]),
        ({"called_now": "no", "spoke": "yes"}, [ASKED, *DETAILS, REST]),
        ({"urgent_today": "no", "called_now": "yes", "spoke": "no"}, [ASKED, REST]),
        ({"danger": "yes", "called_now": "yes", "spoke": "no"}, [ASKED, REST]),
    ],
)
def test_who_has_said_that_we_answered_is_asked_at_once_what_they_were_told(
    professional_form: Form, complete: Complete, said: dict[str, str], asked: list[str]
) -> None:
    walked = seen(professional_form, complete(professional_form, **{"urgent_today": "yes"} | said))
    assert asks(walked) == asked
    step = walked.at(PAGE)
    assert step
    assert bool(step.insets) is (ASKED not in asked)


@pytest.mark.parametrize("first", ["yes", "no"])
def test_an_answer_to_both_of_another_release_counts_as_the_first(
    professional_form: Form, complete: Complete, first: str
) -> None:
    answers = complete(professional_form, urgent_today="yes", called_now="no", spoke=first)
    called = seen(professional_form, answers.put("", {"called_now": "yes"}))
    assert called.facts.get("spoke") == "yes"
    assert ASKED not in asks(called)


def test_nothing_of_it_holds_up_what_is_urgent(professional_form: Form, complete: Complete) -> None:
    blank: dict[str, Answer] = dict.fromkeys([*DETAILS, REST])
    walked = seen(
        professional_form, complete(professional_form, urgent_today="yes", called_now="yes", **blank)
    )
    step = walked.at(PAGE)
    assert step
    assert {fault.field for fault in step.faults} == {"spoke_on", "spoke_advice"}
    assert walked.met(step)


def test_who_changes_whether_they_called_loses_nothing_and_is_asked_what_is_not_known(
    professional_form: Form, complete: Complete
) -> None:
    answers = complete(professional_form, urgent_today="yes", called_now="no", spoke="no")
    answers = answers.put("", {}, forget=DETAILS)
    called = answers.put("", {"called_now": "yes"})
    assert seen(professional_form, called).after("kind") == PAGE
    step = seen(professional_form, called).at(PAGE)
    assert step
    typed = {"spoke_on-day": ["22"], "spoke_on-month": ["11"], "spoke_on-year": ["2026"]}
    typed |= {name: [TOLD[name]] for name in ("spoke_to", "spoke_advice")}
    told = post(professional_form, called, step, typed, DAY).answers
    assert {name: told.of("")[name] for name in TOLD} == TOLD

    not_called = told.put("", {"called_now": "no"})
    assert asks(seen(professional_form, not_called)) == [ASKED, REST]
    assert seen(professional_form, not_called).after("kind") == PAGE
    assert {name: not_called.of("")[name] for name in TOLD} == TOLD

    again = seen(professional_form, not_called.put("", {"called_now": "yes"}))
    step = again.at(PAGE)
    assert step
    assert {slot.question.id: slot.value for slot in step.slots if slot.question.id in TOLD} == TOLD
    assert again.met(step)
