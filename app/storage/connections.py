"""Connections of PostgreSQL's driver, kept open beside SQLAlchemy's pool: to take one takes next to no work."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import asyncpg


class Connections:
    """So many at most, opened when they are needed; whoever comes when all are taken waits in turn."""

    def __init__(
        self, most: int, patience: float, connect: Callable[[], Awaitable[asyncpg.Connection]]
    ) -> None:
        self._turns = asyncio.Semaphore(most)
        self._patience = patience
        """Seconds for all that one use takes, the wait for a turn included."""
        self._connect = connect
        self._free: list[asyncpg.Connection] = []

    @asynccontextmanager
    async def one(self) -> AsyncIterator[asyncpg.Connection]:
        """A connection for one use; one on which something failed or was late is closed, and used by nobody else.

        Raises:
            TimeoutError: none was free in time.
            asyncpg.PostgresError, asyncpg.InterfaceError, OSError: none could be opened, or it was closed as late.
        """
        loop = asyncio.get_running_loop()
        deadline = loop.time() + self._patience
        connection = await self._taken(deadline)
        # To cancel what is late would have asyncpg ask PostgreSQL to cancel it too, on a connection that
        # `terminate` cuts off while it opens.
        late = loop.call_at(deadline, connection.terminate)
        try:
            yield connection
        except BaseException:
            # What was not committed is undone by PostgreSQL, once nobody is there any more.
            connection.terminate()
            raise
        else:
            self._free.append(connection)
        finally:
            late.cancel()
            self._turns.release()

    async def _taken(self, deadline: float) -> asyncpg.Connection:
        waits = self._turns.locked() or not self._free
        async with asyncio.timeout_at(deadline if waits else None):
            await self._turns.acquire()
            try:
                return self._waiting() or await self._connect()
            except BaseException:
                self._turns.release()
                raise

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
