"""Beside a date of birth the check says the age, by which a wrong year is noticed."""

from collections.abc import Mapping, Sequence
from typing import Any, cast

import pytest

from app.forms.catalogue import forms
from app.forms.walking.walk import walk
from app.profiles.loading import load_profile
from app.routes.page.overview import answers_by_section
from app.vocabulary import FormName
from tests.forms.conftest import fill
from tests.forms.walked import DAY

FORM = forms(load_profile("northamptonshire"))[FormName.PROFESSIONAL]


def lines(label: str, **said: Any) -> list[Sequence[str]]:
    """What the check shows under a label."""
    sections = answers_by_section(FORM, walk(FORM, fill(FORM, adults=1, **said), DAY))
    cards = [card for section in sections for card in cast("Sequence[Mapping[str, Any]]", section["cards"])]
    return [row.value for card in cards for row in card["rows"] if row.label == label]


@pytest.mark.parametrize(
    ("child", "adult", "ages"),
    [
        ("2018-11-22", "1951-11-23", ["8 years old", "74 years old"]),
        ("2025-11-22", "2012-03-01", ["1 year old", "14 years old"]),
        ("2025-11-23", "2026-11-22", ["Under 1 year old"] * 2),
    ],
)
def test_the_age_is_said_beside_the_date_of_birth(child: str, adult: str, ages: list[str]) -> None:
    said = {"date_of_birth": child, "adult_birth": "date-of-birth", "adult_date_of_birth": adult}
    assert [value[1:] for value in lines("Date of birth", **said)] == [(age,) for age in ages]


def test_a_due_date_has_no_age() -> None:
    assert [
        len(value) for value in lines("When is the baby due?", birth="unborn", expected_date="2027-02-03")
    ] == [1]
