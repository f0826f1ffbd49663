"""Catalogue 38: whoever writes without a name, in a real browser, is sent to no other site behind their back."""

from urllib.parse import urlsplit

import pytest
from playwright.async_api import Browser

from tests import samples
from tests.people import InChromium, comes_to_the_files, sees_progress, sends, tells_of_a_worry
from tests.town import Town

pytestmark = pytest.mark.chromium

PAGES = ("/", "/help", "/family", "/family/danger", "/young-person", "/young-person/danger", "/community/files",
         "/resume", "/nothing/here/at/all", "/community/check")  # fmt: skip


@pytest.fixture
async def seen(chromium: Browser, town: Town) -> tuple[InChromium, list[str]]:
    """Somebody in a browser, and each address that the browser asks for."""
    context, asked = await chromium.new_context(), list[str]()
    context.on("request", lambda request: asked.append(request.url))
    return InChromium(town.site, await context.new_page()), asked


async def test_every_request_of_an_anonymous_journey_goes_to_the_portal(
    seen: tuple[InChromium, list[str]], town: Town
) -> None:
    person, asked = seen
    await tells_of_a_worry(person)
    await comes_to_the_files(person)
    await person.adds(("door.jpg", samples.jpeg((60, 40))))
    await person.chooses("Continue")
    told = await sends(person)
    await sees_progress(person, told, "With our team at")
    for path in PAGES:
        await person.page.goto(f"{town.site}{path}")
    assert len(asked) > 30
    assert {urlsplit(url).netloc for url in asked} == {urlsplit(town.site).netloc}
    assert not [url for url in asked if told.reference in url]
