"""Catalogue 18: what every answer carries: pages, files, errors, and what the server itself says."""

import asyncio
import re
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from lxml import html

from app.envelope.drafts import DraftKey
from app.envelope.events import LARGEST_BATCH
from app.portal import AT_THE_LEAST, portal
from app.routes.request import gate
from app.routes.request.gate import LARGEST_BODY, Rank, Turns
from app.routes.request.shop import Shop
from app.security import IMMUTABLE
from app.settings import Settings
from app.storage.database import Database
from tests.people import ByHttp
from tests.security.conftest import SITE, Answers, Written, browser
from tests.ways_in import ways_in

HEADERS = {
    "referrer-policy": "same-origin",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "cross-origin-embedder-policy": "require-corp",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}
POLICY = {
    "default-src": {"'none'"},
    **{f"{kind}-src": {"'self'"} for kind in ("style", "script", "img", "connect")},
    "form-action": {"'self'"},
    "base-uri": {"'none'"},
    "frame-ancestors": {"'none'"},
    "require-trusted-types-for": {"'script'"},
    "trusted-types": {"'none'"},
}
TRANSPORT = "max-age=63072000; includeSubDomains"
LINKED = re.compile(r"|[/#]|/[a-z].*|#[a-z].*|tel:[0-9+]+")
"""What a page may refer to."""
OTHER_METHODS = ("HEAD", "OPTIONS", "TRACE", "PUT")


def policy_of(answer: Mapping[str, str]) -> dict[str, set[str]]:
    parts = [one.split() for one in answer["content-security-policy"].split(";")]
    assert len({name for name, *_ in parts}) == len(parts)
    return {name: set(sources) for name, *sources in parts}


def guarded(answer: httpx.Response, *, tls: bool = True) -> None:
    """Fails where an answer lacks a header, or has one twice."""
    headers, path = answer.headers, answer.url.path
    for name, value in HEADERS.items():
        assert headers.get_list(name) == [value], (path, name)
    assert policy_of(headers) == POLICY, path
    assert headers["permissions-policy"].count("=()") > 50, path
    assert headers.get("strict-transport-security") == (TRANSPORT if tls else None), path
    # Style, script and logo hold nothing personal; each is kept under the address of its content alone.
    keep = IMMUTABLE if path.startswith("/static/") and answer.url.query else "no-store"
    assert headers.get_list("cache-control") == [keep], path
    assert not {"server", "x-powered-by", "access-control-allow-origin"} & set(headers), path


def plain(answer: httpx.Response) -> None:
    """Fails where a page has a script or a style in it, or takes something from elsewhere."""
    if not answer.text or not answer.headers["content-type"].startswith("text/html"):
        return
    for element in html.document_fromstring(answer.text).iter():
        given = {str(name): str(value) for name, value in element.items()}
        assert "style" not in given, answer.url
        assert not [name for name in given if name.startswith("on")], answer.url
        assert element.tag not in {"style", "base", "iframe", "object", "embed"}, answer.url
        assert element.tag != "script" or (given.get("src") and not element.text), answer.url
        for name in ("src", "href", "action", "formaction"):
            assert LINKED.fullmatch(given.get(name, "")), (answer.url, given)


@pytest.mark.parametrize("tls", [True, False], ids=["https", "http"])
async def test_every_way_in_answers_with_every_header(settings: Settings, tls: bool) -> None:
    here = settings if tls else Settings(**{**settings.model_dump(), "public_url": ""})
    app = portal(here)
    async with app.router.lifespan_context(app), browser(app) as person:
        for way in ways_in(app):
            for method in (way.method, *(OTHER_METHODS if tls else ())):
                answer = await person.client.request(method, way.at())
                guarded(answer, tls=tls)
                plain(answer)


