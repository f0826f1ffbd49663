"""Finds the route of an address by how many parts it has, its first and its last, where to try each in turn is slow."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from starlette.routing import BaseRoute, Route, Router
from starlette.types import ASGIApp, Receive, Scope, Send

DEEPEST: Final = 8
"""Parts of an address that are counted; more are for a route that takes any number."""


class Shape(NamedTuple):
    """An address without what is different in each: its number of parts, and those words that are a route's own."""

    parts: int
    first: str
    last: str


class Directory:
    """Asks only the routes that can be meant, in their order; whatever they do not serve, the whole router does."""

    def __init__(self, routes: Sequence[BaseRoute], whole: ASGIApp) -> None:
        self._routes = routes
        self._whole = whole
        paths = [path for route in routes if (path := _parts(route))]
        self._firsts = {path[0] for path in paths}
        self._lasts = {path[-1] for path in paths}
        self._router_of = lru_cache(maxsize=None)(self._router)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve."""
        if scope["type"] != "http":
            await self._whole(scope, receive, send)
            return
        await self._router_of(self._shape(scope["path"]))(scope, receive, send)

    def meant(self, address: str) -> Sequence[BaseRoute]:
        """The routes that are asked whether they serve an address."""
        return self._router_of(self._shape(address)).routes

    def _shape(self, address: str) -> Shape:
        parts = address.strip("/").split("/")
        first = parts[0] if parts[0] in self._firsts else ""
        last = parts[-1] if parts[-1] in self._lasts else ""
        return Shape(min(len(parts), DEEPEST), first, last)

    def _router(self, shape: Shape) -> Router:
        meant = [route for route in self._routes if _may_serve(route, shape)]
        return Router(meant, redirect_slashes=False, default=self._whole)


def _may_serve(route: BaseRoute, shape: Shape) -> bool:
    """Whether an address of this shape can be the route's."""
    parts = _parts(route)
    if not parts:
        return True
    any_number = ":path}" in parts[-1]
    counted = shape.parts >= len(parts) - 1 if any_number else shape.parts == len(parts)
    return counted and _fits(parts[0], shape.first) and (any_number or _fits(parts[-1], shape.last))


def _fits(part: str, word: str) -> bool:
    return "{" in part or part == word


def _parts(route: BaseRoute) -> list[str]:
    """The parts of a route's address; none of a kind of route that is not known here."""
    return route.path.strip("/").split("/") if isinstance(route, Route) else []
