"""One of our processes alone, as it runs in service, with settings and figures of its own."""

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import date
from multiprocessing.context import ForkServerProcess
from pathlib import Path

import httpx

from app.development import PARTS
from app.envelope.keys import new_keys
from tests.forked import fork, run
from tests.town import PATIENCE, Town, free_port, wait_until_ready


@dataclass
class Machine:
    """One process, which can be stopped and started anew as at an upgrade."""

    part: str
    surroundings: dict[str, str]
    log: Path
    metrics_port: int = field(default_factory=free_port)
    process: ForkServerProcess | None = None

    def start(self, before: Callable[[], None] | None = None) -> None:
        """Start it; `before` is called in its process."""
        given = {**self.surroundings, "METRICS_PORT": str(self.metrics_port)}
        self.process = fork((self.part,), given, (self.log, self.log), before)

    def stop(self) -> None:
        assert self.process
        self.process.terminate()
        self.process.join(PATIENCE)
        # The portal's server hands the signal on once it has finished what it had in hand.
        assert self.process.exitcode in {0, -signal.SIGTERM}, self.log.read_text()

    @property
    def is_up(self) -> bool:
        try:
            return httpx.get(f"http://127.0.0.1:{self.metrics_port}/metrics").is_success
        except httpx.TransportError:
            return False

    def figures(self) -> str:
        return httpx.get(f"http://127.0.0.1:{self.metrics_port}/metrics").text


@contextmanager
def at_work(var: Path, *parts: str, **own: str) -> Iterator[Town]:
    """Parts of a town, which start at once; none is started again, as `town.started` would."""
    port = free_port()
    given = {"PATH": os.environ["PATH"], "PORT": str(port), "VAR": str(var), **own}
    new_keys(var / "keys", date(2026, 11, 1))
    migrated = run("migrate", **given)
    assert migrated.returncode == 0, migrated.stderr
    with ExitStack() as stack:
        for part in parts or PARTS:
            machine = Machine(part, given, var / f"{part}.log")
            machine.start()
            stack.callback(machine.stop)
        wait_until_ready(f"http://127.0.0.1:{port}")
        yield Town(f"http://127.0.0.1:{port}", var, var / "serve.log")
