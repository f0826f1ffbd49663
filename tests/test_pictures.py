"""The pictures of README.md and the guides: each is there, is small, is described, and can be taken anew."""

import re
from pathlib import Path

from tests.tour import PICTURES

ROOT = PICTURES.parents[1]
PAGES = (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")))
NAMED = re.compile(r'(?:src="|\]\()(?:docs/)?pictures/([a-z]+)\.png"?')
LARGEST = 60_000
"""Bytes: somebody reads the tour on a telephone too."""


def test_each_picture_is_shown_and_each_that_is_shown_is_there() -> None:
    shown = {name for page in PAGES for name in NAMED.findall(page.read_text(encoding="utf-8"))}
    assert shown == {path.stem for path in PICTURES.iterdir()}


def test_each_is_small_and_has_words_for_whoever_cannot_see_it() -> None:
    assert not [path.name for path in PICTURES.iterdir() if path.stat().st_size > LARGEST]
    for page in PAGES:
        said = page.read_text(encoding="utf-8")
        images = re.findall(r"<img[^>]*>|!\[[^\]]*\]\([^)]*\)", said)
        assert not [one for one in images if not re.search(r'alt="[^"]{20,}"|!\[[^\]]{15,}\]', one)], (
            page.name
        )


def test_each_has_its_moment_in_the_story() -> None:
    story = (Path(__file__).with_name("tour.py")).read_text(encoding="utf-8")
    assert set(re.findall(r'keep\(person\.page, "([a-z]+)"\)', story)) == {
        path.stem for path in PICTURES.iterdir()
    }
