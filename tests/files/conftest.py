"""A scanner for real, and others that answer as they should not."""

import socketserver
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from app.files.incoming import Incoming
from app.files.scanner import Scanner
from app.files.workshop import Workshop
from tests.clamav import scanning
from tests.town import free_port


@pytest.fixture(scope="session")
def clamd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with scanning(tmp_path_factory.mktemp("clamav") / "here") as url:
        yield url


@contextmanager
def answering(words: bytes, *, listens: bool) -> Iterator[str]:
    class Handler(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            # The end of a file is a length of nought.
            while listens and not (came := self.request.recv(65536)).endswith(bytes(4)) and came:
                pass
            self.request.sendall(words)

    with socketserver.ThreadingTCPServer(("127.0.0.1", free_port()), Handler) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"tcp://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


@pytest.fixture
def scanner_that_says() -> Iterator[Callable[..., Scanner]]:
    """A scanner that hears the whole file out, or does not, and then says these words and hangs up."""
    opened = []

    def start(words: bytes, *, listens: bool = True) -> Scanner:
        opened.append(answering(words, listens=listens))
        return Scanner(opened[-1].__enter__())

    yield start
    for one in opened:
        one.__exit__(None, None, None)


@pytest.fixture
def incoming(tmp_path: Path) -> Iterator[Callable[[bytes], Incoming]]:
    """A file that has come in."""
    came: list[Incoming] = []

    def take(content: bytes) -> Incoming:
        came.append(Incoming(tmp_path / "incoming"))
        came[-1].write(content)
        return came[-1].finish()

    yield take
    for one in came:
        one.close()


@pytest.fixture
def workshop(tmp_path: Path) -> Callable[[Scanner], Workshop]:
    (tmp_path / "incoming").mkdir(exist_ok=True)
    return lambda scanner: Workshop(tmp_path / "incoming", scanner)
