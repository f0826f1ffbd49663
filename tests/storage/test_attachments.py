"""Sealed files belong to a draft, then to a message, then to nobody."""

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy import func, select

from app.profiles.loading import load_profile
from app.storage import attachments, drafts, outbox, referrals
from app.storage.attachments import AttachmentRow
from app.storage.database import Database
from app.storage.outbox import HUB, Outgoing
from app.storage.referrals import Referral
from app.storage.retention import purge
from app.storage.tables import pieces
from tests.drafted import until

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
PERIODS = load_profile("northamptonshire").periods


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


async def a_draft(database: Database, draft_id: bytes) -> None:
    async with database.single() as connection:
        await drafts.create(connection, draft_id, "community", b"sealed", until(NOON + timedelta(hours=1)))


async def a_file(database: Database, draft_id: bytes) -> UUID:
    row = AttachmentRow(uuid4(), 6, "0" * 64, NOON)
    async with database.single() as connection:
        await attachments.begin(connection, draft_id, row)
        for number, body in enumerate((b"abc", b"def")):
            await attachments.add_piece(connection, row.id, number, body)
    return row.id


async def sent(database: Database, draft_id: bytes, *files: UUID) -> UUID:
    message_id = uuid4()
    async with database.transaction() as connection:
        await referrals.record(
            connection,
            Referral(
                message_id=message_id,
                reference="NN-7K4M-9QXR",
                form="community",
                hub="northamptonshire",
                route="community",
                urgent=False,
                received_at=NOON,
                code_digest=bytes(32),
            ),
        )
        assert await attachments.move_to_message(connection, draft_id, message_id, set(files))
        await outbox.enqueue(connection, [Outgoing(uuid4(), message_id, HUB, b"sealed", NOON)])
    return message_id


async def count(database: Database) -> int:
    async with database.single() as connection:
        return (await connection.execute(select(func.count()).select_from(pieces))).scalar_one()


async def test_a_draft_that_goes_takes_its_files_along(database: Database) -> None:
    await a_draft(database, b"1" * 32)
    await a_file(database, b"1" * 32)
    assert (await purge(database, PERIODS, NOON)).files == 0
    assert await count(database) == 2
    assert (await purge(database, PERIODS, NOON + timedelta(hours=2))).files == 1
    assert await count(database) == 0


async def test_a_sent_file_stays_until_the_hub_has_receipted_it(database: Database) -> None:
    await a_draft(database, b"1" * 32)
    named, removed = await a_file(database, b"1" * 32), await a_file(database, b"1" * 32)
    message_id = await sent(database, b"1" * 32, named)
    assert await count(database) == 2
    async with database.single() as connection:
        assert await attachments.of_message(connection, message_id, named)
        assert await attachments.of_message(connection, message_id, removed) is None
        assert await attachments.of_message(connection, uuid4(), named) is None
        assert [await attachments.piece(connection, named, number) for number in range(3)] == [
            b"abc",
            b"def",
            None,
        ]
    assert (await purge(database, PERIODS, NOON + timedelta(days=9))).files == 0
    async with database.single() as connection:
        await outbox.settle_receipted(connection, message_id, NOON)
    assert (await purge(database, PERIODS, NOON)).files == 1
    assert await count(database) == 0


async def test_the_file_of_another_draft_is_never_taken(database: Database) -> None:
    for draft in (b"1" * 32, b"2" * 32):
        await a_draft(database, draft)
    theirs = await a_file(database, b"2" * 32)
    async with database.single() as connection:
        await attachments.discard(connection, b"1" * 32, {theirs})
        assert [row.id for row in await attachments.of_draft(connection, b"2" * 32)] == [theirs]
        assert not await attachments.move_to_message(connection, b"1" * 32, uuid4(), {theirs})
