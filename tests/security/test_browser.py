"""Catalogue 18 and 20 in Chromium: nothing frames us, no page may use what it does not need, none breaks its policy."""

from contextlib import suppress

import pytest
from fastapi.responses import HTMLResponse
from playwright.async_api import Browser, ConsoleMessage, Error, Page
from starlette.types import Receive, Scope, Send

from app.settings import Settings
from tests.listening import listening

pytestmark = pytest.mark.chromium

FRAMES = ('<iframe src="{}"></iframe>', '<object data="{}"></object>', '<embed src="{}">')
OURS = "govuk-"
HINTS = "ch-"
"""Browsers send these to the site itself only where it asks for them."""
KNOWN = "document.featurePolicy.allowedFeatures()"
UNHEARD_OF = "Unrecognized feature"
"""What older or other browsers know, and this one does not."""


async def bait(scope: Scope, _receive: Receive, send: Send) -> None:
    """A site of somebody else's, which shows within itself whatever the address says."""
    framed = scope["query_string"].decode()
    page = "".join(form.format(framed) for form in FRAMES) if framed else "Bait"
    await HTMLResponse(page)(scope, _receive, send)


async def shown_within(page: Page) -> list[str]:
    """What each frame shows; one that shows nothing may be gone meanwhile."""
    shown = []
    for frame in page.frames[1:]:
        with suppress(Error):
            shown.append(await frame.content())
    return shown


async def test_no_page_is_shown_within_another(site: str, chromium: Browser, settings: Settings) -> None:
    page = await chromium.new_page()
    async with listening(bait, settings) as (port, _):
        evil = f"http://127.0.0.1:{port}/"
        await page.goto(f"{evil}?{evil}")
        assert ["Bait" in one for one in await shown_within(page)] == [True] * len(FRAMES)
        for path in ("/", "/status", "/nothing", "/static/portal.css"):
            await page.goto(f"{evil}?{site}{path}")
            assert not [one for one in await shown_within(page) if OURS in one], path


async def test_a_page_may_use_nothing_and_breaks_no_policy(site: str, chromium: Browser) -> None:
    page, said = await chromium.new_page(), list[str]()

    def hear(message: ConsoleMessage) -> None:
        said.append(message.text)

    await page.goto(f"{site}/static/nothing")
    page.on("console", hear)
    page.on("pageerror", lambda error: said.append(str(error)))
    for path in ("/", "/community/danger", "/status"):
        await page.goto(f"{site}{path}")
        allowed = await page.evaluate(KNOWN)
        assert [one for one in allowed if not one.startswith(HINTS)] == []
    await page.get_by_role("button", name="Continue").click()
    assert [one for one in said if UNHEARD_OF not in one and "422" not in one] == []
    assert not await page.evaluate("window.opener")
