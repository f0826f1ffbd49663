"""A standby takes the place of a PostgreSQL that died: what was confirmed, and what those read who sent just then."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI

from app.doctor.database import fitness
from app.doctor.standbys import AWAITED, IS_ONE, NOT_AWAITED, NOT_THERE, TOO_EARLY
from app.errors import StorageUnavailableError
from app.services.submission import Confirmation, confirmation
from app.settings import Settings
from app.storage.database import Database
from tests.conftest import migrated
from tests.outages import move_to
from tests.place import FIRST, Place, place_of
from tests.servers import Server, own_postgresql
from tests.standby import FOLLOWS, NAME, asked, says, sets, standby_of

pytestmark = pytest.mark.postgresql

PEOPLE = 12
PROMOTE = "SELECT pg_promote()"
SYNC = "SELECT sync_state FROM pg_stat_replication"


@pytest.fixture
async def primary() -> AsyncIterator[Server]:
    with own_postgresql() as server:
        await server.ready()
        await asyncio.to_thread(migrated, server.url)
        yield server


@pytest.fixture
async def second(primary: Server) -> AsyncIterator[Server]:
    with standby_of(primary) as server:
        await server.ready()
        await says(primary.url, FOLLOWS, 1)
        yield server


@pytest.fixture
async def place(primary: Server, tmp_path: Path, key_set: Path) -> AsyncIterator[Place]:
    settings = Settings(var=tmp_path / "var", keys=key_set, database_url=primary.url)
    async with place_of(settings) as opened:
        yield opened


async def test_what_a_standby_did_not_have_is_sent_again_under_its_reference(
    place: Place, primary: Server, second: Server
) -> None:
    key = await place.begins()
    await says(primary.url, FOLLOWS, 1)
    second.program.kill()
    first = await place.sends(key)
    primary.program.kill()
    await second.ready()
    await asked(second.url, PROMOTE)
    later = place.moved_to(Database(second.url))
    assert await asked(second.url, "SELECT count(*) FROM referrals") == 0, "nobody waited for the standby"
    again = await later.sends(key)
    assert (again.referral.reference, again.status_code) == (first.referral.reference, first.status_code)
    await later.carries()
    assert later.worries() == {first.referral.reference: FIRST}
    await later.desk.database.close()


async def test_what_was_confirmed_is_on_a_standby_that_is_awaited(
    place: Place, primary: Server, second: Server
) -> None:
    await sets(primary.url, synchronous_standby_names=NAME)
    await says(primary.url, SYNC, "sync")
    keys = [await place.begins() for _ in range(PEOPLE)]
    sending = [asyncio.create_task(place.sends(key)) for key in keys]
    await asyncio.wait(sending, return_when=asyncio.FIRST_COMPLETED)
    primary.program.kill()
    ended = await asyncio.gather(*sending, return_exceptions=True)
    told = {key: one for key, one in zip(keys, ended, strict=True) if isinstance(one, Confirmation)}
    assert told
    assert all(isinstance(one, (Confirmation, StorageUnavailableError)) for one in ended)
    await asked(second.url, PROMOTE)
    later = place.moved_to(Database(second.url))
    for key, one in told.items():
        assert await confirmation(later.desk, key) == one
    references = {(await later.sends(key)).referral.reference for key in keys}
    assert {one.referral.reference for one in told.values()} <= references
    assert len(references) == PEOPLE
    await later.desk.database.close()


async def test_the_doctor_says_whether_a_standby_is_awaited_and_there(
    primary: Server, second: Server
) -> None:
    database, follower = Database(primary.url), Database(second.url)
    assert (await fitness(database))[-1] == NOT_AWAITED
    await sets(primary.url, synchronous_standby_names=NAME)
    await says(primary.url, SYNC, "sync")
    assert (await fitness(database))[-1] == AWAITED
    assert (await fitness(follower))[-1] == IS_ONE
    await sets(primary.url, synchronous_commit="remote_write")
    later = Database(primary.url)
    assert (await fitness(later))[-1] == TOO_EARLY
    await sets(primary.url, synchronous_commit="on")
    second.program.kill()
    await says(primary.url, "SELECT count(*) FROM pg_stat_replication", 0)
    last = Database(primary.url)
    assert (await fitness(last))[-1] == NOT_THERE
    await sets(primary.url, synchronous_standby_names="")
    assert "standby" not in {line.about for line in await fitness(last)}
    for one in (database, follower, later, last):
        await one.close()


async def test_a_portal_whose_database_waits_for_a_standby_that_is_gone_is_not_ready(
    app: FastAPI, client: httpx.AsyncClient, primary: Server
) -> None:
    database = Database(primary.url)
    move_to(app, database)
    assert (await client.get("/readyz")).json()["database"] == "ok"
    await sets(primary.url, synchronous_standby_names=NAME)
    ready = await client.get("/readyz")
    assert (ready.status_code, ready.json()["database"]) == (503, "no-standby")
    await sets(primary.url, synchronous_standby_names="")
    assert (await client.get("/readyz")).status_code == 200
    await database.close()


async def test_a_portal_that_is_led_to_a_standby_is_not_ready(
    app: FastAPI, client: httpx.AsyncClient, second: Server
) -> None:
    database = Database(second.url)
    move_to(app, database)
    ready = await client.get("/readyz")
    assert (ready.status_code, ready.json()["database"]) == (503, "standby")
    await asked(second.url, PROMOTE)
    assert (await client.get("/readyz")).status_code == 200
    await database.close()
