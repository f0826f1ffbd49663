"""Going back to a version from before: the migrations that the guide undoes change no row, and are made again."""

from datetime import UTC, datetime
from itertools import takewhile
from pathlib import Path
from uuid import UUID

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import insert
from sqlalchemy.engine import Connection

from app.storage import drafts
from app.storage.census import census
from app.storage.database import Database
from app.storage.tables import outbox, referrals
from app.storage.upkeep.schema import ALEMBIC_INI, migrate
from tests.drafted import until

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
REFERRAL = {
    "message_id": UUID(int=1),
    "reference": "NN-7K4M-9QXR",
    "form": "community",
    "hub": "northamptonshire",
    "route": "community",
    "urgent": False,
    "received_at": NOON,
    "code_digest": b"c" * 32,
    "address_digest": b"a" * 32,
}
WAITING = {
    "id": UUID(int=2),
    "message_id": UUID(int=1),
    "channel": "hub",
    "body": b"sealed",
    "due_at": NOON,
    "attempts": 0,
}
GUIDE = Path("docs/operating.md")
LAST_THAT_STAYS = "0009"
"""Whatever is after it can be undone, as the guide says it."""


def undone(connection: Connection) -> None:
    config = Config(ALEMBIC_INI)
    config.attributes["connection"] = connection
    command.downgrade(config, LAST_THAT_STAYS)


async def test_what_the_guide_undoes_changes_no_row_and_is_made_again(database: Database) -> None:
    async with database.single() as connection:
        await drafts.create(connection, b"i" * 32, "community", b"sealed", until(NOON))
        for rows in (insert(referrals).values(REFERRAL), insert(outbox).values(WAITING)):
            await connection.execute(rows)
    before = await census(database)
    async with database.transaction() as connection:
        await connection.run_sync(undone)
    assert await census(database) == before
    await migrate(database)
    assert await census(database) == before


def test_the_guide_names_every_migration_that_it_undoes() -> None:
    """A migration that is added is put where it belongs: with those that are undone, or after them."""
    scripts = ScriptDirectory.from_config(Config(ALEMBIC_INI)).walk_revisions()
    newer = [one.revision for one in takewhile(lambda one: one.revision != LAST_THAT_STAYS, scripts)]
    guide = GUIDE.read_text(encoding="utf-8")
    assert f"alembic downgrade {LAST_THAT_STAYS}" in guide
    assert [one for one in newer if f"`{one}`" not in guide] == []
