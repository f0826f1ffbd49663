"""Catalogue 16, by real sockets: who sends nothing, or takes nothing, is let go of, and holds nobody up."""

import asyncio
import gc
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

import httpx
import pytest
from fastapi import FastAPI
from starlette.types import Receive, Scope, Send
from uvicorn.server import Server

from app.http import serving
from app.portal import portal
from app.settings import Settings
from app.storage.database import CONNECTIONS
from tests.listening import listening
from tests.people import ByHttp, sends, tells_of_a_worry

SHORT = 0.3
PATIENCE = 20
HEAD = b"GET /healthz HTTP/1.1\r\nHost: x\r\n"
Ends = tuple[asyncio.StreamReader, asyncio.StreamWriter]


@pytest.fixture
async def port(app: FastAPI, settings: Settings) -> AsyncIterator[int]:
    """Where the portal listens."""
    async with listening(app, settings) as (number, _):
        yield number


@pytest.fixture
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serving, "HEAD_PATIENCE", SHORT)
    monkeypatch.setattr(serving, "REQUEST_PATIENCE", SHORT)


@asynccontextmanager
async def connected(port: int) -> AsyncIterator[Ends]:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    yield reader, writer
    writer.transport.abort()


async def ends(reader: asyncio.StreamReader) -> None:
    """Read until the portal ends the connection."""
    async with asyncio.timeout(PATIENCE):
        try:
            while await reader.read(65536):
                pass
        except ConnectionError:
            return


async def trickles(writer: asyncio.StreamWriter, what: bytes) -> None:
    """Send a byte now and then, for as long as anybody listens."""
    try:
        while True:
            writer.write(what)
            await writer.drain()
            await asyncio.sleep(SHORT / 10)
    except ConnectionError:
        return


@pytest.mark.usefixtures("short")
@pytest.mark.parametrize("said", [b"", b"GET / HT", HEAD])
@pytest.mark.parametrize("before", [b"", HEAD + b"\r\n"])
async def test_a_head_that_does_not_come_ends_the_connection(port: int, before: bytes, said: bytes) -> None:
    async with connected(port) as (reader, writer):
        if before:
            writer.write(before)
            assert (await reader.readline()).startswith(b"HTTP/1.1 200")
        writer.write(said)
        trickling = asyncio.create_task(trickles(writer, b"x" if said else b""))
        await ends(reader)
        trickling.cancel()


@pytest.mark.usefixtures("short")
async def test_a_body_that_does_not_come_ends_the_connection(port: int) -> None:
    async with connected(port) as (reader, writer):
        writer.write(b"POST /status HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\n")
        trickling = asyncio.create_task(trickles(writer, b"a"))
        await ends(reader)
        trickling.cancel()


async def talkative(_scope: Scope, _receive: Receive, send: Send) -> None:
    """Answers with more than the sockets between us hold."""
    headers = [(b"content-length", b"65536000")]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    for _ in range(1000):
        await send({"type": "http.response.body", "body": bytes(65536), "more_body": True})


@pytest.mark.usefixtures("short")
async def test_an_answer_that_is_not_taken_ends_the_connection(settings: Settings) -> None:
    async with listening(talkative, settings) as (port, state), connected(port) as (_, writer):
        writer.transport.pause_reading()  # type: ignore[attr-defined]
        writer.write(HEAD + b"\r\n")
        async with asyncio.timeout(PATIENCE):
            while not state.total_requests and not state.connections:  # noqa: ASYNC110 -- the portal's doing
                await asyncio.sleep(0.01)
            while state.connections:  # noqa: ASYNC110
                await asyncio.sleep(0.01)


async def test_slow_clients_hold_up_nobody(port: int) -> None:
    """Five times as many of each kind as are at work at once."""
    async with AsyncExitStack() as slow:
        for _ in range(5 * CONNECTIONS):
            _, head = await slow.enter_async_context(connected(port))
            head.write(HEAD)
            _, body = await slow.enter_async_context(connected(port))
            body.write(
                b"POST /community/send HTTP/1.1\r\nHost: x\r\nCookie: draft-community=x\r\n"
                b"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 9000\r\n\r\ncsrf="
            )
            await body.drain()
        async with httpx.AsyncClient() as client, asyncio.timeout(3 * PATIENCE):
            person = ByHttp(f"http://127.0.0.1:{port}", client)
            await tells_of_a_worry(person)
            assert (await sends(person)).reference


def test_what_is_there_for_good_is_not_searched_for_waste(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    held: list[int] = []
    monkeypatch.setattr(Server, "run", lambda _server: held.append(gc.get_freeze_count()))
    try:
        with pytest.raises(SystemExit):
            serving.serve_portal(portal(settings), settings)
    finally:
        gc.unfreeze()
    assert held[0] > 10_000


def test_a_shell_that_gives_few_files_leaves_room_for_connections() -> None:
    """Each is one to the machine: with 1,024, a second of one visitor's silent connections keeps everybody out."""
    seen = (
        "import resource as r; from app.http.serving import make_room_for_connections as m; m();"
        "print(*r.getrlimit(r.RLIMIT_NOFILE))"
    )
    few = ("sh", "-c", 'ulimit -Sn 256 && ulimit -Hn 4096 && exec "$0" -c "$1"', sys.executable, seen)
    assert subprocess.run(few, check=True, capture_output=True, text=True).stdout.split() == ["4096", "4096"]
