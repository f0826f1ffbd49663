"""The hub's word on what it does: taken as it happened, and refused with a reason where it cannot be."""

import shutil
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from fastapi import FastAPI
from sqlalchemy import select

from app.envelope.events import (
    BATCH_CONTENT_TYPE,
    CLOSED,
    DECIDED,
    RECEIVED,
    REQUESTED,
    SCREENING,
    EventType,
    HubEvent,
    event_about,
    sign_event,
)
from app.envelope.keys import ReceiverKeys
from app.envelope.message import Opened, open_submitted
from app.envelope.public_keys import PublicKey, public_text
from app.services.standing import AFTER_CLOSING
from app.settings import Settings
from app.storage.tables import METADATA, outbox
from app.storage.tables import events as recorded
from tests.people import ByHttp, sends, tells_of_a_worry

NOON = datetime(2026, 11, 23, 12, 7, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
RETIRED = "The key that signed this is not in force any more."
Say = Callable[..., HubEvent]


@pytest.fixture
def keys(key_set: Path) -> ReceiverKeys:
    return ReceiverKeys.load(key_set / "receiver")


@pytest.fixture
def own_keys(tmp_path: Path, key_set: Path) -> Path:
    """Keys that this test may change."""
    return Path(shutil.copytree(key_set, tmp_path / "keys"))


@pytest.fixture
def settings(tmp_path: Path, own_keys: Path, sqlite_url: str) -> Settings:
    return Settings(var=tmp_path / "var", keys=own_keys, database_url=sqlite_url)


@pytest.fixture
async def opened(app: FastAPI, visitor: ByHttp, keys: ReceiverKeys) -> Opened:
    """A referral that was sent, as the hub has it."""
    with time_machine.travel(NOON, tick=False):
        await tells_of_a_worry(visitor)
        await sends(visitor)
    async with app.state.shop.desk.database.single() as connection:
        row = (await connection.execute(select(outbox))).one()
    return open_submitted(row.body, keys, app.state.shop.desk.council.slug)


@pytest.fixture
def say(opened: Opened, keys: ReceiverKeys) -> Say:
    """The hub's word, so many minutes after noon."""

    def said(kind: EventType, minutes: int = 0, outcome: str = "", **given: Any) -> HubEvent:
        about = event_about(opened, kind, uuid4(), NOON + minutes * MINUTE)
        about |= {"outcome": outcome} if outcome else {}
        return sign_event(about, given.get("key", keys.signing_key))

    return said


async def posted(visitor: ByHttp, *events: HubEvent | dict[str, Any]) -> tuple[int, Any]:
    raw = [event if isinstance(event, dict) else event.document() for event in events]
    answer = await visitor.client.post("/api/events", json=raw, headers={"content-type": BATCH_CONTENT_TYPE})
    return answer.status_code, answer.json()


async def everything(app: FastAPI) -> list[Any]:
    """Every row of every table."""
    async with app.state.shop.desk.database.single() as connection:
        return [(await connection.execute(select(table))).all() for table in METADATA.sorted_tables]


async def test_every_step_is_taken_once(visitor: ByHttp, say: Say) -> None:
    story = [
        say(RECEIVED),
        say(SCREENING, 1),
        say(REQUESTED, 2),
        say(DECIDED, 3, "no-further-action"),
        say(CLOSED, 4),
    ]
    assert await posted(visitor, *reversed(story)) == (200, {"new": 5, "unknown": 0})
    assert await posted(visitor, *story) == (200, {"new": 0, "unknown": 0})


async def test_a_decision_after_the_closing_is_refused_with_all_beside_it(
    app: FastAPI, visitor: ByHttp, say: Say
) -> None:
    await posted(visitor, say(CLOSED, 4))
    before = await everything(app)
    refused = await posted(visitor, say(SCREENING, 1), say(DECIDED, 5, "early-help"))
    assert refused == (400, {"refused": AFTER_CLOSING})
    assert await everything(app) == before
    assert await posted(visitor, say(DECIDED, 4, "early-help")) == (200, {"new": 1, "unknown": 0})


async def test_a_clock_that_was_wrong_keeps_no_news_from_coming_once_it_is_right(
    app: FastAPI, visitor: ByHttp, say: Say
) -> None:
    since_1970 = -int((NOON - datetime(1970, 1, 1, tzinfo=UTC)) / MINUTE)
    in_1970, in_2100 = say(CLOSED, since_1970), say(DECIDED, -since_1970, "early-help")
    with time_machine.travel(NOON + 9 * MINUTE):
        assert await posted(visitor, in_1970) == (200, {"new": 1, "unknown": 0})
        told = [say(DECIDED, 5, "early-help-assessment"), say(SCREENING, 1)]
        assert await posted(visitor, *told) == (200, {"new": 2, "unknown": 0})
        assert await posted(visitor, in_2100) == (200, {"new": 1, "unknown": 0})
    async with app.state.shop.desk.database.single() as connection:
        moments = (await connection.execute(select(recorded.c.at))).scalars().all()
    assert all(NOON <= one <= NOON + 10 * MINUTE for one in moments)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"outcome": "adoption"}, "Look at: outcome."),
        ({"outcome": None}, "A decision has an outcome, and nothing else has."),
        ({"type": SCREENING}, "A decision has an outcome, and nothing else has."),
        ({"type": "uk.mash.contact.adopted"}, "Look at: type."),
        ({"subject": "NN-0000-0000"}, "Look at: subject."),
        ({"<script>": "x"}, ""),
    ],
)
async def test_what_is_no_event_is_refused_and_told_why_in_our_own_words(
    app: FastAPI, visitor: ByHttp, say: Say, change: dict[str, Any], why: str
) -> None:
    before = await everything(app)
    altered = {**say(DECIDED, 3, "early-help").document(), **change}
    known = {name: value for name, value in altered.items() if value is not None}
    said = f"This is not an event that we know. {why}".strip()
    assert await posted(visitor, known) == (400, {"refused": said})
    assert await everything(app) == before


