"""Alarms: each cause that stands is told to the people on duty once, and again only after a decent while."""

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Final, Protocol

import structlog

from app import metrics
from app.delivery.causes import Finding
from app.errors import DeliveryError
from app.storage import alarms
from app.storage.alarms import Telling
from app.storage.database import Database

LONGEST_TELLING: Final = 30.0
"""Seconds; well within the claim's lease."""

_log = structlog.get_logger()


class Duty(Protocol):
    """The people on duty."""

    async def tell(self, finding: Finding, telling: Telling) -> None:
        """Send them one email; the same telling has the same Message-ID.

        Raises:
            DeliveryError: it cannot be sent now.
        """


async def raise_alarms(database: Database, duty: Duty, findings: Sequence[Finding]) -> None:
    """Tell of what stands and is due to be told, and forget what stands no longer.

    However many processes look, one of them tells; where it fails, the next look after the lease does.

    Raises:
        StorageUnavailableError: the next look will find the same.
    """
    async with database.single() as connection:
        noticed = await alarms.standing(connection)
    for finding in findings:
        metrics.ALARM.labels(finding.cause).set(finding.stands)
        if finding.stands:
            await _tell_when_due(database, duty, finding)
        elif finding.cause in noticed:
            async with database.transaction() as connection:
                await alarms.clear(connection, finding.cause, finding.pace, datetime.now(UTC))


async def _tell_when_due(database: Database, duty: Duty, finding: Finding) -> None:
    now = datetime.now(UTC)
    async with database.transaction() as connection:
        telling = await alarms.claim(connection, finding.cause, finding.grown, finding.pace, now)
    if telling:
        await _tell(database, duty, finding, telling)


async def _tell(database: Database, duty: Duty, finding: Finding, telling: Telling) -> None:
    _log.error("alarm", cause=finding.cause, count=finding.count)
    for late in finding.late:
        _log.error("alarm", cause=finding.cause, reference=late.reference)
    try:
        async with asyncio.timeout(LONGEST_TELLING):
            await duty.tell(finding, telling)
    except (DeliveryError, TimeoutError) as error:
        _log.error("alarm_not_sent", cause=finding.cause, failure=type(error).__name__)
        return
    async with database.transaction() as connection:
        await alarms.told(connection, finding.cause, datetime.now(UTC))
