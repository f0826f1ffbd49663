"""An address that two people share is typed once: it is offered for the other, and taken over by one press."""

from typing import Any

import pytest

from app.forms.answers import Answers
from app.forms.catalogue import forms
from app.forms.pages import Form
from app.forms.walking.copying import offers
from app.forms.walking.steps import Step
from app.forms.walking.walk import walk
from app.forms.wizard import post
from app.profiles.loading import load_profile
from app.vocabulary import FormName
from tests.forms.conftest import fill
from tests.forms.walked import DAY

FORMS = forms(load_profile("northamptonshire"))
ELM, MILL = "3 Elm Close\nCorby", "7 Mill Road"
AT_ELM = {"in_household": "no", "adult_lives": "address", "adult_address": ELM}
HIDDEN = {"in_household": "no", "adult_lives": "kept", "kept_adult_address": "9 Hidden Way"}
AWAY: dict[str, list[str]] = {"in_household": ["no"]}


def with_adults(form: Form, *homes: dict[str, Any]) -> Answers:
    """A filled-in form with an adult for each of these homes, and one more of whom nothing is said."""
    answers = fill(form, children=1, adults=len(homes) + 1, in_household="yes")
    for item, home in zip(answers.items("adults"), homes, strict=False):
        answers = answers.put(f"adults/{item}", home)
    return answers


def home_of(
    form: Form, answers: Answers, number: int, group: str = "adults", page: str = "household"
) -> Step:
    step = walk(form, answers, DAY).at(f"{group}/{answers.items(group)[number]}/{page}")
    assert step
    return step


def offered(step: Step) -> list[str]:
    return [text for asked in step.page.questions for text in offers(asked, step.home.facts).values()]


def said_of_the_last(form: Form, answers: Answers, step: Step, typed: dict[str, list[str]]) -> dict[str, Any]:
    posted = post(form, answers, step, typed, DAY)
    assert not posted.faults
    return dict(posted.answers.of(step.home.scope))


@pytest.mark.parametrize(
    ("homes", "texts"),
    [
        ([AT_ELM], [ELM]),
        ([AT_ELM, AT_ELM | {"adult_address": MILL}, AT_ELM], [ELM, MILL]),
        ([HIDDEN], []),
        ([AT_ELM | {"in_household": "yes"}], []),
        ([AT_ELM | {"adult_address": None}], []),
    ],
    ids=[
        "one",
        "each once",
        "not what is kept from somebody",
        "not what is not asked any more",
        "not a blank",
    ],
)
def test_what_was_typed_for_others_is_offered(
    professional_form: Form, homes: list[dict[str, Any]], texts: list[str]
) -> None:
    answers = with_adults(professional_form, *homes)
    assert offered(home_of(professional_form, answers, len(homes))) == texts


def test_nobody_is_offered_their_own(professional_form: Form) -> None:
    answers = with_adults(professional_form, AT_ELM)
    assert offered(home_of(professional_form, answers, 0)) == []


@pytest.mark.parametrize("slug", [FormName.PROFESSIONAL, FormName.FAMILY])
def test_what_is_chosen_is_taken_over_as_if_it_had_been_typed(slug: FormName) -> None:
    built = FORMS[slug]
    page = "household" if built.task_list else "home"
    answers = with_adults(built, AT_ELM).put("", {} if built.task_list else {"more": ["home"]})
    step = home_of(built, answers, 1, page=page)
    (chosen,) = (value for one in step.page.questions for value in offers(one, step.home.facts))
    said = said_of_the_last(built, answers, step, AWAY | {"adult_lives": [chosen], "adult_address": [MILL]})
    assert (said["adult_lives"], said["adult_address"]) == ("address", ELM)


def test_nothing_else_can_be_taken_over(professional_form: Form) -> None:
    answers = with_adults(professional_form, HIDDEN)
    step = home_of(professional_form, answers, 1)
    typed = AWAY | {"adult_lives": [f"as-{answers.items('adults')[0]}"]}
    posted = post(professional_form, answers, step, typed, DAY)
    assert [fault.field for fault in posted.faults] == ["adult_lives"]
    said = posted.answers.of(step.home.scope)
    assert said.get("adult_lives") is None
    assert "adult_address" not in said


def test_a_later_child_may_live_where_the_second_does_with_the_postcode(professional_form: Form) -> None:
    answers = fill(
        professional_form,
        children=3,
        address=(ELM, MILL, "Elsewhere"),
        postcode=("NN18 1AA", "NN14 1AA", "NN1 1AA"),
        same_language="yes",
    )
    step = home_of(professional_form, answers, 2, "children", "home")
    assert offered(step) == [MILL]
    assert offered(home_of(professional_form, answers, 1, "children", "home")) == ["Elsewhere"]
    said = said_of_the_last(
        professional_form, answers, step, {"lives": [f"as-{answers.items('children')[1]}"]}
    )
    assert (said["lives"], said["address"], said["postcode"]) == ("address", MILL, "NN14 1AA")
