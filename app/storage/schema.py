"""Brings a database's tables up to date, and says whether they are."""

from pathlib import Path
from typing import Final

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.engine import Connection

from app.errors import ConfigurationError
from app.storage.database import Database

ALEMBIC_INI: Final = Path(__file__).resolve().parents[2] / "alembic.ini"


async def migrate(database: Database) -> None:
    """Bring every table up to date."""
    async with database.transaction() as connection:
        await connection.run_sync(_upgrade)


async def require_current(database: Database) -> None:
    """Refuse tables that are not up to date.

    Raises:
        ConfigurationError: the migrations have not been run.
    """
    async with database.single() as connection:
        current = await connection.run_sync(_revision)
    if current != ScriptDirectory.from_config(Config(ALEMBIC_INI)).get_current_head():
        raise ConfigurationError("The database is not up to date: run `make migrate` first")


def _upgrade(connection: Connection) -> None:
    config = Config(ALEMBIC_INI)
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _revision(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()
