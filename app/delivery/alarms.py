"""The alarm: the hub has not receipted a message within the council's period, and somebody is told, once."""

from datetime import UTC, datetime, timedelta
from typing import Final
from uuid import UUID, uuid5

import structlog

from app.profiles.parts import Periods
from app.storage import outbox
from app.storage.database import Database
from app.storage.outbox import ALARM, Outgoing

ALARM_PACE: Final = 10.0
"""Seconds between two looks for messages without a receipt."""

_log = structlog.get_logger()


async def raise_alarms(database: Database, periods: Periods, *, can_write: bool) -> bool:
    """Put an email to the duty address in the outbox for each message that waits too long.

    The alarm's id follows from the message's, so that it is raised once, whoever looks. Without a duty
    address the log alone says it.

    Raises:
        StorageUnavailableError: the next look will find the same.
    """
    now = datetime.now(UTC)
    ordinary = now - timedelta(minutes=periods.receipt_alarm_minutes)
    urgent = now - timedelta(minutes=periods.receipt_alarm_minutes_urgent)
    async with database.transaction() as connection:
        late = await outbox.without_receipt(connection, ordinary, urgent)
        for message_id, _ in late:
            row = Outgoing(alarm_id(message_id), message_id, ALARM, b"", now)
            await outbox.enqueue_once(connection, row)
            if not can_write:
                await outbox.settle(connection, row.id, now)
    for _, reference in late:
        _log.error("no_receipt", reference=reference)
    return False


def alarm_id(message_id: UUID) -> UUID:
    """The id of the one alarm that a message can raise."""
    return uuid5(message_id, ALARM)
