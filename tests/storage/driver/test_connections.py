"""Whoever gives up while a connection opens leaves nothing behind, at whatever step that was."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from typing import Any

import pytest

from app.errors import StorageUnavailableError
from app.storage.database import Database

STEPS = 40
"""More steps of the event loop than it takes until a driver waits for the first answer."""
DRIVERS_OWN = 2.0
"""Seconds until the driver gives up itself: well after the last step, however busy. Where that falls on the step
or two in which a connection was just made, asyncpg's `TLSUpgradeProto` keeps an error that nobody fetches."""


class Silent:
    """A PostgreSQL that takes connections and says nothing."""

    def __init__(self) -> None:
        self.url = ""
        self.callers: set[asyncio.Task[None]] = set()

    def take(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Listen to one connection until it ends."""
        self.callers.add(asyncio.create_task(self._listen(reader, writer)))

    async def _listen(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(ConnectionError):
            await reader.read()
        writer.close()
        with contextlib.suppress(ConnectionError):
            await writer.wait_closed()


@pytest.fixture
async def silent() -> AsyncIterator[Silent]:
    server = Silent()
    async with await asyncio.start_server(server.take, "127.0.0.1", 0) as listening:
        server.url = f"postgresql://portal@127.0.0.1:{listening.sockets[0].getsockname()[1]}/portal"
        yield server


async def asks(database: Database, way: str) -> None:
    async with database.quick() if way == "kept" else database.single():
        pass


@pytest.fixture
async def said() -> AsyncIterator[list[dict[str, Any]]]:
    """What the event loop was told of errors that nobody fetched."""
    loop, heard = asyncio.get_running_loop(), []
    before = loop.get_exception_handler()
    loop.set_exception_handler(lambda _, context: heard.append(context))
    yield heard
    loop.set_exception_handler(before)


@pytest.mark.parametrize("way", ["kept", "pooled"])
async def test_an_error_is_left_to_nobody_whenever_somebody_gives_up(
    way: str, said: list[dict[str, Any]], silent: Silent
) -> None:
    databases = []
    for steps in range(STEPS):
        database = Database(silent.url, patience=DRIVERS_OWN)
        asking = asyncio.create_task(asks(database, way))
        for _ in range(steps):
            await asyncio.sleep(0)
        asking.cancel()
        with pytest.raises((asyncio.CancelledError, StorageUnavailableError)):
            await asking
        databases.append(database)
    for database in databases:
        await database.close()
    await asyncio.gather(*silent.callers)
    assert not said
