"""A council unlike the two that are shipped: shut for lunch, open on Saturdays, with an officer of its own."""

from datetime import datetime
from pathlib import Path

import pytest

from app.forms.catalogue import forms
from app.profiles.hours import LONDON, consultation_open, lines_now, when_read
from app.profiles.loading import load_profile
from app.profiles.places import in_area, locality_of
from app.profiles.spoken import reading_sentence

SANDSHIRE = load_profile(str(Path(__file__).parent / "sandshire.toml"))


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        ("2026-11-25 12:29", "The team is open now. If it cannot wait, call 01632 960 100."),
        (
            "2026-11-25 12:30",
            "Nobody may read this until 1pm on Wednesday 25 November. If it cannot wait, call 01632 960 101.",
        ),
        ("2026-11-28 10:00", "The team is open now. If it cannot wait, call 01632 960 100."),
        (
            "2026-12-24 12:30",
            "Nobody may read this until 8:30am on Tuesday 29 December. If it cannot wait, call 01632 960 101.",
        ),
        (
            "2026-12-30 17:00",
            "Nobody may read this until 10am on Saturday 2 January. If it cannot wait, call 01632 960 101.",
        ),
    ],
)
def test_it_keeps_its_own_hours(moment: str, said: str) -> None:
    at = datetime.fromisoformat(moment).replace(tzinfo=LONDON)
    assert str(reading_sentence(when_read(SANDSHIRE, at))) == said
    assert lines_now(SANDSHIRE, at)[0].number in said
    assert consultation_open(SANDSHIRE, at) is False


def test_its_forms_are_made_of_its_own_lists() -> None:
    asked = str(forms(SANDSHIRE))
    assert "Sandshire Constabulary" in asked
    assert "Level 2" in asked
    assert "Corby" not in asked


def test_its_designated_officer_has_a_line() -> None:
    assert "01632 960 102" in SANDSHIRE.spoken["en"].next_allegation


@pytest.mark.parametrize(
    ("postcode", "slug", "inside"),
    [
        ("ZY1 1AA", "coast", True),
        ("ZY2 1AA", None, True),
        ("ZX9 1AA", "dunes", True),
        ("ZX8 1AA", None, False),
    ],
)
def test_its_postcodes_sort(postcode: str, slug: str | None, inside: bool) -> None:
    locality = locality_of(SANDSHIRE, postcode)
    assert (locality.slug if locality else None) == slug
    assert in_area(SANDSHIRE, postcode) is inside
