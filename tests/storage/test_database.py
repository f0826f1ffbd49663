"""Engines that keep their promises, and failures that tell nothing."""

import asyncio
from pathlib import Path

import asyncpg
import pytest
from sqlalchemy import Column, Integer, MetaData, Table, select, text, update

from app.errors import StorageUnavailableError
from app.storage.database import Database
from app.storage.driver.alone import FAILURES
from tests.outages import NOWHERE

COUNTERS = Table("counters", MetaData(), Column("id", Integer, primary_key=True), Column("n", Integer))


async def test_no_read_modify_write_is_lost(database: Database) -> None:
    async with database.transaction() as connection:
        await connection.run_sync(COUNTERS.metadata.create_all)
        await connection.execute(COUNTERS.insert().values(id=1, n=0))

    async def add_one() -> None:
        async with database.transaction() as connection:
            read = (await connection.execute(select(COUNTERS.c.n).with_for_update())).scalar_one()
            await connection.execute(update(COUNTERS).values(n=read + 1))

    await asyncio.gather(*(add_one() for _ in range(40)))
    async with database.single() as connection:
        assert (await connection.execute(select(COUNTERS.c.n))).scalar_one() == 40


async def test_a_transaction_is_whole_or_nothing(database: Database) -> None:
    with pytest.raises(ZeroDivisionError):
        async with database.transaction() as connection:
            await connection.run_sync(COUNTERS.metadata.create_all)
            raise ZeroDivisionError
    with pytest.raises(StorageUnavailableError):
        async with database.single() as connection:
            await connection.execute(select(COUNTERS))


@pytest.fixture(params=["not a database", "nobody listens"])
def unusable_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "nobody listens":
        return NOWHERE
    (tmp_path / "portal.db").write_bytes(b"this is not a database" * 100)
    return f"sqlite:///{tmp_path / 'portal.db'}"


async def test_a_database_that_is_away_is_one_typed_failure(unusable_url: str) -> None:
    away = Database(unusable_url)
    for use in (away.single, away.transaction):
        with pytest.raises(StorageUnavailableError) as caught:
            async with use() as connection:
                await connection.execute(text("SELECT 1"))
        assert str(caught.value) == "The database did not answer"
        assert caught.value.__cause__ is None
    await away.close()


async def test_sqlite_is_durable(sqlite_url: str) -> None:
    opened = Database(sqlite_url)
    async with opened.single() as connection:
        assert (await connection.execute(text("PRAGMA journal_mode"))).scalar_one() == "wal"
        assert (await connection.execute(text("PRAGMA synchronous"))).scalar_one() == 2
        assert (await connection.execute(text("PRAGMA foreign_keys"))).scalar_one() == 1
    await opened.close()


@pytest.mark.parametrize("failure", FAILURES)
async def test_whatever_the_driver_raises_is_a_storage_that_is_away(
    database_url: str, failure: type[Exception]
) -> None:
    """The last is raised where PostgreSQL dies in the middle of what is asked of it."""
    database = Database(database_url)
    with pytest.raises(StorageUnavailableError) as told:
        async with database.single():
            raise failure("An answer, perhaps")
    assert "answer, perhaps" not in str(told.value)
    await database.close()


def test_the_driver_gives_up_in_three_ways() -> None:
    assert asyncpg.InternalClientError in FAILURES
