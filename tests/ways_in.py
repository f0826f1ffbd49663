"""Every way into the portal, found by walking its routes: a route of tomorrow is tested by the tests of today."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from fastapi import FastAPI
from fastapi.routing import APIRoute
from starlette.routing import BaseRoute

from app.routes.request.callers import Caller, callers_of

CHANGING = "POST"
UNTOLD = {
    "slug": "community",
    "path": "worry",
    "group": "children",
    "item": "k3f9w2",
    "name": "portal.css",
    "topic": "mash",
    "language": "en",
    "named": "AAAAAAAAAAAAAAAAAAAAAA",
    "message_id": "0b6f3a52-8c1e-4a57-9d6e-1b8f0f4f3c11",
    "attachment_id": "0b6f3a52-8c1e-4a57-9d6e-1b8f0f4f3c12",
}
"""What stands in an address whose parts a test does not tell; a part of another name is an error."""


@dataclass(frozen=True)
class WayIn:
    """One method at one address, with who may call it."""

    method: str
    path: str
    callers: frozenset[Caller]

    @property
    def changes(self) -> bool:
        """Whether it is for sending something."""
        return self.method == CHANGING

    def at(self, **parts: str) -> str:
        """An address of it."""
        return self.path.replace(":path", "").format_map(UNTOLD | parts)

    def __str__(self) -> str:
        return f"{self.method} {self.path}"


def ways_in(app: FastAPI) -> list[WayIn]:
    """All of them."""
    return list(_ways(app.routes))


def for_browsers(app: FastAPI) -> list[WayIn]:
    """Those that are not the hub's."""
    return [way for way in ways_in(app) if Caller.HUB not in way.callers]


def _ways(routes: Sequence[BaseRoute]) -> Iterator[WayIn]:
    for route in routes:
        # A kind of route that nobody foresaw stops the test.
        assert isinstance(route, APIRoute), route
        for method in sorted(route.methods or ()):
            yield WayIn(method, route.path, callers_of(route.endpoint))


def filled(fields: Mapping[str, str]) -> dict[str, str]:
    """A form that every changing route finds its fields in, with these in place of the usual."""
    usual = {
        "reference": "NN-7K4M-9QXR",
        "code": "1234 5678 9012",
        "address": "somebody@else.example",
        "number": "123456",
        "danger": "no",
        "worry": "Something else",
    }
    return {**usual, **fields}
