"""Catalogue 17: what a backup brings back has the counts and hashes of what was saved."""

from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import update

from app.storage import drafts, outbox, referrals
from app.storage.census import census
from app.storage.database import Database
from app.storage.outbox import HUB, Outgoing
from app.storage.referrals import RecordedEvent, Referral
from app.storage.tables import METADATA
from app.storage.tables import referrals as referrals_table
from tests.backups import saved
from tests.drafted import until

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.fixture
async def kept(database: Database) -> Database:
    """A database with a draft, and two referrals with what goes with them."""
    async with database.transaction() as connection:
        await drafts.create(connection, bytes(range(32)), "community", b"\x00\xff sealed", until(NOON))
        for number in range(2):
            message_id = uuid4()
            referral = Referral(
                message_id=message_id,
                reference=f"NN-7K4M-{number:04}",
                form="community",
                hub="northamptonshire",
                route="community",
                urgent=bool(number),
                received_at=NOON,
                code_digest=bytes(32),
            )
            await referrals.record(connection, referral)
            await outbox.enqueue(connection, [Outgoing(uuid4(), message_id, HUB, b"sealed", NOON)])
            event = RecordedEvent(f"event {number}", message_id, "uk.mash.contact.received", NOON)
            await referrals.add_event(connection, event)
    return database


async def test_each_table_is_counted(kept: Database) -> None:
    rows = {counted.table: counted.rows for counted in await census(kept)}
    assert set(rows) == {table.name for table in METADATA.sorted_tables}
    assert (rows["drafts"], rows["referrals"], rows["outbox"], rows["events"]) == (1, 2, 2, 2)


async def test_one_value_that_changed_shows(kept: Database) -> None:
    before = {counted.table: counted.digest for counted in await census(kept)}
    async with kept.transaction() as connection:
        await connection.execute(update(referrals_table).values(code_digest=b"\x01" * 32))
    after = {counted.table: counted.digest for counted in await census(kept)}
    assert {name for name in before if before[name] != after[name]} == {"referrals"}


async def test_a_restored_backup_has_the_same_counts_and_hashes(
    kept: Database, database_url: str, tmp_path: Path
) -> None:
    before = await census(kept)
    async with saved(database_url, tmp_path) as restore:
        assert await census(await restore()) == before
    assert sum(counted.rows for counted in before) == 7
