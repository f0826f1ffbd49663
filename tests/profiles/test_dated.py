"""A day that is mistyped, or over, is asked about; the portal starts all the same."""

from datetime import date
from pathlib import Path

import pytest

from app.profiles.dated import misdated
from app.profiles.loading import SHIPPED, load_profile, shipped

GOOD = (SHIPPED / "barnet.toml").read_text(encoding="utf-8")
TODAY = date(2026, 11, 27)
SECURITY = '[security]\ncontact = "mailto:a@b.example"\nuntil = {}\n[look]'


@pytest.mark.parametrize("slug", shipped())
def test_of_a_shipped_profile_nothing_is_asked(slug: str) -> None:
    assert list(misdated(load_profile(slug), TODAY)) == []


@pytest.mark.parametrize(
    ("right", "wrong", "asked"),
    [
        ("[hours]", "accessibility_reviewed = 2026-11-28\n[hours]", ["accessibility_reviewed: 2026-11-28"]),
        ("[hours]", "accessibility_reviewed = 2026-11-27\n[hours]", []),
        ("[look]", SECURITY.format("2026-11-26"), ["security.until: 2026-11-26"]),
        ("[look]", SECURITY.format("2026-11-27"), []),
        (
            "starts = 2015-10-31",
            "starts = 2015-10-31\nends = 2015-10-30",
            ["notices.fgm: it ends on 2015-10-30"],
        ),
        ("starts = 2015-10-31", "starts = 2015-10-31\nends = 2015-10-31", []),
        ("starts = 2015-10-31", 'starts = "not yet"\nends = 2015-10-30', []),
    ],
)
def test_a_day_that_cannot_be_meant_is_asked_about(
    tmp_path: Path, right: str, wrong: str, asked: list[str]
) -> None:
    path = tmp_path / "barnet.toml"
    path.write_text(GOOD.replace(right, wrong, 1), encoding="utf-8")
    found = list(misdated(load_profile(str(path)), TODAY))
    assert [said[: len(start)] for said, start in zip(found, asked, strict=True)] == asked
