"""The migrations make exactly the tables that the code uses."""

import asyncio
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import LargeBinary, select, text
from sqlalchemy.engine import Connection

from app.errors import ConfigurationError, TablesInUseError
from app.storage import drafts
from app.storage.database import Database
from app.storage.drafts import Life
from app.storage.tables import METADATA
from app.storage.tables import drafts as drafts_table
from app.storage.upkeep import revision, schema
from app.storage.upkeep.revision import require_current
from app.storage.upkeep.schema import migrate
from tests.drafted import until

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
EXTERNAL = """
    SELECT attrelid::regclass::text, attname FROM pg_attribute JOIN pg_class ON attrelid = pg_class.oid
    WHERE attstorage = 'e' AND relkind = 'r' AND relnamespace = 'public'::regnamespace
"""
NEXT = """
import sqlalchemy as sa
from alembic import op

revision, down_revision, branch_labels, depends_on = "next", "{head}", None, None


def upgrade():
    for name in ("drafts", "referrals", "outbox"):
        with op.batch_alter_table(name, recreate="{recreate}") as table:
            table.add_column(sa.Column("more", sa.String(20), nullable=False, server_default="nothing"))
            table.create_index("ix_" + name + "_more", ["more"])
"""


@pytest.fixture
def one_more_migration(database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A migration after the newest, which copies or locks every table that a step touches."""
    folder = tmp_path / "migrations"
    shutil.copytree(schema.ALEMBIC_INI.parent / "migrations", folder)
    head = ScriptDirectory.from_config(Config(schema.ALEMBIC_INI)).get_current_head()
    recreate = "always" if database_url.startswith("sqlite") else "never"
    (folder / "versions" / "next.py").write_text(NEXT.format(head=head, recreate=recreate))
    (tmp_path / "alembic.ini").write_text(f"[alembic]\nscript_location = {folder}\n")
    monkeypatch.setattr(schema, "ALEMBIC_INI", tmp_path / "alembic.ini")
    monkeypatch.setattr(revision, "NEWEST", "next")


def differences(connection: Connection) -> list[object]:
    return list(compare_metadata(MigrationContext.configure(connection), METADATA))


def test_the_newest_migration_is_the_one_that_a_database_is_asked_for() -> None:
    assert ScriptDirectory.from_config(Config(schema.ALEMBIC_INI)).get_heads() == [revision.NEWEST]


async def test_migrations_and_tables_agree(database: Database) -> None:
    async with database.single() as connection:
        assert await connection.run_sync(differences) == []


@pytest.mark.postgresql
@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
async def test_postgresql_does_not_try_to_compress_what_is_sealed(database: Database) -> None:
    sealed = {
        (table.name, column.name)
        for table in METADATA.sorted_tables
        for column in table.columns
        if isinstance(column.type, LargeBinary) and not column.type.length
    }
    async with database.single() as connection:
        kept_as_it_is = await connection.execute(text(EXTERNAL))
    assert sealed == {(table, column) for table, column in kept_as_it_is}


async def test_migrating_twice_changes_nothing(database: Database) -> None:
    await migrate(database)
    await require_current(database)


async def test_tables_of_a_newer_version_are_left_alone_and_said_to_be_that(database: Database) -> None:
    async with database.transaction() as connection:
        await connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    for work in (require_current, migrate):
        with pytest.raises(ConfigurationError, match=r"newer version of ours \(9999"):
            await work(database)


async def test_tables_that_were_never_made_are_refused(tmp_path: object) -> None:
    empty = Database(f"sqlite:///{tmp_path}/empty.db")
    with pytest.raises(ConfigurationError):
        await require_current(empty)
    await empty.close()


@pytest.mark.usefixtures("one_more_migration")
async def test_a_migration_under_load_loses_no_step(database: Database, database_url: str) -> None:
    begun, stopping = asyncio.Event(), asyncio.Event()

    async def writes(row_id: bytes) -> int:
        """One draft, step after step; how many versions were confirmed."""
        async with database.single() as connection:
            await drafts.create(connection, row_id, "community", b"sealed", until(NOON))
        version = 1
        while not stopping.is_set():
            async with database.single() as connection:
                assert await drafts.swap(connection, row_id, version, b"sealed" * 100, Life(NOON, NOON))
            version += 1
            begun.set()
        return version

    ids = [bytes([number] * 32) for number in range(4)]
    writers = [asyncio.create_task(writes(row_id)) for row_id in ids]
    await begun.wait()
    migrating = Database(database_url, schema.MIGRATION_PATIENCE)
    with pytest.raises(ConfigurationError):
        await require_current(migrating)
    await migrate(migrating)
    await require_current(migrating)
    stopping.set()
    confirmed = await asyncio.gather(*writers)
    async with migrating.single() as connection:
        rows = await connection.execute(select(drafts_table.c.version).order_by(drafts_table.c.id))
        assert list(rows.scalars()) == confirmed
    await migrating.close()


@pytest.mark.usefixtures("one_more_migration")
async def test_two_migrations_at_once_are_one(database: Database, database_url: str) -> None:
    other = Database(database_url)
    await asyncio.gather(migrate(database), migrate(other))
    await require_current(other)
    await other.close()


@pytest.mark.postgresql
@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
@pytest.mark.usefixtures("one_more_migration")
async def test_a_migration_that_waits_for_a_table_makes_nobody_wait_for_long(
    database: Database, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(schema, "TRIES", 2)
    migrating = Database(database_url, schema.MIGRATION_PATIENCE)
    async with migrating.transaction() as holding:
        await holding.execute(text("LOCK TABLE drafts IN ROW EXCLUSIVE MODE"))
        trying = asyncio.create_task(migrate(migrating))
        while not trying.done():
            async with database.single() as connection:
                await drafts.read(connection, bytes(32))
        with pytest.raises(TablesInUseError):
            await trying
    await migrate(migrating)
    await require_current(migrating)
    await migrating.close()
