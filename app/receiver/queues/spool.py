"""The embedded queue at the receiver's end: files come in the order they were put there, those given back last."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from app.durable import make_folder, move
from app.envelope.message import LARGEST_MESSAGE
from app.envelope.queues import REFUSED

MOST: Final = 50


@dataclass(frozen=True)
class SpooledMessage:
    """A file in the spool."""

    path: Path
    last: set[Path]
    """Of this spool, the files that were given back."""

    @property
    def known_as(self) -> Path:
        """Its file."""
        return self.path

    async def read(self) -> bytes:
        """What is in the file; no more than is needed to see that it is too large."""
        return await asyncio.to_thread(self._read)

    async def accept(self) -> None:
        """Delete the file; where that is lost with the power, it comes again and changes nothing."""
        await asyncio.to_thread(self._unlink)

    async def refuse(self, *, again: bool) -> None:  # noqa: ARG002 -- it takes the place of the one before
        """Move the file aside."""
        await asyncio.to_thread(move, self.path, self.path.parent / REFUSED)

    async def later(self) -> None:
        """Leave the file where it is, behind all that were not given back: however many are, they hold up no other."""
        self.last.add(self.path)

    def _read(self) -> bytes:
        with self.path.open("rb") as file:
            return file.read(LARGEST_MESSAGE + 1)

    def _unlink(self) -> None:
        self.path.unlink(missing_ok=True)


class SpoolSource:
    """The spool folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._last: set[Path] = set()

    async def take(self) -> Sequence[SpooledMessage]:
        """The oldest files, those given back last; those still being written are not among them."""
        return await asyncio.to_thread(self._take)

    async def close(self) -> None:
        """Nothing is open."""

    def _take(self) -> list[SpooledMessage]:
        make_folder(self._folder)
        named = (path for path in self._folder.glob("*.json") if not path.name.startswith("."))
        waiting = [path for path in named if path.is_file()]
        self._last.intersection_update(waiting)
        return [SpooledMessage(path, self._last) for path in sorted(waiting, key=self._turn)[:MOST]]

    def _turn(self, path: Path) -> tuple[bool, int, str]:
        return path in self._last, path.stat().st_mtime_ns, path.name
