"""The HTTP server: connections on which nothing comes, or nothing is taken, are ended."""

import asyncio
import contextlib
import gc
import resource
import sys
from typing import Any, Final, cast

from fastapi import FastAPI
from starlette.types import Scope
from uvicorn.config import STARTUP_FAILURE, Config
from uvicorn.server import Server

from app.allocator import give_back_what_is_free, lay_in_large_pages
from app.http.reading import StrictProtocol
from app.routes.request.gate import takes_long
from app.settings import Settings

HEAD_PATIENCE: Final = 30
"""Seconds from the opening of a connection, or the last answer on it, to the whole head of a request."""
REQUEST_PATIENCE: Final = 120
"""Seconds from there to the end of the answer: for the body, for our work, and for taking the answer."""
UPLOAD_PATIENCE: Final = 1200
"""The same for files on a slow line; whoever sends too slowly is ended before (routes/page/uploads)."""
CONNECTIONS: Final = 16_384
"""Each is an open file, of which a shell or a container may give 1,024."""
STOP_PATIENCE: Final = 10
"""Seconds that requests at work have to end when the server is told to stop."""


def serve_portal(app: FastAPI, settings: Settings) -> None:
    """Serve until told to stop."""
    for templates in app.state.shop.templates.values():
        templates.prepare()
    # Forms, templates and statements are here for good: to look through them for waste held up a page for 90 ms.
    gc.collect()
    give_back_what_is_free()
    gc.freeze()
    lay_in_large_pages()
    make_room_for_connections()
    server = Server(Config(app, **served_with(settings)))
    with contextlib.suppress(KeyboardInterrupt):
        server.run()
    if not server.started:
        sys.exit(STARTUP_FAILURE)


def make_room_for_connections() -> None:
    """Let this process have as many files open as it may give itself, if it was given fewer than it may need."""
    given, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = CONNECTIONS if most == resource.RLIM_INFINITY else min(CONNECTIONS, most)
    if given != resource.RLIM_INFINITY and given < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, most))


def served_with(settings: Settings) -> dict[str, Any]:
    """How uvicorn is set up: it believes nobody's word on where a request came from but that of our own proxies."""
    return {
        "host": settings.host,
        "port": settings.port,
        "http": PatientProtocol,
        "ws": "none",
        "lifespan": "on",
        "log_config": None,
        "access_log": False,
        "server_header": False,
        "proxy_headers": bool(settings.trusted_proxies),
        "forwarded_allow_ips": settings.trusted_proxies,
        "timeout_graceful_shutdown": STOP_PATIENCE,
    }


class PatientProtocol(StrictProtocol):
    """One connection, with one deadline for whatever is due next on it."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self._due = 0.0
        self._look: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Wait for the first head."""
        super().connection_made(transport)
        self._within(HEAD_PATIENCE)

    def on_headers_complete(self) -> None:
        """Once a head has come whole, wait for all the rest."""
        super().on_headers_complete()
        self._within(UPLOAD_PATIENCE if takes_long(cast("Scope", self.scope)) else REQUEST_PATIENCE)

    def on_response_complete(self) -> None:
        """Wait for the next head; what of the answer is still on its way has as long.

        uvicorn would set a timer for each answer, and begin with requests that came too early: none of them is kept.
        """
        self._within(HEAD_PATIENCE)
        self.server_state.total_requests += 1
        if not self.transport.is_closing():
            self.flow.resume_reading()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait for nothing any more."""
        super().connection_lost(exc)
        if self._look:
            self._look.cancel()

    def _within(self, seconds: float) -> None:
        self._due = self.loop.time() + seconds
        # A deadline that moves on is looked at when the one before it comes: most of them never do.
        if self._look is None or self._look.when() > self._due:
            self._look_at(self._due)

    def _look_at(self, moment: float) -> None:
        if self._look:
            self._look.cancel()
        self._look = self.loop.call_at(moment, self._end_if_due)

    def _end_if_due(self) -> None:
        if self.loop.time() < self._due:
            self._look_at(self._due)
        else:
            self.transport.abort()
