"""A child of eleven goes back to the page before in the middle of what she writes, and it is all there again."""

from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Page

from tests.chromium import opened
from tests.people import InChromium
from tests.town import Town

pytestmark = pytest.mark.chromium

WORRY = "my stepdad hits me wen hes drunk"


@pytest.fixture
async def page() -> AsyncIterator[Page]:
    async with opened() as browser:
        yield await browser.new_page()


async def comes_to_her_worry(page: Page, town: Town) -> InChromium:
    girl = InChromium(town.site, page)
    await girl.goes_to("/young-person/danger")
    await girl.says(danger="no")
    await girl.says(urgent_today="no")
    await girl.says(about="me")
    return girl


async def test_what_she_was_writing_is_kept(page: Page, town: Town) -> None:
    girl = await comes_to_her_worry(page, town)
    worry = await girl.path()
    await page.fill("[name=worry]", WORRY)
    await girl.chooses("Back")
    assert await girl.path() == "/young-person/who"
    await girl.goes_to(worry)
    assert await page.input_value("[name=worry]") == WORRY


async def test_whoever_wrote_nothing_goes_back_by_the_link_alone(page: Page, town: Town) -> None:
    girl = await comes_to_her_worry(page, town)
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.method))
    await girl.chooses("Back")
    assert await girl.path() == "/young-person/who"
    assert "POST" not in sent


async def test_a_tick_that_would_add_a_child_adds_none(page: Page, town: Town) -> None:
    neighbour = InChromium(town.site, page)
    await neighbour.goes_to("/community/danger")
    await neighbour.says(danger="no")
    await neighbour.says(urgent_today="no")
    await neighbour.says(worry="A small child is alone at night.")
    await neighbour.says(first_name="Zofia")
    await page.check("[name=another_child][value=yes]")
    await neighbour.chooses("Back")
    await page.wait_for_url("**/child")
    await neighbour.goes_to("/community/children")
    assert (await neighbour.reads()).count("Remove") <= 1
