"""What a hub would have to ring up for at night: each is asked where it matters, and nothing waits for it."""

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


def asked(form: Form, answers: Answers) -> set[str]:
    return {slot.question.id for step in walk(form, answers, DAY).steps for slot in step.slots}


def test_a_referrer_may_say_who_can_be_asked_after_work(
    professional_form: Form, complete: Complete, demands: Demands
) -> None:
    answers = complete(professional_form, after_hours=None)
    assert "after_hours" in asked(professional_form, answers)
    assert demands(professional_form, answers) == set()


@pytest.mark.parametrize("kind", ["welfare", "support"])
@pytest.mark.parametrize(("agreement", "there"), [("partly", True), ("given", False)])
def test_which_part_somebody_agrees_to_is_asked_of_those_who_agree_in_part(
    professional_form: Form, complete: Complete, demands: Demands, kind: str, agreement: str, there: bool
) -> None:
    said: dict[str, Any] = {"kind": kind, "adults": 1, "responsibility": "yes", "informed": "yes"}
    said["agreement"] = agreement
    answers = complete(professional_form, **said)
    assert ("agreed_part" in asked(professional_form, answers)) is there
    blank = complete(professional_form, agreed_part=None, **said)
    assert demands(professional_form, blank) == set()


@pytest.mark.parametrize(("missing", "there"), [("yes", True), ("no", False), ("not-known", False)])
def test_where_a_missing_child_was_last_seen_is_asked_and_need_not_be_said(
    professional_form: Form, complete: Complete, demands: Demands, missing: str, there: bool
) -> None:
    answers = complete(professional_form, missing_now=missing, missing_more=None)
    assert ("missing_more" in asked(professional_form, answers)) is there
    assert demands(professional_form, answers) == set()


def test_whoever_writes_of_a_missing_child_is_told_that_the_police_must_know(
    professional_form: Form, family_form: Form, community_form: Form, complete: Complete
) -> None:
    """Nobody goes out to search because a form says that a child is missing."""
    for form, said in (
        (professional_form, {}),
        *((one, {"more": ["court"]}) for one in (family_form, community_form)),
    ):
        hints = {
            slot.question.hint
            for step in walk(form, complete(form, **said), DAY).steps
            for slot in step.slots
            if slot.question.id == "missing_now"
        }
        assert len(hints) == 1
        assert all("tell them now. Call 999" in hint and "or 101 if not" in hint for hint in hints)


@pytest.mark.parametrize(("status", "there"), [("police-protection", True), ("care-order", False)])
def test_since_when_the_police_protect_a_child_is_asked_and_need_not_be_said(
    professional_form: Form, complete: Complete, demands: Demands, status: str, there: bool
) -> None:
    answers = complete(professional_form, legal_status=[status], protected_since=None)
    assert ("protected_since" in asked(professional_form, answers)) is there
    assert demands(professional_form, answers) == set()


def test_a_social_worker_who_sends_a_child_on_reads_that_they_are_meant_too(
    professional_form: Form, complete: Complete
) -> None:
    """A child with a protection plan moves into the area: whoever hands it over was sent to call themselves."""
    step = walk(professional_form, complete(professional_form, social_worker="yes"), DAY).at("social-worker")
    assert step
    assert "If it is you, give your own name" in step.page.lede
