"""The outbox: rows that a relay claims for a while, delivers, and settles."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, ScalarSelect, bindparam, func, insert, literal, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from app.storage.clock import earlier, later
from app.storage.database import values_of
from app.storage.driver.alone import Alone
from app.storage.tables import outbox, referrals
from app.storage.values import is_over

HUB = "hub"
ACKNOWLEDGEMENT = "email"
FEEDBACK = "feedback"
NUMBER = "number"
PROMISED = (ACKNOWLEDGEMENT, FEEDBACK)
"""Emails that somebody was told of, and does not ask for again."""
BY_MAIL = (*PROMISED, NUMBER)
CHANNELS = (HUB, *BY_MAIL)


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A new row: what goes, by which channel, and from when."""

    id: UUID
    message_id: UUID
    channel: str
    body: bytes
    due_at: datetime
    ends_at: datetime | None = None
    """When an email goes though it was never delivered; None for what goes to the hub, which never does."""
    lasts: timedelta | None = None
    """How long it may wait, by the database's clock; it goes at the later of the two."""


@dataclass(frozen=True, slots=True)
class OutboxRow:
    """Something that must leave the portal, with what the relay may know of its referral."""

    id: UUID
    message_id: UUID
    channel: str
    body: bytes
    attempts: int
    reference: str
    form: str
    route: str
    urgent: bool
    received_at: datetime


@dataclass(frozen=True, slots=True)
class Late:
    """A referral for which something is late."""

    reference: str
    received_at: datetime


@dataclass(frozen=True, slots=True)
class Unreceipted:
    """Referrals that the hub has not receipted: how many, when the newest was sent, and which are the oldest."""

    count: int
    newest: datetime | None
    oldest: Sequence[Late]


@dataclass(frozen=True, slots=True)
class Unsent:
    """An email that was promised and has not left."""

    late: Late
    ends_at: datetime
    settled_at: datetime | None
    """When it was given up, if it was."""


@dataclass(frozen=True, slots=True)
class Backlog:
    """How many rows of a channel are not settled, and when the oldest of their referrals was sent."""

    rows: int
    oldest: datetime | None


NAMES: Final = ("id", "message_id", "channel", "body", "due_at", "attempts")
"""Of the values that a new row is given as they are."""
ENDS, LASTS = "ends", "lasts"
"""What its end is made of."""
_ADD = insert(outbox).values(ends_at=later(ENDS, LASTS))


async def enqueue(connection: AsyncConnection | Alone, rows: Sequence[Outgoing]) -> None:
    """Add rows in the transaction that records their referral."""
    for row in rows:
        await connection.execute(_ADD, new(row))


def new(row: Outgoing) -> dict[str, Any]:
    """The values of a row that nobody has tried to deliver."""
    given = {**values_of(row), "attempts": 0}
    return {**given, ENDS: given.pop("ends_at")}


async def without_receipt(
    connection: AsyncConnection, sent_before: datetime, most: int, *, urgent: bool
) -> Unreceipted:
    """What was sent before a time and the hub has not receipted: urgent messages, or the others; `most` are named."""
    asked = referrals.c.urgent == urgent, referrals.c.received_at <= sent_before
    late = received(*asked).label("received_at")
    waiting = select(outbox.c.message_id, late).where(outbox.c.settled_at.is_(None), outbox.c.channel == HUB)
    # Put together first: the time of each is found once, and not again wherever it is asked for.
    found = waiting.cte("waiting").prefix_with("MATERIALIZED", dialect="postgresql").c
    reference = select(referrals.c.reference).where(referrals.c.message_id == found.message_id)
    query = (
        select(
            *(func.count().over(), func.max(found.received_at).over()),
            *(reference.scalar_subquery(), found.received_at),
        )
        .where(found.received_at.is_not(None))
        .order_by(found.received_at)
        .limit(most)
    )
    rows = (await connection.execute(query)).all()
    count, newest = rows[0][:2] if rows else (0, None)
    oldest = sorted((Late(*row[2:]) for row in rows), key=lambda one: (one.received_at, one.reference))
    return Unreceipted(count, newest, oldest)


async def unsent(
    connection: AsyncConnection, ending: datetime, given_up_since: datetime, most: int
) -> Sequence[Unsent]:
    """Promised emails that wait and end by a time, and those that went unsent since another, so many of each."""
    waiting = outbox.c.settled_at.is_(None), outbox.c.ends_at <= ending
    # Of one that was delivered no end is kept; a relay from before kept it, and was in time.
    given_up = outbox.c.settled_at > given_up_since, outbox.c.settled_at >= outbox.c.ends_at
    columns = referrals.c.reference, referrals.c.received_at, outbox.c.ends_at, outbox.c.settled_at
    found: list[Unsent] = []
    for which in (waiting, given_up):
        query = select(*columns).join(outbox).where(outbox.c.channel.in_(PROMISED), *which)
        rows = await connection.execute(query.order_by(outbox.c.ends_at).limit(most))
        found += [Unsent(Late(*row[:2]), *row[2:]) for row in rows]
    return found


