"""What somebody is called on the pages of a form: twins of one name are told apart."""

import pytest

from app.forms.pages import Form
from app.saying import Word
from tests.forms.walked import Complete, seen


@pytest.mark.parametrize(
    ("names", "called"),
    [
        (("Ana", "Muhammad", "muhammad"), ["Ana Khan", "Muhammad Khan (child 2)", "muhammad Khan (child 3)"]),
        (("Ana", "Ben", "?"), ["Ana Khan", "Ben Khan", "Khan"]),
    ],
)
def test_who_has_the_name_of_another_has_a_number_too(
    professional_form: Form, complete: Complete, names: tuple[str, ...], called: list[str]
) -> None:
    answers = complete(professional_form, children=3, first_name=names, last_name="Khan")
    walk, group = seen(professional_form, answers), professional_form.group("children")
    assert group
    assert [walk.called(group, item) for item in answers.items("children")] == called


@pytest.mark.parametrize(
    ("births", "called"),
    [
        (("unborn",), ["the unborn baby"]),
        (("date-of-birth", "unborn"), ["child 1", "the unborn baby"]),
        (("unborn", "unborn"), ["the unborn baby (child 1)", "the unborn baby (child 2)"]),
    ],
)
def test_a_baby_who_has_no_name_yet_is_called_that(
    professional_form: Form, complete: Complete, births: tuple[str, ...], called: list[str]
) -> None:
    answers = complete(professional_form, children=len(births), first_name="?", last_name="?", birth=births)
    walk, group = seen(professional_form, answers), professional_form.group("children")
    assert group
    names = [walk.called(group, item) for item in answers.items("children")]
    assert names == called
    assert all(isinstance(name, Word) for name in names)


def test_before_it_is_said_that_a_child_is_not_born_nobody_is_called_a_baby(
    professional_form: Form, complete: Complete
) -> None:
    answers = complete(professional_form, first_name="?", last_name="?", birth="unborn")
    by_page = {
        step.page.slug: step.home.names["child"]
        for step in seen(professional_form, answers).steps
        if step.group and step.group.id == "children" and step.item
    }
    assert by_page["age"] == "this child"
    assert by_page["home"] == "the unborn baby"
