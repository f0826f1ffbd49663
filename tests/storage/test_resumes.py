"""Resume codes as they are stored: one a holder, gone with their draft, and opening only what is not over."""

import asyncio
from datetime import UTC, datetime, timedelta

from sqlalchemy import func, select

from app.profiles.loading import load_profile
from app.storage import drafts, resumes
from app.storage.database import Database
from app.storage.drafts import Closing, Life
from app.storage.resumes import Holder, Resume, Wrapped
from app.storage.retention import Purged, purge
from app.storage.tables import resumes as rows
from tests.drafted import until

NOON = datetime(2026, 1, 23, 12, tzinfo=UTC)
"""PostgreSQL’s own clock counts too, and is past all of this."""
HOURS, DAYS = NOON + timedelta(hours=4), NOON + timedelta(days=14)
LIFE = Life(HOURS, DAYS)
DRAFT = bytes(range(32))
MINUTE = timedelta(minutes=1)
PERIODS = load_profile("barnet").periods


def code(number: int, holder: Holder = Holder.WRITER) -> Resume:
    return Resume(bytes([number] * 32), DRAFT, holder, bytes([number] * 16), b"wrapped")


async def written(database: Database, *codes: Resume) -> None:
    """A draft of noon, with codes."""
    async with database.transaction() as connection:
        await drafts.create(connection, DRAFT, "community", b"sealed", until(HOURS))
        for one in codes:
            await resumes.replace(connection, one, LIFE)


async def found(database: Database, number: int, now: datetime = NOON) -> Wrapped | None:
    async with database.single() as connection:
        return await resumes.find(connection, bytes([number] * 32), now)


async def kept(database: Database) -> int:
    async with database.single() as connection:
        return (await connection.execute(select(func.count()).select_from(rows))).scalar_one()


async def test_a_code_leads_to_its_drafts_form_and_wrapped_key(database: Database) -> None:
    await written(database, code(1))
    assert await found(database, 1) == Wrapped("community", b"wrapped")
    assert await found(database, 2) is None


async def test_a_newer_code_takes_the_place_of_the_holders_older_one(database: Database) -> None:
    await written(database, code(1), code(2, Holder.COLLEAGUE))
    async with database.transaction() as connection:
        await resumes.replace(connection, code(3), LIFE)
        assert await resumes.salt(connection, DRAFT, Holder.WRITER) == bytes([3] * 16)
    assert [bool(await found(database, number)) for number in (1, 2, 3)] == [False, True, True]


async def test_a_void_code_opens_nothing(database: Database) -> None:
    await written(database, code(1), code(2, Holder.COLLEAGUE))
    async with database.transaction() as connection:
        await resumes.void(connection, DRAFT, Holder.WRITER)
    assert [bool(await found(database, number)) for number in (1, 2)] == [False, True]


async def test_a_code_keeps_its_draft_beyond_the_browsers_time(database: Database) -> None:
    await written(database, code(1))
    assert await purge(database, PERIODS, HOURS + MINUTE) == Purged(0, 0, 0)
    assert await found(database, 1, DAYS - MINUTE)
    assert await found(database, 1, DAYS) is None
    assert await purge(database, PERIODS, DAYS) == Purged(1, 0, 0)
    assert await kept(database) == 0


async def test_each_step_begins_the_codes_time_anew(database: Database) -> None:
    await written(database, code(1))
    later = Life(HOURS + timedelta(hours=1), DAYS + timedelta(hours=1))
    async with database.single() as connection:
        assert await drafts.swap(connection, DRAFT, 1, b"again", later)
    assert await found(database, 1, DAYS)
    assert await found(database, 1, later.kept_until) is None


async def test_a_draft_without_a_code_is_kept_for_its_browser_alone(database: Database) -> None:
    await written(database)
    async with database.single() as connection:
        assert await drafts.swap(connection, DRAFT, 1, b"again", LIFE)
        row = await drafts.read(connection, DRAFT)
    assert row
    assert row.kept_until is None
    assert await purge(database, PERIODS, HOURS) == Purged(1, 0, 0)


async def test_what_was_sent_is_opened_by_no_code(database: Database) -> None:
    await written(database, code(1), code(2, Holder.COLLEAGUE))
    async with database.transaction() as connection:
        await drafts.mark_sent(connection, Closing(DRAFT, 1, NOON, NOON + timedelta(hours=1)))
    assert [await found(database, number) for number in (1, 2)] == [None, None]
    assert await kept(database) == 0
    async with database.transaction() as connection:
        await resumes.replace(connection, code(3), LIFE)
    assert await found(database, 3) is None, "nor by one that was left behind"


async def test_codes_go_with_a_draft_that_is_deleted_and_not_with_one_that_was_sent(
    database: Database,
) -> None:
    await written(database, code(1))
    async with database.transaction() as connection:
        await drafts.discard(connection, DRAFT)
        assert await drafts.read(connection, DRAFT) is None
    assert await kept(database) == 0
    await written(database)
    async with database.transaction() as connection:
        await drafts.mark_sent(connection, Closing(DRAFT, 1, NOON, HOURS))
        await drafts.discard(connection, DRAFT)
        assert await drafts.read(connection, DRAFT)


async def test_time_begins_anew_only_for_a_browser_whose_time_is_not_over(database: Database) -> None:
    await written(database, code(1))
    async with database.single() as connection:
        assert await drafts.renew(connection, DRAFT, LIFE, HOURS - MINUTE)
        assert not await drafts.renew(connection, DRAFT, LIFE, HOURS)
        await drafts.reopen(connection, DRAFT, Life(DAYS, DAYS))
        assert await drafts.renew(connection, DRAFT, LIFE, HOURS)


async def test_codes_made_at_the_same_time_leave_one(database: Database) -> None:
    await written(database)

    async def make(number: int) -> None:
        async with database.transaction() as connection:
            await drafts.read(connection, DRAFT, lock=True)
            await resumes.replace(connection, code(number), LIFE)

    await asyncio.gather(*(make(number) for number in range(5)))
    assert await kept(database) == 1
