"""Children and adults in the professional form: copied facts, odd ages, places, and what is asked of whom."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from app.forms import professional
from app.forms.answers import Answers
from app.forms.pages import Form
from app.forms.walking.steps import Step
from app.forms.walking.walk import Walk, walk
from app.forms.wizard import add_item
from app.profiles.loading import load_profile

DAY = date(2026, 11, 22)
Complete = Callable[..., Answers]
Demands = Callable[[Form, Answers], set[str]]

NORTHAMPTONSHIRE = professional.form(load_profile("northamptonshire"))


def seen(form: Form, answers: Answers) -> Walk:
    return walk(form, answers, DAY)


def pages_of(form: Form, answers: Answers, slug: str) -> list[Step]:
    return [step for step in seen(form, answers).steps if step.page.slug == slug]


def asked_in(step: Step) -> list[list[str]]:
    """The questions asked in each of a page's places."""
    return [[slot.question.id for slot in step.slots if slot.spot is spot] for spot in step.spots]


def test_only_a_later_child_can_live_where_the_first_one_lives(
    professional_form: Form, complete: Complete
) -> None:
    answers = complete(professional_form, children=2, lives=("address", "as-first-child"))
    first, second = pages_of(professional_form, answers, "home")
    offered = [list(getattr(step.slots[0].question, "options", ())) for step in (first, second)]
    assert "as-first-child" not in offered[0]
    assert offered[1][0] == "as-first-child"
    assert "address" in asked_in(first)[0]
    assert "address" not in asked_in(second)[0]


def test_a_later_child_may_speak_as_the_first_one_does(
    professional_form: Form, complete: Complete, demands: Demands
) -> None:
    answers = complete(professional_form, children=3, same_language=(None, "yes", "no"))
    pages = pages_of(professional_form, answers, "language")
    assert [asked_in(step)[0] for step in pages] == [
        ["first_language", "interpreter", "not_interpreter"],
        ["same_language"],
        ["same_language", "first_language", "interpreter", "not_interpreter"],
    ]
    assert demands(professional_form, answers) == set()
    blank = complete(professional_form, children=2, same_language=None)
    assert demands(professional_form, blank) == {"same_language"}


def test_who_must_not_interpret_is_asked_where_somebody_must(
    professional_form: Form, complete: Complete, demands: Demands
) -> None:
    answers = complete(professional_form, children=2, adults=2, interpreter=("yes", "no"), same_language="no")
    for adult, needed in zip(answers.items("adults"), ("no", "yes"), strict=True):
        answers = answers.put(f"adults/{adult}", {"adult_interpreter": needed})
    pages = pages_of(professional_form, answers, "language")
    asked = [[one for one in asked_in(step)[0] if one.endswith("not_interpreter")] for step in pages]
    assert asked == [["not_interpreter"], [], [], ["adult_not_interpreter"]]
    assert demands(professional_form, answers) == set()


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ({"date_of_birth": "2008-11-22"}, True),
        ({"date_of_birth": "2008-11-23"}, False),
        ({"date_of_birth": "1980-01-01"}, True),
        ({"birth": "estimated-age", "estimated_age": "30"}, False),
        ({"birth": "not-known"}, False),
        ({"birth": "unborn"}, False),
    ],
)
def test_only_a_date_of_birth_makes_somebody_18(
    professional_form: Form, complete: Complete, said: dict[str, Any], asked: bool
) -> None:
    assert bool(pages_of(professional_form, complete(professional_form, **said), "over-eighteen")) is asked


def test_whoever_mistyped_the_date_is_told_how_to_put_it_right(
    professional_form: Form, complete: Complete
) -> None:
    (step,) = pages_of(
        professional_form, complete(professional_form, date_of_birth="1989-03-12"), "over-eighteen"
    )
    assert any("If the date is wrong, go back and change it." in inset for inset in step.insets)


