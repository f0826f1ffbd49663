"""Receipts: kept until the portal has them, in batches, and one bad one blocks no other."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable
from pathlib import Path
from uuid import uuid4

import httpx
import orjson
import pytest

from app.envelope.events import BATCH_CONTENT_TYPE, MOST_EVENTS, HubEvent, receipt_for
from app.envelope.keys import ReceiverKeys
from app.errors import DeliveryError
from app.receiver.filing import Papers
from app.receiver.receipts import ReceiptPost, Receipts

ADDRESS = "http://127.0.0.1:8000/api/events"


class Portal:
    """Answers with what it is told to, and keeps what it was sent."""

    def __init__(self) -> None:
        self.status = 204
        self.refused: set[str] = set()
        self.heard: list[list[str]] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        assert str(request.url) == ADDRESS
        assert request.headers["content-type"] == BATCH_CONTENT_TYPE
        ids = [event["id"] for event in orjson.loads(request.content)]
        self.heard.append(ids)
        return httpx.Response(400 if self.refused & set(ids) else self.status)


@pytest.fixture
def portal() -> Portal:
    return Portal()


@pytest.fixture
def receipts(tmp_path: Path) -> Receipts:
    made = Receipts(tmp_path / ".receipts")
    made.prepare()
    return made


@pytest.fixture
async def post(anyio_backend: str, portal: Portal, receipts: Receipts) -> AsyncIterator[ReceiptPost]:  # noqa: ARG001
    async with httpx.AsyncClient(transport=httpx.MockTransport(portal)) as client:
        yield ReceiptPost(receipts, ADDRESS, client)


@pytest.fixture(scope="session")
def receipt(papers: Callable[..., Papers], key_set: Path) -> HubEvent:
    opened = papers().opened
    return receipt_for(opened, ReceiverKeys.load(key_set / "receiver"), opened.time)


@pytest.fixture
def queued(receipts: Receipts, receipt: HubEvent) -> Callable[[int], list[str]]:
    """Queues so many receipts, and gives their ids in order."""

    def queue(many: int) -> list[str]:
        events = [receipt.model_copy(update={"id": str(uuid4())}) for _ in range(many)]
        for event in events:
            receipts.queue(event)
        return sorted(event.id for event in events)

    return queue


async def test_a_receipt_is_forgotten_when_the_portal_has_it(
    post: ReceiptPost, portal: Portal, queued: Callable[[int], list[str]]
) -> None:
    ids = queued(3)
    assert await post.post_some()
    assert portal.heard == [ids]
    assert not await post.post_some()
    assert portal.heard == [ids]


async def test_many_go_in_batches(
    post: ReceiptPost, portal: Portal, queued: Callable[[int], list[str]]
) -> None:
    ids = queued(MOST_EVENTS + 1)
    while await post.post_some():
        pass
    assert portal.heard == [ids[:MOST_EVENTS], ids[MOST_EVENTS:]]


@pytest.mark.parametrize("status", [301, 401, 403, 404, 405, 429, 500, 503])
async def test_they_wait_while_the_portal_cannot_take_them(
    post: ReceiptPost, portal: Portal, queued: Callable[[int], list[str]], status: int
) -> None:
    ids = queued(2)
    portal.status = status
    with pytest.raises(DeliveryError):
        await post.post_some()
    portal.status = 204
    await post.post_some()
    assert portal.heard == [ids, ids]


async def test_they_wait_while_there_is_no_portal(
    receipts: Receipts, queued: Callable[[int], list[str]]
) -> None:
    ids = queued(1)

    def nobody(_: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("refused")

    async with httpx.AsyncClient(transport=httpx.MockTransport(nobody)) as client:
        with pytest.raises(DeliveryError):
            await ReceiptPost(receipts, ADDRESS, client).post_some()
    assert kept(receipts.waiting()) == ids


async def test_what_the_portal_says_beside_its_answer_is_not_taken_in(
    receipts: Receipts, queued: Callable[[int], list[str]]
) -> None:
    """A portal in other hands could say things without end, until the receiver has no memory left."""
    queued(1)
    given = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal given
        while given < 1000:
            given += 1
            yield bytes(64 * 1024)

    def portal(_: httpx.Request) -> httpx.Response:
        return httpx.Response(200, content=endless())

    async with httpx.AsyncClient(transport=httpx.MockTransport(portal)) as client:
        assert await ReceiptPost(receipts, ADDRESS, client).post_some()
    assert given == 1
    assert receipts.waiting() == {}


async def test_a_portal_that_never_comes_to_an_end_is_one_that_is_away(
    receipts: Receipts, queued: Callable[[int], list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    ids = queued(1)
    monkeypatch.setattr("app.receiver.receipts.WHOLE_PATIENCE", 0.05)

    async def portal(_: httpx.Request) -> httpx.Response:
        await asyncio.sleep(60)
        return httpx.Response(204)

    async with httpx.AsyncClient(transport=httpx.MockTransport(portal)) as client:
        with pytest.raises(DeliveryError):
            await ReceiptPost(receipts, ADDRESS, client).post_some()
    assert kept(receipts.waiting()) == ids


async def test_one_that_the_portal_will_not_have_is_set_aside_and_blocks_no_other(
    post: ReceiptPost, portal: Portal, receipts: Receipts, tmp_path: Path, queued: Callable[[int], list[str]]
) -> None:
    ids = queued(3)
    portal.refused = {ids[1]}
    await post.post_some()
    assert portal.heard == [ids, [ids[0]], [ids[1]], [ids[2]]]
    assert receipts.waiting() == {}
    assert kept(listed(tmp_path / ".receipts" / "refused")) == [ids[1]]


async def test_one_that_cannot_be_read_is_set_aside(
    post: ReceiptPost, portal: Portal, tmp_path: Path, queued: Callable[[int], list[str]]
) -> None:
    (tmp_path / ".receipts" / "half.json").write_text('{"id": ')
    ids = queued(1)
    await post.post_some()
    assert portal.heard == [ids]
    assert kept(listed(tmp_path / ".receipts" / "refused")) == ["half"]


def listed(folder: Path) -> list[Path]:
    return list(folder.iterdir())


def kept(paths: Iterable[Path]) -> list[str]:
    return sorted(path.stem for path in paths)
