"""Brings a database's tables up to date."""

import asyncio
from pathlib import Path
from typing import Final

from alembic import command
from alembic.config import Config
from sqlalchemy import func, select
from sqlalchemy.engine import Connection
from sqlalchemy.exc import DBAPIError

from app.errors import TablesInUseError
from app.storage.database import Database
from app.storage.upkeep.revision import known_revision

ALEMBIC_INI: Final = Path(__file__).resolve().parents[3] / "alembic.ini"

MIGRATION_PATIENCE: Final = 600
"""Seconds that a migration may take (one that takes more than a few should be several)."""
TRIES: Final = 60
LOCK_PATIENCE: Final = 1
"""Seconds that a migration waits for a lock, and then leaves the tables to others before it tries again."""
LOCK_NOT_AVAILABLE: Final = "55P03"
"""PostgreSQL, appendix A."""
ONE_AT_A_TIME: Final = 4_101_867
"""The advisory lock of a migration; any number does that nothing else in the database uses."""


async def migrate(database: Database) -> None:
    """Bring every table up to date, while portals and relays go on: nobody waits long behind a migration that waits.

    Raises:
        TablesInUseError: the tables were in use at every try; nothing was changed.
        StorageUnavailableError: the database did not answer in time.
        ConfigurationError: a newer version of ours has brought them further.
    """
    for tries_left in reversed(range(TRIES)):
        try:
            async with database.transaction() as connection:
                await connection.run_sync(_upgrade)
        except TablesInUseError:
            if not tries_left:
                raise
            await asyncio.sleep(LOCK_PATIENCE)
        else:
            return


def _upgrade(connection: Connection) -> None:
    config = Config(ALEMBIC_INI)
    config.attributes["connection"] = connection
    try:
        if connection.dialect.name == "postgresql":
            # What waits for a lock makes everybody wait who comes after it.
            connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{LOCK_PATIENCE}s'")
            connection.execute(select(func.pg_advisory_xact_lock(ONE_AT_A_TIME)))
        known_revision(connection)
        command.upgrade(config, "head")
    except DBAPIError as error:
        if getattr(error.orig, "sqlstate", "") == LOCK_NOT_AVAILABLE:
            raise TablesInUseError("The tables are in use: migrate when less is going on") from None
        raise