def test_somebody_of_18_is_sent_where_the_age_is_uncertain_and_else_belongs_in_the_household(
    professional_form: Form, complete: Complete, demands: Demands
) -> None:
    old = {"date_of_birth": "2000-01-01"}
    assert demands(professional_form, complete(professional_form, **old, grown_up="uncertain")) == set()
    assert demands(professional_form, complete(professional_form, **old, grown_up="adult")) == {"grown_up"}
    assert demands(professional_form, complete(professional_form, **old, grown_up=None)) == {"grown_up"}


WARNED = [
    pytest.param({"birth": "estimated-age", "estimated_age": "18"}, "age", "This form is", id="guessed 18"),
    pytest.param({"birth": "estimated-age", "estimated_age": "17"}, "age", None, id="guessed 17"),
    pytest.param({"birth": "unborn", "expected_date": "2027-08-29"}, "age", None, id="due in 280 days"),
    pytest.param({"birth": "unborn", "expected_date": "2027-08-30"}, "age", "more than nine", id="due later"),
    pytest.param({"birth": "unborn", "expected_date": "2026-10-23"}, "age", None, id="30 days over"),
    pytest.param({"birth": "unborn", "expected_date": "2026-10-22"}, "age", "has passed", id="31 days over"),
    pytest.param({"upn": "Z999200001001"}, "numbers", "local authority", id="unknown authority"),
    pytest.param({"upn": "H801200001001"}, "numbers", None, id="known authority"),
]


@pytest.mark.parametrize(("said", "slug", "words"), WARNED)
def test_what_looks_odd_warns_and_stops_nothing(
    professional_form: Form,
    complete: Complete,
    demands: Demands,
    said: dict[str, Any],
    slug: str,
    words: str | None,
) -> None:
    answers = complete(professional_form, **said)
    (step, *_) = pages_of(professional_form, answers, slug)
    messages = [warning.message for warning in step.warnings]
    assert bool(messages) == (words is not None)
    assert all(words and words in message for message in messages)
    assert demands(professional_form, answers) == set()
    assert seen(professional_form, answers).unmet() == []


CHILD_OF_9 = {"date_of_birth": "2017-01-01", "adult_birth": "age", "adults": 1}


@pytest.mark.parametrize(
    ("said", "warned"),
    [
        ({"relation": "mother", "adult_age": "9"}, True),
        ({"relation": "mother", "adult_age": "10"}, False),
        ({"relation": "foster-carer", "adult_age": "5"}, True),
        ({"relation": "sibling", "adult_age": "5"}, False),
        ({"relation": "other", "adult_age": "5"}, False),
        ({"relation": "father", "adult_birth": "not-known"}, False),
        (
            {"relation": "father", "adult_birth": "date-of-birth", "adult_date_of_birth": "2018-01-01"},
            True,
        ),
    ],
)
def test_a_carer_who_would_be_younger_than_the_child_is_pointed_out(
    professional_form: Form, complete: Complete, said: dict[str, Any], warned: bool
) -> None:
    answers = complete(professional_form, **(CHILD_OF_9 | said))
    steps = [
        step
        for step in pages_of(professional_form, answers, "age")
        if step.group and step.group.id == "adults"
    ]
    assert [bool(step.warnings) for step in steps] == [warned]


def test_each_child_is_asked_about_on_one_page_and_an_unborn_one_not_of_injuries(
    professional_form: Form, complete: Complete
) -> None:
    answers = complete(professional_form, children=2, birth=("date-of-birth", "unborn"))
    places = {
        slug: asked_in(pages_of(professional_form, answers, slug)[0])
        for slug in ("tonight", "injuries", "effect", "children-say")
    }
    assert places == {
        "tonight": [["tonight"], []],
        "injuries": [["injured", "injury", "medical"], []],
        "effect": [["impact"], ["impact"]],
        "children-say": [["child_views"], []],
    }
    unborn = complete(professional_form, birth="unborn")
    assert not pages_of(professional_form, unborn, "injuries")
    assert not pages_of(professional_form, unborn, "tonight")


