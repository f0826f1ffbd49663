"""A PostgreSQL that could lose what it has confirmed is refused; so the process does not start."""

import asyncio
from collections.abc import AsyncIterator

import asyncpg
import pytest

from app.delivery.relay import run_relay
from app.errors import ConfigurationError
from app.settings import Settings
from app.storage.database import Database
from app.storage.upkeep.durability import MUST_BE_ON, require_durable
from tests.forked import run
from tests.servers import own_postgresql

pytestmark = pytest.mark.postgresql


@pytest.fixture
async def careless_url(postgresql_url: str) -> str:
    """A database that confirms before it has written."""
    connection = await asyncpg.connect(postgresql_url)
    name = postgresql_url.rpartition("/")[2]
    await connection.execute(f"ALTER DATABASE {name} SET synchronous_commit = off")
    await connection.close()
    return postgresql_url


@pytest.fixture(scope="module")
async def own_url() -> AsyncIterator[str]:
    """A PostgreSQL whose settings are this test's."""
    with own_postgresql() as server:
        await server.ready()
        yield server.url


@pytest.mark.parametrize("setting", MUST_BE_ON)
async def test_a_setting_that_is_off_is_refused_by_its_name(own_url: str, setting: str) -> None:
    database = Database(own_url)
    await require_durable(database)
    for value in ("off", "on"):
        connection = await asyncpg.connect(own_url)
        await connection.execute(f"ALTER SYSTEM SET {setting} = {value}")
        await connection.execute("SELECT pg_reload_conf()")
        await connection.close()
        expected = pytest.raises(ConfigurationError, match=rf"^The database has {setting} off")
        async with asyncio.timeout(20):
            await reloaded(own_url, setting, value)
        if value == "off":
            with expected:
                await require_durable(database)
    await require_durable(database)
    await database.close()


async def reloaded(url: str, setting: str, value: str) -> None:
    """Wait until new connections have a setting."""
    while True:
        connection = await asyncpg.connect(url)
        shown = await connection.fetchval("SELECT current_setting($1)", setting)
        await connection.close()
        if shown == value:
            return
        await asyncio.sleep(0.05)


async def test_the_portal_does_not_start(careless_url: str, settings: Settings) -> None:
    ran = await asyncio.to_thread(run, "serve", DATABASE_URL=careless_url, VAR=str(settings.var))
    assert ran.returncode == 2
    assert ran.stderr == (
        "Cannot go on: The database has synchronous_commit off, and could lose what it has confirmed:"
        " turn it on\n"
    )


async def test_the_relay_does_not_start(careless_url: str, settings: Settings) -> None:
    with pytest.raises(ConfigurationError, match="synchronous_commit"):
        await run_relay(settings.model_copy(update={"database_url": careless_url}), asyncio.Event())
