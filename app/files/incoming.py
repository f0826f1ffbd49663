"""A file on its way in: on the disk at once, under a key that only this process knows and soon forgets."""

import secrets
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryFile
from typing import Final, Self

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from app.durable import make_folder

BLOCK: Final = 64 * 1024
"""Bytes sealed at once; no more of a file is in memory."""
TAG: Final = 16
NONCE: Final = 12


class Incoming:
    """Bytes that can be written once and read once; the file under them has no name, and goes with the process."""

    def __init__(self, folder: Path) -> None:
        make_folder(folder)
        self._file = TemporaryFile(dir=folder)  # noqa: SIM115 -- it is closed by `close`
        self._cipher = AESGCM(secrets.token_bytes(32))
        self._pending = bytearray()
        self._blocks = 0
        self.size = 0
        """Bytes that were written."""

    def write(self, data: bytes) -> None:
        """More of it."""
        self.size += len(data)
        self._pending += data
        while len(self._pending) >= BLOCK:
            self._seal(bytes(self._pending[:BLOCK]))
            del self._pending[:BLOCK]

    def finish(self) -> Self:
        """There is no more; it may be read now, from the beginning."""
        if self._pending:
            self._seal(bytes(self._pending))
            self._pending.clear()
        self._file.flush()
        self._file.seek(0)
        self._blocks = 0
        return self

    def read_block(self) -> bytes:
        """The next bytes; none at the end."""
        sealed = self._file.read(BLOCK + TAG)
        return self._cipher.decrypt(self._nonce(), sealed, None) if sealed else b""

    def close(self) -> None:
        """Let go of it, and of the disk's room."""
        # What the disk did not take it does not take now either.
        with suppress(OSError):
            self._file.close()

    def _seal(self, block: bytes) -> None:
        self._file.write(self._cipher.encrypt(self._nonce(), block, None))

    def _nonce(self) -> bytes:
        self._blocks += 1
        return self._blocks.to_bytes(NONCE, "big")
