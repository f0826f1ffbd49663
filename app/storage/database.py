"""The two engines, the one place that commits, and what a database's failures become."""

from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from datetime import UTC, datetime
from typing import Any, Final

from sqlalchemy import DateTime, Dialect, Engine, Table, event
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Connection, make_url
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.types import TypeDecorator

from app.errors import StorageUnavailableError

PATIENCE: Final = 5
"""Seconds to wait for a connection, a lock or a statement before saying that storage is unavailable."""

AUTOCOMMIT: Final = "AUTOCOMMIT"


class Moment(TypeDecorator[datetime]):
    """An aware UTC time; SQLite hands back naive ones."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Store UTC."""
        return value and value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Read UTC."""
        return value and (value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC))


class Database:
    """One database; a statement alone goes through `single`, several together through `transaction`."""

    def __init__(self, url: str) -> None:
        self.engine = _engine(url)
        self._autocommit = self.engine.execution_options(isolation_level=AUTOCOMMIT)

    @asynccontextmanager
    async def single(self) -> AsyncIterator[AsyncConnection]:
        """A connection on which each statement commits itself.

        Raises:
            StorageUnavailableError: the database did not answer in time.
        """
        with _failures_named():
            async with self._autocommit.connect() as connection:
                yield connection

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[AsyncConnection]:
        """A connection whose statements all take effect at the end, or not at all.

        Raises:
            StorageUnavailableError: the database did not answer in time; nothing is known to have changed.
        """
        with _failures_named():
            async with self.engine.begin() as connection:
                yield connection

    async def close(self) -> None:
        """Close every connection."""
        await self.engine.dispose()


async def insert_once(connection: AsyncConnection, table: Table, row: Mapping[str, object]) -> bool:
    """Insert a row unless one with its id is there; whether it was new."""
    insert = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
    done = await connection.execute(insert(table).values(row).on_conflict_do_nothing())
    return done.rowcount == 1


@contextmanager
def _failures_named() -> Iterator[None]:
    try:
        yield
    except IntegrityError:
        raise
    except (DBAPIError, PoolTimeoutError, OSError, TimeoutError):
        # The driver's text can hold a statement's values, so nothing of it goes on.
        raise StorageUnavailableError("The database did not answer") from None


def _engine(url: str) -> AsyncEngine:
    named = make_url(url)
    if named.get_backend_name() == "sqlite":
        engine = create_async_engine(
            named.set(drivername="sqlite+aiosqlite"),
            connect_args={"timeout": PATIENCE},
            pool_timeout=PATIENCE,
        )
        _keep_promises(engine.sync_engine)
        return engine
    # libpq calls it sslmode, asyncpg ssl; the values are the same.
    options = {("ssl" if name == "sslmode" else name): value for name, value in named.query.items()}
    return create_async_engine(
        named.set(drivername="postgresql+asyncpg", query=options),
        connect_args={"timeout": PATIENCE, "command_timeout": PATIENCE},
        pool_timeout=PATIENCE,
        pool_size=10,
        max_overflow=0,
        hide_parameters=True,
    )


def _keep_promises(engine: Engine) -> None:
    """Make SQLite durable, and lock before the first read: without that it lost updates."""

    @event.listens_for(engine, "connect")
    def _on_connect(connection: Any, _record: Any) -> None:
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON"):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def _on_begin(connection: Connection) -> None:
        if connection.get_execution_options().get("isolation_level") != AUTOCOMMIT:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