async def test_so_does_every_answer_to_a_writer(answers: Answers, written: Written) -> None:
    for path in ("/professional/tasks", "/professional/code", "/professional/hand-over", "/status/number"):
        await written.person.goes_to(path)
    for path in ("/community/sent", "/community/copy", "/community/whole-copy", "/community/copy.pdf"):
        await written.person.client.get(path)
    await written.person.client.get("/exit", follow_redirects=False)
    assert len(answers) > 70
    for answer in answers:
        guarded(answer)
        plain(answer)


async def too_often(person: ByHttp) -> httpx.Response:
    await person.goes_to("/status")
    data = {"csrf": person.token(), "reference": "NN-7K4M-9QXR", "code": "1234 5678 9012"}
    for _ in range(10):
        await person.client.post("/status", data=data)
    return await person.client.post("/status", data=data)


async def slow() -> AsyncIterator[bytes]:
    yield b"a"
    await asyncio.sleep(60)


Asks = Callable[[httpx.AsyncClient], Awaitable[httpx.Response]]
ASKED: list[tuple[int, Asks]] = [
    (404, lambda client: client.get("/nothing")),
    (404, lambda client: client.get("/community/nothing")),
    (404, lambda client: client.get("/static/nothing.css")),
    (404, lambda client: client.get("/static/%2e%2e/pyproject.toml")),
    (405, lambda client: client.delete("/status")),
    (400, lambda client: client.post("/api/events", content=b"nonsense")),
    (413, lambda client: client.post("/api/events", content=bytes(LARGEST_BATCH + 1))),
    (413, lambda client: client.post("/community/danger", content=bytes(LARGEST_BODY + 1))),
    (408, lambda client: client.post("/community/danger", content=slow())),
    (400, lambda client: client.post("/status", headers={"content-type": "text/plain; charset=utf-16"})),
    (400, lambda client: client.post("/status", data={f"a{number}": "" for number in range(2000)})),
    (403, lambda client: client.post("/status", data={"reference": "NN-7K4M-9QXR"})),
    (403, lambda client: client.post("/community/danger", data={"danger": "no"})),
    (429, lambda client: too_often(ByHttp(SITE, client))),
]


@pytest.mark.parametrize(("status", "asks"), ASKED)
async def test_so_does_every_refusal(
    visitor: ByHttp, monkeypatch: pytest.MonkeyPatch, status: int, asks: Asks
) -> None:
    monkeypatch.setattr(gate, "BODY_PATIENCE", 0.05)
    answer = await asks(visitor.client)
    assert answer.status_code == status
    guarded(answer)
    plain(answer)


class Broken:
    """What fails in a way that nobody foresaw, whatever it is asked."""

    def __getattr__(self, name: str) -> Any:
        raise RuntimeError(name)


def broken(app: FastAPI, **parts: Any) -> None:
    shop: Shop = app.state.shop
    desk = {"desk": replace(shop.desk, **parts)} if "templates" not in parts else parts
    app.state.shop = replace(shop, **desk)


async def test_so_does_what_fails(app: FastAPI, visitor: ByHttp, tmp_path: Path) -> None:
    working = app.state.shop
    broken(app, database=Database(f"sqlite:///{tmp_path}"))
    visitor.client.cookies.set("__Host-draft-community", DraftKey.new().cookie)
    away = await visitor.client.get("/community")
    app.state.shop = working
    broken(app, forms=Broken())
    wrong = await visitor.client.get("/community")
    app.state.shop = working
    broken(app, templates=Broken())
    bare = await visitor.client.get("/community")
    assert (away.status_code, wrong.status_code, bare.status_code) == (503, 500, 500)
    assert bare.text == AT_THE_LEAST
    for answer in (away, wrong, bare):
        guarded(answer)
        plain(answer)


async def test_so_does_who_is_given_no_turn(
    app: FastAPI, visitor: ByHttp, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gate, "MOST_WAITING", dict.fromkeys(Rank, 0))
    app.state.turns = Turns(at_once=0)
    for method in ("GET", "POST"):
        answer = await visitor.client.request(method, "/community/danger")
        guarded(answer)
        plain(answer)
    assert answer.status_code == 503
