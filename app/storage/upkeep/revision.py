"""Whether a database's tables are up to date, asked without the library that would bring them there."""

from typing import Final

from sqlalchemy import column, select, table
from sqlalchemy.engine import Connection

from app.errors import ConfigurationError
from app.storage.database import Database

NEWEST: Final = "0011"
"""The last of `migrations/versions`."""
MADE_BY: Final = "alembic_version"
"""Alembic's own table."""
NEWER: Final = (
    "The database was brought up to date by a newer version of ours ({current}, and this one knows {newest}): "
    "run that version"
)


async def require_current(database: Database) -> None:
    """Refuse tables that are not up to date.

    Raises:
        ConfigurationError: the migrations have not been run, or those of a newer version have.
    """
    async with database.single() as connection:
        current = await connection.run_sync(known_revision)
    if current != NEWEST:
        raise ConfigurationError("The database is not up to date: run `python -m app migrate` first")


def known_revision(connection: Connection) -> str | None:
    """The last migration that was run here; None where none was.

    Raises:
        ConfigurationError: it is none of ours.
    """
    if not connection.dialect.has_table(connection, MADE_BY):
        return None
    revision: str | None = connection.scalar(select(column("version_num")).select_from(table(MADE_BY)))
    if revision and revision > NEWEST:
        raise ConfigurationError(NEWER.format(current=revision, newest=NEWEST))
    return revision
