"""What somebody is called on the pages of a form: twins of one name are told apart."""

import pytest

from app.forms.pages import Form
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
