"""What the hub says back: believed for its signature alone."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import orjson
import pytest
import time_machine
from fastapi import FastAPI
from sqlalchemy import select

from app.envelope.events import BATCH_CONTENT_TYPE, receipt_for, write_batch
from app.envelope.keys import ReceiverKeys
from app.envelope.message import Opened, open_submitted
from app.storage.tables import outbox
from tests.people import ByHttp, sends, tells_of_a_worry

HEADERS = {"content-type": BATCH_CONTENT_TYPE}
NOON = datetime(2026, 11, 23, 12, 7, tzinfo=UTC)


@pytest.fixture(autouse=True)
def at_noon() -> Iterator[None]:
    """What is sent here is sent when the hub's events say that it was received."""
    with time_machine.travel(NOON):
        yield


@pytest.fixture
def keys(key_set: Path) -> ReceiverKeys:
    return ReceiverKeys.load(key_set / "receiver")


async def taken(app: FastAPI, keys: ReceiverKeys) -> Opened:
    """The contact as the hub opens it from the outbox."""
    async with app.state.shop.desk.database.single() as connection:
        row = (await connection.execute(select(outbox))).one()
    return open_submitted(row.body, keys, app.state.shop.desk.council.slug)


async def test_a_receipt_settles_the_outbox_and_shows_its_time(
    app: FastAPI, visitor: ByHttp, keys: ReceiverKeys
) -> None:
    await tells_of_a_worry(visitor)
    told = await sends(visitor)
    batch = write_batch([receipt_for(await taken(app, keys), keys, NOON)])
    for new in (1, 0):
        answer = await visitor.client.post("/api/events", content=batch, headers=HEADERS)
        assert answer.json() == {"new": new, "unknown": 0}
    async with app.state.shop.desk.database.single() as connection:
        row = (await connection.execute(select(outbox))).one()
    assert row.settled_at
    assert row.body is None
    await visitor.goes_to("/status")
    await visitor.says(reference=told.reference, code=told.code)
    assert "With our team at 12:07pm on 23 November 2026" in await visitor.reads()


async def test_a_forged_receipt_changes_nothing(app: FastAPI, visitor: ByHttp, keys: ReceiverKeys) -> None:
    await tells_of_a_worry(visitor)
    await sends(visitor)
    event = receipt_for(await taken(app, keys), keys, NOON).document()
    forged = orjson.dumps([{**event, "time": "2026-11-23T13:00:00Z"}])
    answer = await visitor.client.post("/api/events", content=forged, headers=HEADERS)
    assert answer.status_code == 400
    assert (await taken(app, keys)).message_id == UUID(event["contactid"])


@pytest.mark.parametrize("body", [b"", b"{}", b"[1]", b"[{}]", b"\xff", b"[" * 1000])
async def test_nonsense_is_refused(visitor: ByHttp, body: bytes) -> None:
    answer = await visitor.client.post("/api/events", content=body, headers=HEADERS)
    assert answer.status_code == 400


async def test_a_flood_is_refused(visitor: ByHttp) -> None:
    answer = await visitor.client.post("/api/events", content=b"[" + b" " * 300_000 + b"]", headers=HEADERS)
    assert answer.status_code == 413


async def test_an_event_of_an_unknown_referral_is_harmless(
    app: FastAPI, visitor: ByHttp, keys: ReceiverKeys
) -> None:
    await tells_of_a_worry(visitor)
    await sends(visitor)
    opened = await taken(app, keys)
    stranger = Opened(**{**vars(opened), "message_id": UUID(int=7, version=4)})
    batch = write_batch([receipt_for(stranger, keys, NOON)])
    answer = await visitor.client.post("/api/events", content=batch, headers=HEADERS)
    assert answer.json() == {"new": 0, "unknown": 1}
