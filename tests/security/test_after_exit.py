"""Catalogue 25: once somebody has left, by link or by script, this browser opens and changes nothing."""

import httpx
import pytest
from fastapi import FastAPI

from tests.people import ByHttp
from tests.security.conftest import rows
from tests.security.filling import Filling
from tests.ways_in import filled, ways_in

WORDS = "Some words"
"""What was written."""
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
        assert not dict(client.cookies)
        before = await rows(app)
        for way in ways_in(app):
            data = filled({"csrf": token}) if way.changes else None
            answer = await client.request(way.method, way.at(slug=form), data=data)
            assert WORDS not in answer.text, way
            assert not [one for one in held.values() if one in answer.text + repr(answer.headers)], way
            assert answer.status_code in {403, 404, 400} or not way.changes, way
        assert await rows(app) == before
