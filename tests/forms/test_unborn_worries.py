"""What is asked of a child who is not born yet: which worries are about it, an only one too, and what it can have."""

import pytest

from app.forms.answers import Answers
from app.forms.pages import Form
from app.forms.unborn import ONLY_ONCE_BORN
from app.forms.walking.steps import Step
from tests.forms.walked import Complete, seen

CHOSEN = ["domestic-abuse", "self-harm"]


def which_child(form: Form, answers: Answers) -> list[Step]:
    return [step for step in seen(form, answers).steps if step.page.slug == "which-child"]


def offered(step: Step) -> list[list[str]]:
    return [list(getattr(slot.question, "options", ())) for slot in step.slots]


@pytest.fixture(params=["professional", "family", "community"])
def form(
    request: pytest.FixtureRequest, professional_form: Form, family_form: Form, community_form: Form
) -> Form:
    return {"professional": professional_form, "family": family_form, "community": community_form}[
        request.param
    ]


def test_of_an_only_child_who_is_not_born_yet_it_is_asked_which_worries_are_about_it(
    form: Form, complete: Complete
) -> None:
    said = {"concerns": ["neglect", "domestic-abuse"], "concerns_here": ["neglect"]}
    assert not which_child(form, complete(form, **said))
    (page,) = which_child(form, complete(form, birth="unborn", **said))
    assert [each[:2] for each in offered(page)] == [["neglect", "domestic-abuse"]]


def test_what_only_a_born_child_can_have_is_offered_for_no_unborn_one(
    professional_form: Form, complete: Complete
) -> None:
    birth = ("date-of-birth", "unborn")
    answers = complete(professional_form, children=2, birth=birth, concerns=CHOSEN)
    (page,) = which_child(professional_form, answers)
    assert offered(page) == [["domestic-abuse", "self-harm", "none"], ["domestic-abuse", "none"]]


@pytest.mark.parametrize("children", [1, 2])
def test_where_nothing_that_was_chosen_can_be_about_an_unborn_child_a_parent_is_not_asked(
    family_form: Form, complete: Complete, children: int
) -> None:
    said = {"concerns": ["behaviour"], "concerns_here": ["behaviour"]}
    answers = complete(family_form, children=children, birth=("unborn", "date-of-birth"), **said)
    assert [offered(page) for page in which_child(family_form, answers)] == [[["behaviour"]]] * (children - 1)


@pytest.mark.parametrize(
    ("children", "births", "here", "field", "says"),
    [
        (1, ("unborn",), (["domestic-abuse"],), "concerns", "no child here is born yet"),
        (2, ("unborn", "unborn"), (["domestic-abuse"],) * 2, "concerns", "no child here is born yet"),
        (2, ("unborn", "date-of-birth"), (["domestic-abuse"],) * 2, "concerns_here-", "not for any child"),
        (1, ("unborn",), (["none"],), "concerns_here-", "not for {child}"),
        (2, ("unborn", "date-of-birth"), (["domestic-abuse"], ["self-harm"]), "", ""),
    ],
)
def test_a_worry_about_nobody_is_told_with_what_can_be_done(
    professional_form: Form,
    complete: Complete,
    children: int,
    births: tuple[str, ...],
    here: tuple[list[str], ...],
    field: str,
    says: str,
) -> None:
    said = {"birth": births, "concerns": CHOSEN, "concerns_here": here}
    (page,) = which_child(professional_form, complete(professional_form, children=children, **said))
    warnings = page.warnings
    assert [warning.field.startswith(field) for warning in warnings] == [True] * bool(says)
    assert all(says in warning.message for warning in warnings)


def test_what_only_a_born_child_can_have_says_whose_it_is(professional_form: Form) -> None:
    (worries,) = (
        getattr(question, "options", {})
        for page, _ in professional_form.pages()
        for question in page.questions
        if question.id == "concerns"
    )
    assert all("child" in worries[one] for one in ONLY_ONCE_BORN)


def test_an_unborn_child_may_have_a_plan_and_is_under_no_order(
    professional_form: Form, complete: Complete
) -> None:
    answers = complete(professional_form, children=2, birth=("date-of-birth", "unborn"))
    born, unborn = (
        offered(step)[0]
        for step in seen(professional_form, answers).steps
        if step.page.slug == "orders-and-plans"
    )
    assert unborn == ["protection-plan", "child-in-need-plan", "not-known", "none"]
    assert {*unborn, "care-order", "private-fostering"} < {*born}


def test_nobody_is_asked_what_a_child_says_or_where_it_is_who_is_not_born(
    professional_form: Form, complete: Complete
) -> None:
    answers = complete(
        professional_form, children=2, birth=("unborn", "not-known"), concerns_here=["neglect"]
    )
    children = answers.items("children")
    asked = [
        (question.id, facts.scope.split("/")[-1])
        for facts, found in seen(professional_form, answers).asked
        for question, _, _ in found
    ]
    for question in ("child_views", "now_at"):
        assert [child for name, child in asked if name == question] == [children[1]]
    step = seen(professional_form, answers).at(f"children/{children[0]}/home")
    assert step
    assert step.insets == ("For a baby who is not born yet, say where the mother lives.",)


def test_nobody_is_warned_of_a_worry_about_no_child_before_every_child_was_asked_about(
    professional_form: Form, complete: Complete
) -> None:
    answers = complete(professional_form, children=2, concerns=["neglect"], concerns_here=None)
    step = seen(professional_form, answers).at("which-child")
    assert step
    assert step.warnings == ()
    first, second = answers.items("children")
    answers = answers.put(f"children/{first}", {"concerns_here": ["none"]})
    answers = answers.put(f"children/{second}", {"concerns_here": ["none"]})
    step = seen(professional_form, answers).at("which-child")
    assert step
    assert len(step.warnings) == 1
