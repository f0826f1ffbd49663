"""Whether a database may be worked on: it keeps what it confirms, and its tables are ours."""

from app.storage.database import Database
from app.storage.upkeep.durability import require_durable
from app.storage.upkeep.revision import require_current


async def require_fit(database: Database) -> None:
    """Refuse a database that could lose what it confirmed, or whose tables are not up to date.

    Raises:
        ConfigurationError: it is such a database.
        StorageUnavailableError: it did not answer.
    """
    await require_durable(database)
    await require_current(database)
