"""Connections of PostgreSQL's driver, kept open beside SQLAlchemy's pool: to take one takes next to no work."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any, Final

import asyncpg

_OPENING: Final[set[asyncio.Task[asyncpg.Connection]]] = set()


async def opened(**where: Any) -> asyncpg.Connection:
    """A new connection, as `asyncpg.connect` gives it; whoever gives up waiting for it does not interrupt the driver.

    To cancel the driver at the wrong step of the event loop leaves an error that nobody fetches. So it goes on
    until its own `timeout`, and what it opens in vain is closed.
    """
    opening = asyncio.create_task(asyncpg.connect(**where))
    _OPENING.add(opening)
    opening.add_done_callback(_OPENING.discard)
    try:
        return await asyncio.shield(opening)
    except asyncio.CancelledError:
        opening.add_done_callback(_close_unused)
        raise


async def none_opening() -> None:
    """Wait until no driver is about to open what nobody waits for any more."""
    while _OPENING:
        await asyncio.wait(_OPENING)


def _close_unused(opening: asyncio.Task[asyncpg.Connection]) -> None:
    if not opening.cancelled() and not opening.exception():
        opening.result().terminate()


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
        self._due: dict[asyncpg.Connection, float] = {}
        """By when each use must be over, in the event loop's seconds."""
        self._look: asyncio.TimerHandle | None = None

    async def taken(self) -> asyncpg.Connection:
        """A connection for one use, to be given back; where that is late, it is closed.

        Raises:
            TimeoutError: none was free in time.
            asyncpg.PostgresError, asyncpg.InterfaceError, OSError: none could be opened.
        """
        loop = asyncio.get_running_loop()
        deadline = loop.time() + self._patience
        if self._turns.locked() or not self._free:
            async with asyncio.timeout_at(deadline):
                connection = await self._taken()
        else:
            connection = await self._taken()
        self._due[connection] = deadline
        # One look for all: to set a timer for each use takes longer than all the rest of it.
        if self._look is None or self._look.when() > deadline:
            self._look_at(deadline)
        return connection

    def _look_at(self, moment: float) -> None:
        if self._look:
            self._look.cancel()
        self._look = asyncio.get_running_loop().call_at(moment, self._end_late)

    def _end_late(self) -> None:
        """Close what is late, and look again when the next may be."""
        now = asyncio.get_running_loop().time()
        late = [connection for connection, due in self._due.items() if due <= now]
        for connection in late:
            # To cancel it would have asyncpg ask PostgreSQL to cancel it too, on a connection that `terminate` cuts
            # off while it opens.
            del self._due[connection]
            connection.terminate()
        self._look = None
        if self._due:
            self._look_at(min(self._due.values()))

    def give_back(self, connection: asyncpg.Connection, *, whole: bool) -> None:
        """Let others have it, if all went well on it; else it is closed, and used by nobody else."""
        self._due.pop(connection, None)
        if whole:
            self._free.append(connection)
        else:
            # What was not committed is undone by PostgreSQL, once nobody is there any more.
            connection.terminate()
        self._turns.release()

    async def _taken(self) -> asyncpg.Connection:
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
        if self._look:
            self._look.cancel()
            self._look = None
        while self._free:
            self._free.pop().terminate()
