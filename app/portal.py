"""The public portal, assembled."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, Final

from fastapi import FastAPI
from fastapi.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.envelope.keys import PortalKeys
from app.forms.catalogue import forms
from app.profiles.loading import load_profile
from app.routes import events, health, pages, review, start, status
from app.routes.failures import add_failures
from app.routes.visit import Shop
from app.security import HEADERS, IMMUTABLE, TRANSPORT, Attempts, FormToken
from app.services.desk import Desk
from app.settings import Settings
from app.storage.database import Database
from app.templating import Templates

STATIC: Final = Path(__file__).resolve().parents[1] / "static"
LARGEST_BODY: Final = 2 * 1024 * 1024
"""Bytes that one request may send."""


def portal(settings: Settings) -> FastAPI:
    """The portal for these settings.

    Raises:
        ConfigurationError: the profile or a key is not usable.
    """
    council = load_profile(settings.profile)
    keys = PortalKeys.load(settings.keys_folder / "portal")
    database = Database(settings.database_address)
    desk = Desk(settings, council, forms(council), database, keys)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        yield
        await database.close()

    app = FastAPI(
        openapi_url=None, docs_url=None, redoc_url=None, lifespan=lifespan, max_body_size=LARGEST_BODY
    )
    app.state.shop = Shop(desk, Templates(council), FormToken(keys.form_token_secret), Attempts())
    # Before the forms, whose one route takes every address of two parts.
    app.mount("/static", Assets(directory=STATIC))
    for part in (health, events, status, start, review, pages):
        app.include_router(part.router)
    add_failures(app)
    app.add_middleware(Guard, tls=settings.behind_tls)
    return app


class Assets(StaticFiles):
    """Static files, whose addresses change with their content, so that a browser may keep them for good."""

    def file_response(self, *args: Any, **kwargs: Any) -> Response:
        """A file, to be kept."""
        answer = super().file_response(*args, **kwargs)
        answer.headers["cache-control"] = IMMUTABLE
        return answer


class Guard:
    """Puts the headers of `security` on every answer, whatever made it."""

    def __init__(self, app: ASGIApp, *, tls: bool) -> None:
        self._app = app
        given = dict(HEADERS) | ({"strict-transport-security": TRANSPORT} if tls else {})
        self._headers = [(name.encode(), value.encode()) for name, value in given.items()]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve, and add what the answer does not set itself."""

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                own = {name for name, _ in message["headers"]}
                message["headers"] = [
                    *message["headers"],
                    *(header for header in self._headers if header[0] not in own),
                ]
            await send(message)

        await self._app(scope, receive, guarded if scope["type"] == "http" else send)
