"""Programs that a test starts, kills, stalls and starts again; none outlives the test's own process."""

import os
import signal
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

SLOWEST_END = 20
"""Seconds that a program may take to be gone."""


@dataclass
class Program:
    """One program, with whatever processes it starts itself."""

    name: str
    command: Sequence[str]
    surroundings: Mapping[str, str]
    log: Path
    user: str = ""
    """Whose it is, where root runs the tests and the program refuses root."""
    process: "subprocess.Popen[bytes] | None" = None

    def start(self) -> None:
        """Start it, again or for the first time."""
        with self.log.open("ab") as written:
            self.process = subprocess.Popen(
                (*bound_to_us(self.user), *self.command),
                env={"PATH": os.environ["PATH"], **self.surroundings},
                stdin=subprocess.DEVNULL,
                stdout=written,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def runs(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def kill(self) -> None:
        """End it and all its processes at once, as a power cut would, stalled or not."""
        everyone = self._send(signal.SIGKILL)
        if self.process:
            self.process.wait(SLOWEST_END)
        give_up = time.monotonic() + SLOWEST_END
        while any(map(_is_there, everyone)):
            assert time.monotonic() < give_up, f"{self.name} does not end"
            time.sleep(0.01)

    def stall(self) -> None:
        """Stop it where it is: it keeps its connections and answers nothing."""
        self._send(signal.SIGSTOP)

    def go_on(self) -> None:
        """Let it go on after a stall."""
        self._send(signal.SIGCONT)

    def _send(self, what: signal.Signals) -> Sequence[int]:
        everyone = list(family(self.process.pid)) if self.process and self.runs() else []
        for one in everyone:
            try:
                os.kill(one, what)
            except ProcessLookupError:
                continue
        return everyone


@contextmanager
def running(program: Program) -> Iterator[Program]:
    """A program that is started for a block and gone after it."""
    try:
        program.start()
        yield program
    finally:
        program.kill()


def bound_to_us(user: str = "") -> Sequence[str]:
    """What to put before a command so that the kernel ends it when this process is killed.

    The thread that starts it must be the main one: the kernel goes by the thread.
    """
    somebody = ("--reuid", user, "--regid", user, "--init-groups") if user and os.getuid() == 0 else ()
    return ("setpriv", "--pdeathsig", "KILL", *somebody, "--")


def family(root: int) -> Iterator[int]:
    """A process and all that it started, itself first."""
    yield root
    try:
        tasks = list(Path(f"/proc/{root}/task").glob("*/children"))
        children = [int(child) for task in tasks for child in task.read_text().split()]
    except (FileNotFoundError, ProcessLookupError):
        return
    for child in children:
        yield from family(child)


def _is_there(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state != "Z"
