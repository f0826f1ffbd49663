"""Catalogue 25: once somebody has left, by link or by script, this browser opens and changes nothing."""

from collections.abc import Awaitable, Callable

import httpx
import pytest
from fastapi import FastAPI

from tests.people import ByHttp, opens_the_form
from tests.security.conftest import rows
from tests.security.filling import Filling
from tests.ways_in import filled, ways_in

WORDS = "Some words"
"""What was written."""
SESSION = "__Host-session"
PRIVATE = ("family", "community", "young-person", "allegation")


async def leaves_by_link(person: ByHttp, _form: str, _token: str) -> None:
    answer = await person.client.get("/exit")
    assert "clear-site-data" not in answer.headers


async def leaves_by_script(person: ByHttp, form: str, token: str) -> None:
    await person.client.post(f"/{form}/danger", data={"csrf": token, "danger": "no", "then": "exit"})


@pytest.mark.parametrize("form", PRIVATE)
async def test_nothing_works_after_exit(app: FastAPI, visitor: ByHttp, form: str) -> None:
    filling, client = Filling(app, visitor, form), visitor.client
    await filling.fills_it_in()
    assert await filling.sends() == 303
    await filling.fills_it_in()
    assert WORDS in (await client.get(f"/{form}/check")).text
    assert WORDS in (await client.get(f"/{form}/copy")).text
    token, held = visitor.token(), dict(client.cookies)
    for leaves in (leaves_by_link, leaves_by_script):
        client.cookies = httpx.Cookies()
        for name, value in held.items():
            client.cookies.set(name, value, domain=client.base_url.host)
        await leaves(visitor, form, token)
        assert dict(client.cookies).keys() == {SESSION}
        assert client.cookies[SESSION] != held[SESSION]
        before = await rows(app)
        for way in ways_in(app):
            data = filled({"csrf": token}) if way.changes else None
            answer = await client.request(way.method, way.at(slug=form), data=data)
            assert WORDS not in answer.text, way
            assert not [one for one in held.values() if one in answer.text + repr(answer.headers)], way
            # A page that is sent again is asked for in its stead.
            assert answer.status_code in {303, 403, 404, 400} or not way.changes, way
        assert await rows(app) == before


@pytest.mark.parametrize("leaves", [leaves_by_link, leaves_by_script])
@pytest.mark.parametrize("form", PRIVATE)
async def test_what_back_sends_again_is_not_shown(
    visitor: ByHttp, form: str, leaves: Callable[[ByHttp, str, str], Awaitable[None]]
) -> None:
    client, page = visitor.client, f"/{form}/{'what-happened' if form == 'allegation' else 'worry'}"
    await opens_the_form(visitor, form)
    typed = {"csrf": visitor.token(), "worry": WORDS, "then": "later"}
    await client.post(page, data=typed)
    await leaves(visitor, form, visitor.token())
    assert WORDS not in (await client.post(page, data=typed, follow_redirects=True)).text
    # Whoever goes on from there has a draft of their own, and still not those words.
    await visitor.goes_to(f"/{form}/danger")
    await visitor.says(danger="no")
    assert WORDS not in (await client.post(page, data=typed, follow_redirects=True)).text


@pytest.mark.parametrize("form", PRIVATE)
async def test_what_back_sends_from_the_other_site_begins_nothing(visitor: ByHttp, form: str) -> None:
    """In WebKit without a script: Back from the other site posts without cookies, Forward then posts with them."""
    client, page = visitor.client, f"/{form}/{'what-happened' if form == 'allegation' else 'worry'}"
    await opens_the_form(visitor, form)
    typed = {"csrf": visitor.token(), "worry": WORDS, "then": "later"}
    await client.post(page, data=typed)
    await leaves_by_link(visitor, form, "")
    left = dict(client.cookies)
    client.cookies.clear()
    back = await client.post(page, data=typed, headers={"sec-fetch-site": "cross-site"})
    assert (back.status_code, dict(client.cookies)) == (403, {})
    assert WORDS not in back.text
    client.cookies.set(SESSION, left[SESSION], domain=client.base_url.host)
    forward = await client.post(
        page, data=typed, headers={"sec-fetch-site": "same-origin"}, follow_redirects=True
    )
    assert WORDS not in forward.text


async def test_a_page_at_work_comes_back_with_what_was_typed_after_another_form_was_left(
    visitor: ByHttp,
) -> None:
    await opens_the_form(visitor, "professional")
    page, typed = "/professional/kind", {"csrf": visitor.token(), "kind": "welfare"}
    await leaves_by_link(visitor, "professional", "")
    again = await visitor.client.post(page, data=typed)
    assert "open for too long" in again.text
