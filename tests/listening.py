"""An application behind the server that `serve` puts in front of it, inside a test."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import uvicorn
from starlette.types import ASGIApp
from uvicorn.server import ServerState

from app.http.serving import PatientProtocol, served_with
from app.settings import Settings


@asynccontextmanager
async def listening(app: ASGIApp, settings: Settings) -> AsyncIterator[tuple[int, ServerState]]:
    """Its port on loopback, and its connections."""
    config = uvicorn.Config(app, **(served_with(settings) | {"lifespan": "off"}))
    config.load()
    assert config.http_protocol_class is PatientProtocol
    state = ServerState()
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: PatientProtocol(config, state, {}), "127.0.0.1", 0)
    try:
        yield server.sockets[0].getsockname()[1], state
    finally:
        server.close()
        for connection in list(state.connections):
            connection.transport.abort()
        await asyncio.sleep(0)
