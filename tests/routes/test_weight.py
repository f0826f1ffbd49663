"""Bytes as they are sent: a first visit, every page after it, and nothing compressed beside what somebody typed."""

from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI
from lxml import html

from app.portal import portal
from app.security import IMMUTABLE
from app.settings import Settings
from app.vocabulary import FormName
from tests.people import ByHttp, opens_the_form, tells_of_a_worry
from tests.profiles.test_logo import HERE, council
from tests.ways_in import UNTOLD, for_browsers

FIRST_VISIT = 24 * 1024
REQUESTS = 4
NEXT_PAGE = 5 * 1024
STARTS = ("/", *(f"/{form}" for form in FormName))
CANARY = "canary-7f3b"
SITE = "http://127.0.0.1:8000"


def sent(answer: httpx.Response) -> int:
    return int(answer.headers["content-length"])


def belongings(page: httpx.Response) -> list[str]:
    """What a page has the browser fetch."""
    tree = html.document_fromstring(page.text)
    fetched = [one.get("src") or one.get("href") for one in tree.iter("script", "link", "img")]
    return sorted({address for address in fetched if address})


@pytest.fixture(params=["northamptonshire", "barnet", "sandshire"])
async def newcomer(
    request: pytest.FixtureRequest, settings: Settings, tmp_path: Path
) -> AsyncIterator[ByHttp]:
    """Somebody who comes for the first time to the portal of a shipped council, or of one with a logo."""
    profile = request.param
    if profile == "sandshire":
        profile = str(council(tmp_path, "logo.svg", (HERE / "sandshire.svg").read_bytes()))
    built = portal(settings.model_copy(update={"profile": profile}))
    async with built.router.lifespan_context(built):
        transport = httpx.ASGITransport(app=built)
        async with httpx.AsyncClient(transport=transport, base_url=SITE) as client:
            client.headers["accept-encoding"] = "gzip, deflate, br"
            yield ByHttp(SITE, client)


async def test_a_first_visit_is_light_and_asks_for_little(newcomer: ByHttp) -> None:
    for path in STARTS:
        page = await newcomer.client.get(path)
        files = [await newcomer.client.get(address) for address in belongings(page)]
        assert {one.headers["cache-control"] for one in files} == {IMMUTABLE}, path
        assert len(files) < REQUESTS, path
        assert sum(map(sent, [page, *files])) <= FIRST_VISIT, path
        assert sent(page) <= NEXT_PAGE, path


async def test_every_page_after_it_is_lighter_still(newcomer: ByHttp) -> None:
    await tells_of_a_worry(newcomer)
    for path in (
        "/community/check",
        "/community/worry",
        "/community/about-you",
        "/community/save",
        "/status",
    ):
        page = await newcomer.client.get(path)
        assert (page.status_code, page.headers["content-encoding"]) == (200, "gzip"), path
        assert sent(page) <= NEXT_PAGE, path


async def test_who_takes_no_compression_gets_the_same_page(visitor: ByHttp) -> None:
    await visitor.goes_to("/status")
    small = await visitor.client.get("/status")
    plain = await visitor.client.get("/status", headers={"accept-encoding": "identity"})
    assert small.headers["vary"] == plain.headers["vary"] == "accept-encoding"
    assert "content-encoding" not in plain.headers
    assert small.text == plain.text


async def test_nothing_that_answers_a_form_is_compressed(visitor: ByHttp) -> None:
    """What was typed, perhaps by another site, stands there beside a secret (BREACH)."""
    await opens_the_form(visitor)
    token = visitor.token()
    for data in ({"worry": CANARY * 3000}, {"csrf": token, "worry": CANARY * 3000}, {"csrf": token}):
        answer = await visitor.client.post("/community/worry", data=data)
        assert answer.status_code in {403, 422}
        assert "content-encoding" not in answer.headers
    answer = await visitor.client.post("/status", data={"csrf": token, "reference": CANARY})
    assert CANARY in answer.text
    assert "content-encoding" not in answer.headers


async def test_no_page_that_is_asked_for_says_what_its_address_said(app: FastAPI, visitor: ByHttp) -> None:
    """Another site can choose an address, and with it nothing of the page that comes back."""
    await tells_of_a_worry(visitor)
    chosen = dict.fromkeys(UNTOLD, CANARY)
    for way in (one for one in for_browsers(app) if not one.changes):
        for path in (way.at(**chosen), way.at(**chosen | {"slug": "community"}), way.at()):
            answer = await visitor.client.get(f"{path}?{CANARY}={CANARY}&v={CANARY}", follow_redirects=True)
            assert CANARY not in answer.text, way


async def test_a_file_is_kept_for_good_only_at_the_address_of_its_content(visitor: ByHttp) -> None:
    page = await visitor.client.get("/")
    (address,) = [one for one in belongings(page) if "portal.css" in one]
    fresh, stale = [await visitor.client.get(one) for one in (address, f"{address}0")]
    assert fresh.headers["cache-control"] == IMMUTABLE
    assert stale.headers["cache-control"] == "no-store"
    assert fresh.content == stale.content
