"""Who could see a box is told of what they wrote in it; what another page closed was never open to them."""

from datetime import date

import pytest

from app.forms.conditions import All, Facts, Is
from app.forms.pages import Page
from app.forms.questions import Choice, Text
from app.forms.walking.beside import beside
from app.forms.walking.steps import Spot

CHOSEN = Choice(id="school", label="School?", options={"named": "Yes", "none": "No"})
BOX = Text(id="which", label="Which?", when=All(conditions=(Is("of_age", "yes"), Is("school", "named"))))
PAGE = Page(slug="at-school", title="School", questions=(CHOSEN, BOX))


@pytest.mark.parametrize(("of_age", "told"), [("yes", ["which"]), ("no", [])])
def test_a_box_that_another_page_closed_is_not_told_of(of_age: str, told: list[str]) -> None:
    spot = Spot("", Facts({"of_age": of_age, "school": "none"}, date(2026, 11, 28)), {})
    found = beside(PAGE, spot, [BOX], {"school": ["none"], "which": ["Larch Hill"]})
    assert [fault.field for fault in found] == told
