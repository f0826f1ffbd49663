"""A real mail server in this process, which leaves no connection open behind it."""

import asyncio
from typing import Any, Final

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP

PATIENCE: Final = 10
"""Seconds to hang up in."""
ROUNDS: Final = 5
"""Of a loop: it reads the end of a connection in one, and closes the socket in the next."""


class Line(SMTP):
    """One caller's connection, TLS or not."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the lowest transport: the one that holds the socket."""
        self.lowest = getattr(self, "lowest", transport)
        super().connection_made(transport)


class MailServer(Controller):
    """A server on a port that the system chooses."""

    def __init__(self, office: object, **options: Any) -> None:
        self._lines: list[Line] = []
        super().__init__(office, hostname="127.0.0.1", port=0, **options)

    def factory(self) -> SMTP:
        """Somebody calls."""
        line = Line(self.handler, **self.SMTP_kwargs)
        self._lines.append(line)
        return line

    async def hang_up(self) -> None:
        """Close every connection and stop, then let the callers' loop see it: a socket that asyncio has not seen closed
        is complained of much later, in some other test."""
        asyncio.run_coroutine_threadsafe(self._abort(), self.loop).result(PATIENCE)
        self.stop()
        for _ in range(ROUNDS):
            await asyncio.sleep(0)

    async def _abort(self) -> None:
        for line in self._lines:
            if isinstance(line.lowest, asyncio.WriteTransport) and not line.lowest.is_closing():
                line.lowest.abort()
        for _ in range(ROUNDS):
            await asyncio.sleep(0)

    def _trigger_server(self) -> None:
        assert isinstance(self.server, asyncio.Server)
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()  # type: ignore[no-untyped-call]
