"""The portal's kind of route: FastAPI's, read once at the start where each request would be read anew."""

from collections.abc import Callable, Collection
from inspect import signature
from typing import Any, Final

from fastapi import Request
from fastapi.middleware.asyncexitstack import AsyncExitStackMiddleware
from fastapi.routing import APIRoute
from starlette.types import ASGIApp, Receive, Scope, Send

from app.routes.request.visit import Visit, Visiting

VISIT: Final = "visit"
"""The parameter of a route that is its visit."""


class PortalRoute(APIRoute):
    """A route as FastAPI has it; one that takes its visit and words of its address alone is given them at once."""

    def __init__(self, path: str, endpoint: Callable[..., Any], **named: Any) -> None:
        super().__init__(path, endpoint, **named)
        takes = {name: one.annotation for name, one in signature(endpoint).parameters.items()}
        known = {VISIT: Visiting, **dict.fromkeys(self.param_convertors, str)}
        plain = VISIT in takes and takes.items() <= known.items() and not self.dependencies
        self.app = _visited(endpoint, takes.keys() - {VISIT}) if plain else AsyncExitStackMiddleware(self.app)


def _visited(endpoint: Callable[..., Any], words: Collection[str]) -> ASGIApp:
    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        said = scope["path_params"]
        answer = await endpoint(Visit(Request(scope, receive, send)), **{word: said[word] for word in words})
        await answer(scope, receive, send)

    return app
