"""The two engines, the one place that commits, and what a database's failures become."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from functools import cache, partial
from types import TracebackType
from typing import Any, Final, Self

from sqlalchemy import Engine, Insert, Table, event
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Connection, make_url
from sqlalchemy.exc import DBAPIError, DisconnectionError, IntegrityError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from app.errors import StorageUnavailableError
from app.storage.driver import own_file
from app.storage.driver.alone import FAILURES, Alone
from app.storage.driver.connections import Connections, none_opening, opened
from app.storage.driver.encryption import encryption, without_encryption

PATIENCE: Final = 5
"""Seconds for all that one use of the database takes, before saying that storage is unavailable."""

AFTER_US: Final = 1
"""Seconds by which the driver would give up later. Where both do at once, its request to cancel a statement is cut off
while it connects, and asyncpg leaves an error that nobody fetches."""

CONNECTIONS: Final = 10
"""Connections to PostgreSQL that one process holds at most."""

KEPT: Final = 6
"""Those of them on which the driver alone is at work; SQLAlchemy's pool has the others."""

AUTOCOMMIT: Final = "AUTOCOMMIT"
POSTGRESQL_DRIVER: Final = "asyncpg"


class Database:
    """One database; a statement alone goes through `single`, several together through `transaction`."""

    def __init__(self, url: str, patience: float = PATIENCE) -> None:
        self._patience = patience
        self.engine = _engine(url, patience)
        self.kept = _kept(self.engine, encryption(make_url(url)), patience)
        self._autocommit = self.engine.execution_options(isolation_level=AUTOCOMMIT)

    @asynccontextmanager
    async def single(self) -> AsyncIterator[AsyncConnection]:
        """A connection on which each statement commits itself.

        Raises:
            StorageUnavailableError: the database did not answer in time.
        """
        with _FAILURES_NAMED:
            async with asyncio.timeout(self._patience), self._autocommit.connect() as connection:
                yield connection

    def quick(self) -> AbstractAsyncContextManager[AsyncConnection | Alone]:
        """The same for statements that are built once, at a fifth of the cost where the database is PostgreSQL.

        Raises:
            StorageUnavailableError: the database did not answer in time.
        """
        return _Quick(self.kept) if self.kept else self.single()

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[AsyncConnection]:
        """A connection whose statements all take effect at the end, or not at all.

        Raises:
            StorageUnavailableError: the database did not answer in time; it is not known whether all of it was
                done or nothing.
        """
        with _FAILURES_NAMED:
            async with asyncio.timeout(self._patience), self.engine.begin() as connection:
                yield connection

    def quick_transaction(self) -> AbstractAsyncContextManager[AsyncConnection | Alone]:
        """The same for statements that are built once.

        Raises:
            StorageUnavailableError: the database did not answer in time; it is not known whether all of it was
                done or nothing.
        """
        return self._alone_together(self.kept) if self.kept else self.transaction()

    @asynccontextmanager
    async def _alone_together(self, kept: Connections) -> AsyncIterator[Alone]:
        async with _Quick(kept) as alone:
            await alone.driver.execute("BEGIN")
            yield alone
            # What fails before this ends the connection, and PostgreSQL undoes it.
            await alone.driver.execute("COMMIT")

    async def __aenter__(self) -> Self:
        """For a block, after which it is closed."""
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def close(self) -> None:
        """Close every connection, and wait for those that are opened in vain."""
        await none_opening()
        if self.kept:
            self.kept.close()
        await self.engine.dispose()


async def insert_once(connection: AsyncConnection | Alone, table: Table, row: Mapping[str, object]) -> bool:
    """Insert a row unless one with its id is there; whether it was new."""
    done = await connection.execute(insert_unless_there(connection.dialect.name, table), row)
    return done.rowcount == 1


def values_of(row: Any) -> dict[str, Any]:
    """The values of a dataclass that is named as its table is; `asdict` would copy each of them deeply."""
    return {name: getattr(row, name) for name in row.__dataclass_fields__}


@cache
def insert_unless_there(dialect: str, table: Table) -> Insert:
    """The statement, which is built once: that takes as long as to run it."""
    if dialect == "sqlite":
        return sqlite.insert(table).on_conflict_do_nothing()
    return postgresql.insert(table).on_conflict_do_nothing()


class _FailuresNamed:
    """Around whatever a database may fail at; it keeps nothing, so that one serves for all."""

    def __enter__(self) -> None:
        pass

    def __exit__(self, _: object, error: BaseException | None, __: object) -> None:
        if isinstance(error, _FAILURES) and not isinstance(error, IntegrityError):
            # The driver's text can hold a statement's values, so nothing of it goes on.
            raise StorageUnavailableError("The database did not answer") from None


_FAILURES: Final = (DBAPIError, PoolTimeoutError, OSError, TimeoutError, *FAILURES)
_FAILURES_NAMED: Final = _FailuresNamed()


class _Quick(AbstractAsyncContextManager[Alone]):
    """One use of a connection of the driver's own: a class, for a generator in its place takes as long as the rest."""

    def __init__(self, kept: Connections) -> None:
        self._kept = kept

    async def __aenter__(self) -> Alone:
        with _FAILURES_NAMED:
            self._driver = await self._kept.taken()
        return Alone(self._driver)

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._kept.give_back(self._driver, whole=error is None)
        _FAILURES_NAMED.__exit__(kind, error, trace)


def _engine(url: str, patience: float) -> AsyncEngine:
    named = make_url(url)
    if named.get_backend_name() == "sqlite":
        engine = create_async_engine(
            named.set(drivername="sqlite+aiosqlite"),
            connect_args={"timeout": patience, "async_creator_fn": own_file.opened},
            pool_timeout=patience,
        )
        _keep_promises(engine.sync_engine)
        return engine
    engine = create_async_engine(
        without_encryption(named).set(drivername="postgresql+asyncpg"),
        connect_args={
            **encryption(named),
            "timeout": patience,
            "command_timeout": patience + AFTER_US,
            "async_creator_fn": opened,
        },
        pool_timeout=patience,
        pool_size=CONNECTIONS - KEPT,
        max_overflow=0,
        hide_parameters=True,
    )
    _leave_dead_connections(engine.sync_engine)
    return engine


def _kept(engine: AsyncEngine, encrypted: Mapping[str, Any], patience: float) -> Connections | None:
    """Connections to the same PostgreSQL for the driver alone; SQLite has none."""
    if engine.driver != POSTGRESQL_DRIVER:
        return None
    _, where = engine.dialect.create_connect_args(engine.url)
    return Connections(KEPT, patience, partial(opened, **where, **encrypted, timeout=patience + AFTER_US))


def _leave_dead_connections(engine: Engine) -> None:
    """Hand nobody a connection that a restart of PostgreSQL has closed; asking the driver costs no round trip."""

    @event.listens_for(engine, "checkout")
    def _on_checkout(connection: Any, _record: Any, _proxy: Any) -> None:
        if connection.driver_connection.is_closed():
            raise DisconnectionError


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
