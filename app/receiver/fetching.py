"""Fetches the sealed files of messages from the portal, and sees that each is the one that was signed."""

import hashlib
from dataclasses import dataclass
from typing import IO, Final

import httpx

from app.durable import written
from app.envelope.attachments import Attachment, ask_for
from app.envelope.keys import ReceiverKeys
from app.envelope.message import Opened
from app.errors import DeliveryError
from app.receiver.waiting import Waiting

PATIENCE: Final = 30.0
"""Seconds in which the portal must send something."""
SCHEME: Final = "Signature "


@dataclass(frozen=True)
class Fetching:
    """The way to the portal's files."""

    address: str
    """Without a closing slash; message id and attachment id follow."""
    hub: str
    """Whoever asks: the hub's slug of now."""
    keys: ReceiverKeys
    client: httpx.AsyncClient
    waiting: Waiting

    async def fetch(self, opened: Opened) -> None:
        """Fetch whatever a message still lacks.

        Raises:
            DeliveryError: the portal does not give it now.
            OSError: the disk does not take it.
        """
        wanted = set(self.waiting.wanted(opened))
        for attachment in opened.attachments:
            if attachment.id in wanted:
                await self._fetch(opened, attachment)

    async def _fetch(self, opened: Opened, attachment: Attachment) -> None:
        message_id = str(opened.message_id)
        signature = ask_for(self.hub, message_id, attachment.id, self.keys.signing_key)
        address = f"{self.address}/{message_id}/{attachment.id}"
        headers = {"authorization": f"{SCHEME}{signature}"}
        try:
            async with self.client.stream("GET", address, headers=headers, timeout=PATIENCE) as answer:
                if answer.status_code == httpx.codes.GONE:
                    self.waiting.give_up(opened, attachment.id)
                    return
                if answer.status_code != httpx.codes.OK:
                    raise DeliveryError("The portal does not give its files now")
                with written(self.waiting.place(opened, attachment.id)) as file:
                    await _take(answer, attachment, file)
        except httpx.HTTPError:
            raise DeliveryError("The portal cannot be reached") from None


async def _take(answer: httpx.Response, attachment: Attachment, file: IO[bytes]) -> None:
    """Write what comes.

    Raises:
        DeliveryError: it is not the file that was signed.
    """
    digest, size = hashlib.sha256(), 0
    async for chunk in answer.aiter_bytes():
        size += len(chunk)
        if size > attachment.size:
            break
        digest.update(chunk)
        file.write(chunk)
    if size != attachment.size or digest.hexdigest() != attachment.sha256:
        raise DeliveryError("What the portal gave is not the file that it signed")
