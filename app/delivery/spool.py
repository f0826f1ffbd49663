"""The embedded queue: one sealed file a message, in a folder that the receiver empties."""

import asyncio
from pathlib import Path

from app.durable import make_folder, replace
from app.errors import DeliveryError
from app.storage.outbox import OutboxRow


class SpoolChannel:
    """Writes messages to the spool; a repeated message takes the place of its first copy."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    async def deliver(self, row: OutboxRow) -> None:
        """Be sure that the message is on the disk.

        Raises:
            DeliveryError: the disk did not take it.
        """
        try:
            await asyncio.to_thread(self._write, row)
        except OSError:
            raise DeliveryError("The spool could not be written") from None

    async def close(self) -> None:
        """Nothing is open."""

    def _write(self, row: OutboxRow) -> None:
        make_folder(self._folder)
        replace(self._folder / f"{row.message_id}.json", row.body)
