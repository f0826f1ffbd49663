"""Sealed files, in pieces: first a draft's, then a message's, then nobody's."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy import bindparam, delete, func, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from app.storage.driver.alone import Alone
from app.storage.outbox import HUB
from app.storage.tables import attachments, drafts, outbox, pieces

PIECE: Final = 256 * 1024
"""Bytes of each piece but the last: no more of a file is in memory at once."""
MOST_KEPT: Final = 10 * 1024 * 1024 * 1024
"""Bytes of files that the database holds, whoever added them: beyond that a flood would fill its disk, and then nobody
could send a word."""


@dataclass(frozen=True, slots=True)
class AttachmentRow:
    """A sealed file without its bytes."""

    id: UUID
    size: int
    sha256: str
    created_at: datetime


async def begin(connection: AsyncConnection, draft_id: bytes, row: AttachmentRow) -> None:
    """Make room for a draft's file; its pieces follow."""
    await connection.execute(
        insert(attachments).values(
            id=row.id, draft_id=draft_id, size=row.size, sha256=row.sha256, created_at=row.created_at
        )
    )


async def add_piece(connection: AsyncConnection, attachment_id: UUID, number: int, body: bytes) -> None:
    """Keep one piece of a file; numbers count from 0."""
    await connection.execute(insert(pieces).values(attachment_id=attachment_id, number=number, body=body))


async def of_draft(connection: AsyncConnection, draft_id: bytes) -> Sequence[AttachmentRow]:
    """A draft's files, oldest first; one that was not stored to its end is among them."""
    query = select(attachments.c.id, attachments.c.size, attachments.c.sha256, attachments.c.created_at)
    query = query.where(attachments.c.draft_id == draft_id)
    rows = await connection.execute(query.order_by(attachments.c.created_at, attachments.c.id))
    return [AttachmentRow(*row) for row in rows]


async def kept(connection: AsyncConnection) -> int:
    """Bytes of all files that are here, of drafts and of messages."""
    return int(
        (await connection.execute(select(func.coalesce(func.sum(attachments.c.size), 0)))).scalar_one()
    )


async def discard(connection: AsyncConnection, draft_id: bytes, ids: Collection[UUID]) -> None:
    """Delete these of a draft's files, with their pieces."""
    await connection.execute(
        delete(attachments).where(attachments.c.draft_id == draft_id, attachments.c.id.in_(ids))
    )


_THEIRS = attachments.c.draft_id == bindparam("owner")
_MOVE = (
    update(attachments)
    .where(_THEIRS, attachments.c.id == bindparam("file"))
    .values(draft_id=None, message_id=bindparam("message"))
)
_DISCARD_ALL = delete(attachments).where(_THEIRS)


async def move_to_message(
    connection: AsyncConnection | Alone, draft_id: bytes, message_id: UUID, ids: Collection[UUID]
) -> bool:
    """Make these a message's, and delete what else the draft had; False where one is not there any more."""
    moved = 0
    for one in ids:
        given = {"owner": draft_id, "file": one, "message": message_id}
        moved += (await connection.execute(_MOVE, given)).rowcount
    await connection.execute(_DISCARD_ALL, {"owner": draft_id})
    return moved == len(ids)


async def of_message(
    connection: AsyncConnection, message_id: UUID, attachment_id: UUID
) -> AttachmentRow | None:
    """One file of a message that the hub has not receipted."""
    query = select(attachments.c.id, attachments.c.size, attachments.c.sha256, attachments.c.created_at)
    query = query.where(attachments.c.message_id == message_id, attachments.c.id == attachment_id)
    row = (await connection.execute(query)).first()
    return AttachmentRow(*row) if row else None


async def piece(connection: AsyncConnection, attachment_id: UUID, number: int) -> bytes | None:
    """One piece of a file; None after the last, or where the file is not there any more."""
    query = select(pieces.c.body).where(pieces.c.attachment_id == attachment_id, pieces.c.number == number)
    row = (await connection.execute(query)).first()
    return bytes(row.body) if row else None


_DISCARD_RECEIVED = delete(attachments).where(attachments.c.message_id == bindparam("message"))


async def discard_received(connection: AsyncConnection | Alone, message_id: UUID) -> None:
    """Delete the files of a message that the hub has receipted."""
    await connection.execute(_DISCARD_RECEIVED, {"message": message_id})


async def discard_left(connection: AsyncConnection) -> int:
    """Delete every file whose draft has gone, or whose message the hub has receipted; how many they were."""
    theirs = (outbox.c.message_id == attachments.c.message_id) & (outbox.c.channel == HUB)
    # Asked of each file: of all that was ever receipted, PostgreSQL would make a list.
    receipted = select(func.max(outbox.c.settled_at)).where(theirs).scalar_subquery()
    draftless = attachments.c.draft_id.is_not(None) & attachments.c.draft_id.not_in(select(drafts.c.id))
    gone = or_(draftless, attachments.c.message_id.is_not(None) & receipted.is_not(None))
    return (await connection.execute(delete(attachments).where(gone))).rowcount