async def backlog(connection: AsyncConnection) -> Mapping[str, Backlog]:
    """What has not been settled, by channel."""
    query = (
        select(outbox.c.channel, func.count(), func.min(received()))
        .where(outbox.c.settled_at.is_(None))
        .group_by(outbox.c.channel)
    )
    found = {channel: Backlog(*rest) for channel, *rest in await connection.execute(query)}
    return {channel: found.get(channel, Backlog(0, None)) for channel in CHANNELS}


def received(*asked: ColumnElement[bool]) -> ScalarSelect[datetime]:
    """When a row's referral came, if this is so of it; where they were joined, PostgreSQL would read every referral."""
    theirs = referrals.c.message_id == outbox.c.message_id
    return select(referrals.c.received_at).where(theirs, *asked).scalar_subquery()


async def claim(
    connection: AsyncConnection, channels: Collection[str], now: datetime, until: datetime, most: int
) -> Sequence[OutboxRow]:
    """Lease up to `most` due rows of these channels until a time; nobody else is given them before it.

    On SQLite, which knows no SKIP LOCKED, the caller's BEGIN IMMEDIATE does the same work.
    """
    free = outbox.c.lease_until.is_(None) | is_over(outbox.c.lease_until, now, 2 * (until - now))
    # What is over goes unsent, however long the relay was away: days late it may do harm.
    timely = outbox.c.ends_at.is_(None) | (outbox.c.ends_at > earlier("now"))
    ready = (
        select(outbox.c.id)
        .where(outbox.c.settled_at.is_(None), outbox.c.due_at <= now, outbox.c.channel.in_(channels))
        .where(free, timely)
        .order_by(outbox.c.due_at)
        # In the statement's text: of a number that is given to it later, PostgreSQL expects a tenth of all that wait.
        .limit(literal(most, literal_execute=True))
        .with_for_update(skip_locked=True)
    )
    leased = await connection.execute(
        update(outbox).where(outbox.c.id.in_(ready)).values(lease_until=until).returning(outbox.c.id),
        {"now": now},
    )
    ids = [row.id for row in leased]
    return await _rows(connection, ids) if ids else ()


async def _rows(connection: AsyncConnection, ids: Sequence[UUID]) -> Sequence[OutboxRow]:
    columns = (
        *(outbox.c.id, outbox.c.message_id, outbox.c.channel, outbox.c.body, outbox.c.attempts),
        *(referrals.c.reference, referrals.c.form, referrals.c.route, referrals.c.urgent),
        referrals.c.received_at,
    )
    query = select(*columns).join(referrals).where(outbox.c.id.in_(ids)).order_by(outbox.c.due_at)
    return [OutboxRow(**row._mapping) for row in await connection.execute(query)]  # noqa: SLF001


async def call_back(connection: AsyncConnection, now: datetime, after: datetime) -> None:
    """Make due what is put off until later than that: a relay did so whose clock ran ahead."""
    ahead = outbox.c.settled_at.is_(None), outbox.c.due_at > after
    await connection.execute(update(outbox).where(*ahead).values(due_at=now))


async def postpone(connection: AsyncConnection, row_id: UUID, due: datetime) -> None:
    """Give a row back until a later time, counting the attempt."""
    await connection.execute(
        update(outbox)
        .where(outbox.c.id == row_id)
        .values(due_at=due, lease_until=None, attempts=outbox.c.attempts + 1)
    )


async def settle(connection: AsyncConnection, row_id: UUID, now: datetime) -> None:
    """Close a row for good, delivered or refused for good; what it carried goes with it."""
    closed = {"settled_at": now, "lease_until": None, "body": None, "ends_at": None}
    await connection.execute(update(outbox).where(outbox.c.id == row_id).values(closed))


_SETTLE_OF: Final = (
    update(outbox)
    .where(
        outbox.c.message_id == bindparam("message"),
        outbox.c.channel == bindparam("by"),
        outbox.c.settled_at.is_(None),
    )
    .values(settled_at=bindparam("settled"), lease_until=None, body=None, ends_at=None)
)


async def settle_receipted(connection: AsyncConnection | Alone, message_id: UUID, now: datetime) -> None:
    """Close the row of a contact that the hub says it has."""
    await connection.execute(_SETTLE_OF, {"message": message_id, "by": HUB, "settled": now})


async def settle_news(connection: AsyncConnection | Alone, message_id: UUID, now: datetime) -> None:
    """Close what would still tell of a decision in whose place there is another."""
    await connection.execute(_SETTLE_OF, {"message": message_id, "by": FEEDBACK, "settled": now})
