"""Catalogue 22: nobody is sent to another site, whatever an address, a field or a header says."""

import re

import httpx
from fastapi import FastAPI

from tests.security.conftest import SITE, Written, known_of
from tests.ways_in import filled, for_browsers

EVIL = (
    "//evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "https://evil.example",
    "https:evil.example",
    "evil.example%2F%2E%2E",
    "%2F%2Fevil.example",
    "%5Cevil.example",
    "%0d%0aLocation:%20https://evil.example",
    "%00//evil.example",
    "@evil.example",
    ".evil.example",
)
ASKED = ("next", "url", "redirect", "return", "return_to", "continue", "then", "back", "to", "action", "site")
OURS = re.compile(r"/(?:[a-z0-9-]+(?:/[a-z0-9-]+)*)?")
NEUTRAL = "https://www.bbc.co.uk/weather"
"""Where /exit leads, as the profile says."""


def goes_where_it_may(answer: httpx.Response) -> None:
    location = answer.headers.get("location")
    assert location is None or OURS.fullmatch(location) or location == NEUTRAL, answer.request.url
    assert (location == NEUTRAL) is (answer.request.url.path == "/exit"), answer.request.url
    assert "refresh" not in answer.headers
    assert "evil.example" not in repr(answer.headers)
    assert 'http-equiv="refresh"' not in answer.text


async def test_no_address_and_no_field_sends_anybody_elsewhere(app: FastAPI, written: Written) -> None:
    client, jar = written.person.client, dict(written.person.client.cookies)
    known, token = known_of(written, "community"), written.person.token()
    for way in for_browsers(app):
        for number, evil in enumerate(EVIL):
            part = ("slug", "path", "group", "item", "named", "topic")[number % 6]
            path = f"{way.at(**known | {part: evil})}?{'&'.join(f'{name}={evil}' for name in ASKED)}"
            address = httpx.URL(SITE).copy_with(raw_path=path.encode())
            client.cookies = httpx.Cookies(jar)
            data = filled({"csrf": token, **dict.fromkeys(ASKED, evil)}) if way.changes else None
            came_from = {"referer": f"{SITE}{evil}"}
            goes_where_it_may(await client.request(way.method, address, data=data, headers=came_from))


async def test_no_address_as_a_whole_does(client: httpx.AsyncClient) -> None:
    for evil in EVIL:
        for path in (evil, f"/{evil}", f"/community{evil}", f"/community/{evil}/..", f"/exit{evil}"):
            for query in ("", f"?{evil}", f"?next={evil}"):
                address = httpx.URL(SITE).copy_with(raw_path=f"/{path}{query}".encode())
                answer = await client.send(httpx.Request("GET", address))
                assert OURS.fullmatch(answer.headers.get("location", "/")), path
