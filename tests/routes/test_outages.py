"""Catalogue 12 and 15: the database is away, paused, used up or restarted, and nobody loses a word or a reference."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack

import pytest
from fastapi import FastAPI
from sqlalchemy import func, select

from app.storage.database import CONNECTIONS, KEPT
from app.storage.tables import referrals
from tests.conftest import migrated
from tests.outages import NOWHERE, between, sends_again, served_by
from tests.people import ByHttp, tells_of_a_worry
from tests.servers import Server, own_postgresql
from tests.town import PATIENCE

pytestmark = pytest.mark.postgresql

SHORT = 2
"""Seconds that the portal waits for the database in these tests."""
WORRY = "Canary-51d0: shouting through the wall every night"
NUMBER = "0300 126 7000"

SHOWN = ("/community", "/community/worry", "/community/check", "/community/sent", "/community/save",
         "/community/tasks", "/readyz")  # fmt: skip
SAID = {
    "/community/worry": {"worry": WORRY},
    "/status": {"reference": "NN-7K4M-9QXR", "code": "1234 5678 9012"},
    "/community/send": {},
    "/community/children/abcdef/remove": {},
}


async def sees_every_route_fail_kindly(visitor: ByHttp) -> None:
    """Asks for and posts to everything that needs the database, all at once."""
    client, token = visitor.client, visitor.token()
    asked = {path: client.get(path) for path in SHOWN}
    posted = {path: client.post(path, data={"csrf": token, **said}) for path, said in SAID.items()}
    async with asyncio.timeout(PATIENCE / 3):
        answers = await asyncio.gather(*asked.values(), *posted.values())
    for path, answer in zip((*asked, *posted), answers, strict=True):
        assert answer.status_code == 503, path
        assert path == "/readyz" or NUMBER in answer.text, path
    for path, answer in zip(posted, answers[len(asked) :], strict=True):
        assert all(word in answer.text for word in SAID[path].values()), path


@pytest.fixture
async def begun(visitor: ByHttp) -> ByHttp:
    """Somebody with a finished draft, on the page that sends it."""
    await tells_of_a_worry(visitor)
    return visitor


@pytest.fixture(scope="module")
async def server() -> AsyncIterator[Server]:
    with own_postgresql() as started:
        await started.ready()
        await asyncio.to_thread(migrated, started.url)
        yield started


async def test_a_stopped_database_is_a_bounded_503_everywhere(
    app: FastAPI, begun: ByHttp, server: Server
) -> None:
    async with served_by(app, server.url, SHORT) as database:
        async with database.single() as connection:
            await connection.execute(select(1))
        server.program.stall()
        try:
            await sees_every_route_fail_kindly(begun)
        finally:
            server.program.go_on()
        assert (await begun.client.get("/readyz")).status_code == 200


async def test_a_silent_network_is_a_bounded_503_everywhere(
    app: FastAPI, begun: ByHttp, postgresql_url: str
) -> None:
    async with between(postgresql_url) as (proxy, url), served_by(app, url, SHORT):
        proxy.held.clear()
        await sees_every_route_fail_kindly(begun)
        proxy.held.set()


async def test_an_exhausted_pool_is_a_bounded_503_everywhere(
    app: FastAPI, begun: ByHttp, postgresql_url: str
) -> None:
    async with served_by(app, postgresql_url) as database, AsyncExitStack() as holding:
        assert database.kept
        for _ in range(KEPT):
            await holding.enter_async_context(database.quick())
        for _ in range(CONNECTIONS - KEPT):
            await holding.enter_async_context(database.engine.connect())
        await sees_every_route_fail_kindly(begun)


async def test_the_first_page_after_a_restart_of_the_database_is_shown(
    app: FastAPI, visitor: ByHttp, server: Server
) -> None:
    async with served_by(app, server.url) as database:
        await tells_of_a_worry(visitor)
        paths = ("/readyz", "/community/worry") * 20
        await asyncio.gather(*map(visitor.client.get, paths))
        server.program.kill()
        await server.ready()
        answers = await asyncio.gather(*map(visitor.client.get, paths))
        assert {answer.status_code for answer in answers} == {200}
        async with database.transaction() as connection:
            await connection.execute(select(1))


async def test_a_connection_cut_after_the_commit_gives_the_same_reference_again(
    app: FastAPI, visitor: ByHttp, postgresql_url: str
) -> None:
    async with between(postgresql_url) as (proxy, url), served_by(app, url) as database:
        await tells_of_a_worry(visitor, WORRY)
        proxy.cut_after_commit = True
        await visitor.chooses("Send")
        assert proxy.cuts == 1
        assert visitor.page
        assert visitor.page.status_code == 503
        words = await visitor.reads()
        assert "It will be sent once, however often you try" in words
        assert NUMBER in words
        async with database.single() as connection:
            kept = (await connection.execute(select(referrals.c.reference))).scalar_one()
        told = await sends_again(visitor)
        assert told == kept
        async with database.single() as connection:
            assert (await connection.execute(select(func.count()).select_from(referrals))).scalar_one() == 1


@pytest.mark.parametrize("path", ["/community/send", "/community/children/abcdef/remove"])
async def test_what_could_not_be_done_can_be_tried_again(app: FastAPI, begun: ByHttp, path: str) -> None:
    async with served_by(app, NOWHERE):
        answer = await begun.client.post(path, data={"csrf": begun.token()})
    assert answer.headers["retry-after"] == "60"
