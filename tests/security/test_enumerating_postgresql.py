"""Catalogue 27 on PostgreSQL, by the clock on the wall, for its work is done in another process."""

from pathlib import Path
from time import perf_counter_ns
from uuid import uuid4

import pytest
from fastapi import FastAPI

from app.envelope.events import CLOSED, DECIDED, RECEIVED, SCREENING
from app.references import reference_from
from app.services.desk import Desk, now
from app.services.progress import look_up
from app.settings import Settings
from app.storage import referrals
from app.storage.referrals import RecordedEvent
from tests.people import ByHttp, sends, tells_of_a_worry
from tests.security.conftest import SITE
from tests.timed import PAIRS, TELLING, slower

UNKNOWN = reference_from("NN", 12345)
WRONG = "1234 5678 9012"

pytestmark = pytest.mark.postgresql


@pytest.fixture
def settings(tmp_path: Path, key_set: Path, postgresql_url: str) -> Settings:
    return Settings(var=tmp_path / "var", keys=key_set, database_url=postgresql_url, public_url=SITE)


@pytest.fixture
async def known(app: FastAPI, visitor: ByHttp) -> str:
    """The reference of a referral of which the hub has said all that it can say."""
    await tells_of_a_worry(visitor, "Nobody has been home since Monday")
    told = await sends(visitor)
    async with app.state.shop.desk.database.transaction() as connection:
        found = await referrals.by_reference(connection, told.reference)
        assert found
        for kind in (RECEIVED, SCREENING, DECIDED, CLOSED):
            await referrals.add_event(connection, RecordedEvent(str(uuid4()), found.message_id, kind, now()))
    return told.reference


async def test_nobody_can_tell_by_the_clock_whether_a_reference_is_known(app: FastAPI, known: str) -> None:
    desk: Desk = app.state.shop.desk

    async def of_nobody() -> None:
        assert await look_up(desk, UNKNOWN, WRONG) is None

    async def of_somebody() -> None:
        assert await look_up(desk, known, WRONG) is None

    for _ in range(50):
        await of_nobody()
        await of_somebody()
    share = await slower(of_somebody, of_nobody, PAIRS, perf_counter_ns)
    assert abs(share - 0.5) < TELLING


async def test_the_same_clock_tells_when_a_look_is_left_out(app: FastAPI, known: str) -> None:
    desk: Desk = app.state.shop.desk

    async def hastily(reference: str) -> object:
        async with desk.database.single() as connection:
            found = await referrals.by_reference(connection, reference)
            return found and await referrals.events_of(connection, found.message_id)

    share = await slower(lambda: hastily(known), lambda: hastily(UNKNOWN), PAIRS // 5, perf_counter_ns)
    assert share - 0.5 > 2 * TELLING
