"""Who is with several children tonight is said once where they are together, and of each where they are not."""

from collections.abc import Mapping
from typing import Any

import pytest

from app.forms.answers import Answers
from app.forms.conditions import NOT_KNOWN
from app.forms.pages import Form
from app.forms.walking.walk import walk
from app.forms.wizard import Posted, add_item, post
from tests.forms.conftest import DAY, fill

GRAN = "Their gran, at 4 Oak Road"
UNKNOWN = "tonight_of_all-unknown"


def asked(form: Form, children: int = 3, **said: Any) -> Answers:
    """Somebody who has told all but who is with the children."""
    answers = fill(form, children=children, more=["tonight"], **said).put(
        "", {}, forget=["tonight_of_all", "now_of_all"]
    )
    for child in answers.items("children"):
        answers = answers.put(f"children/{child}", {}, forget=["tonight"])
        if form.slug == "family":
            answers = answers.put(f"children/{child}", {}, forget=["now_at"])
    return answers


def posted(form: Form, answers: Answers, typed: Mapping[str, str], page: str = "all-tonight") -> Posted:
    step = walk(form, answers, DAY).at(page)
    assert step
    return post(form, answers, step, {name: [value] for name, value in typed.items()}, DAY)


def of_each(answers: Answers, question: str = "tonight") -> list[Any]:
    return [answers.of(f"children/{child}").get(question) for child in answers.items("children")]


def lacking(form: Form, answers: Answers) -> list[str]:
    return [step.page.slug for step in walk(form, answers, DAY).unmet()]


@pytest.fixture(params=["professional", "family", "community"])
def form(
    request: pytest.FixtureRequest, professional_form: Form, family_form: Form, community_form: Form
) -> Form:
    forms = {"professional": professional_form, "family": family_form, "community": community_form}
    return forms[request.param]


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ({"tonight_of_all": GRAN}, GRAN),
        ({UNKNOWN: "yes"}, NOT_KNOWN),
        ({"tonight_of_all": "Their gran, I think", UNKNOWN: "yes"}, "Their gran, I think"),
        ({}, None),
        ({"tonight_of_all": "?!"}, None),
    ],
)
def test_what_is_said_of_all_is_written_down_of_each(
    form: Form, typed: Mapping[str, str], written: Any
) -> None:
    after = posted(form, asked(form), typed)
    assert not after.faults
    assert of_each(after.answers) == [written] * 3
    # Each of it is there to be changed, and what was asked about all of them is not.
    said = written is not None
    assert (after.walk.at("all-tonight") is None) is said
    assert after.walk.at("tonight")
    assert ("tonight" in lacking(form, after.answers)) is not said
    if not said:
        assert after.walk.after("all-tonight") == "tonight"


def test_a_parent_says_where_they_all_are_too(family_form: Form) -> None:
    after = posted(family_form, asked(family_form), {"tonight_of_all": GRAN, "now_of_all": "At her house"})
    assert of_each(after.answers, "now_at") == ["At her house"] * 3
    assert not lacking(family_form, after.answers)


def test_each_can_be_changed_afterwards(form: Form) -> None:
    answers = posted(form, asked(form), {"tonight_of_all": GRAN}).answers
    first, second, third = answers.items("children")
    each = {f"tonight-{first}": GRAN, f"tonight-{second}": "His father, in Leeds", f"tonight-{third}": GRAN}
    after = posted(form, answers, each, "tonight")
    assert of_each(after.answers) == [GRAN, "His father, in Leeds", GRAN]


def test_of_a_child_who_is_added_later_it_is_asked_alone(form: Form) -> None:
    answers = posted(form, asked(form), {"tonight_of_all": GRAN}).answers
    children = form.group("children")
    assert children
    more, _ = add_item(answers, children)
    assert of_each(more) == [GRAN, GRAN, GRAN, None]
    assert walk(form, more, DAY).at("all-tonight") is None
    assert "tonight" in lacking(form, more)


def test_where_a_child_is_removed_it_stays_with_the_others(form: Form) -> None:
    answers = posted(form, asked(form), {"tonight_of_all": GRAN}).answers
    fewer = answers.remove("children", answers.items("children")[0])
    assert of_each(fewer) == [GRAN, GRAN]
    assert walk(form, fewer, DAY).at("all-tonight") is None


def test_where_nothing_is_said_of_any_any_more_all_are_asked_about_anew(family_form: Form) -> None:
    answers = posted(family_form, asked(family_form), {"tonight_of_all": GRAN}).answers
    blank = dict.fromkeys((f"tonight-{child}" for child in answers.items("children")), "")
    answers = posted(family_form, answers, blank, "tonight").answers
    step = walk(family_form, answers, DAY).at("all-tonight")
    assert step
    assert [slot.value for slot in step.slots] == [None, None]


def test_of_one_child_nobody_is_asked_about_all(form: Form) -> None:
    seen = walk(form, asked(form, 1), DAY)
    assert seen.at("all-tonight") is None
    assert seen.at("tonight")


def test_of_one_who_is_born_and_one_who_is_not_nobody_is_asked_about_all(form: Form) -> None:
    assert walk(form, asked(form, 2, birth=("date-of-birth", "unborn")), DAY).at("all-tonight") is None


def test_of_an_unborn_child_nothing_is_written_down(form: Form) -> None:
    answers = asked(form, birth=("date-of-birth", "unborn", "date-of-birth"))
    assert of_each(posted(form, answers, {"tonight_of_all": GRAN}).answers) == [GRAN, None, GRAN]


def test_what_is_too_long_is_mended_before_any_of_it_is_written_down(family_form: Form) -> None:
    typed = {"tonight_of_all": GRAN, "now_of_all": "a" * 20_001}
    after = posted(family_form, asked(family_form), typed)
    assert [fault.field for fault in after.faults] == ["now_of_all"]
    assert after.walk.at("all-tonight")
    assert of_each(after.answers) == [None] * 3
    again = posted(family_form, after.answers, typed | {"now_of_all": "At her house"})
    assert of_each(again.answers) == [GRAN] * 3


@pytest.mark.parametrize("danger", ["no", "yes"])
def test_a_blank_stops_nobody_and_each_is_asked_for(professional_form: Form, danger: str) -> None:
    after = posted(professional_form, asked(professional_form, danger=danger), {})
    assert not after.faults
    assert after.walk.after("all-tonight") == "tonight"
