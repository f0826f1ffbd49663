"""In a browser with scripts: two tabs of one draft hear of each other, and nobody's words end with the time."""

import asyncio

import pytest
from playwright.async_api import Browser, BrowserContext, Page, ViewportSize

from tests.people import InChromium, asks_for_a_code
from tests.town import Town

pytestmark = pytest.mark.chromium

HOUR = 60 * 60
CHANGED = "This form was changed in another tab."
GONE = "This form was sent or deleted in another tab."
ENDING = "This form is about to close."
STAYS = "This form stays open."
OVER = "This form has closed."


@pytest.fixture
async def browser(chromium: Browser) -> BrowserContext:
    """A telephone's, where a notice has the least room."""
    return await chromium.new_context(viewport=ViewportSize(width=360, height=740))


@pytest.fixture
async def person(browser: BrowserContext, town: Town) -> InChromium:
    """Somebody on the page that asks what worries them."""
    somebody = InChromium(town.site, await browser.new_page())
    await somebody.page.clock.install()
    await somebody.goes_to("/family/danger")
    await somebody.says(danger="no")
    await somebody.says(urgent_today="no")
    return somebody


async def second_tab(browser: BrowserContext, town: Town) -> InChromium:
    tab = InChromium(town.site, await browser.new_page())
    await tab.goes_to("/family/worry")
    return tab


async def told(page: Page, words: str) -> None:
    """The notice of the page says these words, in sight of whoever reads it."""
    notice = page.get_by_role("alert").locator("[data-says]").filter(has_text=words)
    await notice.wait_for()
    box = await notice.bounding_box()
    size = page.viewport_size
    assert box
    assert size
    assert 0 <= box["y"] <= box["y"] + box["height"] <= size["height"] + 1
    assert box["x"] + box["width"] <= size["width"] + 1


async def test_a_tab_hears_that_another_changed_the_form_and_overwrites_nothing(
    person: InChromium, browser: BrowserContext, town: Town
) -> None:
    tab = await second_tab(browser, town)
    assert not await person.page.get_by_role("alert").count()
    await tab.says(worry="From the second tab")
    await told(person.page, CHANGED)
    assert not await tab.page.get_by_role("alert").count()
    await person.says(worry="From the first tab")
    words = await person.reads()
    assert "This was changed after you opened this page: From the second tab" in words
    assert await person.page.input_value("[name=worry]") == "From the first tab"
    await person.says(worry="From the first tab")
    await told(tab.page, CHANGED)


async def test_the_notice_shows_the_page_as_it_is_now(
    person: InChromium, browser: BrowserContext, town: Town
) -> None:
    tab = await second_tab(browser, town)
    await tab.says(worry="From the second tab")
    await told(person.page, CHANGED)
    await person.page.get_by_role("link", name="Show this page as it is now").click()
    assert await person.page.input_value("[name=worry]") == "From the second tab"
    assert not await person.page.get_by_role("alert").count()


async def test_a_tab_hears_that_the_form_was_deleted(
    person: InChromium, browser: BrowserContext, town: Town
) -> None:
    tab = await second_tab(browser, town)
    await tab.goes_to("/family/delete")
    await tab.chooses("Delete it")
    await told(person.page, GONE)
    assert "The rest" not in await person.reads()
    await person.says(worry="Typed into a form that is gone")
    assert "The rest of this form is no longer here" in await person.reads()
    assert await person.page.input_value("[name=worry]") == "Typed into a form that is gone"


async def test_tabs_tell_each_other_no_answer(
    person: InChromium, browser: BrowserContext, town: Town
) -> None:
    tab = await second_tab(browser, town)
    heard = tab.page.evaluate(
        "() => new Promise(done => { new BroadcastChannel('draft-family').onmessage = e => done(e.data) })"
    )
    listening = asyncio.ensure_future(heard)
    await person.says(worry="Nobody else's business")
    said = await listening
    assert set(said) == {"version", "lasts"}
    assert all(isinstance(value, int) for value in said.values())


async def test_a_warning_comes_before_the_time_ends_and_can_be_put_off(person: InChromium) -> None:
    for _ in range(2):
        await person.page.clock.fast_forward(1000 * (4 * HOUR - 11 * 60))
        assert not await person.page.get_by_role("alert").count()
        await person.page.clock.fast_forward(1000 * 90)
        await told(person.page, ENDING)
        await person.page.fill("[name=worry]", "Half a sentence")
        await person.page.get_by_role("button", name="Keep it open").click()
        await told(person.page, STAYS)
        await person.page.focus("[name=worry]")
        await person.page.get_by_role("alert").wait_for(state="hidden")
        assert await person.page.input_value("[name=worry]") == "Half a sentence"


async def test_one_tab_that_stays_is_enough(person: InChromium, browser: BrowserContext, town: Town) -> None:
    await person.page.clock.fast_forward(1000 * (4 * HOUR - 5 * 60))
    await told(person.page, ENDING)
    tab = await second_tab(browser, town)
    await tab.says(worry="From the second tab")
    await told(person.page, CHANGED)


async def test_words_outlive_the_time_and_a_code_brings_the_form_back_to_them(
    person: InChromium, browser: BrowserContext
) -> None:
    code = await asks_for_a_code(person)
    await person.goes_to("/family/worry")
    await person.page.clock.fast_forward(1000 * 4 * HOUR)
    await told(person.page, OVER)
    await browser.clear_cookies()
    await person.says(worry="Written for far too long")
    assert "The rest of this form is no longer here" in await person.reads()
    async with browser.expect_page() as opened:
        await person.chooses("enter it in a new tab")
    tab = InChromium(person.site, await opened.value)
    await tab.says(code=code)
    await person.chooses("Continue")
    if "open for too long" in await person.reads():
        await person.chooses("Continue")
    await tab.goes_to("/family/worry")
    assert await tab.page.input_value("[name=worry]") == "Written for far too long"
