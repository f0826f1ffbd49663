"""Alarms that stand: one row a cause, claimed by whoever is to tell of it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import and_, delete, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from app.storage.database import insert_once
from app.storage.tables import alarms
from app.storage.values import is_over

LEASE: Final = timedelta(minutes=2)
"""How long others leave a telling to whoever claimed it."""


@dataclass(frozen=True, slots=True)
class Telling:
    """One email to be sent about a cause; the same as long as it was not sent."""

    cause: str
    since: datetime
    """When the cause was first noticed."""
    told_at: datetime | None
    """When it was last told."""


@dataclass(frozen=True, slots=True)
class Pace:
    """How often a cause is told: after `quiet` when there is more of it, after `again` when it only goes on."""

    quiet: timedelta
    again: timedelta


async def standing(connection: AsyncConnection) -> Collection[str]:
    """The causes that were noticed and have not been cleared."""
    return {row.cause for row in await connection.execute(select(alarms.c.cause))}


async def claim(
    connection: AsyncConnection, cause: str, grown: datetime | None, pace: Pace, now: datetime
) -> Telling | None:
    """Take it upon oneself to tell of a cause; None where it was told, or somebody else does.

    `grown` is when there was last more of it.
    """
    await insert_once(connection, alarms, {"cause": cause, "since": now})
    told = alarms.c.told_at
    due = or_(told.is_(None), is_over(told, now - pace.again, pace.again + pace.quiet))
    if grown:
        due = or_(due, and_(told < grown, told <= now - pace.quiet))
    free = alarms.c.lease_until.is_(None) | is_over(alarms.c.lease_until, now, 2 * LEASE)
    taken = await connection.execute(
        update(alarms)
        .where(alarms.c.cause == cause, due, free)
        .values(lease_until=now + LEASE)
        .returning(alarms.c.since, alarms.c.told_at)
    )
    row = taken.first()
    return Telling(cause, row.since, row.told_at) if row else None


async def told(connection: AsyncConnection, cause: str, now: datetime) -> None:
    """The cause was told."""
    await connection.execute(
        update(alarms).where(alarms.c.cause == cause).values(told_at=now, lease_until=None)
    )


async def clear(connection: AsyncConnection, cause: str, pace: Pace, now: datetime) -> None:
    """The cause stands no longer; one that comes and goes is still told no more often than its pace says."""
    quiet = alarms.c.told_at.is_(None) | is_over(alarms.c.told_at, now - pace.quiet, 2 * pace.quiet)
    await connection.execute(delete(alarms).where(alarms.c.cause == cause, quiet))
