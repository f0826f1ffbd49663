"""What speaks against that it can wait is pointed out, and leads to where that was said; it demands nothing."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from app.forms.answers import Answers
from app.forms.pages import Form
from app.forms.walking.walk import walk

DAY = date(2026, 11, 22)
Complete = Callable[..., Answers]
Demands = Callable[[Form, Answers], set[str]]
DELAYED = {
    "missing_now": "no",
    "informed": "risk",
    "risk_reasons": ["more-harm-to-the-child", "dangerous-delay"],
}
MISSING = {"missing_now": "yes"}


def warned(form: Form, answers: Answers) -> list[tuple[str, str]]:
    return [(step.page.slug, one.field) for step in walk(form, answers, DAY).steps for one in step.warnings]


@pytest.mark.parametrize(
    ("said", "where"),
    [
        pytest.param(DELAYED, ["risk-of-telling"], id="a delay is dangerous"),
        pytest.param({**DELAYED, "risk_reasons": ["more-harm-to-the-child"]}, [], id="another reason"),
        pytest.param(MISSING, ["orders-and-plans"], id="missing"),
        pytest.param({"missing_now": "not-known"}, [], id="perhaps missing"),
        pytest.param({**MISSING, "urgent_today": "yes"}, [], id="urgent"),
        pytest.param({**MISSING, "danger": "yes"}, [], id="in danger"),
        pytest.param({**MISSING, "spoke": "yes", "spoke_on": "2026-11-22"}, [], id="spoke today"),
        pytest.param(
            {**MISSING, "spoke": "yes", "spoke_on": "2026-11-21"}, ["orders-and-plans"], id="spoke before"
        ),
    ],
)
def test_a_professional_is_asked_whether_it_can_wait(
    professional_form: Form, complete: Complete, demands: Demands, said: dict[str, Any], where: list[str]
) -> None:
    answers = complete(professional_form, **said)
    assert warned(professional_form, answers) == [(slug, "urgent_today") for slug in where]
    assert demands(professional_form, answers) == set()


def test_so_is_whoever_writes_from_home(
    family_form: Form, community_form: Form, complete: Complete, demands: Demands
) -> None:
    for form in (family_form, community_form):
        answers = complete(form, more=["court"], **MISSING)
        assert [field for _, field in warned(form, answers)] == ["urgent_today"]
        assert demands(form, answers) == set()
