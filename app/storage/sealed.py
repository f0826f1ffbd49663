"""What only the hub can open, copied out of the database as it is."""

from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from sqlalchemy import select

from app.durable import make_folder, replace, written
from app.envelope.attachments import sealed_name
from app.storage.attachments import piece
from app.storage.database import Database
from app.storage.outbox import HUB
from app.storage.tables import attachments, outbox


@dataclass(frozen=True)
class Copied:
    """How much was copied."""

    messages: int
    files: int


async def copy_sealed(database: Database, folder: Path) -> Copied:
    """Copy every message that the hub has not receipted, with its files, to a folder; nothing is changed.

    Raises:
        StorageUnavailableError: the database did not answer.
        OSError: the disk did not take one.
    """
    make_folder(folder)
    waiting = (outbox.c.channel == HUB) & outbox.c.body.is_not(None)
    async with database.single() as connection:
        ids = (await connection.execute(select(outbox.c.message_id).where(waiting))).scalars().all()
        belonging = select(attachments.c.message_id, attachments.c.id).where(
            attachments.c.message_id.in_(ids)
        )
        files = (await connection.execute(belonging)).all()
    for message_id, attachment_id in files:
        await _copy_file(database, attachment_id, folder / sealed_name(message_id, str(attachment_id)))
    for message_id in ids:
        await _copy_message(database, message_id, folder / f"{message_id}.json")
    return Copied(len(ids), len(files))


async def _copy_message(database: Database, message_id: UUID, path: Path) -> None:
    theirs = (outbox.c.channel == HUB) & (outbox.c.message_id == message_id)
    async with database.single() as connection:
        body = (await connection.execute(select(outbox.c.body).where(theirs))).scalar_one()
    # Receipted meanwhile, it is at the hub.
    if body:
        replace(path, bytes(body))


async def _copy_file(database: Database, attachment_id: UUID, path: Path) -> None:
    number = 0
    with written(path) as target:
        while True:
            async with database.single() as connection:
                body = await piece(connection, attachment_id, number)
            if body is None:
                return
            target.write(body)
            number += 1
