"""Every live answer finds its one place in a contact, and no other answer finds any."""

from collections import Counter
from collections.abc import Callable, Iterator
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.contact.answered import Answered
from app.contact.assemble import Parts
from app.contact.derived import asks_of_all
from app.contact.model import Allegation, Caution, Enclosures, Finding, Opening, Place, Story
from app.contact.people import (
    Adult,
    AgreementOfPerson,
    Child,
    HomeOfAll,
    OtherProfessional,
    Parent,
    Reach,
    Referrer,
    Relationship,
)
from app.contact.promised import PROMISED
from app.contact.sealed import Identity, Kept, Restricted
from app.forms.answers import Answers
from app.forms.catalogue import forms
from app.forms.conditions import NOT_KNOWN, Answer
from app.forms.pages import Form, Group, Page
from app.forms.questions import Choice
from app.forms.walking.walk import Walk
from app.profiles.loading import load_profile

Fill = Callable[..., Answers]
FORMS = ("professional", "family", "community", "young-person", "allegation")

ROOT: dict[str, tuple[type[Answered], ...]] = {
    "professional": (
        Opening, Referrer, AgreementOfPerson, Caution, Story, Enclosures, Place, Restricted,
    ),
    "family": (Opening, Parent, Reach, HomeOfAll, Kept, Caution, Story, Enclosures, Place, Restricted),
    "community": (Opening, Finding, Reach, Kept, Story, Enclosures, Restricted, Identity),
    "young-person": (Opening, Finding, Reach, Child, Kept, Story, Enclosures, Restricted, Identity),
    "allegation": (Opening, Allegation, Referrer, Reach, Caution, Story, Enclosures, Restricted, Identity),
}  # fmt: skip
GROUPS: dict[str, tuple[type[Answered], ...]] = {
    "children": (Child, Kept),
    "adults": (Adult, Kept),
    "agencies": (OtherProfessional,),
    "adults/children": (Relationship,),
    "adult-agreement": (AgreementOfPerson,),
    "young-agreement": (AgreementOfPerson,),
}
"""Which models hold what was said in which scope."""


def only_moves(form: Form) -> set[str]:
    """Questions whose answers are no part of a contact: they add an item, or are written down in others' places."""
    questions = [(page, group, one) for page, group in form.pages() for one in page.questions]
    buttons = {
        one.id for _, _, one in questions if isinstance(one, Choice) and set(one.changes) == set(one.options)
    }
    own = {one.id for page, group, one in questions if group and page is group.own_page}
    return buttons | own | {one.id for page, _, one in questions if asks_of_all(page)}


def places(form: Form) -> Iterator[tuple[str, str]]:
    """Each question that is kept, with the scope in which it is asked."""
    for page, group in form.pages():
        for question in page.questions:
            if question.id not in only_moves(form):
                yield _scope(page, group), question.id


def _scope(page: Page, group: Group | None) -> str:
    return "/".join(one for one in (group.kept_in if group else "", page.each) if one)


@pytest.mark.parametrize("council", ["northamptonshire", "barnet"])
@pytest.mark.parametrize("form", FORMS)
def test_every_question_has_one_field_in_a_model_of_its_scope(form: str, council: str) -> None:
    for scope, question in places(forms(load_profile(council))[form]):
        models = GROUPS[scope] if scope else ROOT[form]
        holders = [one.__name__ for one in models if question in one.model_fields]
        # Who makes an allegation at work is a referrer; who makes it for themselves is sealed apart.
        either = form == "allegation" and holders in (["Referrer", "Identity"], ["Referrer", "Reach"])
        assert len(holders) == 1 or either, (scope, question, holders)


def test_every_field_is_filled_by_a_question() -> None:
    """A field that nobody can fill would be a promise that the hub's screen shows and nobody keeps."""
    asked: dict[type[Answered], set[str]] = {}
    for name, form in forms(load_profile("northamptonshire")).items():
        for scope, question in places(form):
            for one in GROUPS[scope] if scope else ROOT[name]:
                asked.setdefault(one, set()).add(question)
    made = {
        "not_known",
        "not_answered",
        "contact_id",
        "relations",
        "child",
        "person",
        "row",
        "message_id",
        "reference",
        "referrer",
        "kept",
        "assessment_factors",
        "reach",
        "age",
        "locality",
        "other_area",
        "source_of_referral",
        "lawful_basis",
        "ties",
        "duty",
        "late",
    }
    for one, questions in asked.items():
        assert set(one.model_fields) - made <= questions, one.__name__


def leaves(part: Any) -> Iterator[tuple[str, Any]]:
    """Every field of a part that holds an answer, wherever it is."""
    for name, value in part.items():
        # What an urgent contact came without names people, whose names stand elsewhere as answers.
        if name == "unmet":
            continue
        inner = value if isinstance(value, list) else [value]
        # What is said of a file is one answer.
        nested = [one for one in inner if isinstance(one, dict) and "code" not in one and name != "files"]
        for one in nested:
            yield from leaves(one)
        if not nested and value not in (None, []) and name != "person":
            yield name, value


def written(parts: Parts) -> list[tuple[str, Any]]:
    documents = (parts.contact, parts.restricted, parts.identity)
    return [leaf for document in documents for leaf in leaves(document.model_dump(mode="json"))]


def said(walk: Walk) -> Iterator[tuple[str, Answer]]:
    skipped = only_moves(walk.form)
    for step in walk.steps:
        yield from ((slot.question.id, slot.value) for slot in step.slots if slot.question.id not in skipped)


@given(
    st.sampled_from(FORMS),
    st.integers(1, 3),
    st.integers(0, 2),
    st.integers(0, 12),
    st.randoms(use_true_random=True),
)
@settings(max_examples=60, deadline=None)
def test_every_live_answer_is_in_one_place_and_no_other_answer_is_in_any(
    answered: Fill,
    live: Callable[[str, Answers], Walk],
    change: Callable[[str, Answers, Random], Answers],
    assembled: Callable[[str, Answers], Parts],
    form: str,
    children: int,
    adults: int,
    turns: int,
    chance: Random,
) -> None:
    answers = answered(form, children=children, adults=adults, keep="yes", informed="risk")
    for _ in range(turns):
        answers = change(form, answers, chance)
    walk, parts = live(form, answers), assembled(form, answers)
    fields = written(parts)
    kept = Counter(name for name, value in said(walk) if value is not None and value != NOT_KNOWN)
    unborn = sum(child.get("birth") == "unborn" for child in walk.facts.items("children"))
    kept["sex"] += unborn
    blank = Counter(name for name, value in said(walk) if value is None)
    if form != "family":
        # Left blank, it is what the form says of that.
        kept.update({name: blank.pop(name) for name in PROMISED if name in blank})
    assert Counter(name for name, _ in fields if name in kept) == +kept
    unknown = Counter(name for name, value in said(walk) if value == NOT_KNOWN)
    assert Counter(one for name, value in fields if name == "not_known" for one in value) == unknown
    assert Counter(one for name, value in fields if name == "not_answered" for one in value) == blank
    texts = Counter(value for _, value in fields if isinstance(value, str) and "canary" in value)
    assert texts == Counter(value for _, value in said(walk) if isinstance(value, str) and "canary" in value)
    assert not texts or max(texts.values()) == 1
