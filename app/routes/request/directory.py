"""Finds the route of an address by how many parts it has, its first and its last, where to try each in turn is slow."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp, Receive, Scope, Send

DEEPEST: Final = 8
"""Parts of an address that are counted; more are for a route that takes any number."""


METHODS: Final = frozenset({"GET", "POST"})
"""What the routes are asked by."""


class Shape(NamedTuple):
    """A method, and an address without what is different in each: its number of parts, and a route's own words."""

    method: str
    parts: int
    first: str
    last: str


class Directory:
    """Asks only the routes that can be meant, in their order; whatever they do not serve, the whole router does."""

    def __init__(self, routes: Sequence[BaseRoute], whole: ASGIApp) -> None:
        self._routes = [route for route in routes if isinstance(route, Route)]
        self._whole = whole
        paths = [_parts(route.path) for route in self._routes]
        self._firsts = {path[0] for path in paths}
        self._lasts = {path[-1] for path in paths}
        self._of_shape = lru_cache(maxsize=None)(self._found)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve."""
        if scope["type"] == "http" and scope["method"] in METHODS:
            for route in self.meant(scope["method"], scope["path"]):
                # What `matches` finds of a route whose parameters are all words, and whose method is known to be right.
                if found := route.path_regex.match(scope["path"]):
                    scope.update(route=route, endpoint=route.endpoint, path_params=found.groupdict())
                    await route.app(scope, receive, send)
                    return
        await self._whole(scope, receive, send)

    def meant(self, method: str, address: str) -> Sequence[Route]:
        """The routes that are asked whether they serve an address."""
        parts = _parts(address)
        first = parts[0] if parts[0] in self._firsts else ""
        last = parts[-1] if parts[-1] in self._lasts else ""
        return self._of_shape(Shape(method, min(len(parts), DEEPEST), first, last))

    def _found(self, shape: Shape) -> Sequence[Route]:
        return [route for route in self._routes if _may_serve(route, shape)]


def _may_serve(route: Route, shape: Shape) -> bool:
    """Whether an address of this shape can be the route's."""
    if route.methods and shape.method not in route.methods:
        return False
    parts = _parts(route.path)
    any_number = ":path}" in parts[-1]
    counted = shape.parts >= len(parts) - 1 if any_number else shape.parts == len(parts)
    return counted and _fits(parts[0], shape.first) and (any_number or _fits(parts[-1], shape.last))


def _fits(part: str, word: str) -> bool:
    return "{" in part or part == word


def _parts(address: str) -> list[str]:
    return address.strip("/").split("/")
