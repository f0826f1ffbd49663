"""The portal's signs: that it is at work, and until when it can seal to the hub."""

import asyncio
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import time_machine
from fastapi import FastAPI

from app.envelope.keys import new_keys
from app.portal import portal
from app.routes.visit import Shop
from app.services.desk import Desk
from app.services.presence import hub_key_ends, leave_signs
from app.settings import Settings
from app.storage import signs
from app.storage.database import Database
from app.storage.signs import Sign


def desk_of(app: FastAPI) -> Desk:
    shop: Shop = app.state.shop
    return shop.desk


async def left(database: Database) -> dict[Sign, datetime]:
    async with database.single() as connection:
        return dict(await signs.read(connection))


async def test_signs_are_left_anew_in_the_place_of_the_old(
    settings: Settings, database: Database, database_url: str
) -> None:
    desk = desk_of(portal(settings.model_copy(update={"database_url": database_url})))
    for day in (25, 26):
        with time_machine.travel(datetime(2026, 11, day, 9, tzinfo=UTC), tick=False):
            assert await leave_signs(desk) is False
    await desk.database.close()
    assert await left(database) == {
        Sign.PORTAL: datetime(2026, 11, 26, 9, tzinfo=UTC),
        Sign.HUB_KEY_ENDS: hub_key_ends(desk),
    }


@pytest.mark.parametrize(
    ("today", "ends"),
    [
        (datetime(2026, 6, 1, 12, tzinfo=UTC), datetime(2026, 6, 29, 23, tzinfo=UTC)),
        (datetime(2026, 6, 29, 22, 59, tzinfo=UTC), datetime(2026, 6, 29, 23, tzinfo=UTC)),
        (datetime(2026, 6, 29, 23, tzinfo=UTC), datetime(2026, 6, 29, 23, tzinfo=UTC)),
        (datetime(2026, 12, 1, tzinfo=UTC), datetime(2026, 12, 1, tzinfo=UTC)),
    ],
)
async def test_the_hubs_key_ends_with_its_last_day_in_london(
    settings: Settings, tmp_path: Path, today: datetime, ends: datetime
) -> None:
    new_keys(tmp_path / "short", date(2025, 6, 29), years=1)
    desk = desk_of(portal(settings.model_copy(update={"keys": tmp_path / "short"})))
    with time_machine.travel(today, tick=False):
        assert hub_key_ends(desk) == ends
    await desk.database.close()


async def test_a_portal_at_work_leaves_them_by_itself(app: FastAPI) -> None:
    desk = desk_of(app)
    async with asyncio.timeout(60):
        while Sign.PORTAL not in await left(desk.database):  # noqa: ASYNC110 -- another task does it
            await asyncio.sleep(0.01)
