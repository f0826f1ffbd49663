"""Forged, replayed, out-of-order, truncated and oversized events: refused or known, counted, and nothing changes."""

from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import orjson
import pytest
import time_machine
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from fastapi import FastAPI
from sqlalchemy import select

from app.envelope.events import (
    BATCH_CONTENT_TYPE,
    DECIDED,
    LARGEST_BATCH,
    MOST_EVENTS,
    RECEIVED,
    EventType,
    event_about,
    receipt_for,
    sign_event,
    write_batch,
)
from app.envelope.keys import PortalKeys, ReceiverKeys
from app.envelope.message import Opened, open_submitted
from app.envelope.signing import PORTAL_TO_HUB, Statement, sign
from app.storage.tables import METADATA, outbox
from tests.figures import counted
from tests.people import ByHttp, sends, tells_of_a_worry

NEW = {"new": 1, "unknown": 0}
NOON = datetime(2026, 11, 23, 12, 7, tzinfo=UTC)


@pytest.fixture(autouse=True)
def at_noon() -> Iterator[None]:
    """What is sent here is sent when the hub's events say that it was received."""
    with time_machine.travel(NOON):
        yield


LATER: tuple[EventType, ...] = (
    "uk.mash.contact.closed",
    "uk.mash.contact.decided",
    "uk.mash.contact.information-requested",
    "uk.mash.contact.screening",
)


@pytest.fixture
def keys(key_set: Path) -> ReceiverKeys:
    return ReceiverKeys.load(key_set / "receiver")


@pytest.fixture
async def opened(app: FastAPI, visitor: ByHttp, keys: ReceiverKeys) -> Opened:
    """A referral that was sent, as the hub has it."""
    await tells_of_a_worry(visitor)
    await sends(visitor)
    async with app.state.shop.desk.database.single() as connection:
        row = (await connection.execute(select(outbox))).one()
    return open_submitted(row.body, keys, app.state.shop.desk.council.slug)


@pytest.fixture
def refused() -> Callable[[], int]:
    """How many batches were refused since."""
    before = counted("mash_events_total", result="refused")
    return lambda: int(counted("mash_events_total", result="refused") - before)


async def everything(app: FastAPI) -> list[Any]:
    """Every row of every table."""
    async with app.state.shop.desk.database.single() as connection:
        return [(await connection.execute(select(table))).all() for table in METADATA.sorted_tables]


async def posted(visitor: ByHttp, body: bytes) -> tuple[int, Any]:
    answer = await visitor.client.post(
        "/api/events", content=body, headers={"content-type": BATCH_CONTENT_TYPE}
    )
    is_json = answer.headers["content-type"] == "application/json"
    return answer.status_code, answer.json() if is_json else answer.text


def receipt_of(opened: Opened, keys: ReceiverKeys) -> dict[str, Any]:
    return receipt_for(opened, keys, NOON).document()


def by(key: Ed25519PrivateKey, opened: Opened, **more: str) -> dict[str, Any]:
    """A receipt that somebody signed."""
    return sign_event(event_about(opened, RECEIVED, uuid4(), NOON) | more, key).document()


def wrong_way(opened: Opened, key: Ed25519PrivateKey) -> dict[str, Any]:
    """A receipt signed as if it were a message to the hub."""
    said = event_about(opened, RECEIVED, uuid4(), NOON)
    return {**said, "signature": sign(Statement(PORTAL_TO_HUB, said), key)}


FORGED: dict[str, Callable[[Opened, ReceiverKeys, PortalKeys], dict[str, Any]]] = {
    "of a stranger": lambda opened, _, __: by(Ed25519PrivateKey.generate(), opened),
    "of the portal itself": lambda opened, _, portal: by(portal.signing_key, opened),
    "for the other direction": lambda opened, keys, _: wrong_way(opened, keys.signing_key),
    "of another hub": lambda opened, keys, _: by(keys.signing_key, opened, source="barnet"),
    "of another reference": lambda opened, keys, _: by(keys.signing_key, opened, subject="NN-7K4M-9QXR"),
    "with another time": lambda opened, keys, _: receipt_of(opened, keys) | {"time": "2026-11-23T12:08:00Z"},
    "with an outcome": lambda opened, keys, _: receipt_of(opened, keys) | {"outcome": "early-help"},
    "with more": lambda opened, keys, _: receipt_of(opened, keys) | {"more": "x"},
    "of another kind": lambda opened, keys, _: receipt_of(opened, keys) | {"type": "uk.mash.contact.closed"},
}


