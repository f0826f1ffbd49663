"""Statements that the driver runs alone: on either database they do the same, and whatever fails is one failure."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from app.errors import StorageUnavailableError
from app.storage import drafts
from app.storage.database import Database
from app.storage.drafts import Closing, DraftRow, Life
from app.storage.driver.alone import Alone
from tests.drafted import until
from tests.outages import NOWHERE

ROW = b"r" * 32
NOON = datetime(2026, 7, 1, 12, tzinfo=UTC)
LIFE = Life(NOON + timedelta(hours=4), NOON + timedelta(days=14))


async def held(connection: AsyncConnection | Alone) -> DraftRow | None:
    """The draft as it is stored, without the moment at which it was read."""
    row = await drafts.read(connection, ROW)
    return row and row._replace(theirs=None)


async def test_a_draft_is_made_once_read_and_changed_by_whoever_read_it_last(database: Database) -> None:
    async with database.quick() as connection:
        assert await drafts.read(connection, ROW) is None
        made = [await drafts.create(connection, ROW, "community", b"one", until(NOON)) for _ in range(2)]
        assert made == [True, False]
        assert await held(connection) == DraftRow(1, b"one", NOON, None, None, None)
        assert await drafts.swap(connection, ROW, 1, b"two", LIFE)
        assert not await drafts.swap(connection, ROW, 1, b"late", LIFE)
        assert await held(connection) == DraftRow(2, b"two", LIFE.open_until, None, None, None)
        later = Life(LIFE.open_until + timedelta(hours=1), LIFE.kept_until)
        assert not await drafts.renew(connection, ROW, later, LIFE.open_until)
        assert await drafts.renew(connection, ROW, later, NOON)
    async with database.single() as other:
        assert await held(other) == DraftRow(2, b"two", later.open_until, None, None, None)
        assert not await drafts.mark_sent(other, Closing(ROW, 1, NOON, later.kept_until))
        assert await drafts.mark_sent(other, Closing(ROW, 2, NOON, later.kept_until))
        assert not await drafts.mark_sent(other, Closing(ROW, 2, NOON, later.kept_until))
    async with database.quick() as connection:
        assert not await drafts.swap(connection, ROW, 2, b"three", LIFE)


async def test_what_is_done_together_is_done_as_a_whole_or_not_at_all(database: Database) -> None:
    with pytest.raises(ZeroDivisionError):
        async with database.quick_transaction() as connection:
            assert await drafts.create(connection, ROW, "community", b"one", until(NOON))
            raise ZeroDivisionError
    async with database.quick() as connection:
        assert await drafts.read(connection, ROW) is None
    async with database.quick_transaction() as connection:
        assert await drafts.create(connection, ROW, "community", b"one", until(NOON))
        async with database.quick() as other:
            seen = await drafts.read(other, ROW) if isinstance(other, Alone) else None
        assert seen is None
    async with database.single() as another:
        assert await drafts.read(another, ROW)


@pytest.mark.postgresql
async def test_a_connection_on_which_something_was_cut_off_is_used_by_nobody_else(
    postgresql_url: str,
) -> None:
    database = Database(postgresql_url, patience=1)

    async def pid() -> int:
        async with database.quick() as connection:
            row = (await connection.execute(select(func.pg_backend_pid()), {})).first()
            assert row
            return int(row[0])

    before = await pid()
    assert await pid() == before
    with pytest.raises(StorageUnavailableError, match="did not answer"):
        async with database.quick() as connection:
            await connection.execute(select(func.pg_sleep(30)), {})
    assert await pid() != before
    await database.close()


@pytest.mark.postgresql
async def test_what_the_driver_says_is_not_passed_on(postgresql_url: str) -> None:
    database = Database(postgresql_url)
    wrong = select(func.no_such_function("a canary"))
    with pytest.raises(StorageUnavailableError) as caught:
        async with database.quick() as connection:
            await connection.execute(wrong, {})
    assert "canary" not in repr(caught.value)
    assert caught.value.__cause__ is None
    await database.close()


@pytest.mark.postgresql
async def test_so_many_at_once_share_the_connections(postgresql_url: str) -> None:
    database = Database(postgresql_url)

    async def read() -> None:
        async with database.quick() as connection:
            assert await drafts.read(connection, ROW) is None

    await asyncio.gather(*(read() for _ in range(100)))
    await database.close()
    nobody = Database(NOWHERE)
    with pytest.raises(StorageUnavailableError):
        async with nobody.quick():
            raise AssertionError("nobody listens there")
    await nobody.close()
