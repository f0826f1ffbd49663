"""A file of SQLite's can hold anything in any column: what is broken of one person's keeps nobody else's waiting."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from sqlalchemy import Table, column, table, text, update

from app.delivery.causes import in_database
from app.delivery.relay import Lane, relay_once
from app.profiles.loading import load_profile
from app.storage import figures, letters, outbox
from app.storage.database import Database
from app.storage.drafts import create
from app.storage.letters import Letter, LetterKind
from app.storage.outbox import OutboxRow
from app.storage.tables import METADATA
from tests.delivery.test_relay import Notebook
from tests.drafted import until

JUNK = ("junk", "", "2026-13-45 99:99:99", b"\xff\xfe", 7, 3.5)
DAY = timedelta(days=1)


@pytest.fixture
def opened(sqlite_url: str) -> Database:
    return Database(sqlite_url)


async def break_it(database: Database, of: Table, name: str, junk: object, **where: object) -> None:
    """Do what no statement of ours would: SQLite takes anything in any column."""
    untyped = table(of.name, *(column(one.name) for one in of.c))
    asked = (untyped.c[one] == value for one, value in where.items())
    async with database.single() as connection:
        await connection.execute(text("PRAGMA foreign_keys=OFF"))
        await connection.execute(update(untyped).where(*asked).values({name: junk}))


@pytest.mark.parametrize("junk", JUNK)
@pytest.mark.parametrize("place", ["referrals.received_at", "outbox.ends_at", "outbox.due_at", "outbox.id"])
@pytest.mark.usefixtures("clock")
async def test_a_broken_row_holds_up_no_other(
    opened: Database, add_to: Callable[..., Awaitable[OutboxRow]], place: str, junk: object
) -> None:
    async with opened as database:
        broken, whole = [await add_to(database) for _ in range(2)]
        whose, name = place.split(".")
        await break_it(database, METADATA.tables[whose], name, junk, message_id=broken.message_id.hex)
        notebook = Notebook()
        for _ in range(2):
            await relay_once(Lane(database, (outbox.HUB,), notebook))
            await asyncio.sleep(0)
        assert whole.id in notebook.given
        async with database.single() as connection:
            await figures.show(connection)
            assert await in_database(connection, load_profile("northamptonshire"), whole.received_at + DAY)


@pytest.mark.parametrize("junk", JUNK)
@pytest.mark.parametrize("place", ["letters.kind", "letters.id", "drafts.expires_at"])
async def test_a_broken_letter_holds_up_no_other(
    opened: Database, now: datetime, place: str, junk: object
) -> None:
    whose, name = place.split(".")
    draft = "id" if whose == "drafts" else "draft_id"
    async with opened as database:
        written = [Letter(uuid4(), bytes([n]) * 32, LetterKind.LINK, b"sealed", now, None) for n in (1, 2)]
        async with database.transaction() as connection:
            for one in written:
                await create(connection, one.draft_id, "professional", b"sealed", until(now + DAY))
                await letters.replace(connection, one)
        await break_it(database, METADATA.tables[whose], name, junk, **{draft: written[0].draft_id})
        async with database.transaction() as connection:
            claimed = await letters.claim(connection, now, now + DAY, DAY, 10)
    assert written[1].id in {one.id for one in claimed}
