"""The first pages of every form: whom to call, and what is said to somebody whom nobody answered."""

import pytest

from app.forms.catalogue import forms
from app.forms.pages import Form
from app.profiles.loading import load_profile
from tests.forms.walked import Complete, paths, seen

FORMS = forms(load_profile("northamptonshire"))


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
@pytest.mark.parametrize(
    ("urgent", "called", "asked"),
    [
        ("yes", "no-reply", True),
        ("yes", "yes", False),
        ("yes", "no", False),
        ("yes", None, False),
        ("no", "no-reply", False),
    ],
)
def test_whoever_called_and_was_not_answered_is_told_what_to_do(
    complete: Complete, form: Form, urgent: str, called: str | None, asked: bool
) -> None:
    said = complete(form, urgent_today=urgent, called_now=called)
    assert ("nobody-answered" in paths(form, said)) is asked


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_it_comes_next_and_nothing_on_it_has_to_be_said(complete: Complete, form: Form) -> None:
    walked = seen(form, complete(form, urgent_today="yes", called_now="no-reply", called_again=None))
    at = [step.page.slug for step in walked.steps]
    assert at[at.index("call-now") + 1] == "nobody-answered"
    step = walked.at("nobody-answered")
    assert step
    assert not step.faults
    assert step.notice == ("nobody_answered_young" if form.slug == "young-person" else "nobody_answered")
