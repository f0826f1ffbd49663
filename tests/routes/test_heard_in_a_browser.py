"""What a screen reader is brought to, and told, as a page changes: in a browser with scripts."""

import pytest
from playwright.async_api import expect

from tests.people import comes_to_the_files, tells_of_a_worry
from tests.traveller import Traveller

pytestmark = pytest.mark.chromium

SAID = ".govuk-exit-this-page__button + [role=status], .govuk-exit-this-page [role=status]"
ONCE = "Shift, press 2 more times to exit."


async def focused(somebody: Traveller) -> str:
    """What has the focus, in its own words."""
    words: str = await somebody.page.evaluate("document.activeElement.textContent")
    return " ".join(words.split())


async def test_a_capital_letter_is_no_press_of_shift_alone(traveller: Traveller) -> None:
    await traveller.opens_the_worry()
    await traveller.page.focus("textarea")
    keys, said = traveller.page.keyboard, traveller.page.locator(SAID).first
    for _ in range(3):
        await keys.down("Shift")
        await keys.down("A")
        await keys.up("Shift")
        assert await said.text_content() == ""
        await keys.up("A")
        assert await said.text_content() == ""
    assert await traveller.page.input_value("textarea") == "AAA"
    await keys.press("Shift")
    assert await said.text_content() == ONCE


async def test_what_is_asked_to_be_checked_is_heard_first(traveller: Traveller) -> None:
    await traveller.opens_the_worry()
    await traveller.says(worry="My son hears the little boy at number 12 cry.")
    assert (await focused(traveller)).startswith("Please check")
    assert (await traveller.page.title()).startswith("Please check: ")
    # Whoever comes to the page by and by is asked its question first.
    await traveller.goes_to("/community/worry")
    assert "Please check" in await traveller.reads()
    assert await traveller.page.evaluate("document.activeElement === document.body")
    assert not (await traveller.page.title()).startswith("Please check: ")


async def test_send_says_what_is_missing_before_anything_else(traveller: Traveller) -> None:
    await traveller.opens_the_worry()
    await traveller.goes_to("/community/check")
    assert await traveller.page.evaluate("document.activeElement === document.body")
    await traveller.chooses("Send")
    assert (await focused(traveller)).startswith("Still missing We need these before you can send it")
    assert (await traveller.page.title()).startswith("Please check: ")


async def test_what_was_added_is_come_to_and_so_is_what_is_left(traveller: Traveller) -> None:
    await tells_of_a_worry(traveller)
    await comes_to_the_files(traveller)
    await traveller.adds(("letter.txt", b"Three words"), ("photo.txt", b"Four words and more"))
    assert await focused(traveller) == "Files that you have added"
    assert await traveller.path() == "/community/files"
    await traveller.chooses("Remove letter.txt")
    assert traveller.page.url.endswith("/community/files#added")
    assert await focused(traveller) == "Files that you have added"
    await traveller.adds(("again.txt", b"Five words of some kind"))
    assert "again.txt" in await traveller.reads()
    await traveller.adds(("drawing.svg", b"<svg/>"))
    assert (await focused(traveller)).startswith("There is a problem")
    await traveller.chooses("Continue")
    assert await traveller.path() == "/community/check"


async def test_whoever_keeps_a_form_open_hears_that_and_is_still_where_it_stands(
    traveller: Traveller,
) -> None:
    await traveller.page.clock.install()
    await traveller.goes_to("/family/danger")
    await traveller.says(danger="no")
    await traveller.page.clock.fast_forward("03:52:00")
    # Each of its texts is there all the time, and one is to be seen.
    notice = traveller.page.get_by_role("alert")
    await expect(notice.get_by_text("This form is about to close.")).to_be_visible()
    await traveller.page.focus("[data-watch] button")
    await traveller.page.keyboard.press("Enter")
    await expect(notice.get_by_text("This form stays open.")).to_be_visible()
    assert await focused(traveller) == "Keep it open"
    await traveller.page.keyboard.press("Tab")
    await expect(notice).to_be_hidden()
