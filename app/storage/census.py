"""What a database holds, in figures that can be compared: after a restore, they must be those of before."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Table, select
from sqlalchemy.ext.asyncio import AsyncConnection

from app.storage.database import Database
from app.storage.tables import METADATA


@dataclass(frozen=True)
class Counted:
    """One table: how many rows, and a hash of every value in them, the same on every kind of database."""

    table: str
    rows: int
    digest: str


async def census(database: Database) -> list[Counted]:
    """Count and hash every table; one that is written to meanwhile gives figures that stand for no moment.

    Raises:
        StorageUnavailableError: the database did not answer in time.
    """
    async with database.transaction() as connection:
        return [await _counted(connection, table) for table in METADATA.sorted_tables]


async def _counted(connection: AsyncConnection, table: Table) -> Counted:
    digest, rows = hashlib.sha256(), 0
    async with connection.stream(select(table).order_by(*table.primary_key)) as found:
        async for row in found:
            rows += 1
            digest.update(repr([_plain(value) for value in row]).encode())
    return Counted(table.name, rows, digest.hexdigest())


def _plain(value: object) -> object:
    """A value as every database gives it back: drivers differ in times and in bytes."""
    if isinstance(value, datetime):
        return value.isoformat()
    return bytes(value) if isinstance(value, memoryview) else value
