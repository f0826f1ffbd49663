"""Catalogue 21: a request's word on its host and on where it came from changes nothing, unless our proxy gave it."""

import re
from collections.abc import AsyncIterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest
import time_machine
from fastapi import FastAPI
from fastapi.responses import JSONResponse
from sqlalchemy import select
from starlette.types import Receive, Scope, Send

from app.envelope.keys import RelayKeys
from app.envelope.sealing import unseal_address
from app.references import reference_from
from app.settings import Settings
from app.storage.tables import letters
from tests.listening import listening
from tests.people import ByHttp
from tests.security.conftest import SITE, Written, known_of
from tests.ways_in import for_browsers

SESSION = re.compile(r"(?<=__Host-session=)left\.[\w-]{22}")
"""Whoever leaves is given another each time."""

EVIL = "evil.example"
POISON: Mapping[str, str] = {
    "host": EVIL,
    "x-forwarded-host": EVIL,
    "x-forwarded-server": EVIL,
    "x-host": EVIL,
    "x-forwarded-port": "6666",
    "x-forwarded-prefix": f"/{EVIL}",
    "x-script-name": f"/{EVIL}",
    "x-original-url": f"/{EVIL}",
    "x-rewrite-url": f"/{EVIL}",
    "x-http-method-override": "DELETE",
    "forwarded": f"for=192.0.2.1;host={EVIL};proto=http",
    "x-forwarded-proto": "http",
    "x-forwarded-scheme": "http",
}
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


@pytest.mark.parametrize("host", [EVIL, f"a@{EVIL}/../.."])
async def test_a_poisoned_host_changes_no_page_and_no_redirect(
    app: FastAPI, written: Written, host: str
) -> None:
    client, jar = written.person.client, dict(written.person.client.cookies)
    known = known_of(written, "community")
    poison = [(name.encode(), value.encode()) for name, value in {**POISON, "host": host}.items()]
    with time_machine.travel(NOON, tick=False):
        for way in for_browsers(app):
            if way.changes:
                continue
            asked = []
            for headers in ([], poison):
                client.cookies = httpx.Cookies(jar)
                answer = await client.get(way.at(**known), headers=headers)
                assert EVIL not in answer.text + repr(answer.headers), way
                headed = [(name, SESSION.sub("", value)) for name, value in answer.headers.multi_items()]
                asked.append((answer.status_code, answer.text, headed))
            assert asked[0] == asked[1], way


async def test_no_email_names_another_host(app: FastAPI, written: Written, key_set: Path) -> None:
    client, relay = written.person.client, RelayKeys.load(key_set / "relay")
    typed = {"csrf": written.person.token(), "address": "a.okafor@larch-hill.example"}

    async def brought() -> list[str]:
        async with app.state.shop.desk.database.single() as connection:
            bodies = (await connection.execute(select(letters.c.body))).scalars()
            return [unseal_address(body, relay.identities) for body in bodies]

    await client.post("/professional/work-email", data=typed, headers=POISON)
    (number,) = [one.partition("\n")[2] for one in await brought()]
    await client.post("/professional/work-email/number", data={**typed, "number": number}, headers=POISON)
    links = [one for one in await brought() if "/resume/" in one]
    assert len(links) == 2
    assert all(f"\n{SITE}/resume/" in one and EVIL not in one for one in links)


async def echo(scope: Scope, receive: Receive, send: Send) -> None:
    """Says where it thinks that a request came from."""
    await JSONResponse([scope["client"][0], scope["scheme"]])(scope, receive, send)


PROXIES = "127.0.0.2, 10.0.0.0/8, 2001:db8::/32"
CALLED: list[tuple[str, list[tuple[str, str]], list[str]]] = [
    ("127.0.0.3", [("x-forwarded-for", "192.0.2.1"), ("x-forwarded-proto", "https")], ["127.0.0.3", "http"]),
    ("127.0.0.3", [("x-forwarded-for", "127.0.0.2")], ["127.0.0.3", "http"]),
    ("127.0.0.2", [("x-forwarded-for", "192.0.2.1"), ("x-forwarded-proto", "https")], ["192.0.2.1", "https"]),
    ("127.0.0.2", [("x-forwarded-for", "198.51.100.9, 192.0.2.1")], ["192.0.2.1", "http"]),
    ("127.0.0.2", [("x-forwarded-for", "198.51.100.9, 192.0.2.1, 10.1.1.1")], ["192.0.2.1", "http"]),
    ("127.0.0.2", [("x-forwarded-for", "10.9.9.9, 192.0.2.1, 10.1.1.1, 10.2.2.2")], ["192.0.2.1", "http"]),
    ("127.0.0.2", [("x-forwarded-for", "10.9.9.9"), ("x-forwarded-for", "192.0.2.1")], ["192.0.2.1", "http"]),
    ("127.0.0.2", [("x-forwarded-for", "192.0.2.1:54321")], ["192.0.2.1", "http"]),
    ("127.0.0.2", [("x-forwarded-for", "[2001:db9::1]:443, 2001:db8::5")], ["2001:db9::1", "http"]),
    ("127.0.0.2", [("x-forwarded-for", "nonsense")], ["nonsense", "http"]),
    ("127.0.0.2", [("x-forwarded-for", ""), ("x-forwarded-proto", "ftp")], ["127.0.0.2", "http"]),
    ("127.0.0.2", [("forwarded", "for=192.0.2.1;proto=https")], ["127.0.0.2", "http"]),
    ("127.0.0.2", [("x-real-ip", "192.0.2.1"), ("client-ip", "192.0.2.1")], ["127.0.0.2", "http"]),
]


@pytest.fixture
async def behind_proxies(settings: Settings) -> AsyncIterator[int]:
    trusting = Settings(**{**settings.model_dump(), "trusted_proxies": PROXIES})
    async with listening(echo, trusting) as (port, _):
        yield port


async def test_only_our_proxies_say_where_a_request_came_from(behind_proxies: int) -> None:
    for peer, headers, expected in CALLED:
        transport = httpx.AsyncHTTPTransport(local_address=peer)
        async with httpx.AsyncClient(transport=transport) as client:
            answer = await client.get(f"http://127.0.0.1:{behind_proxies}/", headers=headers)
        assert answer.json() == expected, (peer, headers)


async def test_without_proxies_nobody_does(settings: Settings) -> None:
    async with listening(echo, settings) as (port, _), httpx.AsyncClient() as client:
        answer = await client.get(f"http://127.0.0.1:{port}/", headers={"x-forwarded-for": "192.0.2.1"})
    assert answer.json() == ["127.0.0.1", "http"]


async def test_a_made_up_address_gives_nobody_more_tries(app: FastAPI, settings: Settings) -> None:
    async with listening(app, settings) as (port, _), httpx.AsyncClient() as client:
        person = ByHttp(f"http://127.0.0.1:{port}", client)
        page = await client.get(f"{person.site}/status")
        session = page.headers["set-cookie"].partition(";")[0]
        person.page, statuses = page, list[int]()
        for number in range(31):
            data = {
                "csrf": person.token(),
                "reference": reference_from("NN", number),
                "code": "1234 5678 9012",
            }
            headers = {"x-forwarded-for": f"192.0.2.{number}", "cookie": session}
            statuses.append(
                (await client.post(f"{person.site}/status", data=data, headers=headers)).status_code
            )
    assert statuses == [422] * 30 + [429]
