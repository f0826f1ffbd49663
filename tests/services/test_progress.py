"""What the hub says is taken once, whoever hears it first."""

import asyncio
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

import orjson
import pytest
import time_machine
from sqlalchemy import func, select

from app.envelope.events import DECIDED, RECEIVED, event_about, receipt_for, sign_event
from app.envelope.keys import ReceiverKeys
from app.envelope.message import open_submitted
from app.envelope.sealing import seal_address
from app.errors import EnvelopeRefusedError
from app.services.desk import Desk, now
from app.services.keeping import keep_page
from app.services.progress import Heard, hear, look_up
from app.services.submission import send
from app.storage.outbox import FEEDBACK
from app.storage.referrals import events_of
from app.storage.retention import purge
from app.storage.tables import METADATA, outbox, referrals

NOON = datetime(2026, 11, 23, 12, 7, tzinfo=UTC)


@pytest.fixture(autouse=True)
def at_noon() -> Iterator[None]:
    """What is sent here is sent when the hub's events say that it was received."""
    with time_machine.travel(NOON):
        yield


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
    heard = await asyncio.gather(*(hear(desk, [receipt]) for _ in range(10)))
    assert sum(one.new for one in heard) == 1


async def test_a_receipt_of_what_was_sent_while_our_clock_ran_ahead_is_believed(
    desk: Desk, key_set: Path
) -> None:
    with time_machine.travel(NOON + timedelta(days=1)):
        receipt = await receipt_of_a_referral(desk, key_set)
    assert await hear(desk, [receipt]) == Heard(1, 0)
    async with desk.database.single() as connection:
        assert (await connection.execute(select(outbox.c.settled_at))).scalar_one() is not None


async def test_an_event_of_another_hub_is_refused(desk: Desk, key_set: Path) -> None:
    with pytest.raises(EnvelopeRefusedError):
        await hear(desk, [await receipt_of_a_referral(desk, key_set, source="elsewhere")])


async def test_one_bad_event_leaves_the_whole_batch_aside(desk: Desk, key_set: Path) -> None:
    receipt = await receipt_of_a_referral(desk, key_set)
    with pytest.raises(EnvelopeRefusedError):
        await hear(desk, [receipt, {**receipt, "subject": "NN-7K4M-9QXR"}])
    assert await hear(desk, [receipt]) == Heard(1, 0)


async def test_nothing_is_told_without_both(desk: Desk) -> None:
    for reference, code in (("", ""), ("NN-7K4M-9QXR", ""), ("", "123456789012"), ("\x00", "\x00")):
        assert await look_up(desk, reference, code) is None


async def test_a_reference_tells_nothing_with_the_code_of_another(desk: Desk, key_set: Path) -> None:
    receipt = await receipt_of_a_referral(desk, key_set)
    assert await look_up(desk, str(receipt["subject"]), "1234 5678 9012") is None


async def test_nothing_of_a_referral_outlives_its_period(desk: Desk, key_set: Path) -> None:
    """Whatever tables there are: a new one that keeps something for ever makes this fail."""
    periods = desk.council.periods
    with time_machine.travel(NOON, tick=False):
        receipt = await receipt_of_a_referral(desk, key_set)
        await keep_page(desk, desk.form("professional"), None, "danger", {"danger": ["no"]})
        await hear(desk, [receipt])
    longest = max(timedelta(days=periods.draft_days), timedelta(days=periods.status_days))
    await purge(desk.database, periods, NOON + longest)
    async with desk.database.single() as connection:
        for table in METADATA.sorted_tables:
            kept = (await connection.execute(select(func.count()).select_from(table))).scalar_one()
            assert (table.name, kept) == (table.name, 0)
    assert await hear(desk, [receipt]) == Heard(0, 1)


async def test_the_hubs_clock_cannot_keep_a_referral_longer(desk: Desk, key_set: Path) -> None:
    with time_machine.travel(NOON - timedelta(days=9), tick=False):
        await hear(desk, [await receipt_of_a_referral(desk, key_set)])
        async with desk.database.single() as connection:
            message_id = (await connection.execute(select(referrals.c.message_id))).scalar_one()
            told = await events_of(connection, message_id)
    assert [event.at for event in told] == [NOON - timedelta(days=9)]


