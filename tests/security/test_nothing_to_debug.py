"""Catalogue 29: no documentation, no debugger and no figure is served; what is not there looks like any other page."""

import httpx
import pytest
from fastapi import FastAPI
from opentelemetry import trace

from app.routes.request.shop import Shop

NOTHING_THERE = (
    *("/docs", "/redoc", "/openapi.json", "/docs/oauth2-redirect", "/api", "/api/docs", "/api/openapi.json"),
    *("/metrics", "/debug", "/console", "/admin", "/server-status", "/actuator/health", "/graphql"),
    *("/.env", "/.git/config", "/pyproject.toml", "/static", "/static/", "/static/../app/portal.py"),
    *("/robots.txt/", "/favicon.ico", "/index.html", "//", "/status/", "/exit/"),
    *(
        "//status",
        "/status//",
        "/resume/",
        "/resume/a/b",
        "/Status",
        "/api/events/",
        "/healthz/",
        "/community/",
    ),
)
ENCODINGS = {"accept-encoding": "gzip, deflate, br"}


async def test_what_is_not_there_looks_like_any_other_page_that_is_not(client: httpx.AsyncClient) -> None:
    other = await client.get("/nothing-of-this-name", headers=ENCODINGS)
    for path in NOTHING_THERE:
        address = httpx.URL("https://portal.example").copy_with(raw_path=path.encode())
        answer = await client.send(httpx.Request("GET", address, headers=ENCODINGS))
        assert answer.status_code == other.status_code == 404, path
        assert '<h1 class="govuk-heading-l">Page not found</h1>' in answer.text, path
        assert set(answer.headers) - {"set-cookie"} == set(other.headers) - {"set-cookie"}, path


async def test_a_fault_is_never_explained(app: FastAPI, client: httpx.AsyncClient) -> None:
    shop: Shop = app.state.shop
    assert not app.debug
    app.state.shop = shop.desk
    answer = await client.get("/community")
    assert answer.status_code == 500
    for word in ("Traceback", "AttributeError", "Desk", "/app/", ".py"):
        assert word not in answer.text


class Tracing(trace.TracerProvider):
    """What a library in the environment might set up, to send everything on."""

    def get_tracer(self, *_given: object, **_named: object) -> trace.Tracer:
        raise AssertionError


async def test_no_request_is_traced_whatever_the_environment_holds(
    client: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trace, "get_tracer_provider", Tracing)
    assert (await client.get("/")).status_code == 200
