"""A short look: pages of every kind, each in one of the views, with axe; `make look` takes them all, in every view."""

from collections.abc import AsyncIterator

import pytest
from fastapi import FastAPI
from playwright.async_api import Browser

from app.settings import Settings
from tests.look.eyes import DESK, VIEWS, everything, opened
from tests.look.gathering import Reader, Seen, reading
from tests.look.lives import LIVES
from tests.look.visits import around, failures, site

pytestmark = pytest.mark.chromium

FAULTS = {
    "<h1": ("<h2", "h1: there are 0"),
    "<title>": ("<title>Error: ", "title: Error: "),
    'id="main-content"': ('id="main"', "skip link: leads to no main"),
    "</main>": (f"<p>{'w' * 10}</p><pre>{'w' * 900}</pre></main>", "width: "),
    "<main": ('<a href="/x" style>x</a><main', "target: "),
    '<label class="govuk-label govuk-label--s" for="reference">': ("<b>", "label: "),
}


@pytest.fixture
async def told(settings: Settings) -> AsyncIterator[tuple[FastAPI, Reader]]:
    async with reading(settings) as both:
        yield both


@pytest.fixture
async def browser(anyio_backend: str) -> AsyncIterator[Browser]:  # noqa: ARG001 -- needs the loop
    async with opened() as running:
        yield running


async def test_pages_of_every_kind_are_as_they_should_be_in_one_view_each(
    told: tuple[FastAPI, Reader], browser: Browser
) -> None:
    app, reader = told
    await site(reader)
    await around(reader, reader.desk.form("professional"))
    await failures(reader, app)
    reader.client.cookies.clear()
    await reader.lives(next(life for life in LIVES if life.name == "about a friend, not to be found"))
    pages = list({(one.page, one.state): one for one in reader.seen}.values())
    assert len(pages) > 80
    for number, view in enumerate(VIEWS):
        assert not await everything(browser, view, reader.client, pages[number :: len(VIEWS)]), view.name


async def test_what_is_wrong_is_found(told: tuple[FastAPI, Reader], browser: Browser) -> None:
    _, reader = told
    page = await reader.client.get("/status")
    broken = []
    for right, (wrong, _) in FAULTS.items():
        assert right in page.text
        page_ = await reader.client.get("/status")
        page_._content = page.content.replace(right.encode(), wrong.encode(), 1)  # noqa: SLF001 -- broken on purpose
        broken.append(Seen("site", right, "broken", "/status", page_))
    found = await everything(browser, DESK, reader.client, broken)
    for one, (_, said) in zip(broken, FAULTS.values(), strict=True):
        assert any(fault.startswith(said) for fault in found[one.name]), (one.page, found)
