"""What is over goes, whoever looks and however often; what is not over stays."""

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from sqlalchemy import func, select

from app.profiles.loading import load_profile
from app.storage import drafts, outbox, referrals, retention
from app.storage.database import Database
from app.storage.outbox import ACKNOWLEDGEMENT, FEEDBACK, HUB, Outgoing
from app.storage.referrals import RecordedEvent, Referral
from app.storage.retention import ADDRESS_KEPT, Purged, purge
from app.storage.tables import METADATA, events
from app.storage.tables import outbox as rows
from tests.drafted import until

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
PERIODS = load_profile("barnet").periods
STATUS_KEPT = timedelta(days=PERIODS.status_days)
MINUTE = timedelta(minutes=1)
NOTHING = Purged(0, 0, 0)


async def record(database: Database, *channels: str, receipted: datetime | None = None) -> UUID:
    """A referral that was sent at noon, with what must leave for it."""
    message_id = uuid4()
    referral = Referral(
        message_id=message_id,
        reference=message_id.hex[:12],
        form="community",
        hub="barnet",
        route="community",
        urgent=False,
        received_at=NOON,
        code_digest=bytes(32),
    )
    sent = [Outgoing(uuid4(), message_id, channel, b"sealed", NOON) for channel in channels]
    async with database.transaction() as connection:
        await referrals.record(connection, referral)
        await outbox.enqueue(connection, sent)
        if receipted:
            await outbox.settle_receipted(connection, message_id, receipted)
    return message_id


async def left(database: Database) -> dict[str, int]:
    """How many rows each table has."""
    async with database.single() as connection:
        return {
            table.name: (await connection.execute(select(func.count()).select_from(table))).scalar_one()
            for table in METADATA.sorted_tables
        }


async def test_a_draft_goes_when_its_time_is_over_and_not_before(database: Database) -> None:
    async with database.single() as connection:
        await drafts.create(connection, bytes(32), "community", b"sealed", until(NOON))
    assert await purge(database, PERIODS, NOON - MINUTE) == NOTHING
    assert await purge(database, PERIODS, NOON) == Purged(1, 0, 0)


async def test_an_address_goes_after_72_hours_though_nobody_tried_to_write_to_it(database: Database) -> None:
    await record(database, HUB, ACKNOWLEDGEMENT)
    assert timedelta(hours=72) == ADDRESS_KEPT
    assert await purge(database, PERIODS, NOON + ADDRESS_KEPT - MINUTE) == NOTHING
    assert await purge(database, PERIODS, NOON + ADDRESS_KEPT) == Purged(0, 1, 0)
    async with database.single() as connection:
        found = {row.channel: row for row in await connection.execute(select(rows))}
    assert (found[ACKNOWLEDGEMENT].body, found[ACKNOWLEDGEMENT].settled_at) == (None, NOON + ADDRESS_KEPT)
    assert (found[HUB].body, found[HUB].settled_at) == (b"sealed", None)
    assert found[ACKNOWLEDGEMENT].ends_at, "given up, and not delivered"
    assert await purge(database, PERIODS, NOON + ADDRESS_KEPT + MINUTE) == NOTHING


async def test_an_email_of_a_decision_is_kept_for_its_own_time_however_long_ago_the_referral_was_sent(
    database: Database,
) -> None:
    message_id, decided = await record(database, HUB), NOON + timedelta(days=20)
    ends = decided + ADDRESS_KEPT
    async with database.transaction() as connection:
        news = Outgoing(uuid4(), message_id, FEEDBACK, b"sealed", decided, ends)
        await outbox.enqueue(connection, [news])
    assert await purge(database, PERIODS, ends - MINUTE) == NOTHING
    assert await purge(database, PERIODS, ends) == Purged(0, 1, 0)


