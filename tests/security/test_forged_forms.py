"""Catalogue 19: nothing is changed by a form that another site sent, or that was given to another browser."""

from collections.abc import Mapping

import httpx
import pytest
from fastapi import FastAPI

from app.routes.request.callers import Caller
from tests.people import ByHttp
from tests.security.conftest import SITE, Written, known_of, rows
from tests.ways_in import filled, for_browsers, ways_in

REFUSED = {403, 404, 409}
"""404 and 409 where these answers lead to no such page."""
FORGED: Mapping[str, Mapping[str, str]] = {
    "another site": {"origin": "https://evil.example"},
    "another port of this host": {"origin": f"{SITE}:8443"},
    "nowhere": {"origin": "null"},
    "another site, as the browser says": {"sec-fetch-site": "cross-site"},
    "a neighbouring site": {"sec-fetch-site": "same-site"},
    "a neighbour that claims our origin": {"sec-fetch-site": "same-site", "origin": SITE},
}


def fields(token: str | None) -> dict[str, str]:
    return filled({} if token is None else {"csrf": token})


async def unchanged_by(
    app: FastAPI, written: Written, token: str | None, headers: Mapping[str, str], slug: str = "professional"
) -> None:
    """Fails where one of the changing routes takes a form with this token and these headers."""
    client, held = written.person.client, {name: written.key(name).cookie for name in written.keys}
    for way in for_browsers(app):
        if not way.changes:
            continue
        path, data = way.at(**known_of(written, slug)), fields(token)
        for files in ({}, {"files": ("a.txt", b"words")}):
            answer = await client.post(path, data=data, files=files or None, headers=headers)
            assert answer.status_code in (REFUSED | {400} if files else REFUSED), (way, answer.status_code)
            assert "Max-Age=0" not in repr(answer.headers.get_list("set-cookie")), way
            assert {name: client.cookies[f"__Host-{name}"] for name in written.keys} == held, way
    assert await rows(app) == written.rows


@pytest.mark.parametrize("slug", ["professional", "community"])
async def test_without_the_token_nothing_is_taken(app: FastAPI, written: Written, slug: str) -> None:
    await unchanged_by(app, written, None, {}, slug)
    await unchanged_by(app, written, "", {}, slug)
    await unchanged_by(app, written, "é" * 43, {}, slug)


async def test_the_token_of_another_browser_is_not_taken(
    app: FastAPI, written: Written, elsewhere: ByHttp
) -> None:
    await elsewhere.goes_to("/status")
    await unchanged_by(app, written, elsewhere.token(), {})
    own = written.person.token()
    session = written.person.client.cookies["__Host-session"]
    for other in ("", elsewhere.client.cookies["__Host-session"], session[:-1]):
        written.person.client.cookies.delete("__Host-session")
        written.person.client.cookies.set("__Host-session", other, domain="portal.example")
        await unchanged_by(app, written, own, {})


async def test_what_another_site_sends_is_not_taken(app: FastAPI, written: Written) -> None:
    for headers in FORGED.values():
        await unchanged_by(app, written, written.person.token(), headers)


async def test_our_own_forms_are_taken(app: FastAPI, written: Written) -> None:
    """What the tests above see refused is refused for what they say."""
    jar, token = dict(written.person.client.cookies), written.person.token()
    known = known_of(written, "professional")
    for way in for_browsers(app):
        if way.changes:
            written.person.client.cookies = httpx.Cookies(jar)
            path = way.at(**known, path="danger")
            answer = await written.person.client.post(path, data=fields(token), headers={"origin": SITE})
            assert answer.status_code != 403, way
    assert await rows(app) != written.rows


async def test_to_look_changes_nothing(app: FastAPI, written: Written) -> None:
    jar = dict(written.person.client.cookies)
    for slug in ("professional", "community"):
        known = known_of(written, slug)
        for way in ways_in(app):
            for method in () if way.changes else ("GET", "HEAD"):
                written.person.client.cookies = httpx.Cookies(jar)
                await written.person.client.request(method, way.at(**known))
    assert await rows(app) == written.rows


@pytest.mark.parametrize("other", FORGED)
async def test_a_form_of_another_site_gives_the_browser_no_session(elsewhere: ByHttp, other: str) -> None:
    # It comes without the cookies, and a session given with its answer would take the place of the browser's own.
    answer = await elsewhere.client.post("/community/worry", data=fields(None), headers=FORGED[other])
    assert answer.status_code == 403
    assert "set-cookie" not in answer.headers


async def test_the_hubs_addresses_know_no_cookie_and_no_token(app: FastAPI, written: Written) -> None:
    held = dict(written.person.client.cookies)
    for way in ways_in(app):
        if Caller.HUB not in way.callers:
            continue
        path, said = way.at(), list[tuple[int, str]]()
        for jar in (held, {}):
            written.person.client.cookies = httpx.Cookies(jar)
            for content in (b"[]", b"x" * 3_000_000):
                answer = await written.person.client.request(way.method, path, content=content)
                assert "set-cookie" not in answer.headers, way
                said.append((answer.status_code, answer.text if answer.status_code != 413 else ""))
        assert said[:2] == said[2:]
