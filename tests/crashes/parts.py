"""Portal, relay and receiver as real processes, which start at once and may be armed to die at a point."""

import signal
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from typing import Any, Final

import orjson
import time_machine

from app.development import PARTS
from tests.crashes.points import Point, arm
from tests.forked import fork
from tests.town import PATIENCE

NEXT_LEASE: Final = timedelta(minutes=3)
"""Each relay begins so much later than the one before it: what that one had leased is free."""


@dataclass
class Parts:
    """The three parts of one portal, and its hub."""

    site: str
    var: Path
    surroundings: Mapping[str, str]
    running: dict[str, ForkServerProcess] = field(default_factory=dict)
    relays: int = 0
    taken: dict[str, dict[str, Any]] = field(default_factory=dict)
    """What the hub has taken away into its case system, by reference."""

    def start(self, part: str, point: Point | None = None) -> None:
        """Start a part in the place of the one that runs; with a point, to die there."""
        self.stop(part)
        self.relays += part == "relay"
        ahead = NEXT_LEASE * self.relays if part == "relay" else timedelta()
        log = self.var / f"{part}.log"
        self.running[part] = fork((part,), self.surroundings, (log, log), partial(_prepare, point, ahead))

    def stop(self, part: str) -> None:
        """End a part, if it runs, as a power cut would."""
        process = self.running.pop(part, None)
        if process:
            process.kill()
            process.join(PATIENCE)
            process.close()

    def has_died(self, part: str) -> bool:
        """Whether a part was killed; one that gave up by itself is a fault."""
        code = self.running[part].exitcode
        assert code in {None, -signal.SIGKILL}, f"{part} ended with {code}: {self.log(part)}"
        return code is not None

    def log(self, part: str) -> str:
        """What a part has said."""
        return (self.var / f"{part}.log").read_text()

    def take_away(self) -> None:
        """The hub takes away every document, and never sees one twice."""
        for path in (self.var / "hub").glob("*.json"):
            assert path.stem not in self.taken, f"{path.stem} came twice"
            self.taken[path.stem] = orjson.loads(path.read_bytes())
            path.unlink()

    def waiting(self) -> list[Path]:
        """What is still on its way at the hub: messages in the spool, receipts to be posted."""
        return [*(self.var / "spool").glob("*.json"), *(self.var / "hub" / ".receipts").glob("*.json")]


@contextmanager
def running(parts: Parts, point: Point | None = None) -> Iterator[Parts]:
    """All three parts until the end of the block, one of which may die at a point."""
    parts.var.mkdir(exist_ok=True)
    try:
        for part in PARTS:
            parts.start(part, point if point and part == point.part else None)
        yield parts
    finally:
        for part in tuple(parts.running):
            parts.stop(part)


def _prepare(point: Point | None, ahead: timedelta) -> None:
    if point:
        arm(point)
    if ahead:
        time_machine.travel(datetime.now(UTC) + ahead, tick=True).start()
