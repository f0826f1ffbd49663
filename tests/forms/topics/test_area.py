"""A family in another council’s area is told to call that council too, and may name it (rules.md 9)."""

import pytest

from app.forms.pages import Form
from app.forms.topics.area import ELSEWHERE
from tests.forms.walked import Complete, Demands, seen

NEAR = {"Northamptonshire": "NN1 1AA", "Barnet": "NW4 4BG"}


@pytest.mark.parametrize(
    ("postcode", "asked"), [("EH1 1BB", True), (None, False), ("ZZ99 3VZ", False), ("near", False)]
)
def test_a_postcode_elsewhere_is_accepted_and_its_council_can_be_named(
    family_form: Form, complete: Complete, demands: Demands, postcode: str | None, asked: bool
) -> None:
    code = NEAR[family_form.names["area"]] if postcode == "near" else postcode
    answers = complete(family_form, postcode=code, other_council=None)
    step = seen(family_form, answers).at(ELSEWHERE.slug)
    assert bool(step) is asked
    assert demands(family_form, answers) == set()
    if step:
        assert "call the council of that place too" in step.insets[0]
