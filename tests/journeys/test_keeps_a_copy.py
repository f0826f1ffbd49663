"""A deputy head keeps a copy for the school's file; a neighbour looks, and takes the copy off the telephone."""

import httpx
import pytest
from playwright.async_api import Browser, Page

from app.pdf.press import PATIENCE
from tests.papers import closed_up, words_of
from tests.people import ByHttp, InChromium, Person, sends, tells_of_a_worry
from tests.professional import writes_as_a_professional
from tests.town import Town

A4_WITHIN_MARGINS = 703
"""186 mm at 96 pixels an inch."""
TELEPHONE = 360


async def test_a_neighbour_sees_the_copy_and_removes_it(person: Person, town: Town) -> None:
    await tells_of_a_worry(person, "Shouting through the wall, and a small child crying")
    told = await sends(person)
    await person.chooses("See a copy of what you sent")
    seen = await person.reads()
    assert "Shouting through the wall" in seen
    assert told.code in seen
    await person.chooses("Remove this copy from this device")
    assert "The copy is removed from this device" in await person.reads()
    # What was sent stays sent.
    assert (await town.contact(told.reference))["story"]["worry"].startswith("Shouting")


@pytest.mark.pdf
async def test_a_professional_saves_the_pdf(town: Town) -> None:
    async with httpx.AsyncClient() as client:
        writer = ByHttp(town.site, client)
        await writes_as_a_professional(writer, worry="He comes hungry.\nHe hides food in his bag.")
        told = await sends(writer)
        answer = await client.get(f"{town.site}/professional/copy.pdf", timeout=PATIENCE)
    words = words_of(answer.content)
    assert closed_up(told.reference) in words
    assert closed_up(told.code) in words
    assert words.count(closed_up("He comes hungry. He hides food in his bag.")) == 1


@pytest.mark.chromium
async def test_the_copy_fits_a_telephone_and_prints_without_what_a_screen_needs(
    chromium: Browser, town: Town
) -> None:
    page = await chromium.new_page()
    neighbour = InChromium(town.site, page)
    await tells_of_a_worry(neighbour, "W" * 300)
    await sends(neighbour)
    await neighbour.goes_to("/community/copy")
    await page.set_viewport_size({"width": TELEPHONE, "height": 900})
    assert await page.evaluate("document.documentElement.scrollWidth") == TELEPHONE
    assert await page.locator(".portal-screen").first.is_visible()
    await page.set_viewport_size({"width": A4_WITHIN_MARGINS, "height": 900})
    await page.emulate_media(media="print")
    assert await page.evaluate("document.documentElement.scrollWidth") == A4_WITHIN_MARGINS
    await _prints_what_was_said(page)


async def _prints_what_was_said(page: Page) -> None:
    for hidden in await page.locator(".portal-screen, .portal-footer, .govuk-back-link").all():
        assert not await hidden.is_visible()
    words = words_of(await page.pdf(prefer_css_page_size=True))
    assert words.count("W" * 300) == 1
    assert closed_up("Status code") in words
    assert closed_up("Remove this copy") not in words
