"""The relay: claims rows for a while, delivers them outside any transaction, then closes or postpones them."""

import asyncio
import math
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from time import monotonic
from typing import Final

import structlog

from app import metrics
from app.delivery.channel import Channel, open_hub_channel, open_mail_channel
from app.delivery.letters import LetterCarrier
from app.delivery.lookout import open_lookout
from app.delivery.timing import LEASE, LONGEST_DELIVERY, RECEIPT_WAIT, next_try
from app.errors import DeliveryError, StorageUnavailableError
from app.patience import keep_doing, keep_trying
from app.profiles.loading import load_profile
from app.profiles.parts import Periods
from app.settings import Settings
from app.storage import clock, outbox, signs
from app.storage.database import Database
from app.storage.outbox import BY_MAIL, HUB, OutboxRow
from app.storage.retention import purge
from app.storage.signs import Sign
from app.storage.upkeep.fitness import require_fit

MOST: Final = 10
"""Rows claimed at once; they are delivered side by side."""

SIGN_PACE: Final = 10.0
"""Seconds between two signs that a lane is at work."""

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


@dataclass
class Carrier:
    """Goes round one lane, and leaves a sign that it does: a lane that hangs leaves none."""

    lane: Lane
    sign: Sign
    left: float = -math.inf
    """When the sign was last left, by this process's own clock."""

    async def carry_some(self) -> bool:
        """Go round once; whether there may be more at once.

        Raises:
            StorageUnavailableError: the next round will find the same.
        """
        carried = await relay_once(self.lane)
        if monotonic() - self.left >= SIGN_PACE:
            async with self.lane.database.transaction() as connection:
                await signs.leave(connection, self.sign, datetime.now(UTC))
            self.left = monotonic()
        return carried == MOST


async def run_relay(settings: Settings, stopping: asyncio.Event) -> None:
    """Carry whatever the portal sends until told to stop; every failure is waited for.

    Raises:
        ConfigurationError: the profile, PUBLIC_URL, MAIL_FROM, the relay's key or the database is not usable.
    """
    settings.require_public_url()
    profile = load_profile(settings.profile)
    hub, mail = open_hub_channel(settings, profile), open_mail_channel(settings, profile)
    database = Database(settings.database_address)
    carriers = (
        Carrier(Lane(database, (HUB,), hub), Sign.RELAY_TO_HUB),
        Carrier(Lane(database, BY_MAIL, mail), Sign.RELAY_TO_MAIL),
    )
    letters = LetterCarrier.open(settings, profile, database)
    lookout = open_lookout(settings, profile, database, datetime.now(UTC), hub)
    try:
        await keep_trying("see that the database is fit", partial(require_fit, database), stopping)
        async with asyncio.TaskGroup() as tasks:
            for carrier in carriers:
                tasks.create_task(keep_doing(carrier.sign, carrier.carry_some, stopping))
            tasks.create_task(keep_doing("carry letters", letters.carry_some, stopping))
            for name, look, pace in lookout.looks:
                tasks.create_task(keep_doing(name, look, stopping, pace))
            over = partial(purge_once, database, profile.periods)
            tasks.create_task(keep_doing("purge", over, stopping, PURGE_PACE))
    finally:
        for channel in (hub, mail):
            await channel.close()
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
    """Delete what has outlived its period, and carry what a wrong clock put off.

    An expired draft has been shown to nobody from that moment on.

    Raises:
        StorageUnavailableError: the next look will find the same.
    """
    async with database.single() as connection:
        now = await clock.not_after(connection)
        await outbox.call_back(connection, now, now + 2 * RECEIPT_WAIT)
    await purge(database, periods, now)
    return False


async def _carry(lane: Lane, row: OutboxRow) -> None:
    failure = await _failure(lane.channel, row)
    metrics.DELIVERIES.labels(row.channel, "failed" if failure else "done").inc()
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
