"""Catalogue 16: under overload a finished referral goes first, and what was typed stays; slow bodies wait alone."""

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI
from fastapi.routing import APIRoute
from starlette.types import Message

from app.errors import BusyError
from app.portal import portal
from app.references import write_resume_code
from app.routes import (
    copies,
    events,
    files,
    leaving,
    pages,
    resume,
    review,
    saving,
    start,
    status,
    work_email,
)
from app.routes.request import gate
from app.routes.request.gate import LARGEST_BODY, MOST_WAITING, Rank, Turns, rank
from app.routes.request.shop import Shop
from app.settings import Settings
from app.storage.database import CONNECTIONS, Database
from tests.people import ByHttp, sends, tells_of_a_worry

WORRY = "Canary-8e24: nobody has been home since Monday"
NUMBER = "0300 126 7000"
PARTS = (copies, events, files, leaving, pages, resume, review, saving, start, status, work_email)
FORGETS = "/{slug}/let-go"
"""It only takes a cookie away."""
AT_WORK = re.compile("work-email|hand-over|let-go")
GIVEN = {"reference": "NN-7K4M-9QXR", "code": "123456789012", "address": "a@example.com", "number": "123456"}


def asked(path: str, *, cookie: bytes = b"") -> dict[str, object]:
    return {"path": path, "headers": [(b"cookie", cookie)] if cookie else []}


@pytest.mark.parametrize(
    ("path", "cookie", "expected"),
    [
        ("/", b"", None),
        ("/static/portal.css", b"", None),
        ("/readyz", b"", None),
        ("/help/complain", b"", None),
        ("/community", b"", Rank.STARTING),
        ("/community/danger", b"session=x", Rank.STARTING),
        ("/status", b"", Rank.STARTING),
        ("/community/worry", b"session=x; draft-community=y", Rank.GOING_ON),
        ("/api/events", b"", Rank.GOING_ON),
        ("/community/send", b"", Rank.SENDING),
        ("/professional/sent", b"", Rank.SENDING),
    ],
)
def test_who_goes_first(path: str, cookie: bytes, expected: Rank | None) -> None:
    assert rank(asked(path, cookie=cookie)) == expected


async def test_those_who_send_are_next_whoever_came_before() -> None:
    turns, order = Turns(at_once=1), list[Rank]()
    await turns.take(Rank.STARTING)

    async def works(one: Rank) -> None:
        await turns.take(one)
        order.append(one)
        turns.give()

    came = [Rank.STARTING, Rank.GOING_ON, Rank.SENDING, Rank.STARTING, Rank.SENDING]
    waiting = [asyncio.create_task(works(one)) for one in came]
    await asyncio.sleep(0)
    turns.give()
    await asyncio.gather(*waiting)
    assert order == sorted(came)


async def test_starts_are_refused_first_and_sending_last() -> None:
    turns = Turns(at_once=1)
    await turns.take(Rank.STARTING)
    waiting: list[asyncio.Task[None]] = []
    for one in (Rank.STARTING, Rank.GOING_ON, Rank.SENDING):
        while len(waiting) < MOST_WAITING[one]:
            waiting.append(asyncio.create_task(turns.take(one)))
        await asyncio.sleep(0)
        for refused in Rank:
            if refused >= one:
                with pytest.raises(BusyError):
                    await turns.take(refused)
    for task in waiting:
        task.cancel()
    await asyncio.gather(*waiting, return_exceptions=True)


async def test_nobody_waits_for_ever_and_no_turn_is_lost() -> None:
    turns = Turns(at_once=2, longest=dict.fromkeys(Rank, 0.01))
    for _ in range(2):
        await turns.take(Rank.SENDING)
    with pytest.raises(BusyError):
        await turns.take(Rank.SENDING)
    gone = asyncio.create_task(turns.take(Rank.SENDING))
    await asyncio.sleep(0)
    turns.give()
    gone.cancel()
    with pytest.raises(asyncio.CancelledError):
        await gone
    turns.give()
    for _ in range(2):
        await turns.take(Rank.SENDING)


