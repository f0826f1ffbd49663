"""Giving the hub the sealed files of a message."""

import hashlib
from collections.abc import AsyncIterator
from dataclasses import dataclass
from uuid import UUID

import structlog

from app.envelope.attachments import check_asked
from app.services.desk import Desk
from app.storage import attachments
from app.storage.attachments import AttachmentRow

log = structlog.get_logger()


@dataclass(frozen=True)
class Fetched:
    """What the hub asks for."""

    message_id: UUID
    attachment_id: UUID
    signature: str


async def fetch(desk: Desk, wanted: Fetched) -> AttachmentRow | None:
    """The file, if the hub asks for it; None where it is not there, not any more, or not as it was kept.

    The hub would refuse bytes that were not signed, and wait for better ones with the words that came with them.

    Raises:
        EnvelopeRefusedError: the hub did not sign that.
        StorageUnavailableError: nobody knows now.
    """
    named = (str(wanted.message_id), str(wanted.attachment_id))
    check_asked(wanted.signature, desk.council.slug, *named, desk.keys.receipt_keys())
    async with desk.database.single() as connection:
        row = await attachments.of_message(connection, wanted.message_id, wanted.attachment_id)
    if row is None or await _is_whole(desk, row):
        return row
    log.error("file_not_whole", message_id=str(wanted.message_id))
    return None


async def _is_whole(desk: Desk, row: AttachmentRow) -> bool:
    digest, size = hashlib.sha256(), 0
    async for piece in pieces_of(desk, row):
        digest.update(piece)
        size += len(piece)
    return size == row.size and digest.hexdigest() == row.sha256


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
