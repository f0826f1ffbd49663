"""ClamAV: a file goes to its daemon as it comes, and only one answer of it means that the file is clean.

Source: clamd(8), INSTREAM, PING.
"""

import socket
from contextlib import closing, suppress
from dataclasses import dataclass
from enum import Enum
from time import monotonic
from types import TracebackType
from typing import Final, Self
from urllib.parse import urlsplit

from app.addresses import UNSCANNED
from app.errors import PortalError

PATIENCE: Final = 60.0
"""Seconds that the daemon has for all of one file."""
LONGEST_ANSWER: Final = 4096
CLEAN: Final = b"stream: OK"
FOUND: Final = b" FOUND"


class ScannerError(PortalError):
    """The scanner does not answer, or not as it should."""


class Verdict(Enum):
    """What the scanner made of a file."""

    CLEAN = "clean"
    VIRUS = "virus"
    UNKNOWN = "unknown"
    """There is no scanner, or it did not say."""


@dataclass(frozen=True)
class Scanner:
    """The daemon at an address: `tcp://host:port` or `unix:/path`; none where nothing is to be scanned."""

    url: str

    @property
    def scans(self) -> bool:
        """Whether there is one."""
        return self.url not in {"", UNSCANNED}

    def scan(self) -> "Scan":
        """Begin with a file."""
        return Scan(self)

    def ping(self) -> None:
        """See that it answers.

        Raises:
            ScannerError: it does not.
        """
        try:
            with closing(self.connected()) as connection:
                connection.sendall(b"zPING\0")
                said = _answer(connection, monotonic() + PATIENCE)
        except OSError:
            raise ScannerError("The scanner does not answer") from None
        if said != b"PONG":
            raise ScannerError("What answers is no scanner")

    def connected(self) -> socket.socket:
        """A connection to it.

        Raises:
            OSError: it cannot be reached.
        """
        if self.url.startswith("unix:"):
            connection = socket.socket(socket.AF_UNIX)
            connection.settimeout(PATIENCE)
            try:
                connection.connect(self.url.removeprefix("unix:"))
            except OSError:
                connection.close()
                raise
            return connection
        named = urlsplit(self.url)
        return socket.create_connection((named.hostname or "", named.port or 3310), PATIENCE)


class Scan:
    """One file on its way through the scanner; whatever goes wrong, its verdict is that it is not known."""

    def __init__(self, scanner: Scanner) -> None:
        self._scanner = scanner
        self._connection: socket.socket | None = None
        self._deadline = monotonic() + PATIENCE

    def __enter__(self) -> Self:
        if self._scanner.scans:
            with suppress(OSError):
                self._connection = self._scanner.connected()
            self._send(b"zINSTREAM\0")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        self._let_go()

    def feed(self, data: bytes) -> None:
        """The next bytes of the file."""
        if data:
            self._send(len(data).to_bytes(4, "big") + data)

    def verdict(self) -> Verdict:
        """What it says of the whole file."""
        if self._connection and _has_spoken(self._connection):
            self._let_go()
        self._send(bytes(4))
        if self._connection is None:
            return Verdict.UNKNOWN
        try:
            said = _answer(self._connection, self._deadline)
        except OSError:
            return Verdict.UNKNOWN
        if said == CLEAN:
            return Verdict.CLEAN
        return Verdict.VIRUS if said.endswith(FOUND) else Verdict.UNKNOWN

    def _send(self, data: bytes) -> None:
        if self._connection is None:
            return
        try:
            self._connection.settimeout(_left(self._deadline))
            self._connection.sendall(data)
        except OSError:
            self._let_go()

    def _let_go(self) -> None:
        if self._connection:
            self._connection.close()
        self._connection = None


def _has_spoken(connection: socket.socket) -> bool:
    """Whether it answers already, before it has heard the end, or has hung up."""
    connection.settimeout(0)
    try:
        connection.recv(1, socket.MSG_PEEK)
    except BlockingIOError:
        return False
    except OSError:
        return True
    return True


def _answer(connection: socket.socket, deadline: float) -> bytes:
    """What it says, without the nought that ends it; nothing where that does not come, for half an answer is none."""
    said = b""
    while not said.endswith(b"\0") and len(said) < LONGEST_ANSWER:
        connection.settimeout(_left(deadline))
        more = connection.recv(LONGEST_ANSWER)
        if not more:
            break
        said += more
    return said[:-1] if said.endswith(b"\0") else b""


def _left(deadline: float) -> float:
    """Seconds that are left.

    Raises:
        TimeoutError: none are.
    """
    if (left := deadline - monotonic()) <= 0:
        raise TimeoutError
    return left
