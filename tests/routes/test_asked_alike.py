"""What is asked of everybody alike is made once, and is what each would have been asked alone."""

from collections.abc import Iterator

import pytest

from app.forms.catalogue import forms
from app.forms.pages import Form
from app.forms.walking.alike import asks_all_alike
from app.forms.walking.steps import Fault, Step
from app.forms.walking.walk import walk
from app.profiles.loading import load_profile, shipped
from app.routes.page.asking import Asking, FilledIn
from tests.forms.conftest import DAY, fill

EVERY_FORM = [
    pytest.param(form, id=f"{council}-{form.slug}")
    for council in shipped()
    for form in forms(load_profile(council)).values()
]


def not_begun(form: Form) -> Iterator[Step]:
    """Each page of a form that is filled in for two children and two adults, before its own answers are given."""
    answers = fill(form, children=2, adults=2)
    for step in walk(form, answers, DAY).steps:
        before = answers
        for slot in step.slots:
            before = before.put(slot.spot.scope, {}, forget=(slot.question.id,))
        if (seen := walk(form, before, DAY).at(step.path)) and not any(slot.recorded for slot in seen.slots):
            yield seen


@pytest.mark.parametrize("form", EVERY_FORM)
def test_everybody_is_asked_what_each_would_be_asked_alone(form: Form) -> None:
    kept = 0
    for step in not_begun(form):
        shown = Asking(step).questions()
        # A fault that is nowhere on the page has it made for this one person.
        alone = Asking(step, faults=(Fault("nowhere", "", {}),)).questions()
        assert [view._replace(token=None) for view in shown] == list(alone), step.path
        again = Asking(step).questions()
        assert (again is shown) == asks_all_alike(step.page), step.path
        kept += again is shown
    assert kept, "no page is kept"


@pytest.mark.parametrize("form", EVERY_FORM[:1])
def test_a_page_that_holds_anything_is_made_for_its_own_writer(form: Form) -> None:
    step = next(one for one in not_begun(form) if asks_all_alike(one.page))
    kept, name = Asking(step).questions(), step.slots[0].field
    for asking in (
        Asking(step, typed={name: ["Aroha"]}),
        Asking(step, filled_in=FilledIn({name: "Aroha"})),
        Asking(step, faults=(Fault(name, "Enter a name", {}),)),
        Asking(step._replace(slots=(step.slots[0]._replace(recorded=True), *step.slots[1:]))),
    ):
        own = asking.questions()
        assert own is not kept
        assert not any(view.token for view in own)
