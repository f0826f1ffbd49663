"""Who says No and who leaves it blank are told apart in what the hub reads, whatever the question."""

from typing import Any

import pytest

from app.forms.questions import Choice
from app.forms.walking.walk import walk
from app.profiles.loading import load_profile
from app.receiver.copies.readable import readable, readable_apart
from app.templating.rendering import Templates
from app.vocabulary import YesNo
from tests.contact.conftest import DAY, FORMS, fill, sent

TEMPLATES = Templates(load_profile("northamptonshire"))
AT_ONCE = ("danger", "urgent_today", "another_child", "another_adult", "another_agency")
"""Without these a form does not go on."""


def asked(form: str) -> list[str]:
    """The questions with a No that somebody with one child, one adult and everything to tell is asked."""
    steps = walk(FORMS[form], fill(form, adults=1), DAY).steps
    each = (slot.question for step in steps for slot in step.slots)
    found = (one.id for one in each if isinstance(one, Choice) and YesNo.NO in one.options)
    return [one for one in dict.fromkeys(found) if one not in AT_ONCE]


def read(form: str, question: str, answer: str | None) -> str:
    said: dict[str, Any] = {question: answer}
    parts = sent(form, fill(form, adults=1, **said))
    apart = (readable_apart(TEMPLATES, parts.contact, one) for one in (parts.restricted, parts.identity))
    return "".join((readable(TEMPLATES, parts.contact, apart=True, named=True), *apart))


@pytest.mark.parametrize(
    ("form", "question"), [(form, one) for form in ("family", "community") for one in asked(form)]
)
def test_no_is_read_otherwise_than_a_blank(form: str, question: str) -> None:
    blank = read(form, question, None)
    assert "Not answered" in blank
    assert read(form, question, YesNo.NO) != blank
