"""Somebody at a portal that runs inside the test."""

from collections.abc import AsyncIterator

import httpx
import pytest
from fastapi import FastAPI
from playwright.async_api import Browser, ViewportSize

from app.portal import portal
from app.profiles.model import Profile
from app.settings import Settings
from tests.people import ByHttp
from tests.traveller import Traveller


@pytest.fixture
def visitor(client: httpx.AsyncClient) -> ByHttp:
    return ByHttp(str(client.base_url).rstrip("/"), client)


@pytest.fixture
async def caller(council: Profile, settings: Settings) -> AsyncIterator[ByHttp]:
    """Somebody at the portal of each shipped council."""
    built = portal(settings.model_copy(update={"profile": council.slug}))
    async with built.router.lifespan_context(built):
        transport = httpx.ASGITransport(app=built)
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8000") as client:
            yield ByHttp("http://127.0.0.1:8000", client)


@pytest.fixture
async def elsewhere(app: FastAPI) -> AsyncIterator[ByHttp]:
    """The same person, or another, on a device that holds nothing."""
    transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8000") as opened:
        yield ByHttp("http://127.0.0.1:8000", opened)


@pytest.fixture
async def traveller(chromium: Browser, site: str, app: FastAPI) -> Traveller:
    context = await chromium.new_context(viewport=ViewportSize(width=360, height=740))
    return Traveller(site, await context.new_page(), app)
