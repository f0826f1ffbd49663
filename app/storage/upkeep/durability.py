"""Whether a database keeps what it confirms, a power cut later too."""

from typing import Final

from sqlalchemy import func, select

from app.errors import ConfigurationError
from app.storage.database import Database

MUST_BE_ON: Final = ("fsync", "synchronous_commit", "full_page_writes")


async def require_durable(database: Database) -> None:
    """Refuse a PostgreSQL that says it has written what it has not; SQLite is told by us, when it is opened.

    Raises:
        ConfigurationError: naming the first setting that is off, wherever it was set.
        StorageUnavailableError: it did not answer.
    """
    if database.engine.dialect.name == "sqlite":
        return
    async with database.single() as connection:
        values = (await connection.execute(select(*map(func.current_setting, MUST_BE_ON)))).one()
    for name, value in zip(MUST_BE_ON, values, strict=True):
        if value == "off":
            raise ConfigurationError(
                f"The database has {name} off, and could lose what it has confirmed: turn it on"
            )
