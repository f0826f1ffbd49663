"""Who could see a box is told of what they wrote in it; what another page closed was never open to them."""

from datetime import date

import pytest

from app.forms.conditions import All, Facts, Is
from app.forms.pages import Page
from app.forms.questions import Choice, Text
from app.forms.walking.beside import BESIDE, beside, left_out
from app.forms.walking.steps import Fault, Spot

CHOSEN = Choice(id="school", label="School?", options={"named": "Yes", "none": "No"})
BOX = Text(id="which", label="Which?", when=All(conditions=(Is("of_age", "yes"), Is("school", "named"))))
PAGE = Page(slug="at-school", title="School", questions=(CHOSEN, BOX))


@pytest.mark.parametrize(("of_age", "told"), [("yes", ["which"]), ("no", [])])
def test_a_box_that_another_page_closed_is_not_told_of(of_age: str, told: list[str]) -> None:
    spot = Spot("", Facts({"of_age": of_age, "school": "none"}, date(2026, 11, 28)), {})
    found = beside(PAGE, spot, [BOX], {"school": ["none"], "which": ["Larch Hill"]})
    assert [fault.field for fault in found] == told


def test_of_a_choice_that_was_not_opened_nothing_is_told() -> None:
    choice = Choice(id="which", label="Which?", options={"a": "A", "b": "B"}, when=Is("school", "named"))
    page = PAGE.model_copy(update={"questions": (CHOSEN, choice)})
    spot = Spot("", Facts({"school": "none"}, date(2026, 11, 28)), {})
    assert not list(beside(page, spot, [choice], {"school": ["none"], "which": ["a"]}))


def test_the_mark_is_of_every_part_of_what_would_be_left_out_and_of_nothing_else() -> None:
    told, other = Fault("born", BESIDE, {}), Fault("name", "Enter a name", {})
    first, second = {"born-day": ["1"], "born-month": ["2"]}, {"born-day": ["3"], "born-month": ["2"]}
    assert left_out([told], first) != left_out([told], second)
    assert left_out([told, other], first | {"name": ["Ewa"]}) == left_out([told], first)
    assert left_out([told], dict(reversed(first.items()))) == left_out([told], first)
