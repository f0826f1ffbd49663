"""Emails about a draft as they are stored: claimed once, gone when delivered, and never older than they may be."""

import asyncio
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

from sqlalchemy import select

from app.profiles.loading import load_profile
from app.storage import drafts, letters
from app.storage.database import Database
from app.storage.drafts import Closing, Life
from app.storage.letters import Claimed, Letter, LetterKind
from app.storage.retention import Purged, purge
from app.storage.tables import letters as rows
from tests.drafted import until

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
END = NOON + timedelta(days=14)
DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)
REMINDED = timedelta(days=2)
DRAFT = bytes(range(32))
PERIODS = load_profile("barnet").periods


async def wrote(database: Database, kind: LetterKind, ends: datetime | None = None) -> UUID:
    """A letter about a draft that ends in a fortnight."""
    letter = Letter(uuid4(), DRAFT, kind, b"sealed", NOON, ends)
    async with database.transaction() as connection:
        await drafts.create(connection, DRAFT, "professional", b"sealed", until(END))
        await letters.replace(connection, letter)
    return letter.id


async def claimed(database: Database, now: datetime) -> list[Claimed]:
    async with database.transaction() as connection:
        return list(await letters.claim(connection, now, now + MINUTE, REMINDED, 10))


async def ids(database: Database) -> set[UUID]:
    async with database.single() as connection:
        return set((await connection.execute(select(rows.c.id))).scalars())


async def test_a_letter_that_is_due_is_claimed_once_at_a_time(database: Database) -> None:
    letter_id = await wrote(database, LetterKind.LINK)
    assert await claimed(database, NOON - MINUTE) == []
    assert await claimed(database, NOON) == [Claimed(letter_id, LetterKind.LINK, b"sealed", 0, END)]
    assert await claimed(database, NOON) == []
    assert len(await claimed(database, NOON + MINUTE)) == 1


async def test_claimed_side_by_side_each_goes_to_one(database: Database) -> None:
    await wrote(database, LetterKind.LINK)
    taken = await asyncio.gather(*(claimed(database, NOON) for _ in range(5)))
    assert sum(map(len, taken)) == 1


async def test_a_letter_takes_the_place_of_one_of_its_kind(database: Database) -> None:
    await wrote(database, LetterKind.NUMBER)
    link, number = await wrote(database, LetterKind.LINK), await wrote(database, LetterKind.NUMBER)
    assert await ids(database) == {link, number}


async def test_a_delivered_letter_goes_and_a_postponed_one_waits(database: Database) -> None:
    letter_id = await wrote(database, LetterKind.LINK)
    await claimed(database, NOON)
    async with database.single() as connection:
        await letters.postpone(connection, letter_id, NOON + DAY)
    assert await claimed(database, NOON + DAY - MINUTE) == []
    (again,) = await claimed(database, NOON + DAY)
    assert again.attempts == 1
    async with database.single() as connection:
        await letters.settle(connection, letter_id)
    assert await ids(database) == set()


async def test_a_reminder_waits_for_the_end_of_its_draft_whenever_that_is(database: Database) -> None:
    await wrote(database, LetterKind.REMINDER)
    assert await claimed(database, END - REMINDED - MINUTE) == []
    later = END + timedelta(days=5)
    async with database.single() as connection:
        await drafts.swap(connection, DRAFT, 1, b"again", Life(later, later))
    assert await claimed(database, END - REMINDED) == []
    (reminder,) = await claimed(database, later - REMINDED)
    assert reminder.kept_until == later


async def test_nobody_is_written_to_about_a_draft_that_is_over(database: Database) -> None:
    await wrote(database, LetterKind.REMINDER)
    assert await claimed(database, END) == []


async def test_a_letter_goes_when_its_time_is_over_though_nobody_carried_it(database: Database) -> None:
    await wrote(database, LetterKind.NUMBER, NOON + DAY)
    reminder = await wrote(database, LetterKind.REMINDER)
    assert await purge(database, PERIODS, NOON + DAY - MINUTE) == Purged(0, 0, 0)
    assert await purge(database, PERIODS, NOON + DAY) == Purged(0, 1, 0)
    assert await ids(database) == {reminder}


async def test_letters_go_with_their_draft_when_it_is_over_sent_or_deleted(database: Database) -> None:
    await wrote(database, LetterKind.REMINDER)
    assert await purge(database, PERIODS, END) == Purged(1, 0, 0)
    assert await ids(database) == set()
    await wrote(database, LetterKind.REMINDER)
    async with database.transaction() as connection:
        await drafts.discard(connection, DRAFT)
    assert await ids(database) == set()
    await wrote(database, LetterKind.REMINDER)
    async with database.transaction() as connection:
        await drafts.mark_sent(connection, Closing(DRAFT, 1, NOON, END))
    assert await ids(database) == set()
