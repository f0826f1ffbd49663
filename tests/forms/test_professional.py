"""What the professional form asks, in what order and when; who can agree."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from app.forms.answers import Answers
from app.forms.pages import Form
from app.forms.rules import admission, route
from app.forms.walking.walk import Walk, walk
from app.profiles.model import Profile
from app.services.submission import may_be_sent
from app.vocabulary import FormName

DAY = date(2026, 11, 22)
Complete = Callable[..., Answers]
Demands = Callable[[Form, Answers], set[str]]

OPENING = ["danger", "urgent", "kind", "concerns", "level", "already-known", "called-already"]
YOU = ["your-name", "your-agency", "your-contact", "safeguarding-lead", "how-you-know-them", "your-safety"]
CHILD = [
    *("name", "age", "sex", "home", "language", "school", "numbers", "identity", "orders-and-plans"),
    *("children", "tonight"),
]
ADULT = [
    "name",
    "relation",
    "age",
    "language",
    "household",
    "how-to-reach-them",
    "may-have-harmed",
    "next-contact",
]
AT_HOME = {"northamptonshire": "NN18 1AA", "barnet": "N3 1AA"}
"""A postcode in the area of each hub, which tells its locality where the hub has localities."""

STORY = [
    *(
        "what-happened",
        "when-and-who",
        "injuries",
        "effect",
        "history",
        "in-the-household",
        "violence",
        "visiting",
    ),
    *("going-well", "tried", "what-should-change", "children-say", "parents-say", "agencies"),
    *("files", "keep-from-others", "declaration"),
]


def slugs(form: Form, answers: Answers) -> list[str]:
    return [step.page.slug for step in walk(form, answers, DAY).steps]


def seen(form: Form, answers: Answers) -> Walk:
    return walk(form, answers, DAY)


def asked(form: Form, answers: Answers) -> set[str]:
    return {slot.question.id for step in seen(form, answers).steps for slot in step.slots}


def persons(form: Form, answers: Answers) -> dict[str, list[int]]:
    """Whose agreement is asked for: the place of each in their own group."""
    facts = seen(form, answers).facts
    return {
        source: [answers.items(source).index(item) for item in facts.members(group)]
        for group, source in (("adult-agreement", "adults"), ("young-agreement", "children"))
    }


def test_the_pages_come_in_the_order_of_the_conversation(
    professional_form: Form, complete: Complete, council: Profile
) -> None:
    said = {"informed": "yes", "agreement": "given", "postcode": AT_HOME[council.slug]}
    answers = complete(professional_form, adults=1, **said)
    expected = [*OPENING, *YOU, *CHILD, *ADULT, "adults", "told", "said", "agreed", *STORY]
    assert slugs(professional_form, answers) == expected


def test_with_nobody_to_ask_the_family_is_asked_about_as_a_whole(
    professional_form: Form, complete: Complete, council: Profile
) -> None:
    said = {"informed": "yes", "agreement": "given", "postcode": AT_HOME[council.slug]}
    answers = complete(professional_form, **said)
    expected = [*OPENING, *YOU, *CHILD, "adults", "told", "said", "agreed", *STORY]
    assert slugs(professional_form, answers) == expected
    told = seen(professional_form, answers).at("told")
    assert told
    assert told.home.names["person"] == "the family"


def test_only_the_opening_is_a_gate_and_it_is_the_first_section(professional_form: Form) -> None:
    assert [section.id for section in professional_form.sections] == [
        "opening", "you", "the-children", "the-adults", "agreement",
        "concern", "strengths", "views", "agencies", "files", "restricted", "declaration",
    ]  # fmt: skip
    assert [section.id for section in professional_form.sections if section.gate] == ["opening"]


@pytest.mark.parametrize("number", [1, 2, 3])
def test_each_child_and_each_adult_has_pages_and_each_pair_a_relation(
    professional_form: Form, complete: Complete, number: int
) -> None:
    answers = complete(professional_form, children=number, adults=number)
    steps = seen(professional_form, answers).steps
    relations = [step for step in steps if step.page.slug == "relation"]
    assert [len(step.spots) for step in relations] == [number] * number
    assert len([step for step in steps if step.page.slug == "sex"]) == number


@pytest.mark.parametrize(
    ("said", "slug", "notice"),
    [
        ({"danger": "yes"}, "emergency", "emergency"),
        ({"urgent_today": "yes"}, "call-now", "call_now"),
        ({"kind": "universal", "send_anyway": None}, "other-services", "early_help_first"),
        ({"kind": "adult-who-works-with-children", "child_too": None}, "adult", "allegation_form"),
        ({"social_worker": "yes"}, "social-worker", "allocated_worker"),
    ],
)
def test_some_answers_open_a_page_that_says_what_to_do(
    professional_form: Form, complete: Complete, said: dict[str, Any], slug: str, notice: str
) -> None:
    step = seen(professional_form, complete(professional_form, **said)).at(slug)
    assert step
    assert step.notice == notice
    assert slug not in slugs(professional_form, complete(professional_form))


def test_in_danger_nobody_is_asked_whether_it_is_urgent(professional_form: Form, complete: Complete) -> None:
    answers = complete(professional_form, danger="yes")
    assert slugs(professional_form, answers)[:3] == ["danger", "emergency", "kind"]


def test_send_anyway_makes_it_a_request_for_support(professional_form: Form, complete: Complete) -> None:
    answers = complete(professional_form, kind="universal", informed="yes", agreement="given")
    assert answers.of("")["kind"] == "support"
    assert "send_anyway" not in answers.of("")
    assert route(FormName.PROFESSIONAL, seen(professional_form, answers).facts) == "early-help"


def test_the_levels_of_need_and_agencies_are_the_councils_own(
    professional_form: Form, complete: Complete, council: Profile
) -> None:
    questions = {
        slot.question.id: slot.question
        for step in seen(professional_form, complete(professional_form)).steps
        for slot in step.slots
    }
    level: Any = questions["level"]
    agency: Any = questions["agency"]
    assert list(level.options.values()) == [*(level.label for level in council.levels), "I am not sure"]
    assert list(level.hints.values()) == [level.description for level in council.levels]
    assert list(agency.options.values()) == [agency.label for agency in council.agencies]


def test_the_level_is_not_asked_where_it_cannot_matter(professional_form: Form, complete: Complete) -> None:
    assert "level" not in slugs(professional_form, complete(professional_form, urgent_today="yes"))


@pytest.mark.parametrize("pressing", ["yes", "no"])
def test_an_adult_who_works_with_children_has_a_form_of_their_own_and_this_one_waits(
    professional_form: Form, complete: Complete, demands: Demands, pressing: str
) -> None:
    said = {"kind": "adult-who-works-with-children", "urgent_today": pressing, "child_too": None}
    answers = complete(professional_form, **said)
    walked = seen(professional_form, answers)
    assert demands(professional_form, answers) == {"child_too"}
    assert route(FormName.PROFESSIONAL, walked.facts) == "allegation"
    assert not walked.through_gate()
    assert not may_be_sent(walked)


def test_where_a_child_needs_help_too_the_kind_changes_and_nothing_else(
    professional_form: Form, complete: Complete, demands: Demands
) -> None:
    answers = complete(professional_form, kind="adult-who-works-with-children")
    assert answers.of("")["kind"] == "not-sure"
    assert "child_too" not in answers.of("")
    assert demands(professional_form, answers) == set()
    assert route(FormName.PROFESSIONAL, seen(professional_form, answers).facts) == "safeguarding"


@pytest.mark.parametrize("known", ["yes", "no", "not-known"])
@pytest.mark.parametrize("pressing", ["yes", "no"])
def test_already_known_changes_neither_the_route_nor_the_urgency(
    professional_form: Form, complete: Complete, demands: Demands, known: str, pressing: str
) -> None:
    names = dict.fromkeys(("worker_name", "worker_council"))
    answers = complete(professional_form, social_worker=known, urgent_today=pressing, **names)
    facts = seen(professional_form, answers).facts
    assert route(FormName.PROFESSIONAL, facts) == "safeguarding"
    assert facts.get("urgent") == pressing
    assert demands(professional_form, answers) == set()
    assert ("worker_name" in asked(professional_form, answers)) == (known == "yes")


def test_whether_a_child_is_already_known_must_be_said(
    professional_form: Form, complete: Complete, demands: Demands
) -> None:
    assert demands(professional_form, complete(professional_form, social_worker=None)) == {"social_worker"}


def test_a_call_made_before_is_recorded_with_its_day_and_its_advice(
    professional_form: Form, complete: Complete, demands: Demands
) -> None:
    blank = complete(professional_form, spoke="yes", spoke_on=None, spoke_to=None, spoke_advice=None)
    assert demands(professional_form, blank) == {"spoke_on", "spoke_advice"}


NOT_KNOWN = [
    "first_name", "last_name", "first_language", "gp", "tonight", "impact", "how_long", "earlier", "strengths",
    "safety_now", "tried", "help_wanted", "child_views", "parent_views", "adult_first_name", "adult_last_name",
]  # fmt: skip


@pytest.mark.parametrize("question", NOT_KNOWN)
def test_not_known_is_an_answer_wherever_a_fact_may_be_missing(
    professional_form: Form, complete: Complete, demands: Demands, question: str
) -> None:
    assert demands(professional_form, complete(professional_form, adults=1, **{question: "?"})) == set()


def test_an_unborn_child_has_no_sex_no_school_and_no_language(
    professional_form: Form, complete: Complete, demands: Demands
) -> None:
    answers = complete(professional_form, birth="unborn", first_name="?", last_name="?", expected_date=None)
    assert demands(professional_form, answers) == set()
    assert not asked(professional_form, answers) & {
        "sex",
        "school_known",
        "nhs_number",
        "ethnicity",
        "injured",
        "tonight",
        "first_language",
        "missing_now",
        "date_of_birth",
    }


@pytest.mark.parametrize("lives", ["no-fixed-address", "not-known"])
def test_a_child_may_have_no_address(
    professional_form: Form, complete: Complete, demands: Demands, lives: str
) -> None:
    answers = complete(professional_form, lives=lives, whereabouts=None)
    assert demands(professional_form, answers) == set()
    assert "address" not in asked(professional_form, answers)


def test_the_referrer_may_ask_that_the_family_does_not_learn_who_they_are(
    professional_form: Form, complete: Complete, demands: Demands
) -> None:
    answers = complete(professional_form, keep_name_from_family="yes", keep_name_reason=None)
    assert "keep_name_reason" in asked(professional_form, answers)
    assert demands(professional_form, answers) == set()


BORN_16, BORN_15, BORN_9 = "2010-11-22", "2010-11-23", "2017-01-01"
DECIDES = [
    pytest.param({"date_of_birth": BORN_16, "able_to_decide": "yes"}, [0], id="16 and able"),
    pytest.param({"date_of_birth": BORN_16, "able_to_decide": "not-known"}, [0], id="16 is presumed able"),
    pytest.param({"date_of_birth": BORN_16, "able_to_decide": "no"}, [], id="16 unless said not to be"),
    pytest.param({"date_of_birth": BORN_15, "able_to_decide": "yes"}, [0], id="15 if judged able"),
    pytest.param({"date_of_birth": BORN_15, "able_to_decide": "not-known"}, [], id="15 and not judged"),
    pytest.param({"date_of_birth": BORN_15, "able_to_decide": "no"}, [], id="15 and not able"),
    pytest.param({"date_of_birth": BORN_9}, [], id="9 is never asked about"),
    pytest.param({"birth": "estimated-age", "estimated_age": "16"}, [0], id="about 16"),
    pytest.param({"birth": "unborn"}, [], id="unborn"),
    pytest.param(
        {"birth": "not-known", "able_to_decide": "yes"}, [0], id="nobody knows how old, judged able"
    ),
    pytest.param({"birth": "not-known", "able_to_decide": "not-known"}, [], id="nobody knows how old"),
]


@pytest.mark.parametrize(("said", "expected"), DECIDES)
def test_which_young_person_is_asked_for_their_own_agreement(
    professional_form: Form, complete: Complete, said: dict[str, str], expected: list[int]
) -> None:
    assert persons(professional_form, complete(professional_form, **said))["children"] == expected


def test_each_of_several_young_people_is_asked(professional_form: Form, complete: Complete) -> None:
    answers = complete(professional_form, children=3, date_of_birth=(BORN_16, BORN_9, BORN_15))
    assert persons(professional_form, answers)["children"] == [0, 2]


@pytest.mark.parametrize(
    ("born", "judged", "expected"),
    [
        (BORN_15, "yes", True),
        (BORN_15, "no", False),
        (BORN_15, "not-known", False),
        (BORN_16, "yes", True),
        (BORN_16, "no", False),
        (BORN_9, "yes", False),
    ],
)
def test_of_whoever_decides_for_themselves_it_is_asked_whether_the_parents_may_know(
    professional_form: Form, complete: Complete, born: str, judged: str, expected: bool
) -> None:
    answers = complete(professional_form, date_of_birth=born, able_to_decide=judged)
    assert ("parents_may_know" in asked(professional_form, answers)) is expected


HOLDERS = [
    pytest.param({"relation": "mother", "responsibility": "yes"}, [0], id="a parent who holds it"),
    pytest.param({"relation": "father", "responsibility": "no"}, [], id="a parent without it"),
    pytest.param({"relation": "father", "responsibility": "not-known"}, [], id="nobody knows"),
    pytest.param(
        {"birth": "unborn", "relation": "mother", "responsibility": "no"}, [0], id="the pregnant woman"
    ),
    pytest.param(
        {"birth": "unborn", "relation": "father", "responsibility": "no"}, [], id="an unborn's father"
    ),
    pytest.param(
        {"legal_status": "care-order", "relation": "local-authority", "responsibility": "yes"},
        [0],
        id="care order: the council shares it",
    ),
    pytest.param(
        {"legal_status": "section-20", "relation": "mother", "responsibility": "yes"},
        [0],
        id="section 20: the parents keep it",
    ),
]


@pytest.mark.parametrize(("said", "expected"), HOLDERS)
def test_which_adult_is_asked_for_their_agreement(
    professional_form: Form, complete: Complete, said: dict[str, str], expected: list[int]
) -> None:
    answers = complete(professional_form, adults=1, **said)
    assert persons(professional_form, answers)["adults"] == expected


CARERS = ("kinship-carer", "foster-carer", "private-foster-carer")


@pytest.mark.parametrize("relation", [*CARERS, "grandparent", "step-parent"])
def test_a_carer_without_responsibility_is_recorded_as_informed_or_not(
    professional_form: Form, complete: Complete, demands: Demands, relation: str
) -> None:
    answers = complete(professional_form, adults=1, relation=relation, responsibility="no", carer_told="no")
    assert persons(professional_form, answers)["adults"] == []
    assert ("carer_told" in asked(professional_form, answers)) == (relation in CARERS)
    assert demands(professional_form, answers) == set()
    holder = complete(professional_form, adults=1, relation=relation, responsibility="yes")
    assert "carer_told" not in asked(professional_form, holder)
    assert persons(professional_form, holder)["adults"] == [0]


def test_where_the_only_holder_cannot_be_reached_it_can_be_sent(
    professional_form: Form, complete: Complete, demands: Demands
) -> None:
    answers = complete(
        professional_form,
        adults=2,
        relation=("mother", "kinship-carer"),
        responsibility=("yes", "no"),
        informed="unreachable",
    )
    assert persons(professional_form, answers)["adults"] == [0]
    assert demands(professional_form, answers) == set()
    assert admission(FormName.PROFESSIONAL, seen(professional_form, answers).facts) == "C5"


def test_removing_a_child_takes_its_relations_and_its_own_agreement_with_it(
    professional_form: Form, complete: Complete
) -> None:
    answers = complete(
        professional_form,
        children=2,
        adults=2,
        date_of_birth=(BORN_16, BORN_9),
        relation=(("mother", "step-parent"), ("father", "other")),
        responsibility=(("yes", "no"), ("no", "no")),
    )
    older, younger = answers.items("children")
    mother, father = answers.items("adults")
    assert persons(professional_form, answers) == {"adults": [0], "children": [0]}
    fewer = answers.remove("children", older)
    left = fewer.of(f"adults/{mother}/children/{younger}")
    assert (left["relation"], left["responsibility"]) == ("step-parent", "no")
    assert fewer.of(f"adults/{father}/children/{younger}")["relation"] == "other"
    assert persons(professional_form, fewer) == {"adults": [], "children": []}
    assert "told" in [step.path for step in seen(professional_form, fewer).steps]
