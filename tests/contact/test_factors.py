"""Which of the DfE's factors (N00181) each answer of each form is: by table, and none where it does not say whose."""

from typing import Any

import pytest

from app.contact.model import Contact
from tests.contact.conftest import FORMS, fill, sent

PROFESSIONAL = {
    "neglect": "16A",
    "physical-abuse": "18C",
    "physical-abuse-by-a-child": "18B",
    "emotional-abuse": "17A",
    "sexual-abuse": "19C",
    "sexual-abuse-by-a-child": "19B",
    "domestic-abuse": "3A",
    "sexual-exploitation": "11A",
    "criminal-exploitation": "24A",
    "gangs": "13A",
    "trafficking": "12A",
    "radicalisation": "20",
    "fgm": "22A",
    "forced-marriage-or-honour-based-abuse": "20",
    "faith-or-belief": "23A",
    "fabricated-or-induced-illness": "18C",
    "parent-mental-health": "4B",
    "parent-alcohol": "1B",
    "parent-drugs": "2B",
    "child-mental-health": "4A",
    "self-harm": "15A",
    "child-alcohol": "1A",
    "child-drugs": "2A",
    "disability-or-illness": None,  # learning (5A) or physical (6A)
    "young-carer": "7A",
    "missing": "10A",
    "behaviour": "14A",
    "school-attendance": "20",
    "private-fostering": None,  # five kinds, 8B to 8F
    "unaccompanied-asylum-seeking": "9A",
    "other": "20",
}
ANYBODY = {
    "neglect": "16A",
    "physical-abuse": None,  # by a child (18B) or an adult (18C)
    "emotional-abuse": "17A",
    "sexual-abuse": None,  # by a child (19B) or an adult (19C)
    "sexual-exploitation": "11A",
    "forced-marriage-or-honour-based-abuse": "20",
    "fgm": "22A",
    "domestic-abuse": None,  # of a parent (3B) or of another adult (3C); between adults
    "criminal-exploitation": "24A",
    "gangs": None,  # or a knife, and no gang (13A)
    "parent-alcohol": None,  # an adult: a parent (B) or another (C)
    "parent-drugs": None,
    "parent-mental-health": None,
    "child-mental-health": "4A",
    "behaviour": "14A",
    "missing": "10A",
    "other": "20",
}
YOUNG = {name: code for name, code in ANYBODY.items() if name != "behaviour"} | {
    "self-harm": "15A",
    "young-carer": "7A",
}
TABLE = {"professional": PROFESSIONAL, "family": ANYBODY, "community": ANYBODY, "young-person": YOUNG}
ROWS = [(form, concern, code) for form, table in TABLE.items() for concern, code in table.items()]

AT_HOME = {
    "domestic-abuse-of-an-adult": "3B",
    "alcohol": "1B",
    "drugs": "2B",
    "mental-health": "4B",
    "learning-disability": "5B",
    "physical-disability-or-illness": "6B",
    "housing": None,
    "money": None,
    "none": None,
}
CARER: dict[str, Any] = {"in_household": "yes", "relation": "mother", "responsibility": "yes"}


def contact(form: str, **said: Any) -> Contact:
    return sent(form, fill(form, birth="date-of-birth", **said)).contact


def options(form: str, question: str) -> set[str]:
    found = [one for page, _ in FORMS[form].pages() for one in page.questions if one.id == question]
    return {value for one in found for value in getattr(one, "options", {})}


@pytest.mark.parametrize("form", TABLE)
def test_every_answer_has_its_row(form: str) -> None:
    assert options(form, "concerns") == set(TABLE[form])


@pytest.mark.parametrize("form", ["professional", "family"])
def test_every_answer_about_life_at_home_has_its_row(form: str) -> None:
    assert options(form, "household") == set(AT_HOME)


@pytest.mark.parametrize(("form", "concern", "code"), ROWS)
def test_a_worry_has_the_factor_that_it_says_and_no_other(form: str, concern: str, code: str | None) -> None:
    told = contact(form, concerns=[concern], about="me", disability=None)
    assert [(one.code, one.dfe) for one in told.opening.concerns] == [(concern, code)]
    assert told.children[0].assessment_factors == ((code,) if code else ())