@asynccontextmanager
async def overloaded(app: FastAPI) -> AsyncIterator[Turns]:
    """A portal where every turn is taken, and nobody may wait."""
    turns: Turns = app.state.turns
    for _ in range(CONNECTIONS):
        await turns.take(Rank.STARTING)
    yield turns
    for _ in range(CONNECTIONS):
        turns.give()


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody may wait, of whatever rank."""
    monkeypatch.setattr(gate, "MOST_WAITING", dict.fromkeys(Rank, 0))


@pytest.mark.usefixtures("impatient")
async def test_whoever_is_refused_gets_a_calm_page_and_loses_no_word(app: FastAPI, visitor: ByHttp) -> None:
    await tells_of_a_worry(visitor, WORRY)
    data = {"csrf": visitor.token(), "worry": WORRY, "reference": "NN-7K4M-9QXR", "code": "1234 5678 9012"}
    client = visitor.client
    async with overloaded(app):
        for answer in (await client.get("/community"), await client.get("/community/check")):
            assert (answer.status_code, answer.headers["retry-after"]) == (503, "60")
            assert NUMBER in answer.text
        page = await client.post("/community/worry", data=data)
        assert page.status_code == 503
        assert WORRY in page.text
        assert NUMBER in page.text
        looked_up = await client.post("/status", data=data)
        assert looked_up.status_code == 503
        assert "NN-7K4M-9QXR" in looked_up.text
        assert (await client.get("/")).status_code == 200
        assert (await client.get("/readyz")).status_code == 200
        await visitor.chooses("Send")
    assert visitor.page
    assert visitor.page.status_code == 503
    await visitor.chooses("Try to send again")
    assert "Your reference is" in await visitor.reads()


@pytest.mark.usefixtures("impatient")
async def test_whoever_is_refused_does_not_reach_the_database(
    app: FastAPI, visitor: ByHttp, tmp_path: Path
) -> None:
    """Every route that takes something in, a later one too."""
    await tells_of_a_worry(visitor)
    shop: Shop = app.state.shop
    used = Untouchable(f"sqlite:///{tmp_path}/untouched.db")
    app.state.shop = replace(shop, desk=replace(shop.desk, database=used))
    posts = [
        route.path
        for part in PARTS
        for route in part.router.routes
        if isinstance(route, APIRoute) and "POST" in (route.methods or ()) and route.path != FORGETS
    ]
    assert len(posts) >= 15
    async with overloaded(app):
        for path in posts:
            filled = path.replace(":path", "").format(
                slug="professional" if AT_WORK.search(path) else "community",
                path="danger",
                group="children",
                item="k3f9w2",
                named="k3f9w2",
            )
            data = {"csrf": visitor.token(), **GIVEN}
            data |= {"code": write_resume_code(7)} if path.startswith("/resume") else {}
            answer = await visitor.client.post(filled, data=data)
            assert answer.status_code == 503, filled
    assert not used.touched
    app.state.shop = shop
    await used.close()


class Untouchable(Database):
    """A database that remembers whether anybody used it."""

    touched = False

    @asynccontextmanager
    async def single(self) -> AsyncIterator[object]:  # type: ignore[override]
        self.touched = True
        yield None

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[object]:  # type: ignore[override]
        self.touched = True
        yield None


async def test_a_finished_referral_is_sent_while_starts_are_refused(app: FastAPI, visitor: ByHttp) -> None:
    await tells_of_a_worry(visitor, WORRY)
    stranger = httpx.AsyncClient(transport=visitor.client._transport, base_url=visitor.client.base_url)  # noqa: SLF001
    async with overloaded(app) as turns, stranger:
        starts = [
            asyncio.create_task(stranger.get("/community")) for _ in range(MOST_WAITING[Rank.STARTING] + 5)
        ]
        while sum(start.done() for start in starts) < 5:  # noqa: ASYNC110 -- the gate refuses them
            await asyncio.sleep(0.01)
        sending = asyncio.create_task(sends(visitor))
        await asyncio.sleep(0.05)
        assert not sending.done()
        turns.give()
        told = await sending
        assert told.reference
        await turns.take(Rank.SENDING)
        answers = [answer.status_code for answer in await asyncio.gather(*starts)]
    assert answers.count(503) >= 5


async def bodies(client: httpx.AsyncClient, *, parts: int, pause: float) -> httpx.Response:
    async def slowly() -> AsyncIterator[bytes]:
        for _ in range(parts):
            await asyncio.sleep(pause)
            yield b"a" * 1000

    return await client.post("/community/danger", content=slowly())


async def test_a_body_that_does_not_come_takes_no_turn_and_gets_a_page(
    client: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gate, "BODY_PATIENCE", 0.05)
    answer = await bodies(client, parts=100, pause=0.01)
    assert answer.status_code == 408
    assert answer.headers["connection"] == "close"
    assert NUMBER in answer.text


async def test_a_body_that_is_too_large_is_not_read_to_its_end(client: httpx.AsyncClient) -> None:
    answer = await bodies(client, parts=LARGEST_BODY // 1000 + 10, pause=0)
    assert answer.status_code == 413
    assert NUMBER in answer.text


async def test_the_portal_is_told_of_its_start_and_its_end(settings: Settings) -> None:
    """A server that may not tell it serves on all the same: the portal would never be seen at work."""
    told = [{"type": "lifespan.startup"}, {"type": "lifespan.shutdown"}]
    said: list[str] = []

    async def receive() -> Message:
        return told.pop(0)

    async def send(message: Message) -> None:
        said.append(message["type"])

    await portal(settings)({"type": "lifespan"}, receive, send)
    assert said == ["lifespan.startup.complete", "lifespan.shutdown.complete"]
