"""Portal, relay and receiver as real processes, forked from one that has imported everything: they start at once."""

import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from typing import Any, Final
from uuid import uuid4

import orjson
import time_machine

from app.__main__ import command, main
from app.development import PARTS
from tests.crashes.points import Point, arm
from tests.town import PATIENCE

NEXT_LEASE: Final = timedelta(minutes=3)
"""Each relay begins so much later than the one before it: what that one had leased is free."""

HUB: Final = "TEST_CRASHES_HUB"
"""Names the hub of all tests that one process runs one after the other."""

os.environ.setdefault(HUB, f"test-{uuid4().hex[:12]}")
for _part in PARTS:
    command(_part)
_forkserver = multiprocessing.get_context("forkserver")
_forkserver.set_forkserver_preload(["tests.crashes.ready"])


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
        process = _forkserver.Process(target=_run, args=(part, {**self.surroundings}, point, ahead))
        process.start()
        self.running[part] = process

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


def _run(part: str, surroundings: Mapping[str, str], point: Point | None, ahead: timedelta) -> None:
    threading.Thread(target=_end_with_the_test, daemon=True).start()
    os.environ.clear()
    os.environ.update(surroundings)
    log = os.open(Path(surroundings["VAR"]) / f"{part}.log", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    for stream in (sys.stdout, sys.stderr):
        os.dup2(log, stream.fileno())
    if point:
        arm(point)
    if ahead:
        time_machine.travel(datetime.now(UTC) + ahead, tick=True).start()
    sys.argv = ["app", part]
    main()


def _end_with_the_test() -> None:
    test = multiprocessing.parent_process()
    assert test
    test.join()
    os._exit(1)
