"""A connection to a server that a test can cut, and mend."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit


@dataclass
class Cable:
    """Carries every connection to a server, while it is whole."""

    server: str
    url: str = ""
    """Where the server is reached through the cable."""
    whole: bool = True
    writers: list[asyncio.StreamWriter] = field(default_factory=list)
    tasks: set[asyncio.Task[None]] = field(default_factory=set)

    async def join(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if not self.whole:
            writer.close()
            return
        there = urlsplit(self.server)
        from_server, to_server = await asyncio.open_connection(there.hostname, there.port)
        self.writers += [writer, to_server]
        for source, sink in ((reader, to_server), (from_server, writer)):
            self.tasks.add(asyncio.create_task(self._carry(source, sink)))

    async def cut(self) -> None:
        """End every connection, and let none begin."""
        self.whole = False
        for writer in self.writers:
            writer.close()
        if self.tasks:
            await asyncio.wait(self.tasks)
        self.writers.clear()
        self.tasks.clear()

    def mend(self) -> None:
        """Let connections begin again."""
        self.whole = True

    async def _carry(self, source: asyncio.StreamReader, sink: asyncio.StreamWriter) -> None:
        while data := await source.read(65536):
            sink.write(data)
        sink.close()


@asynccontextmanager
async def laid(server: str) -> AsyncIterator[Cable]:
    """A cable to the server at this URL."""
    cable = Cable(server)
    async with await asyncio.start_server(cable.join, "127.0.0.1", 0) as listening:
        port = listening.sockets[0].getsockname()[1]
        there = urlsplit(server)
        cable.url = there._replace(netloc=f"{there.username}:{there.password}@127.0.0.1:{port}").geturl()
        yield cable
        await cable.cut()
