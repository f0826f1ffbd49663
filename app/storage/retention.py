"""What goes when its time is over: drafts, email addresses, and what is known of referrals that were sent."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import delete, exists, func, literal, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from app.profiles.parts import Periods
from app.storage import attachments, drafts, letters
from app.storage.database import Database
from app.storage.outbox import BY_MAIL, HUB, received
from app.storage.tables import attachments as attachments_table
from app.storage.tables import calls, events, numbers, outbox, referrals

ADDRESS_KEPT: Final = timedelta(hours=72)
"""After this an address goes, whether or not it was written to (messages.md, Emails)."""

MOST: Final = 500
"""Referrals that one transaction discards, so that none holds its locks for long."""


@dataclass(frozen=True)
class Purged:
    """How many of each were over."""

    drafts: int
    addresses: int
    referrals: int
    files: int = 0


async def purge(database: Database, periods: Periods, moment: datetime) -> Purged:
    """Delete whatever has outlived its period; again, or at the same time elsewhere, it finds nothing more to do.

    What goes is gone, so that whoever calls this asks `clock.not_after` for the moment.

    Raises:
        StorageUnavailableError: some of it may be left, for the next time.
    """
    async with database.single() as connection:
        expired = await drafts.discard_expired(connection, moment)
        addresses = await _forget_addresses(connection, moment)
        addresses += await letters.discard_ended(connection, moment)
        for table in (numbers, calls):
            await connection.execute(delete(table).where(table.c.ends_at <= moment))
        files = await attachments.discard_left(connection)
    told, discarded = 0, MOST
    while discarded == MOST:
        async with database.transaction() as connection:
            discarded = await _discard_told(connection, moment - timedelta(days=periods.status_days))
        told += discarded
    return Purged(expired, addresses, told, files)


async def _forget_addresses(connection: AsyncConnection, moment: datetime) -> int:
    """Close every email that has waited too long; its address goes with it."""
    # Asked of each email: of all that was sent before that, PostgreSQL would make a list.
    # One without an end is of a portal from before.
    old = received() <= moment - ADDRESS_KEPT
    ended = or_(outbox.c.ends_at <= moment, outbox.c.ends_at.is_(None) & old)
    waiting = outbox.c.channel.in_(BY_MAIL) & outbox.c.settled_at.is_(None)
    closed = await connection.execute(
        update(outbox)
        .where(waiting, ended)
        .values(
            settled_at=moment,
            lease_until=None,
            body=None,
            ends_at=func.coalesce(outbox.c.ends_at, moment),
        )
    )
    return closed.rowcount


async def _discard_told(connection: AsyncConnection, before: datetime) -> int:
    """Delete referrals that the hub receipted, and last spoke of, before a time.

    What the hub has not receipted is never deleted; what somebody else has in hand waits for another look.
    """
    spoken_of = exists().where(events.c.message_id == referrals.c.message_id, events.c.at > before)
    told = (
        select(referrals.c.message_id)
        .join(outbox)
        .where(outbox.c.channel == HUB, outbox.c.settled_at <= before, ~spoken_of)
        # From the first on, so many: PostgreSQL looks at those that are over, and not at who is not.
        .order_by(outbox.c.settled_at)
        .limit(literal(MOST, literal_execute=True))
        .with_for_update(of=referrals, skip_locked=True)
    )
    ids = (await connection.execute(told)).scalars().all()
    for table in (attachments_table, events, numbers, outbox, referrals):
        await connection.execute(delete(table).where(table.c.message_id.in_(ids)))
    return len(ids)
