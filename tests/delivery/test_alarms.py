"""The alarm: raised once for each message without a receipt, after the council's period."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
import time_machine

from app.delivery.alarms import alarm_id, raise_alarms
from app.profiles.model import Profile
from app.storage import outbox
from app.storage.database import Database
from app.storage.outbox import OutboxRow

Add = Callable[..., Awaitable[OutboxRow]]
Stored = Callable[[UUID], Awaitable[Any]]
MINUTE = timedelta(minutes=1)


async def alarms(database: Database, now: datetime) -> list[str]:
    async with database.transaction() as connection:
        rows = await outbox.claim(connection, (outbox.ALARM,), now, now, 100)
    return [row.reference for row in rows]


@pytest.mark.parametrize("period", [(False, 60), (True, 10)])
async def test_an_alarm_is_raised_when_the_period_is_over_and_not_before(
    database: Database, add: Add, profile: Profile, clock: time_machine.Traveller, period: tuple[bool, int]
) -> None:
    urgent, minutes = period
    row = await add(urgent=urgent)
    clock.move_to(row.received_at + minutes * MINUTE - timedelta(seconds=1))
    await raise_alarms(database, profile.periods, can_write=True)
    assert await alarms(database, row.received_at + minutes * MINUTE) == []
    clock.shift(1)
    await raise_alarms(database, profile.periods, can_write=True)
    assert await alarms(database, row.received_at + minutes * MINUTE) == [row.reference]


async def test_an_alarm_is_raised_once_whoever_looks(
    database: Database, add: Add, profile: Profile, database_url: str, clock: time_machine.Traveller
) -> None:
    row = await add()
    clock.shift(60 * MINUTE)
    other = Database(database_url)
    looks = [raise_alarms(one, profile.periods, can_write=True) for one in (database, other) * 3]
    await asyncio.gather(*looks)
    assert await alarms(database, row.received_at + 60 * MINUTE) == [row.reference]
    await other.close()


async def test_an_alarm_that_was_sent_is_not_raised_again(
    database: Database, add: Add, stored: Stored, profile: Profile, clock: time_machine.Traveller
) -> None:
    row = await add()
    clock.shift(60 * MINUTE)
    await raise_alarms(database, profile.periods, can_write=True)
    async with database.transaction() as connection:
        await outbox.settle(connection, alarm_id(row.message_id), row.received_at)
    await raise_alarms(database, profile.periods, can_write=True)
    assert (await stored(alarm_id(row.message_id))).settled_at == row.received_at


async def test_what_was_receipted_raises_no_alarm(
    database: Database, add: Add, profile: Profile, clock: time_machine.Traveller
) -> None:
    row = await add()
    async with database.transaction() as connection:
        await outbox.settle_receipted(connection, row.message_id, row.received_at)
    clock.shift(60 * MINUTE)
    await raise_alarms(database, profile.periods, can_write=True)
    assert await alarms(database, row.received_at + 60 * MINUTE) == []


async def test_without_a_duty_address_the_log_says_it_once(
    database: Database,
    add: Add,
    profile: Profile,
    clock: time_machine.Traveller,
    capsys: pytest.CaptureFixture[str],
) -> None:
    row = await add()
    clock.shift(60 * MINUTE)
    for _ in range(2):
        await raise_alarms(database, profile.periods, can_write=False)
    assert await alarms(database, row.received_at + 60 * MINUTE) == []
    assert "".join(capsys.readouterr()).count(row.reference) == 1
