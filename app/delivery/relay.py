"""The relay: claims rows for a while, delivers them outside any transaction, then closes or postpones them."""

import asyncio
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import Final

import structlog

from app.delivery.alarms import ALARM_PACE, raise_alarms
from app.delivery.channel import Channel, open_hub_channel, open_mail_channel
from app.delivery.timing import LEASE, LONGEST_DELIVERY, next_try
from app.errors import DeliveryError, StorageUnavailableError
from app.patience import keep_doing
from app.profiles.loading import load_profile
from app.profiles.parts import Periods
from app.settings import Settings
from app.storage import outbox
from app.storage.database import Database
from app.storage.outbox import ACKNOWLEDGEMENT, ALARM, HUB, OutboxRow
from app.storage.retention import purge

MOST: Final = 10
"""Rows claimed at once; they are delivered side by side."""

PURGE_PACE: Final = 60.0
"""Seconds between two looks for what is over."""

_log = structlog.get_logger()


@dataclass(frozen=True)
class Lane:
    """The rows that one channel carries; lanes do not wait for each other."""

    database: Database
    rows: Collection[str]
    """The names in the outbox's column `channel`."""
    channel: Channel


async def run_relay(settings: Settings, stopping: asyncio.Event) -> None:
    """Carry whatever the portal sends until told to stop; every failure is waited for.

    Raises:
        ConfigurationError: the profile, MAIL_FROM or the relay's key is not usable.
    """
    profile = load_profile(settings.profile)
    hub, mail = open_hub_channel(settings, profile), open_mail_channel(settings, profile)
    database = Database(settings.database_address)
    lanes = (Lane(database, (HUB,), hub), Lane(database, (ACKNOWLEDGEMENT, ALARM), mail))
    can_write = bool(settings.duty_email or profile.duty_email)
    alarms = partial(raise_alarms, database, profile.periods, can_write=can_write)
    try:
        async with asyncio.TaskGroup() as tasks:
            for lane in lanes:
                name = f"carry {' and '.join(lane.rows)}"
                tasks.create_task(keep_doing(name, partial(_carry_some, lane), stopping))
            tasks.create_task(keep_doing("raise alarms", alarms, stopping, ALARM_PACE))
            over = partial(purge_once, database, profile.periods)
            tasks.create_task(keep_doing("purge", over, stopping, PURGE_PACE))
    finally:
        for lane in lanes:
            await lane.channel.close()
        await database.close()


async def relay_once(lane: Lane) -> int:
    """Carry the rows of a lane that are due, as many as are claimed at once, and say how many they were.

    Raises:
        StorageUnavailableError: nothing was claimed.
    """
    now = datetime.now(UTC)
    async with lane.database.transaction() as connection:
        rows = await outbox.claim(connection, lane.rows, now, now + LEASE, MOST)
    async with asyncio.TaskGroup() as tasks:
        for row in rows:
            tasks.create_task(_carry(lane, row))
    return len(rows)


async def purge_once(database: Database, periods: Periods) -> bool:
    """Delete what has outlived its period; an expired draft has been shown to nobody from that moment on.

    Raises:
        StorageUnavailableError: the next look will find the same.
    """
    await purge(database, periods, datetime.now(UTC))
    return False


async def _carry_some(lane: Lane) -> bool:
    return await relay_once(lane) == MOST


async def _carry(lane: Lane, row: OutboxRow) -> None:
    failure = await _failure(lane.channel, row)
    now = datetime.now(UTC)
    due = next_try(row, failure, now)
    try:
        async with lane.database.transaction() as connection:
            if due is None:
                await outbox.settle(connection, row.id, now)
            else:
                await outbox.postpone(connection, row.id, due)
    except StorageUnavailableError:
        # The lease runs out, and the row is carried again.
        _log.warning("outcome_not_kept", channel=row.channel, reference=row.reference)


async def _failure(channel: Channel, row: OutboxRow) -> Exception | None:
    """Deliver a row; what went wrong, if anything."""
    try:
        async with asyncio.timeout(LONGEST_DELIVERY.total_seconds()):
            await channel.deliver(row)
    except DeliveryError as error:
        _log_failure(row, error, str(error))
        return error
    except Exception as error:  # noqa: BLE001 -- one row must not stop the others, whatever is wrong with it
        _log_failure(row, error, "")
        return error
    return None


def _log_failure(row: OutboxRow, error: Exception, said: str) -> None:
    failure = type(error).__name__
    _log.warning(
        "not_delivered",
        channel=row.channel,
        reference=row.reference,
        attempts=row.attempts,
        failure=failure,
        said=said,
    )
