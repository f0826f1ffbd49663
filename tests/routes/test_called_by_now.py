"""Whoever checks their answers reads of a child what the card above calls them."""

from datetime import date
from typing import Any

from app.forms.catalogue import forms
from app.forms.walking.walk import walk
from app.profiles.loading import load_profile
from app.routes.page.overview import answers_by_section
from tests.forms.conftest import fill


def test_a_baby_who_is_not_born_yet_is_called_so_where_it_is_asked_how_old_they_are() -> None:
    form = forms(load_profile("northamptonshire"))["family"]
    answers = fill(form, children=2, first_name=None, last_name=None, birth="unborn")
    sections = answers_by_section(form, walk(form, answers, date(2026, 11, 22)))
    rows: list[Any] = [row for section in sections for card in section["cards"] for row in card["rows"]]  # type: ignore[attr-defined]
    asked = [str(row.label) for row in rows if str(row.label).startswith("How old is")]
    assert asked == [f"How old is the unborn baby (child {number})?" for number in (1, 2)]
