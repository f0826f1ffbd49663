"""Messages whose files are still to be fetched: kept sealed at the hub, out of the queue, which they would hold up."""

from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Final
from uuid import UUID

from app.durable import make_folder, replace, sweep
from app.envelope.attachments import sealed_name
from app.envelope.message import Opened
from app.patience import Delays

WAITING: Final = ".waiting"
MESSAGE: Final = ".json"
GONE: Final = ".gone"
"""Ends the name of the mark that the portal will never have a file."""


class Waiting:
    """A folder that holds, for each such message, the message and the files that it has so far."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._delays = Delays()

    def prepare(self) -> None:
        """Make the folder, and take away what a killed receiver left half written."""
        make_folder(self._folder)
        sweep(self._folder)

    def keep(self, opened: Opened, raw: bytes) -> None:
        """Be sure that a message is on the disk; one that comes again takes its own place."""
        replace(self._message(opened.message_id, raw), raw)

    def messages(self) -> Mapping[Path, bytes]:
        """The messages to be tried now, oldest first, by the file that each is in."""
        kept = sorted(self._folder.glob(f"*{MESSAGE}"), key=_age)
        return {path: path.read_bytes() for path in kept if self._delays.is_due(path)}

    def later(self, path: Path) -> None:
        """Try this one again after ever longer waits of its own, which hold up no other."""
        self._delays.failed(path)

    def count(self) -> int:
        """How many messages wait."""
        return len([*self._folder.glob(f"*{MESSAGE}")])

    def wanted(self, opened: Opened) -> Sequence[str]:
        """The ids of the files that are neither here nor gone for good."""
        ids = [one.id for one in opened.attachments]
        settled = (self.place, self._gone)
        return [one for one in ids if not any(where(opened, one).exists() for where in settled)]

    def place(self, opened: Opened, attachment_id: str) -> Path:
        """Where a sealed file comes to lie, once it is whole."""
        return self._folder / sealed_name(opened.message_id, attachment_id)

    def give_up(self, opened: Opened, attachment_id: str) -> None:
        """Remember that the portal will never have this file."""
        replace(self._gone(opened, attachment_id), b"")

    def sealed(self, opened: Opened, attachment_id: str) -> Path | None:
        """Where a sealed file is; None where it will never be."""
        path = self.place(opened, attachment_id)
        return path if path.exists() else None

    def forget(self, message_id: UUID, raw: bytes) -> None:
        """All of a message is filed; its files go, unless the same message waits with other words."""
        path = self._message(message_id, raw)
        path.unlink(missing_ok=True)
        self._delays.forget(path)
        left = [*self._folder.glob(f"{message_id}.*")]
        if not any(path.suffix == MESSAGE for path in left):
            for path in left:
                path.unlink(missing_ok=True)

    def _message(self, message_id: UUID, raw: bytes) -> Path:
        return self._folder / f"{message_id}.{sha256(raw).hexdigest()[:16]}{MESSAGE}"

    def _gone(self, opened: Opened, attachment_id: str) -> Path:
        return self._folder / f"{opened.message_id}.{attachment_id}{GONE}"


def _age(path: Path) -> tuple[int, str]:
    return path.stat().st_mtime_ns, path.name
