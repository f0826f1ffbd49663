"""Nobody is asked for a baby's school year or pupil number; of an age that is not known they are asked."""

from typing import Any

import pytest

from app.forms.pages import Form
from tests.forms.walked import Complete, seen

OF_SCHOOL = {"school_year", "upn"}
AGES: tuple[tuple[dict[str, Any], bool], ...] = (
    ({"birth": "unborn"}, False),
    ({"birth": "estimated-age", "estimated_age": "0"}, False),
    ({"birth": "estimated-age", "estimated_age": "1"}, False),
    ({"birth": "estimated-age", "estimated_age": "2"}, True),
    ({"birth": "date-of-birth", "date_of_birth": "2025-11-22"}, False),
    ({"birth": "date-of-birth", "date_of_birth": "2015-11-22"}, True),
    ({"birth": "not-known"}, True),
    ({"birth": "estimated-age", "estimated_age": None}, True),
)


def asked(form: Form, complete: Complete, said: dict[str, Any]) -> set[str]:
    answers = complete(form, more=["school"], children=1, **said)
    return {slot.question.id for step in seen(form, answers).steps for slot in step.slots}


@pytest.mark.parametrize(("said", "due"), AGES)
def test_what_is_asked_of_school_follows_from_the_age(
    professional_form: Form,
    family_form: Form,
    community_form: Form,
    complete: Complete,
    said: dict[str, Any],
    *,
    due: bool,
) -> None:
    for form, every in (
        (professional_form, OF_SCHOOL),
        (family_form, {"school_year"}),
        (community_form, {"school_year"}),
    ):
        assert asked(form, complete, said) & OF_SCHOOL == (every if due else set())


def test_a_baby_may_be_at_a_nursery(professional_form: Form, family_form: Form, complete: Complete) -> None:
    baby = {"birth": "estimated-age", "estimated_age": "0"}
    assert "school_known" in asked(professional_form, complete, baby)
    assert "school" in asked(family_form, complete, baby)
