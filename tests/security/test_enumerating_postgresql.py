"""Catalogue 27 on PostgreSQL, by the clock on the wall, for its work is done in another process."""

from pathlib import Path
from time import perf_counter_ns

import pytest
from fastapi import FastAPI

from app.services.desk import Desk
from app.settings import Settings
from app.storage import referrals
from tests.people import ByHttp, sends, tells_of_a_worry
from tests.security.asked import hub_says_all, share_by_looking_hastily, share_by_looking_up
from tests.security.conftest import SITE
from tests.timed import PAIRS, TELLING

pytestmark = pytest.mark.postgresql


@pytest.fixture
def settings(tmp_path: Path, key_set: Path, postgresql_url: str) -> Settings:
    return Settings(var=tmp_path / "var", keys=key_set, database_url=postgresql_url, public_url=SITE)


@pytest.fixture
async def known(app: FastAPI, visitor: ByHttp) -> str:
    """The reference of a referral of which the hub has said all that it can say."""
    await tells_of_a_worry(visitor, "Nobody has been home since Monday")
    told = await sends(visitor)
    desk: Desk = app.state.shop.desk
    async with desk.database.single() as connection:
        found = await referrals.by_reference(connection, told.reference)
    assert found
    await hub_says_all(desk, found.message_id)
    return told.reference


async def test_nobody_can_tell_by_the_clock_whether_a_reference_is_known(app: FastAPI, known: str) -> None:
    share = await share_by_looking_up(app.state.shop.desk, known, perf_counter_ns)
    assert abs(share - 0.5) < TELLING


async def test_the_same_clock_tells_when_a_look_is_left_out(app: FastAPI, known: str) -> None:
    share = await share_by_looking_hastily(app.state.shop.desk, known, PAIRS // 5, perf_counter_ns)
    assert share - 0.5 > 2 * TELLING
