"""How a command works with the database: one that is fit, let go of at the end, and one sentence where it cannot."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Iterator
from typing import Any, Final

import asyncpg

from app.errors import ConfigurationError, StorageUnavailableError
from app.settings import Settings, read_settings
from app.storage.database import PATIENCE, Database

TOLD: Final[tuple[tuple[type[BaseException], str], ...]] = (
    (
        asyncpg.InvalidAuthorizationSpecificationError,
        "The database refuses this user or password: look at DATABASE_URL",
    ),
    (
        asyncpg.InvalidCatalogNameError,
        "There is no database of this name on its server: look at DATABASE_URL",
    ),
    (ConnectionRefusedError, "Nobody listens where DATABASE_URL leads: look at its host and port"),
)
"""By the driver's failure; a wrong password is a kind of the first."""


async def with_database(
    settings: Settings, work: Callable[[Database], Awaitable[None]], patience: float = PATIENCE
) -> None:
    """Do something with the database of the settings, and let go of it."""
    settings.var.mkdir(parents=True, exist_ok=True)
    database = Database(settings.database_address, patience)
    try:
        await work(database)
    finally:
        await database.close()


def answered(work: Coroutine[Any, Any, None]) -> None:
    """Do what needs the database, and say so where it does not answer, or answers that it may not be used.

    Raises:
        ConfigurationError: it is so.
    """
    try:
        asyncio.run(work)
    except StorageUnavailableError as error:
        raise ConfigurationError(_why(error)) from None


def _why(error: BaseException) -> str:
    """What the driver tells by the type of its failure: its text can hold what was asked."""
    causes = list(_causes(error))
    for kinds, said in TOLD:
        if any(isinstance(cause, kinds) for cause in causes):
            return said
    by_server = read_settings().database_address.startswith("postgresql:")
    return f"The database does not answer: look at DATABASE_URL{'' if by_server else ' and VAR'}"


def _causes(error: BaseException) -> Iterator[BaseException]:
    cause: BaseException | None = error
    while cause:
        yield cause
        cause = cause.__cause__ or cause.__context__
