"""What the hub says is taken once, whoever hears it first."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from app.envelope.events import RECEIVED, event_about, receipt_for, sign_event
from app.envelope.keys import ReceiverKeys
from app.envelope.message import open_submitted
from app.errors import EnvelopeRefusedError
from app.services.desk import Desk
from app.services.drafting import keep_page
from app.services.progress import hear, look_up
from app.services.submission import send
from app.storage.tables import outbox

NOON = datetime(2026, 11, 23, 12, 7, tzinfo=UTC)


async def receipt_of_a_referral(desk: Desk, key_set: Path, source: str = "") -> dict[str, object]:
    """The hub's receipt for a referral that has just been sent."""
    form = desk.form("community")
    key = (await keep_page(desk, form, None, "danger", {"danger": ["yes"]})).draft.key
    await keep_page(desk, form, key, "emergency", {"called_999": ["yes"]})
    await send(desk, form, key)
    keys = ReceiverKeys.load(key_set / "receiver")
    async with desk.database.single() as connection:
        row = (await connection.execute(select(outbox))).one()
    opened = open_submitted(row.body, keys, desk.council.slug)
    if not source:
        return receipt_for(opened, keys, NOON).document()
    said = event_about(opened, RECEIVED, opened.message_id, NOON) | {"source": source}
    return sign_event(said, keys.signing_key).document()


async def test_a_receipt_heard_many_times_at_once_counts_once(desk: Desk, key_set: Path) -> None:
    receipt = await receipt_of_a_referral(desk, key_set)
    assert sum(await asyncio.gather(*(hear(desk, [receipt]) for _ in range(10)))) == 1


async def test_an_event_of_another_hub_is_refused(desk: Desk, key_set: Path) -> None:
    with pytest.raises(EnvelopeRefusedError):
        await hear(desk, [await receipt_of_a_referral(desk, key_set, source="elsewhere")])


async def test_one_bad_event_leaves_the_whole_batch_aside(desk: Desk, key_set: Path) -> None:
    receipt = await receipt_of_a_referral(desk, key_set)
    with pytest.raises(EnvelopeRefusedError):
        await hear(desk, [receipt, {**receipt, "subject": "NN-7K4M-9QXR"}])
    assert await hear(desk, [receipt]) == 1


async def test_nothing_is_told_without_both(desk: Desk) -> None:
    for reference, code in (("", ""), ("NN-7K4M-9QXR", ""), ("", "123456789012"), ("\x00", "\x00")):
        assert await look_up(desk, reference, code) is None
