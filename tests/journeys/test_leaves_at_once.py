"""A mother whose husband comes in: one press and another site is there, and Back shows nothing she wrote."""

from collections.abc import AsyncIterator
from contextlib import suppress
from pathlib import Path

import httpx
import pytest
from playwright.async_api import BrowserContext, Error, Page, async_playwright

from tests.chromium import CHROMIUM_FLAGS, WHOLE_CHROMIUM
from tests.elsewhere import website
from tests.people import ByHttp, InChromium, asks_for_a_code, comes_back, sends, tells_of_a_worry
from tests.town import Town

pytestmark = pytest.mark.chromium

ELSEWHERE = "https://www.bbc.co.uk/weather"
WORRY = "He shouts at night and the little one hides."
SECRETS = ("shouts", "Zofia")
LONG = "她害怕。" * 4_900
"""Nearly as much as one answer may hold: three bytes a character as it is, and nine as an address would hold it."""

COMES_UP = "document.dispatchEvent(new KeyboardEvent('keyup', {{ key: {}, shiftKey: true }}))"
"""As WebKit says it on Linux."""


@pytest.fixture(params=[True, False], ids=["script", "no script"])
async def context(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[BrowserContext]:
    """A browser as people have it, which keeps pages in memory for its Back button; the site elsewhere is ours."""
    async with website(tmp_path) as port, async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=WHOLE_CHROMIUM,
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
    await mother.says()
    await mother.says(worry=WORRY)
    code = await asks_for_a_code(mother)
    await mother.goes_to("/family")
    await mother.chooses("Continue where you left off")
    await mother.page.fill("[name=first_name]", "Zofia")
    return mother, code


async def sees_nothing_when_going_back(page: Page, *secrets: str) -> None:
    for _ in range(4):
        # Without a script, what was posted is not asked for again: the browser says so in a page of its own.
        with suppress(Error):
            await page.go_back()
        shown = await page.locator(":root").inner_html()
        shown += " ".join(await page.locator("input").evaluate_all("all => all.map(one => one.value)"))
        assert not [secret for secret in (*SECRETS, *secrets) if secret in shown], page.url


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
    await mother.goes_to("/family/worry")
    await mother.page.fill("[name=worry]", f"{WORRY} Zofia. {LONG}")
    pages = await mother.page.evaluate("history.length")
    for _ in range(3):
        await mother.page.keyboard.press("Shift")
    await mother.page.wait_for_url(ELSEWHERE)
    assert await mother.page.evaluate("history.length") == pages
    await sees_nothing_when_going_back(mother.page)
    await comes_back(mother, code)
    await mother.goes_to("/family/check")
    words = await mother.reads()
    assert [secret for secret in (*SECRETS, LONG) if secret in words] == [*SECRETS, LONG]


@pytest.mark.parametrize("context", [True], indirect=True)
async def test_shift_counts_where_its_coming_up_is_said_to_be_held(
    context: BrowserContext, town: Town
) -> None:
    mother, _ = await begins(context, town)
    await mother.page.evaluate(COMES_UP.format("'A'"))
    for _ in range(3):
        await mother.page.evaluate(COMES_UP.format("'Shift'"))
        assert mother.page.url != ELSEWHERE
    # The first of them belongs to the capital letter.
    await mother.page.evaluate(COMES_UP.format("'Shift'"))
    await mother.page.wait_for_url(ELSEWHERE)


@pytest.mark.parametrize("context", [True], indirect=True)
async def test_a_page_that_the_browser_keeps_in_memory_is_empty_and_is_loaded_anew(
    context: BrowserContext, town: Town
) -> None:
    mother, _ = await begins(context, town)
    await mother.page.evaluate("dispatchEvent(new PageTransitionEvent('pagehide', {persisted: true}))")
    assert await mother.page.inner_text("body") == ""
    await comes_back_to(mother.page, "reload")
    assert "First name" in await mother.reads()
    assert await mother.page.input_value("[name=first_name]") == ""


@pytest.mark.parametrize("context", [True], indirect=True)
async def test_a_page_written_at_work_keeps_what_is_typed(context: BrowserContext, town: Town) -> None:
    teacher = InChromium(town.site, await context.new_page())
    await teacher.goes_to("/professional/danger")
    await teacher.says(danger="no")
    await teacher.says(urgent_today="no")
    await teacher.page.check("[name=kind][value=welfare]")
    await comes_back_to(teacher.page, "navigate")
    assert await teacher.page.is_checked("[name=kind][value=welfare]")


async def comes_back_to(page: Page, shown_by: str) -> None:
    """Goes elsewhere and Back, to a page that the browser kept in memory: it is as it was, or loaded anew."""
    expected = [page.url, shown_by]
    await page.goto(ELSEWHERE)
    # Not at once: to go back from memory may be faster than to be told that it was asked for.
    await page.evaluate("void setTimeout(() => history.back())")
    is_so = (
        "([url, by]) => location.href === url && performance.getEntriesByType('navigation')[0].type === by"
    )
    await page.wait_for_function(is_so, arg=expected, timeout=10_000)


async def test_nobody_sees_what_a_mother_looked_up(context: BrowserContext, town: Town) -> None:
    async with httpx.AsyncClient() as client:
        writer = ByHttp(town.site, client)
        await tells_of_a_worry(writer, WORRY)
        told = await sends(writer)
    mother = InChromium(town.site, await context.new_page())
    await mother.goes_to("/status")
    await mother.says(reference=told.reference, code=told.code)
    assert told.reference in await mother.reads()
    await mother.page.get_by_role("button", name="Exit this page").click()
    await mother.page.wait_for_url(ELSEWHERE)
    await sees_nothing_when_going_back(mother.page, told.reference, told.code, told.code.replace(" ", ""))
