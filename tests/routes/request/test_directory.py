"""The directory sends every address where trying each route in turn would, whatever the address."""

import itertools

import httpx
import pytest
from fastapi import FastAPI
from fastapi.routing import APIRoute
from starlette.convertors import PathConvertor, StringConvertor
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route, Router

from app.routes.request.directory import Directory
from tests.ways_in import ways_in

WORDS = (
    "",
    "community",
    "check",
    "worry",
    "children",
    "k3f9w2",
    "remove",
    "status",
    "resume",
    "api",
    "static",
)


def numbered(app: FastAPI) -> list[BaseRoute]:
    """The portal's routes, of which each says only which one it is."""

    def answering(number: int) -> Route:
        async def say(request: Request) -> Response:
            return PlainTextResponse(f"{number} {sorted(request.path_params.items())}")

        route = app.routes[number]
        assert isinstance(route, APIRoute)
        return Route(route.path, say, methods=sorted(route.methods or ()))

    return [answering(number) for number in range(len(app.routes))]


@pytest.fixture
def addresses(app: FastAPI) -> list[str]:
    told = {way.at() for way in ways_in(app)}
    made = {
        "/" + "/".join(words) for count in (1, 2, 3, 4) for words in itertools.product(WORDS, repeat=count)
    }
    return sorted(told | {one + "/" for one in told} | set(sorted(made)[::31]))


async def test_it_finds_what_trying_each_in_turn_finds(app: FastAPI, addresses: list[str]) -> None:
    routes = numbered(app)
    in_turn = httpx.ASGITransport(Router(routes))
    found = httpx.ASGITransport(Directory(routes, Router(routes)))
    async with (
        httpx.AsyncClient(transport=in_turn, base_url="http://x.example") as slow,
        httpx.AsyncClient(transport=found, base_url="http://x.example") as quick,
    ):
        for method, address in itertools.product(("GET", "POST", "DELETE"), addresses[::7] + addresses[-60:]):
            one, other = await slow.request(method, address), await quick.request(method, address)
            assert (one.status_code, one.text) == (other.status_code, other.text), (method, address)


async def test_every_parameter_of_a_route_is_a_word(app: FastAPI) -> None:
    kinds = {
        type(one)
        for route in app.routes
        if isinstance(route, Route)
        for one in route.param_convertors.values()
    }
    assert kinds == {StringConvertor, PathConvertor}


async def test_few_routes_are_asked(app: FastAPI) -> None:
    directory = Directory(app.routes, app.router)
    assert [route.name for route in directory.meant("GET", "/community/worry")] == ["show"]
    assert max(len(directory.meant(way.method, way.at())) for way in ways_in(app)) <= 4
