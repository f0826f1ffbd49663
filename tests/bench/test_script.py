"""A journey that is written down once can be made again by others, who are others."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest
import uvicorn
from fastapi import FastAPI

from app.services.desk import Desk
from app.storage import referrals
from bench import journeys
from bench.browser import opened
from bench.load import Crowd, closed_loop
from bench.script import AstrayError, Line, Script, written_down
from tests.town import free_port


@pytest.fixture
async def port(app: FastAPI) -> AsyncIterator[int]:
    at = free_port()
    server = uvicorn.Server(uvicorn.Config(app, port=at, lifespan="off", log_config=None))
    serving = asyncio.create_task(server.serve())
    while not server.started:  # noqa: ASYNC110 -- it tells nobody
        await asyncio.sleep(0.01)
    yield at
    server.should_exit = True
    await serving


async def script(port: int) -> Script:
    return await written_down("family", f"http://127.0.0.1:{port}", journeys.parent, "/send")


async def test_each_who_makes_it_again_sends_a_referral_of_their_own(app: FastAPI, port: int) -> None:
    desk: Desk = app.state.shop.desk
    pressed = await closed_loop(await script(port), port, 0.1, people=2)
    shown = pressed.crowd.references
    assert len(set(shown)) == len(shown) >= 2
    async with desk.database.single() as connection:
        found = [await referrals.by_reference(connection, one) for one in shown]
    assert {one.form for one in found if one} == {"family"}
    assert all(found)
    assert pressed.crowd.answers == len(shown) * len(pressed.crowd.script.lines)
    assert len(pressed.crowd.seconds["submit"]) == len(shown)


async def test_who_is_led_astray_says_so(port: int) -> None:
    written = await script(port)
    for wrong in (Line("GET", "/family/nowhere"), Line("GET", "/family/worry")):
        place = next(number for number, line in enumerate(written.lines) if line.method == "POST") + 1
        lines = (*written.lines[:place], wrong, *written.lines[place + 1 :])
        with pytest.raises(AstrayError):
            await Crowd(replace(written, lines=lines)).one(port)


async def test_a_journey_without_a_reference_counts_for_nothing(port: int) -> None:
    crowd = Crowd(Script("short", (Line("GET", "/family"),), "/send"))
    with pytest.raises(AstrayError, match="no reference"):
        await crowd.one(port)
    assert crowd.references == []


async def test_a_browser_takes_an_answer_that_comes_in_pieces() -> None:
    done = asyncio.Event()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        for piece in (
            b"HTTP/1.1 200 OK\r\nContent-",
            b"Length: 5\r\nSet-Cookie: a=b; Path=/\r\n\r",
            b"\nhe",
            b"llo",
        ):
            writer.write(piece)
            await writer.drain()
            await asyncio.sleep(0.01)
        writer.close()
        await writer.wait_closed()
        done.set()

    async with await asyncio.start_server(serve, "127.0.0.1", at := free_port()):
        browser = await opened(at)
        answer = await browser.get("/")
        browser.connection.close()
        await done.wait()
    assert (answer.status, answer.body) == (200, b"hello")
    assert browser.cookies == {b"a": b"b"}