async def test_an_unknown_reference_is_harmless_and_a_stranger_learns_nothing_of_any(
    app: FastAPI, visitor: ByHttp, opened: Opened, keys: ReceiverKeys
) -> None:
    unknown = Opened(**{**vars(opened), "message_id": uuid4(), "reference": "NN-7K4M-9QXR"})
    before = await everything(app)
    answers = {}
    for whose, key in (("hub", keys.signing_key), ("stranger", Ed25519PrivateKey.generate())):
        for about in (unknown, opened):
            event = sign_event(event_about(about, SCREENING, uuid4(), NOON), key)
            answers[whose, about is opened] = await posted(visitor, event)
            if (whose, about) == ("hub", unknown):
                assert await everything(app) == before
    assert answers["hub", False] == (200, {"new": 0, "unknown": 1})
    assert answers["hub", True] == (200, {"new": 1, "unknown": 0})
    assert answers["stranger", False] == answers["stranger", True]
    assert answers["stranger", True] == (400, {"refused": "No key that we know signed this."})


@pytest.fixture
def retired(own_keys: Path) -> Callable[[date], Ed25519PrivateKey]:
    """Lists another key of the hub's, until a day."""

    def listed(until: date) -> Ed25519PrivateKey:
        key = Ed25519PrivateKey.generate()
        entry = PublicKey.model_validate(
            {
                "use": "receipts",
                "id": "old",
                "public": public_text(key),
                "from": date(2020, 1, 1),
                "until": until,
            }
        )
        path = own_keys / "portal" / "hub.toml"
        path.write_text(f"{path.read_text()}\n{entry.toml()}")
        return key

    return listed


async def test_a_key_past_its_day_signs_receipts_and_nothing_else(
    app: FastAPI, visitor: ByHttp, say: Say, retired: Callable[[date], Ed25519PrivateKey]
) -> None:
    old = retired(date(2026, 1, 1))
    before = await everything(app)
    for event in (say(SCREENING, key=old), say(DECIDED, 1, "early-help", key=old), say(CLOSED, 2, key=old)):
        assert await posted(visitor, event) == (400, {"refused": RETIRED})
    assert await everything(app) == before
    assert await posted(visitor, say(RECEIVED, key=old)) == (200, {"new": 1, "unknown": 0})


async def test_a_key_that_was_taken_off_the_list_signs_nothing_any_more(
    app: FastAPI, visitor: ByHttp, say: Say, own_keys: Path, retired: Callable[[date], Ed25519PrivateKey]
) -> None:
    path = own_keys / "portal" / "hub.toml"
    listed = path.read_text()
    old = retired(date.max)
    assert await posted(visitor, say(SCREENING, key=old)) == (200, {"new": 1, "unknown": 0})
    path.write_text(listed)
    before = await everything(app)
    for event in (say(RECEIVED, key=old), say(DECIDED, 1, "early-help", key=old)):
        assert await posted(visitor, event) == (400, {"refused": "No key that we know signed this."})
    assert await everything(app) == before
