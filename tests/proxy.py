"""A way to PostgreSQL that a test can cut, or stop without a word, at the moment it chooses."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from urllib.parse import urlsplit, urlunsplit

COMMITTED = b"C\x00\x00\x00\x0bCOMMIT\x00"
"""What PostgreSQL says once a transaction is on its disks (CommandComplete, chapter 55.7 of its manual)."""


class Proxy:
    """Passes on what client and server say; `cut_after_commit` and `held` are for the test to set."""

    def __init__(self, host: str, port: int) -> None:
        self._server = (host, port)
        self._connections: set[asyncio.Task[None]] = set()
        self.cut_after_commit = False
        """Cut the next connection that is told of a commit, before the client hears it."""
        self.cuts = 0
        self.held = asyncio.Event()
        """Pass nothing on while it is not set."""
        self.held.set()

    def take(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Serve one connection until either side ends it."""
        serving = asyncio.create_task(self._serve(reader, writer))
        self._connections.add(serving)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there, back = await asyncio.open_connection(*self._server)
        ways = [
            asyncio.create_task(self._pass(reader, back)),
            asyncio.create_task(self._pass(there, writer, from_server=True)),
        ]
        try:
            await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for way in ways:
                way.cancel()
            for end in (back, writer):
                end.close()

    async def close(self) -> None:
        """End every connection."""
        for one in self._connections:
            one.cancel()
        await asyncio.gather(*self._connections, return_exceptions=True)

    async def _pass(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, *, from_server: bool = False
    ) -> None:
        with contextlib.suppress(ConnectionError):
            while said := await reader.read(65536):
                await self.held.wait()
                if from_server and self.cut_after_commit and COMMITTED in said:
                    self.cut_after_commit = False
                    self.cuts += 1
                    return
                writer.write(said)
                await writer.drain()


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
