"""One of our processes alone, as it runs in service, with settings and figures of its own."""

import signal
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from tests.town import PATIENCE, free_port


@dataclass
class Machine:
    """One process, which can be stopped and started anew as at an upgrade."""

    part: str
    surroundings: dict[str, str]
    log: Path
    metrics_port: int = field(default_factory=free_port)
    process: "subprocess.Popen[bytes] | None" = None

    def start(self) -> None:
        given = {**self.surroundings, "METRICS_PORT": str(self.metrics_port)}
        with self.log.open("ab") as written:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "app", self.part], env=given, stdout=written, stderr=subprocess.STDOUT
            )

    def stop(self) -> None:
        assert self.process
        self.process.send_signal(signal.SIGTERM)
        # The portal's server hands the signal on once it has finished what it had in hand.
        assert self.process.wait(PATIENCE) in {0, -signal.SIGTERM}, self.log.read_text()

    @property
    def is_up(self) -> bool:
        try:
            return httpx.get(f"http://127.0.0.1:{self.metrics_port}/metrics").is_success
        except httpx.TransportError:
            return False

    def figures(self) -> str:
        return httpx.get(f"http://127.0.0.1:{self.metrics_port}/metrics").text
