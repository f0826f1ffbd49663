"""Somebody whose browser keeps no cookie: they hear that, keep what they typed, and are never told to wait or hurry."""

from typing import Final

import pytest
from playwright.async_api import Browser, ViewportSize

from app.routes.request.failures import NOT_KEPT
from tests.people import ByHttp

NO_COOKIE: Final = "Your browser did not keep our cookie"
SAID: Final = "A small child is alone at night."


@pytest.mark.parametrize("form", ["professional", "family", "community", "young-person", "allegation"])
async def test_a_first_page_says_that_a_cookie_was_not_kept(visitor: ByHttp, form: str) -> None:
    await visitor.goes_to(f"/{form}/danger")
    for _ in range(2):
        visitor.client.cookies.clear()
        await visitor.says(danger="no")
        words = await visitor.reads()
        assert NO_COOKIE in words
        assert "open for too long" not in words
        assert visitor.tree().get_element_by_id("danger-2").get("checked") is not None


async def test_what_was_typed_comes_back_once_the_browser_was_closed(visitor: ByHttp) -> None:
    await visitor.goes_to("/community/danger")
    await visitor.says(danger="no")
    await visitor.says(urgent_today="no")
    del visitor.client.cookies["session"]
    await visitor.says(worry=SAID)
    assert NO_COOKIE in await visitor.reads()
    await visitor.says()
    assert (await visitor.path()).startswith("/community/children/")


@pytest.mark.parametrize(
    ("path", "typed"),
    [("/status", {"reference": "NN-7K4M-9QXR", "code": "1234"}), ("/resume", {"code": "C"})],
)
async def test_what_looks_something_up_says_so_too(visitor: ByHttp, path: str, typed: dict[str, str]) -> None:
    await visitor.goes_to(path)
    visitor.client.cookies.clear()
    await visitor.says(**typed)
    words = await visitor.reads()
    assert all(sentence in words for sentence in NOT_KEPT)


async def test_a_form_from_elsewhere_is_not_blamed_on_a_cookie(visitor: ByHttp) -> None:
    await visitor.goes_to("/status")
    visitor.client.cookies.clear()
    sent = {"csrf": visitor.token(), "reference": "NN-7K4M-9QXR", "code": "1234"}
    answer = await visitor.client.post("/status", data=sent, headers={"sec-fetch-site": "cross-site"})
    assert answer.status_code == 403
    assert NOT_KEPT[0] not in answer.text


async def test_the_page_about_cookies_says_what_happens_without_them(visitor: ByHttp) -> None:
    await visitor.goes_to("/help/cookies")
    assert "Without them you cannot fill in a form here. Allow them for this website" in await visitor.reads()


@pytest.mark.chromium
async def test_on_a_telephone_the_numbers_are_seen_without_scrolling(chromium: Browser, site: str) -> None:
    context = await chromium.new_context(viewport=ViewportSize(width=360, height=640))
    page = await context.new_page()
    await page.goto(f"{site}/community/danger")
    await context.clear_cookies()
    await page.check("[name=danger][value=no]")
    await page.get_by_role("button", name="Continue").click()
    banner = page.get_by_role("alert")
    assert await banner.locator("a[href^='tel:']").count() == 2
    for number in await banner.locator("a[href^='tel:']").all():
        box = await number.bounding_box()
        assert box
        assert box["y"] + box["height"] <= 640
    assert await banner.evaluate("one => one === document.activeElement")
