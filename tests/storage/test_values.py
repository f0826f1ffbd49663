"""Moments come back as they went in, whichever database had them, and junk is true of nothing."""

from datetime import UTC, datetime

from sqlalchemy import Column, MetaData, Table, select, text

from app.storage.database import Database
from app.storage.values import LONG_AGO, Moment


async def test_moments_come_back_aware_and_in_utc(database: Database) -> None:
    table = Table("moments", MetaData(), Column("at", Moment))
    noon = datetime(2026, 7, 1, 12, tzinfo=UTC)
    async with database.transaction() as connection:
        await connection.run_sync(table.metadata.create_all)
        await connection.execute(table.insert().values(at=noon))
        assert (await connection.execute(select(table.c.at))).scalar_one() == noon


async def test_what_is_no_time_was_long_ago(sqlite_url: str) -> None:
    table = Table("moments", MetaData(), Column("at", Moment))
    async with Database(sqlite_url) as database, database.transaction() as connection:
        await connection.run_sync(table.metadata.create_all)
        await connection.execute(
            text("INSERT INTO moments VALUES ('yesterday'), (x'00'), (7), ('2026-11-23 12:07:00')")
        )
        read = (await connection.execute(select(table.c.at))).scalars().all()
    assert read == [LONG_AGO, LONG_AGO, LONG_AGO, datetime(2026, 11, 23, 12, 7, tzinfo=UTC)]
