"""Drafts: one read and one compare-and-swap a step."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from app.storage.database import insert_once
from app.storage.tables import drafts


@dataclass(frozen=True, slots=True)
class DraftRow:
    """A draft as it is stored: sealed, with the version that its seal is bound to."""

    version: int
    body: bytes
    expires_at: datetime
    sent_at: datetime | None


async def read(connection: AsyncConnection, row_id: bytes, *, lock: bool = False) -> DraftRow | None:
    """The draft of this id; with `lock`, nobody else changes it before the transaction ends."""
    query = select(drafts.c.version, drafts.c.body, drafts.c.expires_at, drafts.c.sent_at)
    query = query.where(drafts.c.id == row_id)
    row = (await connection.execute(query.with_for_update() if lock else query)).first()
    return DraftRow(*row) if row else None


async def create(
    connection: AsyncConnection, row_id: bytes, form: str, body: bytes, expires: datetime
) -> bool:
    """Store the first version of a draft; False when it is already there."""
    row = {"id": row_id, "form": form, "version": 1, "body": body, "expires_at": expires}
    return await insert_once(connection, drafts, row)


async def swap(
    connection: AsyncConnection, row_id: bytes, version: int, body: bytes, expires: datetime
) -> bool:
    """Store the version after this one; False when somebody else did, or the draft was sent."""
    current = (drafts.c.id == row_id) & (drafts.c.version == version) & drafts.c.sent_at.is_(None)
    changed = await connection.execute(
        update(drafts).where(current).values(version=version + 1, body=body, expires_at=expires)
    )
    return changed.rowcount == 1


async def mark_sent(connection: AsyncConnection, row_id: bytes, sent: datetime, expires: datetime) -> None:
    """Close a draft to every change; it stays until `expires` so that its copy can be shown."""
    await connection.execute(
        update(drafts).where(drafts.c.id == row_id).values(sent_at=sent, expires_at=expires)
    )


async def discard_sent(connection: AsyncConnection, row_id: bytes) -> None:
    """Delete a draft that was sent."""
    await connection.execute(delete(drafts).where(drafts.c.id == row_id, drafts.c.sent_at.is_not(None)))


async def discard_expired(connection: AsyncConnection, now: datetime) -> int:
    """Delete every draft whose time is over, and say how many."""
    return (await connection.execute(delete(drafts).where(drafts.c.expires_at <= now))).rowcount
