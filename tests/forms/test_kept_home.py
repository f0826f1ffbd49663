"""Where a home or a school must be kept, what would show it is pointed out: who wrote, a GP, a part of the area."""

from typing import Any

import pytest

from app.forms.pages import Form
from app.forms.professional.children import GP_SHOWS_IT, PLACE_SHOWS_IT
from tests.forms.walked import Complete, seen

KEPT: dict[str, Any] = {"lives": "kept", "postcode": None}
OPEN: dict[str, Any] = {"keep_name_from_family": "no"}
HIDDEN: dict[str, Any] = {"keep_name_from_family": "yes"}
KEPT_SCHOOL: dict[str, Any] = {"school_known": "kept"}


@pytest.mark.parametrize(
    ("said", "where"),
    [
        pytest.param({**KEPT, **OPEN}, ["home"], id="a refuge"),
        pytest.param({**KEPT, **OPEN, "urgent_today": "yes"}, ["home"], id="urgent"),
        pytest.param({**KEPT_SCHOOL, **OPEN}, ["school"], id="a school"),
        pytest.param({**KEPT, **KEPT_SCHOOL, **OPEN}, ["home"], id="both, said once"),
        pytest.param({**KEPT, **HIDDEN}, [], id="who wrote is kept"),
        pytest.param({**KEPT, "keep_name_from_family": None, "urgent_today": "yes"}, [], id="not answered"),
        pytest.param(OPEN, [], id="an open address"),
    ],
)
def test_whoever_keeps_a_home_and_not_where_they_work_is_asked_whether_that_shows_it(
    professional_form: Form, complete: Complete, said: dict[str, Any], where: list[str]
) -> None:
    answers = complete(professional_form, **said)
    steps = seen(professional_form, answers).steps
    found = [
        (step.page.slug, one.field)
        for step in steps
        for one in step.warnings
        if one.field == "keep_name_from_family"
    ]
    assert found == [(slug, "keep_name_from_family") for slug in where]


@pytest.mark.parametrize("lives", ["kept", "address"])
def test_a_gp_and_a_part_of_the_area_are_not_asked_for_in_the_open_of_a_home_that_is_kept(
    professional_form: Form, complete: Complete, lives: str
) -> None:
    walked = seen(professional_form, complete(professional_form, lives=lives, postcode=None))
    told = {step.page.slug: step.insets for step in walked.steps}
    expected = (GP_SHOWS_IT, PLACE_SHOWS_IT) if lives == "kept" else ()
    assert (*told["school"], *told.get("locality", ())) == expected[: 1 + ("locality" in told)]