async def test_whom_a_decision_is_told_to_is_written_to_once_however_often_it_is_heard(
    desk: Desk, key_set: Path
) -> None:
    receipt = await receipt_of_a_referral(desk, key_set)
    keys = ReceiverKeys.load(key_set / "receiver")
    sealed = seal_address("teacher@school.example", desk.keys.recipients("mail", NOON.date()))
    about = {name: receipt[name] for name in ("specversion", "source", "subject", "contactid", "time")}
    said = {name: str(value) for name, value in about.items()} | {"id": str(uuid4()), "type": DECIDED}
    decided = sign_event(said | {"outcome": "early-help"}, keys.signing_key, sealed).document()
    assert await hear(desk, [decided, decided]) == Heard(1, 0)
    assert await hear(desk, [decided]) == Heard(0, 0)
    async with desk.database.single() as connection:
        (row,) = (await connection.execute(select(outbox).where(outbox.c.channel == FEEDBACK))).all()
    assert (str(row.id), orjson.loads(row.body)["outcome"]) == (decided["id"], "early-help")
    assert b"teacher" not in row.body
    # By PostgreSQL's clock too, which does not travel.
    await purge(desk.database, desk.council.periods, now() + timedelta(days=3650))
    async with desk.database.single() as connection:
        (row,) = (await connection.execute(select(outbox).where(outbox.c.channel == FEEDBACK))).all()
    assert row.body is None


async def decided_about(desk: Desk, key_set: Path) -> Callable[..., dict[str, object]]:
    """Makes the hub's decisions about a referral that has just been sent, each so many minutes after noon."""
    receipt = await receipt_of_a_referral(desk, key_set)
    keys = ReceiverKeys.load(key_set / "receiver")
    sealed = seal_address("teacher@school.example", desk.keys.recipients("mail", NOON.date()))
    about = {name: str(receipt[name]) for name in ("specversion", "source", "subject", "contactid")}

    def decided(minutes: int, outcome: str, *, by_email: bool = True) -> dict[str, object]:
        time = f"{NOON + timedelta(minutes=minutes):%Y-%m-%dT%H:%M:00Z}"
        said = about | {"id": str(uuid4()), "type": DECIDED, "time": time, "outcome": outcome}
        return sign_event(said, keys.signing_key, sealed if by_email else None).document()

    return decided


async def goes_out(desk: Desk) -> list[str]:
    """The outcomes of which an email is still to be sent."""
    async with desk.database.single() as connection:
        waiting = outbox.c.channel == FEEDBACK, outbox.c.settled_at.is_(None)
        rows = (await connection.execute(select(outbox.c.body).where(*waiting))).all()
    return [orjson.loads(row.body)["outcome"] for row in rows]


async def test_a_decision_from_before_the_sending_counts_as_made_when_it_is_heard(
    desk: Desk, key_set: Path
) -> None:
    """A clock that is an hour slow would else put a later decision before an earlier one."""
    decided = await decided_about(desk, key_set)
    with time_machine.travel(NOON + timedelta(minutes=9), tick=False):
        said = decided(-60, "early-help")
        assert await hear(desk, [said]) == Heard(1, 0)
    async with desk.database.single() as connection:
        (kept,) = await events_of(connection, UUID(str(said["contactid"])))
    assert kept.at == NOON + timedelta(minutes=9)


@pytest.mark.parametrize(("outcome", "instead"), [("early-help", False), ("no-further-action", True)])
async def test_only_an_email_of_another_decision_says_that_it_takes_its_place(
    desk: Desk, key_set: Path, outcome: str, *, instead: bool
) -> None:
    decided = await decided_about(desk, key_set)
    with time_machine.travel(NOON + timedelta(minutes=9), tick=False):
        await hear(desk, [decided(1, "early-help")])
        await hear(desk, [decided(2, outcome)])
    async with desk.database.single() as connection:
        (body,) = (
            await connection.execute(
                select(outbox.c.body).where(outbox.c.channel == FEEDBACK, outbox.c.settled_at.is_(None))
            )
        ).scalars()
    assert orjson.loads(body)["instead"] is instead


@pytest.mark.parametrize("batches", [[[0], [1]], [[1, 0]], [[1], [0]]], ids=["in order", "at once", "late"])
async def test_of_two_decisions_no_email_tells_the_older(
    desk: Desk, key_set: Path, batches: list[list[int]]
) -> None:
    """Emails leave side by side, and an older decision may be heard last: whoever reads both believes the last."""
    decided = await decided_about(desk, key_set)
    events = [decided(1, "early-help"), decided(2, "social-care-assessment")]
    with time_machine.travel(NOON + timedelta(minutes=9), tick=False):
        for batch in batches:
            assert (await hear(desk, [events[number] for number in batch])).new == len(batch)
    assert await goes_out(desk) == ["social-care-assessment"]


async def test_an_email_of_what_was_decided_otherwise_since_does_not_go(desk: Desk, key_set: Path) -> None:
    decided = await decided_about(desk, key_set)
    with time_machine.travel(NOON + timedelta(minutes=9), tick=False):
        await hear(desk, [decided(1, "early-help")])
        assert await goes_out(desk) == ["early-help"]
        # The hub tells them by itself, and needs no email.
        await hear(desk, [decided(2, "no-further-action", by_email=False)])
    assert await goes_out(desk) == []
