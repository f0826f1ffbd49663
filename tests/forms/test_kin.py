"""What somebody is to several children is said once where it is the same, and of each child where it is not."""

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from app.forms.answers import Answers
from app.forms.pages import Form
from app.forms.walking.walk import walk
from app.forms.wizard import Posted, add_item, post
from app.vocabulary import Relation
from tests.forms.conftest import DAY, fill

RELATION, RESPONSIBILITY = "relation", "responsibility"


def asked(form: Form, children: int = 3) -> tuple[Answers, str]:
    """A professional who has added one adult, of whom nothing is said."""
    answers = fill(form, children=children)
    group = form.group("adults")
    assert group
    return add_item(answers, group)


def posted(
    form: Form, answers: Answers, adult: str, typed: Mapping[str, str], page: str = "to-all-the-children"
) -> Posted:
    step = walk(form, answers, DAY).at(f"adults/{adult}/{page}")
    assert step
    return post(form, answers, step, {name: [value] for name, value in typed.items()}, DAY)


def to_each(answers: Answers, adult: str, question: str) -> list[Any]:
    """What is written of an adult and each child."""
    return [
        answers.of(f"adults/{adult}/children/{child}").get(question) for child in answers.items("children")
    ]


def lacking(form: Form, answers: Answers, adult: str) -> list[str]:
    return [one.page.slug for one in walk(form, answers, DAY).unmet() if one.item == adult]


ALIKE = {"same_to_all": "yes", "relation_to_all": "mother", "responsibility_for_all": "yes"}


def test_the_mother_of_all_children_is_said_to_be_that_once(professional_form: Form) -> None:
    answers, adult = asked(professional_form)
    after = posted(professional_form, answers, adult, ALIKE)
    assert not after.faults
    assert to_each(after.answers, adult, RELATION) == ["mother"] * 3
    assert to_each(after.answers, adult, RESPONSIBILITY) == ["yes"] * 3
    left = lacking(professional_form, after.answers, adult)
    assert not {"to-all-the-children", "relation"} & set(left)
    # Each of it is there to be changed, and the question about all of them is not.
    seen = walk(professional_form, after.answers, DAY)
    assert seen.at(f"adults/{adult}/to-all-the-children") is None
    assert seen.at(f"adults/{adult}/relation")


def test_from_the_page_that_is_gone_it_goes_on_with_the_same_adult(professional_form: Form) -> None:
    answers, adult = asked(professional_form)
    answers = answers.put("", {}, forget=["your_name"])
    first = walk(professional_form, answers, DAY).at(f"adults/{adult}/name")
    assert first
    known = {"adult_first_name": "Lisa", "adult_last_name": "Hart"}
    answers = posted(professional_form, answers, adult, known, "name").answers
    after = posted(professional_form, answers, adult, ALIKE)
    assert after.walk.after(f"adults/{adult}/to-all-the-children") == f"adults/{adult}/age"


def test_of_a_child_who_is_added_later_it_is_asked(professional_form: Form) -> None:
    answers, adult = asked(professional_form, 2)
    answers = posted(professional_form, answers, adult, ALIKE).answers
    children = professional_form.group("children")
    assert children
    more, _ = add_item(answers, children)
    assert to_each(more, adult, RELATION) == ["mother", "mother", None]
    assert "relation" in lacking(professional_form, more, adult)


def test_the_father_of_some_is_said_to_be_that_of_each(professional_form: Form) -> None:
    answers, adult = asked(professional_form)
    after = posted(professional_form, answers, adult, {"same_to_all": "no"})
    assert not after.faults
    assert to_each(after.answers, adult, RELATION) == [None] * 3
    assert "relation" in lacking(professional_form, after.answers, adult)
    step = walk(professional_form, after.answers, DAY).at(f"adults/{adult}/relation")
    assert step
    assert Relation.PARENT_OF_SIBLING in step.slots[0].question.options  # type: ignore[union-attr]


def test_responsibility_for_some_is_asked_of_each(professional_form: Form) -> None:
    answers, adult = asked(professional_form)
    after = posted(professional_form, answers, adult, ALIKE | {"responsibility_for_all": "some"})
    assert to_each(after.answers, adult, RELATION) == ["mother"] * 3
    assert to_each(after.answers, adult, RESPONSIBILITY) == [None] * 3
    assert "relation" in lacking(professional_form, after.answers, adult)


@pytest.mark.parametrize("left_out", ["same_to_all", "relation_to_all"])
def test_what_is_left_out_is_asked_for(professional_form: Form, left_out: str) -> None:
    answers, adult = asked(professional_form)
    typed = {name: value for name, value in ALIKE.items() if name != left_out}
    after = posted(professional_form, answers, adult, typed)
    assert [fault.field for fault in after.faults] == [left_out]


def test_of_one_child_nobody_is_asked_about_all(professional_form: Form) -> None:
    answers, adult = asked(professional_form, 1)
    assert walk(professional_form, answers, DAY).at(f"adults/{adult}/to-all-the-children") is None


def test_what_was_said_of_all_is_sent_of_each_and_no_other_question(
    professional_form: Form, complete: Callable[..., Answers]
) -> None:
    answers = complete(professional_form, children=2, adults=1)
    ids = {
        question.id for _, found in walk(professional_form, answers, DAY).asked for question, _, _ in found
    }
    assert not {"same_to_all", "relation_to_all", "responsibility_for_all"} & ids
