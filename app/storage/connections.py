"""Connections of PostgreSQL's driver, kept open beside SQLAlchemy's pool: to take one takes next to no work."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import asyncpg


class Connections:
    """So many at most, opened when they are needed; whoever comes when all are taken waits in turn."""

    def __init__(self, most: int, connect: Callable[[], Awaitable[asyncpg.Connection]]) -> None:
        self._turns = asyncio.Semaphore(most)
        self._connect = connect
        self._free: list[asyncpg.Connection] = []

    @asynccontextmanager
    async def one(self) -> AsyncIterator[asyncpg.Connection]:
        """A connection for one use; one on which something failed or was cut off is used by nobody else."""
        async with self._turns:
            connection = self._waiting() or await self._connect()
            try:
                yield connection
            except BaseException:
                # What was not committed is undone by PostgreSQL, once nobody is there any more.
                connection.terminate()
                raise
            self._free.append(connection)

    def _waiting(self) -> asyncpg.Connection | None:
        """The one that was used last and that a restart of PostgreSQL has not closed; asking costs no round trip."""
        while self._free:
            connection = self._free.pop()
            if not connection.is_closed():
                return connection
        return None

    def close(self) -> None:
        """Close those that nobody uses."""
        while self._free:
            self._free.pop().terminate()