@pytest.mark.parametrize("how", FORGED)
async def test_a_forged_event_is_refused_with_all_beside_it(
    app: FastAPI,
    visitor: ByHttp,
    opened: Opened,
    keys: ReceiverKeys,
    key_set: Path,
    refused: Callable[[], int],
    how: str,
) -> None:
    before = await everything(app)
    forged = FORGED[how](opened, keys, PortalKeys.load(key_set / "portal"))
    status, answer = await posted(visitor, orjson.dumps([receipt_of(opened, keys), forged]))
    assert (status, list(answer)) == (400, ["refused"])
    assert refused() == 1
    assert await everything(app) == before


async def test_a_batch_cut_anywhere_is_refused(
    app: FastAPI, visitor: ByHttp, opened: Opened, keys: ReceiverKeys
) -> None:
    before = await everything(app)
    whole = orjson.dumps([receipt_of(opened, keys)])
    for length in range(0, len(whole), 7):
        status, _ = await posted(visitor, whole[:length])
        assert status == 400
    assert await everything(app) == before


async def test_more_than_a_batch_may_hold_is_refused(
    app: FastAPI, visitor: ByHttp, opened: Opened, keys: ReceiverKeys, refused: Callable[[], int]
) -> None:
    before = await everything(app)
    receipt = orjson.dumps(receipt_of(opened, keys))
    assert (await posted(visitor, b"[" + b",".join([receipt] * (MOST_EVENTS + 1)) + b"]"))[0] == 400
    assert (await posted(visitor, (b"[" + receipt + b"]").ljust(LARGEST_BATCH + 1)))[0] == 413
    assert refused() == 2
    assert await everything(app) == before


async def test_what_a_batch_may_just_hold_is_taken(
    visitor: ByHttp, opened: Opened, keys: ReceiverKeys, refused: Callable[[], int]
) -> None:
    """What docs/hub.md promises to whoever writes a receiver."""
    receipt = orjson.dumps(receipt_of(opened, keys))
    assert (await posted(visitor, b"[" + b",".join([receipt] * 100) + b"]")) == (200, NEW)
    assert (await posted(visitor, (b"[" + receipt + b"]").ljust(256 * 1024)))[0] == 200
    assert refused() == 0


async def test_what_is_new_known_and_of_nobody_is_counted(
    visitor: ByHttp, opened: Opened, keys: ReceiverKeys
) -> None:
    def so_far() -> list[float]:
        return [counted("mash_events_total", result=one) for one in ("new", "known", "unknown")]

    before = so_far()
    of_nobody = replace(opened, message_id=UUID(int=7, version=4))
    told = [receipt_of(opened, keys)] * 3 + [by(keys.signing_key, of_nobody)] * 2
    assert await posted(visitor, orjson.dumps(told)) == (200, {"new": 1, "unknown": 2})
    assert [now - then for now, then in zip(so_far(), before, strict=True)] == [1, 2, 2]


async def in_pieces(body: bytes) -> AsyncIterator[bytes]:
    """A body whose length nobody has announced."""
    for start in range(0, len(body), 10_000):
        yield body[start : start + 10_000]


async def test_a_batch_of_unknown_length_is_read_no_further_than_the_largest(
    app: FastAPI, visitor: ByHttp, opened: Opened, keys: ReceiverKeys
) -> None:
    before = await everything(app)
    endless = in_pieces(orjson.dumps([receipt_of(opened, keys)]).ljust(4 * LARGEST_BATCH))
    assert (await visitor.client.post("/api/events", content=endless)).status_code == 413
    assert [piece async for piece in endless] != []
    assert await everything(app) == before


async def test_a_receipt_replayed_changes_nothing(
    app: FastAPI, visitor: ByHttp, opened: Opened, keys: ReceiverKeys
) -> None:
    batch = orjson.dumps([receipt_of(opened, keys)] * 3)
    assert await posted(visitor, batch) == (200, NEW)
    before = await everything(app)
    assert await posted(visitor, batch) == (200, {"new": 0, "unknown": 0})
    assert await everything(app) == before


async def test_events_in_any_order_are_kept_and_only_the_receipt_settles(
    app: FastAPI, visitor: ByHttp, opened: Opened, keys: ReceiverKeys
) -> None:
    with time_machine.travel(NOON + timedelta(hours=1)):
        for number, kind in enumerate(LATER):
            about = event_about(opened, kind, uuid4(), NOON + timedelta(minutes=9 - number))
            about |= {"outcome": "early-help"} if kind == DECIDED else {}
            assert await posted(visitor, write_batch([sign_event(about, keys.signing_key)])) == (200, NEW)
            assert not (await settled(app))
        assert await posted(visitor, orjson.dumps([receipt_of(opened, keys)])) == (200, NEW)
        assert await settled(app)


async def settled(app: FastAPI) -> bool:
    async with app.state.shop.desk.database.single() as connection:
        row = (await connection.execute(select(outbox))).one()
    return row.settled_at is not None
