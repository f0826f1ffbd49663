"""The forms of both councils, and what answers a whole form page by page, as a browser would."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import pytest

from app.forms import allegation, community, family, professional, young_person
from app.forms.answers import Answers
from app.forms.kinds.asked import Asked
from app.forms.pages import Form
from app.forms.questions import Choice, Choices
from app.forms.walking.steps import Spot, Step
from app.forms.walking.walk import walk
from app.forms.wizard import add_item, start
from app.profiles.loading import load_profile, shipped
from app.profiles.model import Profile

DAY = date(2026, 11, 22)
NO = (
    "danger",
    "urgent_today",
    "another_child",
    "another_adult",
    "another_agency",
    "keep",
    "keep_name_from_family",
    "spoke",
)
USUAL: Mapping[str, Any] = dict.fromkeys(NO, "no") | {
    "kind": "welfare",
    "social_worker": "no",
    "concerns_here": "none",
    "lives": "address",
    "violence": "none",
    **dict.fromkeys(("same_language", "same_evidence", "same_rationale", "same_to_all"), "no"),
    "grown_up": "uncertain",
    "no_agreement": None,
}
"""What somebody answers who was not asked to be special."""

BY_KIND = {
    "text": "Some words",
    "age": "7",
    "date": "2019-03-04",
    "email": "person@example.com",
    "phone": "01632 960001",
    "postcode": "NN1 1AA",
    "nhs-number": "999 000 0018",
    "upn": "H801200001001",
    "reference": "NN-7K4M-9QXR",
    "files": "",
}


def usual(question: Asked) -> Any:
    if question.id in USUAL:
        return USUAL[question.id]
    if isinstance(question, Choice | Choices):
        return next(iter(question.options))
    return BY_KIND[str(getattr(question, "kind", ""))]


def typed_as(question: Asked, name: str, wanted: Any) -> dict[str, list[str]]:
    """The fields of a browser's body; '?' is 'I do not know', None leaves it blank."""
    if wanted is None:
        return {}
    if wanted == "?":
        return {f"{name}-unknown": ["yes"]}
    if getattr(question, "kind", "") == "date" and "-" in wanted:
        parts = zip(("year", "month", "day"), wanted.split("-"), strict=True)
        return {f"{name}-{part}": [value] for part, value in parts}
    return {name: wanted if isinstance(wanted, list) else [wanted]}


def for_item(answers: Answers, spot: Spot, value: Any) -> Any:
    """A tuple holds a value for each item in its order; a pair of items takes a tuple of tuples."""
    for item in spot.scope.split("/")[1::2]:
        if isinstance(value, tuple):
            value = value[next(ids.index(item) for ids in answers.groups.values() if item in ids)]
    return value


def typed_page(answers: Answers, step: Step, said: Mapping[str, Any]) -> dict[str, list[str]]:
    typed: dict[str, list[str]] = {}
    for spot in step.spots:
        for question in step.page.questions:
            wanted = for_item(answers, spot, said.get(question.id, usual(question.narrowed(spot.facts))))
            typed |= typed_as(question, spot.field(question.id), wanted)
    return typed


def fill(form: Form, *, children: int = 1, adults: int = 0, **said: Any) -> Answers:
    """Every page answered, in order: what was not said has its usual answer, None is left blank.

    A section is answered at a time, as the browser's fields are read; to post page by page would walk the
    whole form for each.
    """
    answers = start(form)
    for group_id, more in (("children", children - 1), ("adults", adults)):
        group = form.group(group_id)
        for _ in range(more if group else 0):
            answers, _item = add_item(answers, group) if group else (answers, "")
    for _ in range(1000):
        untouched = [step for step in walk(form, answers, DAY).steps if not step.touched]
        if not untouched:
            return answers
        for step in untouched:
            if (step.section, step.group) == (untouched[0].section, untouched[0].group):
                answers = answer(answers, step, typed_page(answers, step, said))
    raise AssertionError("the form never ends")


def answer(answers: Answers, step: Step, typed: Mapping[str, list[str]]) -> Answers:
    """Each question that a page asks now, read from the fields; a button that changes another answer does so."""
    for slot in (slot for slot in step.slots if not slot.recorded):
        value, _message = slot.question.read(typed, slot.field, DAY)
        changes = slot.question.changes.get(str(value)) if isinstance(slot.question, Choice) else None
        scope, said = ("", changes) if changes else (slot.spot.scope, {slot.question.id: value})
        answers = answers.put(scope, dict(said))
    return answers


def asked_for(form: Form, answers: Answers) -> set[str]:
    """Every question that still needs an answer, whatever page or person it is about."""
    return {fault.field.split("-")[0] for step in walk(form, answers, DAY).steps for fault in step.faults}


@pytest.fixture(scope="session")
def complete() -> Callable[..., Answers]:
    return fill


@pytest.fixture(scope="session")
def page_typed() -> Callable[..., dict[str, list[str]]]:
    return typed_page


@pytest.fixture(scope="session")
def demands() -> Callable[[Form, Answers], set[str]]:
    return asked_for


@pytest.fixture(scope="session", params=shipped())
def council(request: pytest.FixtureRequest) -> Profile:
    return load_profile(request.param)


@pytest.fixture(scope="session")
def professional_form(council: Profile) -> Form:
    return professional.form(council)


@pytest.fixture(scope="session")
def family_form(council: Profile) -> Form:
    return family.form(council)


@pytest.fixture(scope="session")
def community_form(council: Profile) -> Form:
    return community.form(council)


@pytest.fixture(scope="session")
def young_form(council: Profile) -> Form:
    return young_person.form(council)


@pytest.fixture(scope="session")
def allegation_form(council: Profile) -> Form:
    return allegation.form(council)
