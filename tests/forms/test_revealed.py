"""A page shows at once what an answer on it will ask: it does not come back for what may be left blank."""

import pytest

from app.forms.catalogue import forms
from app.forms.conditions import All, Either, Has, Is, mentions
from app.forms.pages import Page
from app.forms.questions import Choice, Choices, Question
from app.profiles.loading import load_profile

FORMS = forms(load_profile("northamptonshire"))
PAGES = {f"{slug}/{page.slug}": page for slug, form in FORMS.items() for page, _ in form.pages()}


def hangs_on(question: Question, page: Page) -> set[str]:
    """The choices of its own page without whose answers it is not asked."""
    choices = {one.id for one in page.questions if isinstance(one, Choice | Choices)}
    parts = question.when.conditions if isinstance(question.when, All) else (question.when,)
    return {part.question for part in parts if isinstance(part, Is | Has)} & choices


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_what_may_be_left_blank_hangs_on_one_choice_of_its_page(page: Page) -> None:
    for question in page.questions:
        assert getattr(question, "missing", "") or len(hangs_on(question, page)) <= 1, question.id


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_nothing_hangs_on_several_answers_of_one_choice_for_it_is_shown_below_one_alone(page: Page) -> None:
    own = {one.id for one in page.questions if isinstance(one, Choice | Choices)}
    for question in page.questions:
        if isinstance(question.when, Either):
            values = [value for name, value in mentions(question.when) if name in own]
            assert len(values) <= 1, question.id
