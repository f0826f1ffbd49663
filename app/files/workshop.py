"""What is done to one file: it is looked at and cleaned in a process of its own, then scanned and sealed as it leaves.

Nothing of it is held here but a few kilobytes: bytes go from the incoming file through that process to the scanner
and to age at once, and what age made is thrown away unless the scanner says that it is clean.
"""

import json
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile
from threading import Timer
from typing import IO, Final

from app.envelope.attachments import seal_file
from app.filekinds import LARGEST_FILE, FileKind
from app.files.flaws import Flaw, FlawedError
from app.files.incoming import Incoming
from app.files.scanner import Scan, Scanner, Verdict

ROOT: Final = Path(__file__).resolve().parents[2]
LONGEST_WORK: Final = 60.0
"""Seconds, by the clock, for looking at a file and cleaning it."""
LONGEST_LINE: Final = 200
MOST_READY: Final = LARGEST_FILE + 512 * 1024
"""Bytes of a file once it is cleaned: what is packed anew may grow, and the message names none that is much larger."""
BLOCK: Final = 64 * 1024


@dataclass(frozen=True)
class Ready:
    """A file that is sealed to the hub."""

    kind: FileKind
    size: int
    """Bytes of the file that was sealed."""
    sealed: IO[bytes]
    sealed_size: int
    sha256: str
    scanned: bool


@dataclass(frozen=True)
class Workshop:
    """Where files are made ready."""

    folder: Path
    """For what is sealed and on its way; its files have no names."""
    scanner: Scanner

    def make_ready(self, incoming: Incoming, recipients: Sequence[str], *, keep: bool) -> Ready:
        """Look at a file, clean it unless its details are to be kept, scan it and seal it.

        Raises:
            FlawedError: it is not taken.
            HubKeyMissingError: nothing can be sealed to the hub.
            OSError: the disk does not take it.
        """
        worker = _worker(incoming.size, keep=keep)
        watch = Timer(LONGEST_WORK, worker.kill)
        watch.start()
        try:
            return self._sealed(worker, _looked_at(worker, incoming), recipients)
        finally:
            watch.cancel()
            _end(worker)

    def _sealed(self, worker: "subprocess.Popen[bytes]", found: "_Found", recipients: Sequence[str]) -> Ready:
        sealed = TemporaryFile(dir=self.folder)  # noqa: SIM115 -- it goes on with what is ready
        try:
            with self.scanner.scan() as scan:
                source = _Scanned(_out(worker), scan, found.size + 1)
                size, sealed_size, sha256 = seal_file(source, sealed, recipients)
                verdict = scan.verdict()
            _require_whole(worker, found, size)
            _require_clean(verdict, self.scanner)
        except BaseException:
            sealed.close()
            raise
        sealed.seek(0)
        return Ready(found.kind, size, sealed, sealed_size, sha256, verdict is Verdict.CLEAN)


@dataclass(frozen=True)
class _Found:
    """What a process says of a file before it gives it."""

    kind: FileKind
    size: int


@dataclass
class _Scanned:
    """A source of which the scanner sees everything, and which ends: whatever took the process over may not."""

    source: IO[bytes]
    scan: Scan
    left: int

    def read(self, most: int = -1) -> bytes:
        data = self.source.read(self.left if most < 0 else min(most, self.left))
        self.left -= len(data)
        self.scan.feed(data)
        return data


def _require_whole(worker: "subprocess.Popen[bytes]", found: _Found, size: int) -> None:
    if size != found.size or worker.wait():
        raise FlawedError(Flaw.HUGE)


def _require_clean(verdict: Verdict, scanner: Scanner) -> None:
    if verdict is Verdict.VIRUS:
        raise FlawedError(Flaw.VIRUS)
    if verdict is Verdict.UNKNOWN and scanner.scans:
        raise FlawedError(Flaw.NOT_SCANNED)


def _worker(size: int, *, keep: bool) -> "subprocess.Popen[bytes]":
    """A process that knows nothing of ours but our code."""
    command = [sys.executable, "-m", "app.files.cleaning", "keep" if keep else "clean", str(size)]
    return subprocess.Popen(  # noqa: S603 -- our own words alone
        command,
        cwd=ROOT,
        env={},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )


def _end(worker: "subprocess.Popen[bytes]") -> None:
    worker.kill()
    worker.wait()
    for pipe in (_in(worker), _out(worker)):
        with suppress(BrokenPipeError):
            pipe.close()


def _looked_at(worker: "subprocess.Popen[bytes]", incoming: Incoming) -> _Found:
    """Give it the file, and hear what it is."""
    with suppress(BrokenPipeError):
        while block := incoming.read_block():
            _in(worker).write(block)
    with suppress(BrokenPipeError):
        _in(worker).close()
    return _found_in(_out(worker).readline(LONGEST_LINE))


def _found_in(line: bytes) -> _Found:
    """What the process says; whatever else comes, it was ended for taking too much, fell over or was taken over."""
    try:
        said = json.loads(line)
        flaw = Flaw(said["flaw"]) if "flaw" in said else None
        found = None if flaw else _Found(FileKind(said["kind"]), int(said["size"]))
    except (ValueError, TypeError, KeyError, RecursionError, OverflowError):
        raise FlawedError(Flaw.HUGE) from None
    if found is None or not 0 <= found.size <= MOST_READY:
        raise FlawedError(flaw or Flaw.HUGE)
    return found


def _in(worker: "subprocess.Popen[bytes]") -> IO[bytes]:
    assert worker.stdin  # noqa: S101 -- it was made with one
    return worker.stdin


def _out(worker: "subprocess.Popen[bytes]") -> IO[bytes]:
    assert worker.stdout  # noqa: S101 -- it was made with one
    return worker.stdout
