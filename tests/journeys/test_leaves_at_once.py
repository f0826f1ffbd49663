"""A mother whose husband comes in: one press and another site is there, and Back shows nothing she wrote."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import BrowserContext, Page, async_playwright

from tests.elsewhere import website
from tests.journeys.conftest import CHROMIUM_FLAGS
from tests.people import InChromium, asks_for_a_code, comes_back
from tests.town import Town

pytestmark = pytest.mark.chromium

ELSEWHERE = "https://www.bbc.co.uk/weather"
WORRY = "He shouts at night and the little one hides."
SECRETS = ("shouts", "Zofia")


@pytest.fixture(params=[True, False], ids=["script", "no script"])
async def context(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[BrowserContext]:
    """A browser as people have it, which keeps pages in memory for its Back button; the site elsewhere is ours."""
    async with website(tmp_path) as port, async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path="/usr/bin/chromium",
            args=[*CHROMIUM_FLAGS, f"--host-resolver-rules=MAP www.bbc.co.uk:443 127.0.0.1:{port}"],
            ignore_default_args=["--disable-back-forward-cache"],
        )
        yield await browser.new_context(java_script_enabled=request.param, ignore_https_errors=True)
        await browser.close()


async def begins(context: BrowserContext, town: Town) -> tuple[InChromium, str]:
    """As far as a child's name, with a code."""
    mother = InChromium(town.site, await context.new_page())
    await mother.goes_to("/family")
    await mother.chooses("Start now")
    await mother.chooses("Continue")
    await mother.says(danger="no")
    await mother.says(urgent_today="no")
    await mother.says(worry=WORRY)
    code = await asks_for_a_code(mother)
    await mother.goes_to("/family")
    await mother.chooses("Continue where you left off")
    await mother.page.fill("[name=first_name]", "Zofia")
    return mother, code


async def sees_nothing_when_going_back(page: Page) -> None:
    for _ in range(4):
        await page.go_back()
        await page.wait_for_load_state()
        shown = await page.content()
        assert not [secret for secret in SECRETS if secret in shown], page.url


async def test_one_press_and_back_shows_nothing(context: BrowserContext, town: Town) -> None:
    mother, _ = await begins(context, town)
    await mother.page.get_by_role("button", name="Exit this page").click()
    await mother.page.wait_for_url(ELSEWHERE)
    assert "Sunny spells" in await mother.page.content()
    assert not [cookie for cookie in await context.cookies(town.site) if cookie["name"].startswith("draft")]
    await sees_nothing_when_going_back(mother.page)


@pytest.mark.parametrize("context", [True], indirect=True)
async def test_shift_three_times_and_her_code_opens_even_what_she_was_typing(
    context: BrowserContext, town: Town
) -> None:
    mother, code = await begins(context, town)
    for _ in range(3):
        await mother.page.keyboard.press("Shift")
    await mother.page.wait_for_url(ELSEWHERE)
    await sees_nothing_when_going_back(mother.page)
    await comes_back(mother, code)
    await mother.goes_to("/family/check")
    words = await mother.reads()
    assert [secret for secret in SECRETS if secret in words] == list(SECRETS)


@pytest.mark.parametrize("context", [True], indirect=True)
async def test_a_page_that_the_browser_keeps_in_memory_is_empty_and_is_loaded_anew(
    context: BrowserContext, town: Town
) -> None:
    mother, _ = await begins(context, town)
    await mother.page.evaluate("dispatchEvent(new PageTransitionEvent('pagehide', {persisted: true}))")
    assert await mother.page.inner_text("body") == ""
    async with mother.page.expect_navigation():
        await mother.page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))")
    assert "First name" in await mother.reads()


@pytest.mark.parametrize("context", [True], indirect=True)
async def test_a_page_written_at_work_keeps_what_is_typed(context: BrowserContext, town: Town) -> None:
    teacher = InChromium(town.site, await context.new_page())
    await teacher.goes_to("/professional/danger")
    await teacher.page.evaluate("dispatchEvent(new PageTransitionEvent('pagehide', {persisted: true}))")
    assert "immediate danger" in await teacher.reads()
