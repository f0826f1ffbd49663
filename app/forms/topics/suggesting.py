"""A council's own name and those on its lists, offered where somebody types one."""

from collections.abc import Mapping
from typing import Final

from app.forms.pages import Form, Group, Page
from app.forms.questions import Question
from app.profiles.model import Profile

SCHOOL: Final = ("school", "find_school")
"""Questions that a school may answer. One that must be kept from somebody is asked elsewhere, with why."""
WORKPLACE: Final = ("organisation", "agency_organisation")

Lists = Mapping[str, tuple[str, ...]]


def suggesting(form: Form, council: Profile) -> Form:
    """The form with these names beside its questions."""
    places = (*council.schools, *council.organisations, council.name)
    lists = dict.fromkeys(SCHOOL, council.schools) | dict.fromkeys(WORKPLACE, places)
    sections = [
        section.model_copy(update={"steps": tuple(_offered(step, lists) for step in section.steps)})
        for section in form.sections
    ]
    return Form(**dict(form) | {"sections": tuple(sections)})


def _offered(step: Page | Group, lists: Lists) -> Page | Group:
    if isinstance(step, Group):
        return step.model_copy(update={"pages": tuple(_on_page(page, lists) for page in step.pages)})
    return _on_page(step, lists)


def _on_page(page: Page, lists: Lists) -> Page:
    return page.model_copy(update={"questions": tuple(_with_names(one, lists) for one in page.questions)})


def _with_names(question: Question, lists: Lists) -> Question:
    names = lists.get(question.id)
    return question.model_copy(update={"offers": names}) if names else question
