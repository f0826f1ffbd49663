"""Whoever fears a marriage, a cutting or a journey can say so, and reads what not to do, outside work too."""

import pytest

from app.forms.catalogue import forms
from app.forms.questions import Choice, Choices, Question
from app.profiles.loading import load_profile
from app.vocabulary import Concern

FORMS = forms(load_profile("northamptonshire"))
FORCED, CUT = Concern.FORCED_MARRIAGE, Concern.FGM


def asked(form: str, question: str) -> Question:
    return next(one for page, _ in FORMS[form].pages() for one in page.questions if one.id == question)


@pytest.mark.parametrize("form", ["family", "community", "young-person"])
@pytest.mark.parametrize("worry", [FORCED, CUT])
def test_it_can_be_said_and_what_to_mind_stands_beside_it(form: str, worry: Concern) -> None:
    concerns = asked(form, "concerns")
    assert isinstance(concerns, Choices)
    assert worry in concerns.options
    assert "abroad, call us today" in concerns.hints[worry]


@pytest.mark.parametrize("form", ["family", "community"])
def test_who_is_grown_up_reads_not_to_ask_those_who_may_want_it(form: str) -> None:
    concerns = asked(form, "concerns")
    assert isinstance(concerns, Choices)
    assert "Do not ask anybody who may want it." in concerns.hints[CUT]
    assert Concern.SEXUAL_EXPLOITATION in concerns.options


@pytest.mark.parametrize("form", ["family", "community", "young-person"])
def test_a_journey_that_is_near_cannot_wait(form: str) -> None:
    urgent = asked(form, "urgent_today")
    assert isinstance(urgent, Choice)
    assert "taken abroad" in urgent.hint
