"""Which routes are given their visit at once, and which FastAPI solves at each request."""

from collections.abc import Callable
from typing import Annotated, Any

import pytest
from fastapi import Depends, FastAPI, Query, Request
from fastapi.middleware.asyncexitstack import AsyncExitStackMiddleware

from app.routes.request.route import PortalRoute
from app.routes.request.visit import Visiting


def solved(route: object) -> bool:
    """Whether FastAPI is asked at each request."""
    assert isinstance(route, PortalRoute)
    return isinstance(route.app, AsyncExitStackMiddleware)


async def test_what_people_ask_for_is_not_solved_each_time(app: FastAPI) -> None:
    assert {getattr(route, "name", "") for route in app.routes if solved(route)} == {
        "alive",
        "come_back",
        "file",
        "give",
        "receive",
    }


async def number(visit: Visiting, word: int) -> None: ...
async def query(visit: Visiting, word: str, more: Annotated[str, Query()]) -> None: ...
async def default(visit: Visiting, word: str, more: str = "") -> None: ...
async def asking(visit: Visiting, word: str, request: Request) -> None: ...
async def alone(word: str) -> None: ...
async def plain(visit: Visiting, word: str) -> None: ...


@pytest.mark.parametrize("takes", [number, query, default, asking, alone])
def test_what_takes_more_than_a_visit_and_words_is_solved(takes: Callable[..., Any]) -> None:
    assert solved(PortalRoute("/{word}", takes))


def test_a_route_with_a_dependency_of_its_own_is_solved() -> None:
    def guard() -> None: ...

    assert not solved(PortalRoute("/{word}", plain))
    assert solved(PortalRoute("/{word}", plain, dependencies=[Depends(guard)]))
