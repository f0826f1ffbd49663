"""Choosing a language: the page stays the same, the answers say in which they were written, and leaving forgets it."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from lxml import html

from app.envelope.drafts import DraftKey
from app.portal import portal
from app.routes.request.shop import Shop
from app.services.drafting import open_draft
from app.settings import Settings
from tests.languages.pseudo import PSEUDO, council_in_two_languages

HERE = "http://127.0.0.1:8000"
CHOOSE = f"/language/{PSEUDO}"


@pytest.fixture
async def bilingual(settings: Settings, tmp_path: Path) -> AsyncIterator[FastAPI]:
    built = portal(settings.model_copy(update={"profile": str(council_in_two_languages(tmp_path))}))
    async with built.router.lifespan_context(built):
        yield built


@pytest.fixture
async def browser(bilingual: FastAPI) -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=bilingual), base_url=HERE) as client:
        yield client


@pytest.mark.parametrize(
    ("referer", "shown"),
    [
        (f"{HERE}/community/worry", "/community/worry"),
        (f"{HERE}/status?x=1", "/status"),
        ("https://elsewhere.example/community/worry", "/"),
        (f"{HERE}//elsewhere.example", "/"),
        (f"{HERE}/\\elsewhere.example", "/"),
        ("", "/"),
    ],
)
async def test_the_same_page_comes_back_and_never_another_site(
    browser: httpx.AsyncClient, referer: str, shown: str
) -> None:
    answer = await browser.get(CHOOSE, headers={"referer": referer})
    assert (answer.status_code, answer.headers["location"]) == (303, shown)


async def test_each_page_is_in_the_chosen_language_and_back(browser: httpx.AsyncClient) -> None:
    assert 'lang="en"' in (await browser.get("/")).text
    await browser.get(CHOOSE)
    page = (await browser.get("/")).text
    assert f'<html lang="{PSEUDO}"' in page
    assert "⟦" in page
    await browser.get("/language/en")
    assert "⟦" not in (await browser.get("/")).text


async def test_between_two_languages_nothing_is_heard(browser: httpx.AsyncClient) -> None:
    tree: Any = html.document_fromstring((await browser.get("/")).text)
    (nav,) = tree.xpath("//nav[.//a[starts-with(@href, '/language/')]]")
    dots = nav.xpath(".//*[contains(text(), '·')]")
    assert [dot.get("aria-hidden") for dot in dots] == ["true"]
    for dot in dots:
        dot.text = ""
    assert "·" not in nav.text_content()


async def test_a_language_that_is_not_offered_is_no_page(browser: httpx.AsyncClient) -> None:
    assert (await browser.get("/language/cy")).status_code == 404


async def test_a_cookie_that_names_no_language_of_ours_changes_nothing(browser: httpx.AsyncClient) -> None:
    browser.cookies.set("language", "../../etc")
    page = await browser.get("/")
    assert page.status_code == 200
    assert "⟦" not in page.text


async def test_leaving_at_once_forgets_the_language(browser: httpx.AsyncClient) -> None:
    await browser.get(CHOOSE)
    await browser.get("/exit")
    assert "language" not in browser.cookies


async def test_a_council_with_one_language_shows_no_choice(client: httpx.AsyncClient) -> None:
    assert "/language/" not in (await client.get("/")).text


async def test_the_draft_says_in_which_language_it_was_written(
    browser: httpx.AsyncClient, bilingual: FastAPI
) -> None:
    shop: Shop = bilingual.state.shop
    form = shop.desk.form("community")

    async def language() -> str:
        key = DraftKey.from_cookie(browser.cookies["draft-community"])
        return (await open_draft(shop.desk, form, key)).answers.language

    await says(browser, "danger", danger="no")
    assert await language() == "en"
    await browser.get(CHOOSE)
    await says(browser, "urgent", urgent_today="no")
    assert await language() == PSEUDO


async def test_a_language_that_nobody_offers_is_not_written_down(
    browser: httpx.AsyncClient, bilingual: FastAPI
) -> None:
    shop: Shop = bilingual.state.shop
    await says(browser, "danger", danger="no", lang="zz")
    key = DraftKey.from_cookie(browser.cookies["draft-community"])
    draft = await open_draft(shop.desk, shop.desk.form("community"), key)
    assert draft.answers.language == "en"


async def says(browser: httpx.AsyncClient, page: str, **answers: str) -> None:
    shown = (await browser.get(f"/community/{page}")).text
    hidden = {name: _value(shown, name) for name in ("csrf", "shown", "lang")}
    kept = await browser.post(f"/community/{page}", data=hidden | answers)
    assert kept.status_code == 303


def _value(page: str, name: str) -> str:
    return page.split(f'name="{name}" value="')[1].split('"', maxsplit=1)[0]
