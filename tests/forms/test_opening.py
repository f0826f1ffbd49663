"""The first pages of every form: whom to call, and what is said to somebody whom nobody answered."""

from dataclasses import replace

import pytest

from app.forms.catalogue import forms
from app.forms.pages import Form
from app.forms.topics.danger import has_spoken
from app.profiles.loading import load_profile
from tests.forms.walked import DAY, Complete, paths, seen

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


TODAY, BEFORE = DAY.isoformat(), "2026-11-19"


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
@pytest.mark.parametrize(
    ("said", "so"),
    [
        ({"urgent_today": "yes", "called_now": "yes"}, True),
        ({"urgent_today": "yes", "called_now": "no-reply", "called_again": "yes"}, True),
        ({"urgent_today": "yes", "called_now": "no-reply", "called_again": "no"}, False),
        ({"urgent_today": "yes", "called_now": "no-reply", "called_again": None}, False),
        ({"urgent_today": "yes", "called_now": "no", "called_again": "yes"}, False),
        ({"urgent_today": "yes", "called_now": None}, False),
        ({"urgent_today": "no", "called_now": "yes"}, False),
        ({"danger": "yes", "urgent_today": "yes", "called_now": "yes"}, False),
    ],
)
def test_whoever_was_answered_has_spoken_to_us_as_long_as_they_are_asked(
    complete: Complete, form: Form, said: dict[str, str | None], *, so: bool
) -> None:
    """The default is an answer by which nobody has spoken to us in another way."""
    assert has_spoken(seen(form, complete(form, **said)).facts) is so


@pytest.mark.parametrize(
    ("said", "so"),
    [
        ({"called_now": "no", "spoke": "yes", "spoke_on": TODAY}, True),
        ({"called_now": "no-reply", "called_again": "no", "spoke": "yes", "spoke_on": TODAY}, True),
        ({"called_now": "no", "spoke": "yes", "spoke_on": BEFORE}, False),
        ({"called_now": "no", "spoke": "yes", "spoke_on": None}, False),
        ({"called_now": "no", "spoke": "no", "spoke_on": TODAY}, False),
        ({"called_now": "yes", "spoke_on": BEFORE}, True),
    ],
)
def test_a_professional_who_spoke_to_us_today_has_told_us_that_it_cannot_wait(
    complete: Complete, said: dict[str, str | None], *, so: bool
) -> None:
    form = FORMS["professional"]
    assert has_spoken(seen(form, complete(form, urgent_today="yes", **said)).facts) is so


@pytest.mark.parametrize(("day", "asked"), [(TODAY, False), (BEFORE, True), (None, True)])
def test_a_call_of_today_that_the_hub_wrote_down_is_not_asked_after(
    complete: Complete, day: str | None, *, asked: bool
) -> None:
    """On another day it is: what cannot wait now is not what that call was about."""
    form = FORMS["professional"]
    begun = replace(
        complete(form, urgent_today="yes", called_now=None, spoke="yes", spoke_on=day), called_on=day
    )
    assert ("call-now" in paths(form, begun)) is asked
    assert has_spoken(seen(form, begun).facts) is not asked
