"""The question that ties a contact to what was sent before: it understands, warns, and never stops."""

from datetime import date

import pytest

from app.forms.conditions import Facts
from app.forms.kinds.asked import Read
from app.forms.pages import Form, Page
from app.forms.questions import Choice
from app.forms.topics.linked import odd_reference, with_reference
from app.profiles.model import Profile
from tests.drawn import new_reference

DAY = date(2026, 11, 22)
PAGE = Page(slug="page", title="Page", questions=(Choice(id="one", label="One", options={"yes": "Yes"}),))


def read(council: Profile, typed: str) -> Read:
    asked = with_reference(PAGE, council).questions[-1]
    return asked.read({"linked_reference": [typed]}, "linked_reference", DAY)


@pytest.mark.parametrize(
    "change",
    [str, str.lower, lambda text: text.replace("-", " "), lambda text: text[3:], lambda text: f" {text}. "],
)
def test_a_reference_is_understood_as_people_type_it(council: Profile, change: object) -> None:
    reference = new_reference(council.prefix)
    assert callable(change)
    assert read(council, change(reference)) == Read(reference)


@pytest.mark.parametrize("typed", ["I sent it on Monday", "NN-7K4M", "12345678"])
def test_what_cannot_be_one_is_kept_and_warned_of(council: Profile, typed: str) -> None:
    assert read(council, typed) == Read(typed)
    problem = odd_reference(Facts({"linked_reference": typed}, DAY))
    assert problem
    assert problem.question == "linked_reference"


def test_another_hubs_reference_is_kept_without_a_warning(council: Profile) -> None:
    reference = new_reference("ZZ")
    assert read(council, reference) == Read(reference)
    assert odd_reference(Facts({"linked_reference": reference}, DAY)) is None


def test_it_may_be_left_blank_and_is_not_a_letter(council: Profile) -> None:
    assert read(council, " ") == Read(None)
    assert odd_reference(Facts({"linked_reference": None}, DAY)) is None
    assert read(council, "x" * 101).message


def test_only_contacts_about_a_child_ask_for_it(
    professional_form: Form, community_form: Form, allegation_form: Form
) -> None:
    for form, asks in ((professional_form, True), (community_form, True), (allegation_form, False)):
        ids = [question.id for page, _ in form.pages() for question in page.questions]
        assert ids.count("linked_reference") == int(asks)
