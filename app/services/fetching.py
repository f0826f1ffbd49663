"""Giving the hub the sealed files of a message."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from uuid import UUID

from app.envelope.attachments import check_asked
from app.services.desk import Desk
from app.storage import attachments
from app.storage.attachments import AttachmentRow


@dataclass(frozen=True)
class Fetched:
    """What the hub asks for."""

    message_id: UUID
    attachment_id: UUID
    signature: str


async def fetch(desk: Desk, wanted: Fetched) -> AttachmentRow | None:
    """The file, if the hub asks for it; None where it is not there, or not any more.

    Raises:
        EnvelopeRefusedError: the hub did not sign that.
        StorageUnavailableError: nobody knows now.
    """
    named = (str(wanted.message_id), str(wanted.attachment_id))
    check_asked(wanted.signature, desk.council.slug, *named, desk.keys.receipt_keys())
    async with desk.database.single() as connection:
        return await attachments.of_message(connection, wanted.message_id, wanted.attachment_id)


async def pieces_of(desk: Desk, row: AttachmentRow) -> AsyncIterator[bytes]:
    """The bytes of a file, piece by piece; where one is gone meanwhile, they end early."""
    number = 0
    while True:
        async with desk.database.single() as connection:
            body = await attachments.piece(connection, row.id, number)
        if body is None:
            return
        yield body
        number += 1
