"""What every test may use: settings of its own, keys of its own, and a portal of its own."""

import asyncio
import os
import shutil
import sqlite3
from collections.abc import AsyncIterator, Iterator
from datetime import date
from pathlib import Path
from uuid import uuid4

import aio_pika
import asyncpg
import httpx
import pytest
from fastapi import FastAPI
from hypothesis import settings as hypothesis_settings
from playwright.async_api import Browser

from app.envelope.keys import new_keys
from app.envelope.queues import ROUTES, exchange_name, queue_name, refused_name
from app.portal import portal
from app.profiles.loading import load_profile
from app.profiles.model import Profile
from app.settings import Settings
from app.storage.database import Database
from app.storage.upkeep.schema import migrate
from tests.chromium import opened
from tests.listening import listening
from tests.servers import beside, own_postgresql

hypothesis_settings.register_profile("portal", deadline=None, print_blob=True)
hypothesis_settings.load_profile("portal")


def migrated(url: str) -> None:
    async def run() -> None:
        database = Database(url)
        await migrate(database)
        await database.close()

    asyncio.run(run())


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "portal.db"
    migrated(f"sqlite:///{path}")
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    return path


def in_postgresql(server: str, statement: str) -> None:
    async def run() -> None:
        connection = await asyncpg.connect(server)
        try:
            await connection.execute(statement)
        finally:
            await connection.close()

    asyncio.run(run())


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """The URL of a PostgreSQL of this process's own, which waits for no disk: nothing in it outlives the tests."""
    with own_postgresql(in_memory=True) as server:
        asyncio.run(server.ready())
        yield server.url


@pytest.fixture(scope="session")
def postgresql_template(postgresql: str) -> str:
    name = "mash_template"
    in_postgresql(postgresql, f"CREATE DATABASE {name}")
    migrated(beside(postgresql, name))
    return name


@pytest.fixture
def postgresql_url(postgresql: str, postgresql_template: str) -> Iterator[str]:
    name = f"mash_test_{uuid4().hex}"
    # By files, and not page by page through its log: a tenth of the processor's time, where no disk is waited for.
    in_postgresql(postgresql, f"CREATE DATABASE {name} TEMPLATE {postgresql_template} STRATEGY FILE_COPY")
    yield beside(postgresql, name)
    in_postgresql(postgresql, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def sqlite_url(sqlite_template: Path, tmp_path: Path) -> str:
    path = tmp_path / "portal.db"
    shutil.copy(sqlite_template, path)
    return f"sqlite:///{path}"


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def database_url(request: pytest.FixtureRequest) -> str:
    """A migrated database of this test's own: each such test runs on both kinds."""
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    opened = Database(database_url)
    yield opened
    await opened.close()


@pytest.fixture(scope="session")
def key_set(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One set of keys for the whole run; a test that changes keys takes a copy."""
    folder = tmp_path_factory.mktemp("keys") / "keys"
    new_keys(folder, date(2026, 1, 1), years=50)
    return folder


@pytest.fixture(params=["northamptonshire", "barnet"])
def council(request: pytest.FixtureRequest) -> Profile:
    return load_profile(request.param)


@pytest.fixture
def settings(tmp_path: Path, key_set: Path, sqlite_url: str) -> Settings:
    return Settings(var=tmp_path / "var", keys=key_set, database_url=sqlite_url)


@pytest.fixture
async def app(settings: Settings) -> AsyncIterator[FastAPI]:
    built = portal(settings)
    async with built.router.lifespan_context(built):
        yield built


@pytest.fixture
async def client(app: FastAPI) -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8000") as opened:
        yield opened


@pytest.fixture
def amqp_url() -> str:
    return os.environ.get("TEST_AMQP_URL", "amqp://guest:guest@127.0.0.1:5672/")


@pytest.fixture
def slug() -> str:
    """A hub's name in addresses and queues."""
    return f"test-{uuid4().hex[:12]}"


@pytest.fixture
async def hub(anyio_backend: str, amqp_url: str, slug: str) -> AsyncIterator[str]:  # noqa: ARG001 -- needs the loop
    """The slug of a hub of this test's own, whose queues go with it."""
    yield slug
    async with await aio_pika.connect(amqp_url) as connection:
        channel = await connection.channel()
        for queue in (refused_name(slug), *(queue_name(slug, route) for route in ROUTES)):
            await channel.queue_delete(queue)
        for exchange in (refused_name(slug), exchange_name(slug)):
            await channel.exchange_delete(exchange)


@pytest.fixture
async def site(app: FastAPI, settings: Settings) -> AsyncIterator[str]:
    """Where a browser finds the portal, served as `serve` does it."""
    async with listening(app, settings) as (port, _):
        yield f"http://127.0.0.1:{port}"


@pytest.fixture(scope="module")
async def started_chromium(anyio_backend: str) -> AsyncIterator[Browser]:  # noqa: ARG001 -- needs the loop
    """One for all tests of a module: to start it takes longer than most of what they do with it."""
    async with opened() as browser:
        yield browser


@pytest.fixture
async def chromium(started_chromium: Browser) -> AsyncIterator[Browser]:
    """A browser that knows nothing of the test before."""
    yield started_chromium
    for context in started_chromium.contexts:
        await context.close()
