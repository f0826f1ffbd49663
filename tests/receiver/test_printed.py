"""The readable copy on paper and on a telephone, in Chromium."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from playwright.async_api import Browser, Page

from app.contact.answered import Coded
from app.contact.model import Contact, Story
from app.contact.people import Adult, Child, Relationship
from app.profiles.model import Profile
from app.receiver.copies.readable import readable
from app.templating.rendering import Templates
from tests.papers import closed_up, words_of

pytestmark = pytest.mark.chromium

LONG = "W" * 200
A4_WITHIN_MARGINS = 703
"""186 mm at 96 pixels an inch."""
TELEPHONE = 360
CARER = Coded(code="kinship-carer", label="Carer from the family or friends (kinship)")


@pytest.fixture
async def page(chromium: Browser) -> Page:
    return await chromium.new_page()


@pytest.fixture
def copy(tmp_path: Path, profile: Profile, contact: Callable[..., Contact]) -> Path:
    """A contact about twelve children with the longest names, and a script that somebody wrote."""
    children = tuple(
        Child(contact_id=f"NN-7K4M-9QXR/{number}", first_name=LONG, last_name=f"محمد{LONG}", school=LONG)
        for number in range(1, 13)
    )
    relations = tuple(Relationship(child=child.contact_id, relation=CARER) for child in children)
    adults = (Adult(adult_first_name=LONG, relations=relations),)
    story = Story(worry=f"{LONG}{LONG}\n<script>document.title = 'ran'</script><img src=x onerror=alert(1)>")
    html = readable(
        Templates(profile),
        contact(children=children, adults=adults, story=story, urgent=True),
        apart=True,
        named=False,
    )
    file = tmp_path / "copy.html"
    file.write_text(html)
    return file


@pytest.mark.parametrize(("media", "width"), [("print", A4_WITHIN_MARGINS), ("screen", TELEPHONE)])
async def test_nothing_runs_over_the_edge_of_the_paper_or_the_screen(
    page: Page, copy: Path, media: str, width: int
) -> None:
    await page.set_viewport_size({"width": width, "height": 900})
    await page.emulate_media(media="print" if media == "print" else "screen")
    await page.goto(copy.as_uri())
    assert await page.evaluate("document.documentElement.scrollWidth") == width
    over = "[...document.querySelectorAll('td, dd, h2, h3, .banner')].filter(e => e.scrollWidth > e.clientWidth + 1)"
    assert await page.evaluate(f"{over}.map(e => e.tagName)") == []


async def test_each_sheet_says_whose_it_is(page: Page, copy: Path) -> None:
    """Of two contacts from one printer, or one of them kept apart, no sheet is taken for the other's."""
    await page.goto(copy.as_uri())
    printed = await page.pdf(prefer_css_page_size=True)
    with pikepdf.open(BytesIO(printed)) as document:
        sheets = len(document.pages)
    assert sheets > 1
    assert words_of(printed).count(closed_up(await page.title())) == sheets


async def test_it_prints_and_nothing_that_was_written_runs(page: Page, copy: Path) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    await page.goto(copy.as_uri())
    assert (await page.pdf(prefer_css_page_size=True)).startswith(b"%PDF")
    assert "ran" not in await page.title()
    assert await page.locator("script, img").count() == 0
    assert asked == [copy.as_uri()]
