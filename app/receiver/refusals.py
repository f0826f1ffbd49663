"""What the hub has refused, by the digest of its bytes: the portal sends again what is not receipted."""

from hashlib import sha256
from pathlib import Path
from typing import Final

from app.durable import make_folder, publish, sweep

REFUSALS: Final = ".refused"


class Refusals:
    """The folder of digests of messages that were set aside."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def prepare(self) -> None:
        """Make the folder, and take away what a killed receiver left half written."""
        make_folder(self._folder)
        sweep(self._folder)

    def know(self, raw: bytes) -> bool:
        """Whether a message with exactly these bytes was set aside before."""
        return self._path(raw).exists()

    def remember(self, raw: bytes) -> None:
        """Be sure that these bytes will be known."""
        publish(self._path(raw), b"")

    def _path(self, raw: bytes) -> Path:
        return self._folder / sha256(raw).hexdigest()
