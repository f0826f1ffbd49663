"""The portal's signs: that it is at work, and until when it can seal to the hub."""

import asyncio
import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import time_machine
from fastapi import FastAPI

from app.envelope.keys import new_keys
from app.portal import portal
from app.routes.request.shop import Shop
from app.services.desk import Desk
from app.services.presence import leave_signs
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


async def signs_of(settings: Settings, at: datetime) -> dict[Sign, datetime]:
    """What a portal with these settings leaves at a moment."""
    desk = desk_of(portal(settings))
    with time_machine.travel(at, tick=False):
        await leave_signs(desk)
    signs_left = await left(desk.database)
    await desk.database.close()
    return signs_left


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
        Sign.HUB_KEY_ENDS: datetime(2076, 1, 2, tzinfo=UTC),
        Sign.OTHER_KEY_ENDS: datetime(2076, 1, 2, tzinfo=UTC),
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
async def test_keys_end_with_their_last_day_in_london(
    settings: Settings, tmp_path: Path, today: datetime, ends: datetime
) -> None:
    new_keys(tmp_path / "short", date(2025, 6, 29), years=1)
    signs_left = await signs_of(settings.model_copy(update={"keys": tmp_path / "short"}), today)
    assert signs_left[Sign.HUB_KEY_ENDS] == signs_left[Sign.OTHER_KEY_ENDS] == ends


@pytest.mark.parametrize(
    ("use", "sign"),
    [
        ("contact", Sign.HUB_KEY_ENDS),
        ("restricted", Sign.HUB_KEY_ENDS),
        ("mail", Sign.OTHER_KEY_ENDS),
        ("escrow", Sign.OTHER_KEY_ENDS),
        ("receipts", Sign.OTHER_KEY_ENDS),
    ],
)
async def test_each_use_of_a_key_ends_with_its_own_last_day(
    settings: Settings, tmp_path: Path, use: str, sign: Sign
) -> None:
    new_keys(tmp_path / "keys", date(2026, 1, 1), years=10)
    listed = tmp_path / "keys" / "portal" / "hub.toml"
    listed.write_text(
        re.sub(f'(use = "{use}"(?s:.*?)until = )[0-9-]+', r"\g<1>2026-12-24", listed.read_text())
    )
    signs_left = await signs_of(
        settings.model_copy(update={"keys": tmp_path / "keys"}), datetime(2026, 12, 1, tzinfo=UTC)
    )
    ends = {Sign.HUB_KEY_ENDS: 2036, Sign.OTHER_KEY_ENDS: 2036, sign: 2026}
    assert {one: signs_left[one].year for one in ends} == ends
    assert signs_left[sign] == datetime(2026, 12, 25, tzinfo=UTC)


async def test_what_no_key_was_ever_listed_for_never_ends(settings: Settings, tmp_path: Path) -> None:
    new_keys(tmp_path / "keys", date(2026, 1, 1))
    listed = tmp_path / "keys" / "portal" / "hub.toml"
    first, *entries = listed.read_text().split("[[key]]")
    sealing = [one for one in entries if 'use = "contact"' in one]
    listed.write_text("[[key]]".join((first, *sealing)))
    signs_left = await signs_of(
        settings.model_copy(update={"keys": tmp_path / "keys"}), datetime(2026, 12, 1, tzinfo=UTC)
    )
    assert signs_left[Sign.OTHER_KEY_ENDS].year == 9999


async def test_a_portal_at_work_leaves_them_by_itself(app: FastAPI) -> None:
    desk = desk_of(app)
    async with asyncio.timeout(60):
        while Sign.PORTAL not in await left(desk.database):  # noqa: ASYNC110 -- another task does it
            await asyncio.sleep(0.01)
