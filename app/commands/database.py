"""How a command works with the database: one that is fit, let go of at the end, and one sentence where it cannot."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

from app.errors import ConfigurationError, StorageUnavailableError
from app.settings import Settings, read_settings
from app.storage.database import PATIENCE, Database
from app.storage.upkeep.reasons import reason


async def with_database(
    settings: Settings, work: Callable[[Database], Awaitable[None]], patience: float = PATIENCE
) -> None:
    """Do something with the database of the settings, and let go of it."""
    settings.var.mkdir(parents=True, exist_ok=True)
    async with Database(settings.database_address, patience) as database:
        await work(database)


def answered(work: Coroutine[Any, Any, None]) -> None:
    """Do what needs the database, and say so where it does not answer, or answers that it may not be used.

    Raises:
        ConfigurationError: it is so.
    """
    try:
        asyncio.run(work)
    except StorageUnavailableError as error:
        raise ConfigurationError(reason(error, read_settings().database_address)) from None
