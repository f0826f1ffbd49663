"""Runs migrations on the connection that the caller hands over, or on DATABASE_URL."""

import asyncio

from alembic import context
from sqlalchemy.engine import Connection

from app.settings import read_settings
from app.storage.database import Database
from app.storage.tables import METADATA


def run(connection: Connection) -> None:
    context.configure(connection=connection, target_metadata=METADATA, render_as_batch=True)
    with context.begin_transaction():
        context.run_migrations()


async def run_on_settings() -> None:
    database = Database(read_settings().database_address)
    async with database.transaction() as connection:
        await connection.run_sync(run)
    await database.close()


handed_over = context.config.attributes.get("connection")
if handed_over is None:
    asyncio.run(run_on_settings())
else:
    run(handed_over)
