"""What a parent or a neighbour may tell more of: each matter where it is ticked, and nothing of it is needed."""

from collections.abc import Iterator
from typing import Any

import pytest

from app.forms.answers import Answers
from app.forms.pages import Form
from app.forms.walking.steps import Step
from tests.forms.walked import Complete, Demands, seen


def steps(form: Form, answers: Answers, slug: str, group: str = "") -> list[Step]:
    return [
        step
        for step in seen(form, answers).steps
        if step.page.slug == slug and (step.group.id if step.group else "") == group
    ]


def asked_in(step: Step) -> Iterator[list[str]]:
    for spot in step.spots:
        yield [slot.question.id for slot in step.slots if slot.spot is spot]


@pytest.fixture(params=["family", "community"])
def form(request: pytest.FixtureRequest, family_form: Form, community_form: Form) -> Form:
    forms = {"family": family_form, "community": community_form}
    return forms[request.param]


def test_which_child_is_asked_of_several_and_only_what_was_ticked(form: Form, complete: Complete) -> None:
    said: dict[str, Any] = {"concerns": ["neglect", "behaviour"], "concerns_here": None}
    assert not steps(form, complete(form, **said), "which-child")
    (step,) = steps(form, complete(form, children=2, **said), "which-child")
    offered = [list(getattr(slot.question, "options", ())) for slot in step.slots]
    assert offered == [["neglect", "behaviour"]] * 2
    nothing: dict[str, Any] = said | {"concerns": None}
    assert not steps(form, complete(form, children=2, **nothing), "which-child")


@pytest.mark.parametrize(
    ("matter", "slug", "group", "unborn"),
    [("tonight", "tonight", "", []), ("court", "court", "each-child", ["court_orders"])],
)
def test_an_unborn_child_is_not_asked_of_what_comes_after_birth(
    form: Form, complete: Complete, matter: str, slug: str, group: str, unborn: list[str]
) -> None:
    answers = complete(form, more=[matter], children=2, birth=("date-of-birth", "unborn"))
    born, *rest = [one for step in steps(form, answers, slug, group) for one in asked_in(step)]
    assert set(unborn) < set(born)
    assert rest == [unborn]


def test_a_familys_background_is_asked_child_by_child_and_may_be_left_blank(
    family_form: Form, complete: Complete, demands: Demands
) -> None:
    said: dict[str, Any] = {"more": ["background"], "birth": ("date-of-birth", "unborn", "not-known")}
    answers = complete(family_form, **said, children=3, ethnicity=None, disability=None, religion=None)
    (first, third) = steps(family_form, answers, "background", "each-child")
    assert [step.item for step in (first, third)] == [answers.items("children")[one] for one in (0, 2)]
    assert demands(family_form, answers) == set()


def test_what_is_said_child_by_child_is_the_childs_own(family_form: Form, complete: Complete) -> None:
    answers = complete(family_form, more=["background"], children=2, religion=("None", "Sikh"))
    assert [answers.of(f"children/{item}")["religion"] for item in answers.items("children")] == [
        "None",
        "Sikh",
    ]
    facts = seen(family_form, answers).facts
    assert [child.get("religion") for child in facts.items("children")] == ["None", "Sikh"]
    fewer = answers.remove("children", answers.items("children")[0])
    (step,) = steps(family_form, fewer, "disability", "each-child")
    assert [slot.value for slot in step.slots if slot.question.id == "religion"] == ["Sikh"]


def test_an_adult_is_something_to_each_child_and_none_of_it_is_needed(
    family_form: Form, complete: Complete, demands: Demands
) -> None:
    answers = complete(family_form, more=["home"], children=2, adults=1, relation=(("mother", "other"),))
    (step,) = steps(family_form, answers, "relation", "adults")
    assert [slot.value for slot in step.slots if slot.question.id == "relation"] == ["mother", "other"]
    group = family_form.group("adults")
    assert group
    blank = dict.fromkeys(question.id for page in group.pages for question in page.questions)
    assert demands(family_form, complete(family_form, more=["home"], adults=1, **blank)) == set()
    assert not steps(family_form, complete(family_form, more=None, adults=1), "relation", "adults")


@pytest.mark.parametrize(("years", "warned"), [("9", True), ("7", True), ("40", False)])
def test_a_father_who_would_be_younger_than_the_child_is_pointed_out_at_his_age(
    family_form: Form, complete: Complete, years: str, warned: bool
) -> None:
    child = {"birth": "estimated-age", "estimated_age": "9"}
    answers = complete(family_form, more=["home"], adults=1, relation="father", adult_age=years, **child)
    (step,) = steps(family_form, answers, "age-and-language", "adults")
    assert [warning.field for warning in step.warnings] == (["adult_age"] if warned else [])


def test_those_who_work_with_the_family_are_added_one_by_one(family_form: Form, complete: Complete) -> None:
    group = family_form.group("agencies")
    assert group
    answers, _item = complete(family_form, more=["helpers"]).add("agencies")
    assert steps(family_form, answers, "who", "agencies")
    assert not steps(family_form, answers.put("", {"more": None}), "who", "agencies")


@pytest.mark.parametrize(
    ("born", "asked"), [("2008-11-22", True), ("2008-11-23", False), ("2019-03-04", False)]
)
def test_somebody_of_18_is_shown_adult_services_and_nothing_stops(
    form: Form, complete: Complete, demands: Demands, born: str, asked: bool
) -> None:
    answers = complete(form, birth="date-of-birth", date_of_birth=born, grown_up=None)
    found = steps(form, answers, "over-eighteen", "children")
    assert ["adult services" in step.insets[0] for step in found] == ([True] if asked else [])
    assert demands(form, answers) == set()
    said = complete(form, birth="date-of-birth", date_of_birth=born, grown_up="adult")
    assert demands(form, said) == set()


def test_a_neighbour_may_say_what_is_going_well_too(
    community_form: Form, complete: Complete, demands: Demands
) -> None:
    answers = complete(
        community_form, more=["well"], strengths="Her gran helps", safety_now=None, engages=None
    )
    (step,) = steps(community_form, answers, "going-well")
    assert [slot.question.id for slot in step.slots] == ["strengths", "safety_now", "engages"]
    assert demands(community_form, answers) == set()
    assert not steps(community_form, complete(community_form, more=["visits"]), "going-well")
