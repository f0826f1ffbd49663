"""What suggests harm, and why going ahead is right, are written once, however many people they are said of."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from app.forms.answers import Answers
from app.forms.pages import Form
from app.forms.walking.walk import walk

DAY = date(2026, 11, 22)
Complete = Callable[..., Answers]
Demands = Callable[[Form, Answers], set[str]]

EVIDENCE = ["evidence", "evidence_when", "evidence_source"]
CASES: dict[str, tuple[dict[str, Any], list[str]]] = {
    "C6, C6": ({"informed": ("risk", "risk")}, ["risk_reasons", "same_evidence"]),
    "C7, C6": ({"informed": ("no", "risk")}, ["risk_reasons", "same_evidence"]),
    "C6, C7": ({"informed": ("risk", "no")}, ["why_not_told", "same_evidence"]),
    "C4, C5": ({"informed": ("yes", "unreachable"), "agreement": "refused"}, ["attempts", "same_rationale"]),
    "C5, C4": ({"informed": ("unreachable", "yes"), "agreement": "refused"}, ["same_rationale"]),
    "C4, C9": ({"informed": "yes", "agreement": ("refused", "partly")}, ["same_rationale"]),
    "C3, C6": ({"informed": ("yes", "risk"), "agreement": "given"}, ["risk_reasons", *EVIDENCE]),
    "C5, C6": ({"informed": ("unreachable", "risk")}, ["risk_reasons", *EVIDENCE]),
    "C6, C5": ({"informed": ("risk", "unreachable")}, ["attempts", "rationale"]),
    "C3, C4": ({"informed": "yes", "agreement": ("given", "refused")}, ["rationale"]),
}
"""Two people’s rows of rules.md 2, and what the last page about the second one asks."""

each = pytest.mark.parametrize(("said", "asked"), CASES.values(), ids=CASES)


def last_page(form: Form, answers: Answers) -> list[str]:
    steps = [step for step in walk(form, answers, DAY).steps if step.section.id == "agreement"]
    return [slot.question.id for slot in steps[-1].slots]


@each
def test_of_a_second_person_only_what_differs_is_asked(
    professional_form: Form, complete: Complete, demands: Demands, said: dict[str, Any], asked: list[str]
) -> None:
    same = dict.fromkeys(("same_evidence", "same_rationale"), "yes")
    answers = complete(professional_form, adults=2, **said, **same)
    assert last_page(professional_form, answers) == asked
    assert demands(professional_form, answers) == set()
    assert walk(professional_form, answers, DAY).unmet() == []


@pytest.mark.parametrize(
    ("said", "question", "more"),
    [
        ({"informed": "risk"}, "same_evidence", EVIDENCE),
        ({"informed": "unreachable"}, "same_rationale", ["rationale"]),
    ],
    ids=["evidence", "rationale"],
)
def test_whether_it_is_the_same_must_be_said_and_more_can_be(
    professional_form: Form,
    complete: Complete,
    demands: Demands,
    said: dict[str, Any],
    question: str,
    more: list[str],
) -> None:
    blank = complete(professional_form, adults=2, **said, **{question: None})
    assert demands(professional_form, blank) == {question}
    different = complete(professional_form, adults=2, **said, **{question: "no"})
    assert last_page(professional_form, different)[1:] == [question, *more]
    unsaid = complete(professional_form, adults=2, **said, **{question: "no", more[0]: ("Words", None)})
    assert demands(professional_form, unsaid) == {more[0]}


def test_a_young_person_is_asked_after_the_adults(professional_form: Form, complete: Complete) -> None:
    answers = complete(
        professional_form, adults=1, date_of_birth="2010-03-04", informed="risk", same_evidence="yes"
    )
    assert last_page(professional_form, answers) == ["risk_reasons", "same_evidence"]


def test_where_the_first_person_was_told_after_all_the_second_is_asked_for_it(
    professional_form: Form, complete: Complete, demands: Demands
) -> None:
    answers = complete(professional_form, adults=2, informed="risk", same_evidence="yes")
    first, _ = answers.items("adults")
    told = answers.put(f"adult-agreement/{first}", {"informed": "yes", "agreement": "not-asked"})
    assert set(EVIDENCE) < demands(professional_form, told)
    assert demands(professional_form, answers.remove("adults", first)) == set(EVIDENCE)
