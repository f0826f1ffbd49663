"""The embedded queue: one sealed file a message, in a folder that the receiver empties."""

import asyncio
from pathlib import Path

from app.delivery.redriving import Redriven
from app.durable import make_folder, move, replace
from app.envelope.queues import REFUSED
from app.errors import DeliveryError
from app.storage.outbox import OutboxRow


class SpoolChannel:
    """Writes messages to the spool; a repeated message takes the place of its first copy."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._failing = False

    @property
    def takes(self) -> bool:
        """Whether the disk took the last message."""
        return not self._failing

    async def deliver(self, row: OutboxRow) -> None:
        """Be sure that the message is on the disk.

        Raises:
            DeliveryError: the disk did not take it.
        """
        try:
            await asyncio.to_thread(self._write, row)
        except OSError:
            self._failing = True
            raise DeliveryError("The spool could not be written") from None
        self._failing = False

    async def declare(self) -> None:
        """Be sure that the folder is there.

        Raises:
            DeliveryError: it cannot be made.
        """
        try:
            await asyncio.to_thread(make_folder, self._folder)
        except OSError:
            raise DeliveryError("The spool could not be written") from None

    async def redrive(self) -> Redriven:
        """Bring back what was set aside; where another file of that name waits, it stays.

        Raises:
            DeliveryError: the disk failed; nothing is lost.
        """
        try:
            return await asyncio.to_thread(self._redrive)
        except OSError:
            raise DeliveryError("The spool could not be written") from None

    async def close(self) -> None:
        """Nothing is open."""

    def _write(self, row: OutboxRow) -> None:
        make_folder(self._folder)
        replace(self._folder / f"{row.message_id}.json", row.body)

    def _redrive(self) -> Redriven:
        refused = sorted((self._folder / REFUSED).glob("*.json"))
        free = [path for path in refused if not (self._folder / path.name).exists()]
        for path in free:
            move(path, self._folder)
        return Redriven(len(free), len(refused) - len(free))
