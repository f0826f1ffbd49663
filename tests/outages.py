"""What goes wrong between portal and database, at the moment that a test chooses, and what somebody does then."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from urllib.parse import urlsplit, urlunsplit

from fastapi import FastAPI

from app.routes.request.shop import Shop
from app.storage.database import PATIENCE, Database
from tests.people import ByHttp

COMMITTED = b"C\x00\x00\x00\x0bCOMMIT\x00"
"""What PostgreSQL says once a transaction is on its disks (CommandComplete, chapter 55.7 of its manual)."""
SENDING, STORED = b"INSERT INTO referrals", b"Z\x00\x00\x00\x05I"
"""A sending that is one statement, and what PostgreSQL says once that is on its disks and it is idle again."""


NOWHERE = "postgresql://postgres@127.0.0.1:9/portal"
"""A database that nobody has."""


class Proxy:
    """Passes on what client and server say; `cut_after_commit` and `held` are for the test to set."""

    def __init__(self, host: str, port: int) -> None:
        self._server = (host, port)
        self._connections: set[asyncio.Task[None]] = set()
        self._ends: list[asyncio.StreamWriter] = []
        self.cut_after_commit = False
        """Cut the next connection that is told of a commit, before the client hears it."""
        self.cuts = 0
        self.held = asyncio.Event()
        """Pass nothing on while it is not set."""
        self.held.set()

    def take(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Serve one connection until either side ends it."""
        self._ends.append(writer)
        self._connections.add(asyncio.create_task(self._serve(reader, writer)))

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there, back = await asyncio.open_connection(*self._server)
        self._ends.append(back)
        sending = asyncio.Event()
        ways = [
            asyncio.create_task(self._ask(reader, back, sending)),
            asyncio.create_task(self._answer(there, writer, sending)),
        ]
        try:
            await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for way in ways:
                way.cancel()
            back.close()
            writer.close()

    async def close(self) -> None:
        """End every connection, those too that nobody has begun to serve."""
        for one in self._connections:
            one.cancel()
        await asyncio.gather(*self._connections, return_exceptions=True)
        for end in self._ends:
            end.close()
        await asyncio.gather(*(end.wait_closed() for end in self._ends), return_exceptions=True)

    async def _ask(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, sending: asyncio.Event
    ) -> None:
        async for said in self._said(reader):
            if SENDING in said:
                sending.set()
            writer.write(said)
            await writer.drain()

    async def _answer(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, sending: asyncio.Event
    ) -> None:
        async for said in self._said(reader):
            stored = COMMITTED in said or (sending.is_set() and STORED in said)
            if self.cut_after_commit and stored:
                self.cut_after_commit = False
                self.cuts += 1
                return
            writer.write(said)
            await writer.drain()

    async def _said(self, reader: asyncio.StreamReader) -> AsyncIterator[bytes]:
        with contextlib.suppress(ConnectionError):
            while said := await reader.read(65536):
                await self.held.wait()
                yield said


@asynccontextmanager
async def between(url: str) -> AsyncIterator[tuple[Proxy, str]]:
    """A proxy to the PostgreSQL at a URL, and the URL that leads through it."""
    parts = urlsplit(url)
    proxy = Proxy(parts.hostname or "127.0.0.1", parts.port or 5432)
    server = await asyncio.start_server(proxy.take, "127.0.0.1", 0)
    who = parts.netloc.rpartition("@")[0]
    place = f"{who}@127.0.0.1:{server.sockets[0].getsockname()[1]}"
    yield proxy, urlunsplit(parts._replace(netloc=place))
    server.close()
    await proxy.close()


@asynccontextmanager
async def served_by(app: FastAPI, url: str, patience: float = PATIENCE) -> AsyncIterator[Database]:
    """The portal with another database for a while."""
    shop: Shop = app.state.shop
    database = Database(url, patience)
    move_to(app, database)
    yield database
    app.state.shop = shop
    await database.close()


def move_to(app: FastAPI, database: Database) -> None:
    """The portal with another database from now on, such as one that was restored from a backup."""
    shop: Shop = app.state.shop
    app.state.shop = replace(shop, desk=replace(shop.desk, database=database))


async def sends_again(visitor: ByHttp) -> str:
    """Presses the button that the page about the outage offers."""
    await visitor.chooses("Try to send again")
    return (await visitor.reads()).partition("Your reference is")[2].split()[0]
