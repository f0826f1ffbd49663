"""The migrations make exactly the tables that the code uses."""

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy.engine import Connection

from app.errors import ConfigurationError
from app.storage.database import Database
from app.storage.schema import migrate, require_current
from app.storage.tables import METADATA


def differences(connection: Connection) -> list[object]:
    return list(compare_metadata(MigrationContext.configure(connection), METADATA))


async def test_migrations_and_tables_agree(database: Database) -> None:
    async with database.single() as connection:
        assert await connection.run_sync(differences) == []


async def test_migrating_twice_changes_nothing(database: Database) -> None:
    await migrate(database)
    await require_current(database)


async def test_tables_that_were_never_made_are_refused(tmp_path: object) -> None:
    empty = Database(f"sqlite:///{tmp_path}/empty.db")
    with pytest.raises(ConfigurationError):
        await require_current(empty)
    await empty.close()
