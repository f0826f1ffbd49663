"""Calls: known once on every kind of database, and followed by a referral in either order."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from sqlalchemy import select

from app.profiles.loading import load_profile
from app.storage import calls, drafts, letters
from app.storage.calls import Call
from app.storage.database import Database
from app.storage.letters import Letter, LetterKind
from app.storage.retention import purge
from app.storage.tables import letters as letters_table
from tests.drafted import until

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)
DAY = timedelta(days=1)
MINE, OTHERS = bytes([1] * 32), bytes([2] * 32)
REFERENCE = "BN-7K4M-9QXR"


@pytest.fixture
async def written(database: Database) -> None:
    """A call whose caller is to be written to, and somebody else's draft with a letter."""
    async with database.transaction() as connection:
        assert await calls.record(connection, Call(REFERENCE, MINE, NOON + DAY))
        for draft_id, kind in (
            (MINE, LetterKind.CALL),
            (MINE, LetterKind.OVERDUE),
            (OTHERS, LetterKind.LINK),
        ):
            await drafts.create(connection, draft_id, "professional", b"sealed", until(NOON + 9 * DAY))
            await letters.replace(connection, Letter(uuid4(), draft_id, kind, b"sealed", NOON, None))


async def left(database: Database) -> list[str]:
    async with database.single() as connection:
        return sorted((await connection.execute(select(letters_table.c.kind))).scalars())


@pytest.mark.usefixtures("written")
async def test_a_call_is_kept_once_and_stays_as_it_was(database: Database) -> None:
    async with database.transaction() as connection:
        assert not await calls.record(connection, Call(REFERENCE, OTHERS, NOON + 9 * DAY))
        assert await calls.find(connection, REFERENCE) == Call(REFERENCE, MINE, NOON + DAY)
        assert await calls.find(connection, "BN-0000-0000") is None


@pytest.mark.usefixtures("written")
async def test_a_referral_stops_the_letters_of_its_call_and_no_others(database: Database) -> None:
    for reference, kinds in (("BN-2222-2222", ["call", "link", "overdue"]), (REFERENCE, ["link"])):
        async with database.transaction() as connection:
            await calls.follow(connection, Call(reference, None, NOON + DAY))
        assert await left(database) == kinds
    async with database.transaction() as connection:
        assert not await calls.record(connection, Call("BN-2222-2222", OTHERS, NOON))


@pytest.mark.usefixtures("written")
async def test_a_call_goes_with_its_time_and_not_before(database: Database) -> None:
    periods = load_profile("barnet").periods
    for moment, there in ((NOON + DAY - timedelta(seconds=1), True), (NOON + DAY, False)):
        await purge(database, periods, moment)
        async with database.single() as connection:
            assert (await calls.find(connection, REFERENCE) is not None) is there