@pytest.mark.parametrize("form", ["professional", "family", "community", "young-person"])
def test_of_each_of_several_children_it_is_the_same(form: str) -> None:
    said = ["physical-abuse", "neglect"]
    told = contact(form, children=2, concerns=said, concerns_here=said, about="somebody-else")
    by_adult = ("18C",) if form == "professional" else ()
    for child in told.children:
        assert child.assessment_factors == ("16A", *by_adult)
        assert {one.code: one.dfe for one in child.concerns_here} == {
            "physical-abuse": next(iter(by_adult), None),
            "neglect": "16A",
        }


@pytest.mark.parametrize(
    ("disability", "factors"),
    [
        (["LD"], ("5A",)),
        (["MOB"], ("6A",)),
        (["HAND"], ("6A",)),
        (["HEAR"], ("6A",)),
        (["VIS"], ("6A",)),
        (["INC"], ("6A",)),
        (["CON"], ("6A",)),
        (["LD", "MOB"], ("5A", "6A")),
        (["AUT"], ()),
        (["BEH"], ()),
        (["COMM"], ()),
        (["PC"], ()),
        (["DDA"], ()),
        (["NONE"], ()),
        ([], ()),
    ],
)
def test_a_childs_disability_is_the_kind_that_is_said_of_the_child(
    disability: list[str], factors: tuple[str, ...]
) -> None:
    told = contact("professional", concerns=["disability-or-illness"], disability=disability or None)
    assert told.children[0].assessment_factors == factors
    elsewhere = contact("professional", concerns=["missing"], disability=disability or None)
    assert elsewhere.children[0].assessment_factors == ("10A",)


@pytest.mark.parametrize(("answer", "code"), AT_HOME.items())
def test_life_at_home_is_the_parents_factor_where_nobody_else_lives_there(
    answer: str, code: str | None
) -> None:
    told = contact("professional", adults=1, household=[answer], concerns=["neglect"], **CARER)
    assert [(one.code, one.dfe) for one in told.story.household] == [(answer, code)]


@pytest.mark.parametrize("answer", AT_HOME)
@pytest.mark.parametrize(
    "adults",
    [
        pytest.param({}, id="nobody is named"),
        pytest.param({"adults": 1, **CARER, "in_household": "no"}, id="no carer lives there"),
        pytest.param({"adults": 2, **CARER, "in_household": ("yes", "not-known")}, id="somebody may"),
        pytest.param(
            {"adults": 2, **CARER, "relation": ("mother", "grandparent"), "responsibility": ("yes", "no")},
            id="a grandparent too",
        ),
        pytest.param(
            {"adults": 1, **CARER, "relation": "parents-partner", "responsibility": "no"}, id="a partner"
        ),
        pytest.param(
            {"adults": 1, **CARER, "relation": "sibling", "responsibility": "no"}, id="a grown-up brother"
        ),
    ],
)
def test_life_at_home_has_no_factor_where_it_may_be_somebody_elses(
    answer: str, adults: dict[str, Any]
) -> None:
    told = contact("professional", household=[answer], concerns=["neglect"], **adults)
    assert [(one.code, one.dfe) for one in told.story.household] == [(answer, None)]


@pytest.mark.parametrize("relation", ["mother", "father", "step-parent", "kinship-carer", "foster-carer"])
def test_who_cares_for_the_child_is_its_parent_or_carer(relation: str) -> None:
    adults: dict[str, Any] = {"adults": 1, **CARER, "relation": relation, "responsibility": "no"}
    told = contact("professional", household=["alcohol"], concerns=["neglect"], **adults)
    assert [one.dfe for one in told.story.household] == ["1B"]


def test_whoever_acts_for_a_council_lives_with_no_child() -> None:
    adults: dict[str, Any] = {"adults": 2, **CARER, "relation": ("foster-carer", "local-authority")}
    told = contact("professional", household=["alcohol"], concerns=["neglect"], **adults)
    assert [one.dfe for one in told.story.household] == ["1B"]


@pytest.mark.parametrize("answer", AT_HOME)
def test_a_parent_does_not_say_whose_part_of_life_at_home_it_is(answer: str) -> None:
    told = contact("family", household=[answer], more=["life"], adults=1, **CARER)
    assert [(one.code, one.dfe) for one in told.story.household] == [(answer, None)]
