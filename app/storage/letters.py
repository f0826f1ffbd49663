"""Emails about a draft that is not sent yet: claimed, delivered, and gone with their addresses."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from sqlalchemy import delete, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from app.storage.tables import drafts, letters
from app.storage.values import is_over


class LetterKind(StrEnum):
    """What an email about a draft is for; a draft has one of each at most."""

    NUMBER = "number"
    """Six digits, to see that the address is the writer's own."""
    LINK = "link"
    REMINDER = "reminder"
    """The same link, shortly before the draft is deleted."""
    CALL = "call"
    """The link to what the hub began for somebody who called."""
    OVERDUE = "overdue"
    """The same link, once the day for writing is over."""


@dataclass(frozen=True, slots=True)
class Letter:
    """An email that is to be written; its body holds address and contents, sealed to the relay."""

    id: UUID
    draft_id: bytes
    kind: LetterKind
    body: bytes
    due_at: datetime
    ends_at: datetime | None
    """When it goes though it was never delivered; None where that is with its draft."""


@dataclass(frozen=True, slots=True)
class Claimed:
    """A letter in somebody's hands, with what its words need of the draft."""

    id: UUID
    kind: LetterKind
    body: bytes
    attempts: int
    kept_until: datetime


async def replace(connection: AsyncConnection, letter: Letter) -> None:
    """Put a letter in the place of the draft's earlier one of its kind."""
    await connection.execute(
        delete(letters).where(letters.c.draft_id == letter.draft_id, letters.c.kind == letter.kind)
    )
    await connection.execute(insert(letters).values({**asdict(letter), "attempts": 0}))


async def claim(
    connection: AsyncConnection, now: datetime, until: datetime, reminded: timedelta, most: int
) -> Sequence[Claimed]:
    """Lease up to `most` letters that are due; reminders only where the draft ends within `reminded`."""
    free = letters.c.lease_until.is_(None) | is_over(letters.c.lease_until, now, 2 * (until - now))
    timely = or_(letters.c.kind != LetterKind.REMINDER, drafts.c.expires_at <= now + reminded)
    ready = (
        select(letters.c.id)
        .join(drafts, drafts.c.id == letters.c.draft_id)
        # A newer portal may write of what this relay has no words for.
        .where(
            letters.c.kind.in_(LetterKind), letters.c.due_at <= now, drafts.c.expires_at > now, free, timely
        )
        .order_by(letters.c.due_at)
        .limit(most)
        .with_for_update(of=letters, skip_locked=True)
    )
    leased = await connection.execute(
        update(letters).where(letters.c.id.in_(ready)).values(lease_until=until).returning(letters.c.id)
    )
    ids = [row.id for row in leased]
    columns = (letters.c.id, letters.c.kind, letters.c.body, letters.c.attempts, drafts.c.expires_at)
    rows = await connection.execute(
        select(*columns).join(drafts, drafts.c.id == letters.c.draft_id).where(letters.c.id.in_(ids))
    )
    return [Claimed(row.id, LetterKind(row.kind), *row[2:]) for row in rows]


async def settle(connection: AsyncConnection, letter_id: UUID) -> None:
    """A letter was accepted, or never will be: it goes, and its address with it."""
    await connection.execute(delete(letters).where(letters.c.id == letter_id))


async def postpone(connection: AsyncConnection, letter_id: UUID, due: datetime) -> None:
    """Give a letter back until a later time, counting the attempt."""
    await connection.execute(
        update(letters)
        .where(letters.c.id == letter_id)
        .values(due_at=due, lease_until=None, attempts=letters.c.attempts + 1)
    )


async def discard_ended(connection: AsyncConnection, now: datetime) -> int:
    """Delete letters that were not delivered in time, and say how many."""
    return (await connection.execute(delete(letters).where(letters.c.ends_at <= now))).rowcount