def test_which_child_a_worry_is_about_is_asked_only_of_several(
    professional_form: Form, complete: Complete, demands: Demands
) -> None:
    worries = {"concerns": ["neglect", "gangs"]}
    one = complete(professional_form, **worries)
    assert not pages_of(professional_form, one, "which-child")
    two = complete(professional_form, children=2, **worries, concerns_here=(["gangs"], None))
    (page,) = pages_of(professional_form, two, "which-child")
    offered = [list(getattr(slot.question, "options", ())) for slot in page.slots]
    assert offered == [["neglect", "gangs", "none"]] * 2
    assert demands(professional_form, two) == {"concerns_here"}


@pytest.mark.parametrize(
    ("here", "warned"),
    [
        ((["neglect"], ["gangs"]), None),
        ((["neglect", "gangs"], ["none"]), None),
        ((["neglect"], ["neglect"]), "Gangs"),
        ((["none"], ["none"]), "Neglect"),
    ],
)
def test_a_worry_that_is_about_no_child_is_pointed_out_once(
    professional_form: Form, complete: Complete, here: tuple[list[str], ...], warned: str | None
) -> None:
    answers = complete(professional_form, children=2, concerns=["neglect", "gangs"], concerns_here=here)
    (page,) = pages_of(professional_form, answers, "which-child")
    assert [warning.values["worry"] for warning in page.warnings] == ([warned] if warned else [])
    assert all(warning.field == page.slots[-1].field for warning in page.warnings)


def test_who_is_with_a_child_tonight_is_asked_for_safeguarding_alone(
    professional_form: Form, complete: Complete, demands: Demands
) -> None:
    blank = complete(professional_form, tonight=None)
    assert demands(professional_form, blank) == {"tonight"}
    support = complete(professional_form, kind="support", informed="yes", agreement="given")
    assert not pages_of(professional_form, support, "tonight")


@pytest.mark.parametrize(
    ("postcode", "elsewhere", "asked"),
    [
        ("NN18 1AA", False, False),
        ("NN6 1AA", False, True),
        ("SW1A 2AA", True, True),
        ("ZZ99 3VZ", False, True),
        (None, False, True),
    ],
)
def test_where_a_child_lives_decides_whether_another_council_and_the_locality_are_asked(
    complete: Complete, postcode: str | None, elsewhere: bool, asked: bool
) -> None:
    answers = complete(NORTHAMPTONSHIRE, postcode=postcode)
    assert bool(pages_of(NORTHAMPTONSHIRE, answers, "another-area")) is elsewhere
    assert bool(pages_of(NORTHAMPTONSHIRE, answers, "locality")) is asked


def test_a_hub_without_localities_asks_for_none(complete: Complete) -> None:
    barnet = professional.form(load_profile("barnet"))
    assert not pages_of(barnet, complete(barnet, postcode=None), "locality")


@pytest.mark.parametrize(
    ("agency", "concerns", "day", "asked"),
    [
        ("school", ["fgm"], DAY, True),
        ("school", ["neglect"], DAY, False),
        ("police", ["fgm"], DAY, False),
        ("school", ["fgm"], date(2015, 10, 30), False),
        ("school", ["fgm"], date(2015, 10, 31), True),
    ],
)
def test_a_duty_in_law_is_told_to_those_who_have_it_from_its_day_on(
    professional_form: Form, complete: Complete, agency: str, concerns: list[str], day: date, asked: bool
) -> None:
    answers = complete(professional_form, agency=agency, concerns=concerns)
    steps = [step for step in walk(professional_form, answers, day).steps if "duty" in step.page.slug]
    assert bool(steps) is asked
    assert all("101" in step.insets[0] for step in steps)


def test_what_was_said_in_the_opening_is_not_asked_again_of_the_household(
    professional_form: Form, complete: Complete
) -> None:
    answers = complete(professional_form, concerns=["parent-alcohol"])
    (page,) = pages_of(professional_form, answers, "in-the-household")
    offered = set(getattr(page.slots[0].question, "options", ()))
    assert "alcohol" not in offered
    assert {"drugs", "mental-health", "housing"} <= offered


