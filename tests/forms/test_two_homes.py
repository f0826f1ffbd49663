"""A parent says that a child lives elsewhere, and where; whoever has one home is asked no more than before."""

import pytest

from app.forms.pages import Form
from app.profiles.model import Profile
from tests.forms.walked import Complete, Demands, paths, seen

AT_HOME = {"lives": "address", "address": "8 Mill Lane", "postcode": "NN15 7PP"}
APART = {"all_there": "no", **AT_HOME}
OTHERWISE = {"children": 2, "more": None}


def slugs(form: Form, complete: Complete, **said: object) -> list[str]:
    return paths(form, complete(form, **{**OTHERWISE, **APART, **said}))


def test_of_one_child_nobody_is_asked_whether_all_live_there(family_form: Form, complete: Complete) -> None:
    step = seen(family_form, complete(family_form, children=1)).at("home")
    assert step
    assert "all_there" not in {slot.question.id for slot in step.slots}
    assert "lives" not in slugs(family_form, complete, children=1)


@pytest.mark.parametrize("said", ["yes", None])
def test_whoever_has_one_home_is_asked_no_more(
    family_form: Form, complete: Complete, said: str | None
) -> None:
    assert "lives" not in slugs(family_form, complete, all_there=said)


def test_of_several_homes_each_child_is_asked(
    family_form: Form, complete: Complete, demands: Demands
) -> None:
    asked = slugs(family_form, complete)
    assert asked.count("lives") == 2
    assert asked.index("home") < asked.index("lives") < asked.index("social-worker")
    answers = complete(family_form, **OTHERWISE, **APART)
    (first, second) = answers.items("children")
    blank = {"lives": None, "address": None, "postcode": None}
    for child in (first, second):
        answers = answers.put(f"children/{child}", blank)
    assert demands(family_form, answers) == set()


@pytest.mark.parametrize(
    ("lives", "asked"),
    [
        ("as-said", set()),
        ("both", {"second_home"}),
        ("address", {"address", "postcode"}),
        ("kept", {"kept_address"}),
        ("no-fixed-address", {"whereabouts"}),
        ("abroad", {"country"}),
        ("not-known", set()),
        (None, set()),
    ],
)
def test_what_is_asked_of_a_child_follows_from_where_that_child_lives(
    family_form: Form, complete: Complete, lives: str | None, asked: set[str]
) -> None:
    """Where all of them live at an address, a child with none is not asked for it."""
    answers = complete(family_form, **OTHERWISE, **APART)
    child = answers.items("children")[1]
    step = seen(family_form, answers.put(f"children/{child}", {"lives": lives})).at(f"homes/{child}/lives")
    assert step
    assert {slot.question.id for slot in step.slots} == {"lives", *asked}


@pytest.mark.parametrize("second", [False, True])
@pytest.mark.parametrize("of_all", [False, True])
def test_a_postcode_of_any_home_may_be_another_councils(
    family_form: Form, complete: Complete, council: Profile, *, of_all: bool, second: bool
) -> None:
    inside = council.postcodes[0] + ("1 1AA" if len(council.postcodes[0]) < 3 else " 1AA")
    outside = "EH1 1AA"
    answers = complete(family_form, **OTHERWISE, **APART)
    answers = answers.put("", {"postcode": outside if of_all else inside})
    for number, child in enumerate(answers.items("children")):
        other = outside if number and not of_all else inside
        said = {"lives": "address", "address": "2 Elm Close", "postcode": other}
        said = {"lives": "both", "second_home": f"2 Elm Close {other}, at weekends"} if second else said
        answers = answers.put(f"children/{child}", said)
    assert seen(family_form, answers).at("another-area")


def test_whoever_is_one_child_again_is_not_held_to_it(family_form: Form, complete: Complete) -> None:
    answers = complete(family_form, **OTHERWISE, **APART)
    answers = answers.remove("children", answers.items("children")[1])
    assert "lives" not in paths(family_form, answers)


@pytest.mark.parametrize(
    ("all_there", "in_household", "asked"),
    [("no", "yes", 2), ("no", "no", 0), ("yes", "yes", 0), (None, "yes", 0)],
)
def test_with_which_children_an_adult_lives_is_asked_where_there_are_two_homes(
    family_form: Form, complete: Complete, all_there: str | None, in_household: str, asked: int
) -> None:
    """The hub could not tell who is in which home, nor where somebody who is feared would be met."""
    said: dict[str, object] = {"more": ["home"], "adults": 1, "lives_with": None}
    answers = complete(
        family_form, **{**OTHERWISE, **APART, **said, "all_there": all_there, "in_household": in_household}
    )
    steps = [one for one in seen(family_form, answers).steps if one.page.slug == "lives-with"]
    assert sum(len(one.slots) for one in steps) == asked
    assert not any(one.faults for one in steps)