async def test_all_of_a_referral_goes_its_period_after_the_receipt(database: Database) -> None:
    receipted = NOON + timedelta(hours=3)
    await record(database, HUB, receipted=receipted)
    assert await purge(database, PERIODS, receipted + STATUS_KEPT - MINUTE) == NOTHING
    assert await purge(database, PERIODS, receipted + STATUS_KEPT) == Purged(0, 0, 1)
    assert set((await left(database)).values()) == {0}


async def test_what_the_hub_says_later_starts_the_period_again(database: Database) -> None:
    message_id = await record(database, HUB, receipted=NOON)
    decided = NOON + timedelta(days=40)
    async with database.transaction() as connection:
        for at in (NOON, decided):
            event = RecordedEvent(f"{at}", message_id, "uk.mash.contact.decided", at)
            await referrals.add_event(connection, event)
    assert await purge(database, PERIODS, decided + STATUS_KEPT - MINUTE) == NOTHING
    assert await purge(database, PERIODS, decided + STATUS_KEPT) == Purged(0, 0, 1)
    assert set((await left(database)).values()) == {0}


async def test_what_the_hub_never_receipted_is_never_deleted(database: Database) -> None:
    await record(database, HUB, ACKNOWLEDGEMENT)
    # The email is long over, and closed; the message is not.
    assert await purge(database, PERIODS, NOON + ADDRESS_KEPT) == Purged(0, 1, 0)
    assert await purge(database, PERIODS, NOON + timedelta(days=5000)) == NOTHING
    assert (await left(database))["referrals"] == 1


async def test_what_the_hub_says_of_one_referral_keeps_no_other(database: Database) -> None:
    kept, _ = [await record(database, HUB, receipted=NOON) for _ in range(2)]
    late = NOON + STATUS_KEPT
    async with database.transaction() as connection:
        await referrals.add_event(connection, RecordedEvent("late", kept, "uk.mash.contact.screening", late))
    assert await purge(database, PERIODS, late) == Purged(0, 0, 1)
    async with database.single() as connection:
        assert (await connection.execute(select(rows.c.message_id))).scalars().all() == [kept]


async def test_one_look_finds_all_that_is_over(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retention, "MOST", 2)
    for _ in range(5):
        await record(database, HUB, receipted=NOON)
    assert await purge(database, PERIODS, NOON + STATUS_KEPT) == Purged(0, 0, 5)


async def test_purged_side_by_side_everything_goes_once(
    database: Database, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(retention, "MOST", 3)
    for _ in range(10):
        await record(database, HUB, ACKNOWLEDGEMENT, receipted=NOON)
    other = Database(database_url)
    late = NOON + STATUS_KEPT
    purged = await asyncio.gather(*(purge(one, PERIODS, late) for one in (database, other) * 3))
    assert sum(one.referrals for one in purged) == 10
    assert await purge(database, PERIODS, late) == NOTHING
    assert set((await left(database)).values()) == {0}
    await other.close()


@pytest.mark.postgresql
async def test_a_referral_that_the_hub_speaks_of_at_this_moment_waits(postgresql_url: str) -> None:
    database = Database(postgresql_url)
    message_id = await record(database, HUB, receipted=NOON)
    late = NOON + STATUS_KEPT
    async with database.transaction() as connection:
        assert await referrals.hold(connection, message_id)
        assert await purge(database, PERIODS, late) == NOTHING
        await referrals.add_event(connection, RecordedEvent("late", message_id, "decided", late))
    assert await purge(database, PERIODS, late) == NOTHING
    async with database.single() as connection:
        assert (await connection.execute(select(events.c.id))).scalar_one() == "late"
    await database.close()


async def test_what_sqlite_deletes_is_no_longer_in_its_file(sqlite_url: str) -> None:
    database = Database(sqlite_url)
    async with database.single() as connection:
        await drafts.create(connection, bytes(32), "community", b"canary-3f1c" * 400, until(NOON))
    await purge(database, PERIODS, NOON)
    await database.close()
    assert b"canary-3f1c" not in Path(sqlite_url.removeprefix("sqlite:///")).read_bytes()  # noqa: ASYNC240