@pytest.mark.parametrize("born", ["2012-01-01", "2010-05-04"])
def test_a_young_person_who_does_not_want_their_parents_told_is_heard_before_anybody_is(
    professional_form: Form, complete: Complete, born: str
) -> None:
    said = {"date_of_birth": born, "able_to_decide": "yes", "adults": 1, "responsibility": "yes"}
    insets = [
        [
            step.insets
            for step in pages_of(
                professional_form, complete(professional_form, **said, parents_may_know=may), "told"
            )
        ]
        for may in ("no", "yes")
    ]
    heard = "A young person has said that their parents may not know."
    assert [[any(heard in text for text in one) for one in told] for told in insets] == [
        [True, False],
        [False] * 2,
    ]


@pytest.mark.parametrize("group", ["children", "adults", "agencies"])
def test_a_group_takes_as_many_as_data_md_says(professional_form: Form, group: str) -> None:
    expected = {"children": (1, 12), "adults": (0, 20), "agencies": (0, 20)}
    found = professional_form.group(group)
    assert found
    assert (found.least, found.most) == expected[group]


def test_another_professional_needs_an_organisation_and_nothing_else(
    professional_form: Form, complete: Complete, demands: Demands
) -> None:
    answers = complete(professional_form)
    group = professional_form.group("agencies")
    assert group
    more, item = add_item(answers, group)
    blank = more.put(
        f"agencies/{item}",
        dict.fromkeys(("agency_name", "agency_role", "agency_organisation", "agency_contact", "may_contact")),
    ).put("", {"another_agency": "no"})
    assert demands(professional_form, blank) == {"agency_organisation"}


@pytest.mark.parametrize(
    ("harmed", "asked"),
    [
        (("yes", "no"), [1, 0]),
        (("not-known", "yes"), [1, 1]),
        (("no", None), []),
        ((None, "not-known"), [0, 1]),
    ],
)
def test_when_they_next_meet_is_asked_where_an_adult_harmed_a_child_or_nobody_knows(
    professional_form: Form, complete: Complete, harmed: tuple[str | None, ...], asked: list[int]
) -> None:
    answers = complete(professional_form, children=2, adults=1, may_have_harmed=(harmed,), next_contact=None)
    pages = pages_of(professional_form, answers, "next-contact")
    assert [len(each) for page in pages for each in asked_in(page)] == asked


def test_somebody_who_acts_for_a_council_is_asked_for_no_age_no_language_and_no_home(
    professional_form: Form, complete: Complete
) -> None:
    answers = complete(
        professional_form, adults=2, relation=("mother", "local-authority"), responsibility="yes"
    )
    asked = [
        step.page.slug
        for step in seen(professional_form, answers).steps
        if step.group and step.group.id == "adults" and step.item
    ]
    first, second = asked[: asked.index("name", 1)], asked[asked.index("name", 1) :]
    assert {"age", "language", "household"} < {*first}
    assert not {"age", "language", "household"} & {*second}
    assert {"how-to-reach-them"} < {*second}


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ({"lives": ("address", "address"), "address": ("8 Thorn Road", "21 Quay Street")}, [2]),
        ({"lives": ("address", "not-known")}, [2]),
        ({"lives": ("address", "as-first-child")}, []),
        ({"lives": ("address", "address"), "address": "8 Thorn Road", "postcode": "NN18 1AA"}, []),
        (
            {
                "lives": ("address", "address"),
                "address": ("8 Thorn Road", "21 Quay Street"),
                "in_household": "no",
            },
            [],
        ),
    ],
)
def test_with_which_children_an_adult_lives_is_asked_where_they_have_more_than_one_home(
    professional_form: Form, complete: Complete, said: dict[str, Any], asked: list[int]
) -> None:
    answers = complete(professional_form, children=2, adults=1, **{"in_household": "yes", **said})
    pages = pages_of(professional_form, answers, "lives-with")
    assert [len(each) for page in pages for each in asked_in(page)] == [
        1 for count in asked for _ in range(count)
    ]


def test_that_an_adult_was_convicted_of_harming_a_child_has_a_place(
    professional_form: Form, complete: Complete
) -> None:
    walked = seen(professional_form, complete(professional_form, adults=1))
    (note,) = [
        slot.question for step in walked.steps for slot in step.slots if slot.question.id == "adult_note"
    ]
    assert "conviction or caution for harming a child" in note.hint
