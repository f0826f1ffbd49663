"""The public portal, assembled."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from functools import partial
from typing import Any, Final, cast

from fastapi import FastAPI, Request
from fastapi.responses import PlainTextResponse, Response
from fastapi.telemetry import TelemetryConfig
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app import metrics
from app.envelope.keys import PortalKeys
from app.forms.catalogue import forms
from app.patience import Errands, keep_doing
from app.pdf.press import press_here
from app.profiles.catalogues import Catalogue, load_catalogues
from app.profiles.loading import load_profile
from app.routes import (
    attachments,
    call,
    copies,
    events,
    files,
    health,
    helping,
    leaving,
    pages,
    removing,
    resume,
    review,
    saving,
    sheets,
    speaking,
    start,
    static,
    status,
    wellknown,
    work_email,
)
from app.routes.request.directory import Directory
from app.routes.request.failures import add_failures
from app.routes.request.gate import Gate, Turns
from app.routes.request.refusals import note
from app.routes.request.shop import Shop
from app.security import HEADERS, TRANSPORT, FormToken
from app.services.desk import Desk
from app.services.presence import PACE, leave_signs
from app.settings import Settings
from app.storage.database import Database
from app.templating.rendering import Templates

PARTS: Final = (
    *(
        static,
        health,
        wellknown,
        events,
        helping,
        speaking,
        leaving,
        attachments,
        status,
        resume,
        call,
        start,
        review,
        removing,
        copies,
        sheets,
        saving,
        work_email,
        files,
    ),
    pages,
)
"""The routes of each; the last takes whatever address is left."""
UNTRACED: Final[TelemetryConfig] = {"tracing": False, "metrics": False, "logs": False}
"""FastAPI would give addresses and the text of errors to whatever OpenTelemetry finds in the environment."""
AT_THE_LEAST: Final = "Something has gone wrong here. Try again, or call us. In an emergency, call 999."
"""What is said where not even a page can be made."""

Headers = list[tuple[bytes, bytes]]
Handler = Callable[[Request, Any], Awaitable[Response]]


def portal(settings: Settings) -> FastAPI:
    """The portal for these settings.

    Raises:
        ConfigurationError: the profile or a key is not usable.
    """
    council = load_profile(settings.profile)
    keys = PortalKeys.load(settings.keys_folder / "portal")
    database = Database(settings.database_address)
    desk = Desk(settings, council, forms(council), database, keys)
    errands = Errands()

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        stopping = asyncio.Event()
        work = {"leave signs": partial(leave_signs, desk), "forget tries": partial(_forget, app)}
        tasks = [asyncio.create_task(keep_doing(name, one, stopping, PACE)) for name, one in work.items()]
        try:
            yield
        finally:
            stopping.set()
            await errands.finish()
            await asyncio.gather(*tasks)
            await database.close()

    app = GuardedApp(
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        lifespan=lifespan,
        telemetry=UNTRACED,
    )
    app.state.shop = _shop(desk, errands, load_catalogues(settings.profile, council))
    app.state.turns = Turns()
    for part in PARTS:
        # Each as it stands, where FastAPI's way of including a router looks for every route twice.
        app.router.routes.extend(part.router.routes)
    add_failures(app)
    return app


async def _forget(app: FastAPI) -> bool:
    """Let go of tries that are over, whether or not anybody tries again; False, for there is no more at once."""
    app.state.shop.tries.forget_old()
    return False


def _shop(desk: Desk, errands: Errands, catalogues: Mapping[str, Catalogue]) -> Shop:
    return Shop(
        desk,
        {language: Templates(desk.council, words=words) for language, words in catalogues.items()},
        FormToken(desk.keys.form_token_secret),
        errands,
        press_here(),
    )


class GuardedApp(FastAPI):
    """An application whose every answer, that to a fault or a flood included, passes the guard."""

    def build_middleware_stack(self) -> ASGIApp:
        """Put the guard and the gate around the routes, in place of what Starlette and FastAPI would."""
        shop: Shop = self.state.shop
        routes = Directory(self.routes, self.router)
        gate = Gate(routes, self.state.turns)
        # Ours and FastAPI's own are all awaited.
        failures = cast("Mapping[Any, Handler]", self.exception_handlers)
        return Guard(routes, gate, failures, tls=shop.desk.settings.behind_tls)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve, without FastAPI's looks at whether it is traced."""
        if self.middleware_stack is None:
            self.middleware_stack = self.build_middleware_stack()
        scope["app"] = self
        await self.middleware_stack(scope, receive, send)


class Guard:
    """Puts the headers of `security` on every answer, whatever made it, and answers where something failed."""

    def __init__(self, app: ASGIApp, gate: ASGIApp, failures: Mapping[Any, Handler], *, tls: bool) -> None:
        self._app = app
        self._gate = gate
        self._failures = failures
        self._foreseen = tuple(kind for kind in failures if kind is not Exception)
        given = dict(HEADERS) | ({"strict-transport-security": TRANSPORT} if tls else {})
        self._headers = {name.encode(): value.encode() for name, value in given.items()}
        self._every = list(self._headers.items())

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve, and add what the answer does not set itself."""
        begun = False

        async def guarded(message: Message) -> None:
            nonlocal begun
            if not begun:
                begun = True
                message["headers"] = self._completed(message["headers"])
                metrics.answers(message["status"] // 100).inc()
                note(message["status"])
            await send(message)

        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        # The server leaves the body out of its answer to HEAD.
        asked = {**scope, "method": "GET"} if scope["method"] == "HEAD" else scope
        try:
            try:
                await self._gate(asked, receive, guarded)
            except self._foreseen as error:
                if begun:
                    raise
                page = await self._handler(error)(Request(asked, receive, guarded), error)
                await page(asked, receive, guarded)
        except Exception as error:
            page = await self._excuse(Request(asked, receive, guarded), error)
            if not begun:
                await page(asked, receive, guarded)
            raise

    def _handler(self, error: Exception) -> Handler:
        """What makes the page of a failure that has one."""
        return next(self._failures[kind] for kind in type(error).__mro__ if kind in self._failures)

    async def _excuse(self, request: Request, error: Exception) -> Response:
        """The page of what nobody foresaw; where not even that can be made, a line."""
        try:
            return await self._failures[Exception](request, error)
        except Exception:  # noqa: BLE001 -- the first failure is raised on
            return PlainTextResponse(AT_THE_LEAST, 500)

    def _completed(self, headers: Headers) -> Headers:
        own = dict(headers)
        if self._headers.keys().isdisjoint(own):
            return [*headers, *self._every]
        return [*headers, *(header for header in self._every if header[0] not in own)]
