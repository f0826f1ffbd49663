"""A flood of large bodies that never end fills no memory, and what people write comes through beside it."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable

import httpx
import pytest

from app.routes.request import bodies, gate
from tests.people import ByHttp, tells_of_a_worry

NUMBER = "0300 126 7000"
Begin = Callable[[int], Awaitable["asyncio.Task[httpx.Response]"]]


@pytest.fixture
async def begins(client: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Begin]:
    """Begins a body of so many bytes, which ends with the test; all together may hold ten thousand."""
    monkeypatch.setattr(bodies, "MOST_HELD", 10_000)
    ending, begun = asyncio.Event(), list[asyncio.Task[httpx.Response]]()

    async def begin(size: int) -> "asyncio.Task[httpx.Response]":
        came = asyncio.Event()

        async def slowly() -> AsyncIterator[bytes]:
            yield b"a" * size
            came.set()
            await ending.wait()

        begun.append(asyncio.create_task(client.post("/community/danger", content=slowly())))
        await asyncio.wait((asyncio.create_task(came.wait()), begun[-1]), return_when="FIRST_COMPLETED")
        return begun[-1]

    yield begin
    ending.set()
    await asyncio.gather(*begun)


async def test_the_large_ones_of_a_flood_are_refused(begins: Begin) -> None:
    first, second = await begins(6_000), await begins(6_000)
    assert not first.done()
    answer = await second
    assert (answer.status_code, answer.headers["connection"]) == (503, "close")
    assert NUMBER in answer.text


async def test_what_somebody_writes_comes_through_beside_them(begins: Begin, visitor: ByHttp) -> None:
    await begins(9_900)
    await tells_of_a_worry(visitor, "He is alone in the evenings. " * 50)
    assert await visitor.path() == "/community/check"


async def test_what_was_refused_or_is_over_counts_no_more(
    begins: Begin, client: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gate, "BODY_PATIENCE", 0.05)
    for _ in range(5):
        for body in (await begins(6_000), await begins(6_000)):
            assert (await body).status_code in {408, 503}
    answer = await client.post("/community/danger", content=b"a" * 9_900)
    assert answer.status_code == 403
