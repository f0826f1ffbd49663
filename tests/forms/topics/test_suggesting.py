"""Names that a council lists, its own, and usual roles are offered where somebody writes one, and nowhere else."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.forms.catalogue import forms
from app.forms.pages import Form
from app.forms.topics.roles import ROLES
from app.profiles.loading import load_profile, shipped
from tests.forms.walked import DAY

SANDSHIRE = load_profile(str(Path(__file__).parents[2] / "profiles" / "sandshire.toml"))
BOTH = (*SANDSHIRE.schools, *SANDSHIRE.organisations, SANDSHIRE.name)


def offered(form: Form) -> Iterator[tuple[str, tuple[str, ...]]]:
    for page, _ in form.pages():
        yield from ((one.id, names) for one in page.questions if (names := getattr(one, "offers", ())))


def test_names_are_offered_beside_these_questions_and_no_other() -> None:
    found = {slug: dict(offered(form)) for slug, form in forms(SANDSHIRE).items()}
    assert found == {
        "professional": {"organisation": BOTH, "school": SANDSHIRE.schools, "agency_organisation": BOTH},
        "family": {"school": SANDSHIRE.schools, "agency_organisation": BOTH},
        "community": {"find_school": SANDSHIRE.schools},
        "young-person": {"school": SANDSHIRE.schools, "find_school": SANDSHIRE.schools},
        "allegation": {"organisation": BOTH},
    }


@pytest.mark.parametrize("slug", shipped())
def test_no_council_that_is_shipped_has_a_name_that_we_made_up(slug: str) -> None:
    council = load_profile(slug)
    assert council.schools == council.organisations == ()
    named = {name for form in forms(council).values() for _, names in offered(form) for name in names}
    assert named == {council.name}


def test_usual_roles_are_offered_for_others_who_work_with_the_family() -> None:
    found = {
        (slug, question.id)
        for slug, form in forms(SANDSHIRE).items()
        for page, _ in form.pages()
        for question in page.questions
        if getattr(question, "usual", ()) == ROLES
    }
    assert found == {("professional", "agency_role"), ("family", "agency_role")}


def test_what_is_on_no_list_can_be_written() -> None:
    form = forms(SANDSHIRE)["community"]
    (asked,) = (one for page, _ in form.pages() for one in page.questions if one.id == "find_school")
    assert asked.read({"find_school": ["Somewhere else"]}, "find_school", DAY).value == "Somewhere else"
