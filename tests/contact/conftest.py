"""Whole forms answered with words that occur nowhere else, and the contact they become."""

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, date, datetime
from itertools import count
from random import Random
from typing import Any
from uuid import UUID

import pytest

from app.contact.assemble import Parts, Sending, assemble
from app.filekinds import FileKind
from app.forms.answers import Answers
from app.forms.catalogue import forms
from app.forms.conditions import NOT_KNOWN, Answer
from app.forms.kinds.attached import Attached
from app.forms.pages import Form
from app.forms.questions import Choice, Choices, Question
from app.forms.walking.steps import Slot, Step
from app.forms.walking.walk import Walk, walk
from app.forms.wizard import start
from app.profiles.loading import load_profile
from app.profiles.model import Profile

DAY = date(2026, 11, 22)
COUNCIL = load_profile("northamptonshire")
FORMS = forms(COUNCIL)
NO = (
    "danger",
    "urgent_today",
    "another_child",
    "another_adult",
    "another_agency",
    "spoke",
    "social_worker",
    "keep_name_from_family",
)
FILE = Attached(
    id="0b6f3a52-8c1e-4a57-9d6e-1b8f0f4f3c11",
    name="Body map.pdf",
    kind=FileKind.PDF,
    size=1234,
    scanned=True,
    cleaned=True,
)
USUAL: dict[str, Answer] = {
    **dict.fromkeys((*NO, "same_to_all"), "no"),
    "kind": "welfare",
    "no_agreement": None,
}


def usual(question: Question, number: int) -> Answer:
    """An answer that no other question has, wherever the kind of question lets it."""
    if isinstance(question, Choice):
        return next(iter(question.options))
    if isinstance(question, Choices):
        # Whoever says that they can tell more is asked all of it.
        return list(question.options) if question.id == "more" else [next(iter(question.options))]
    answers: dict[str, Answer] = {
        "text": f"canary-{number}-",
        "email": f"canary{number}@example.com",
        "phone": f"01632 960{number:03}",
        "postcode": "NN1 1AA",
        "nhs-number": "999 000 0018",
        "upn": "H801200001001",
        "reference": "NN-7K4M-9QXR",
        "date": "2019-03-04",
        "age": 7,
        "files": [FILE.written()],
    }
    return answers[question.kind]


def for_item(answers: Answers, scope: str, value: Any) -> Any:
    """A tuple holds a value for each item in its order."""
    for item in scope.split("/")[1::2]:
        if isinstance(value, tuple):
            value = value[next(ids.index(item) for ids in answers.groups.values() if item in ids)]
    return value


def people(form: Form, children: int, adults: int) -> Answers:
    answers = start(form)
    for group, more in (("children", children - 1), ("adults", adults)):
        for _ in range(more if form.group(group) else 0):
            answers, _item = answers.add(group)
    return answers


def fill(form: str, *, children: int = 1, adults: int = 0, **said: Any) -> Answers:
    """Every question answered: as said, and otherwise with a word of its own; None leaves it blank."""
    answers, numbers = people(FORMS[form], children, adults), count(1)
    for _ in range(100):
        open_steps = [
            step for step in over(form, answers).steps if not all(slot.recorded for slot in step.slots)
        ]
        if not open_steps:
            return answers
        # A section at a time: to answer a single question, and then walk again, would take minutes.
        for step in open_steps:
            if (step.section, step.group) == (open_steps[0].section, open_steps[0].group):
                answers = answered_step(answers, step, numbers, said)
    raise AssertionError("the form never ends")


def answered_step(answers: Answers, step: Step, numbers: Iterator[int], said: Mapping[str, Any]) -> Answers:
    for slot in (slot for slot in step.slots if not slot.recorded):
        question, scope = slot.question, slot.spot.scope
        ordinary = USUAL.get(question.id, usual(question, next(numbers)))
        given = for_item(answers, scope, said.get(question.id, ordinary))
        if isinstance(question, Choice) and isinstance(given, str) and given not in question.options:
            given = ordinary  # another form than this one offers what was said
        answers = answers.put(scope, {question.id: given})
    return answers


def slots(form: str, answers: Answers) -> Iterator[Slot]:
    return (slot for step in over(form, answers).steps for slot in step.slots)


def over(form: str, answers: Answers) -> Walk:
    return walk(FORMS[form], answers, DAY)


def turned(form: str, answers: Answers, chance: Random) -> Answers:
    """The same with some answers changed at random, so that others are asked, and some no longer are."""
    for slot in chance.sample([*slots(form, answers)], 4):
        question, values = slot.question, [None]
        if isinstance(question, Choice | Choices):
            one = chance.choice([*question.options])
            values = [one if isinstance(question, Choice) else [one]]  # type: ignore[list-item]
        value = chance.choice([*values, NOT_KNOWN] if question.unknown else values)
        answers = answers.put(slot.spot.scope, {question.id: value})
    return answers


def sent(form: str, answers: Answers) -> Parts:
    message = UUID("6f1d3a52-8c1e-4a57-9d6e-1b8f0f4f3c11")
    moment = datetime(2026, 11, 22, 16, 50, tzinfo=UTC)
    return assemble(COUNCIL, over(form, answers), Sending(message, "NN-7K4M-9QXR", moment, "en"))


@pytest.fixture(scope="session")
def council() -> Profile:
    return COUNCIL


@pytest.fixture(scope="session")
def answered() -> Callable[..., Answers]:
    return fill


@pytest.fixture(scope="session")
def live() -> Callable[[str, Answers], Walk]:
    return over


@pytest.fixture(scope="session")
def change() -> Callable[[str, Answers, Random], Answers]:
    return turned


@pytest.fixture(scope="session")
def assembled() -> Callable[[str, Answers], Parts]:
    return sent
