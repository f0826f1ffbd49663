"""Only one answer means that a file is clean; whatever else a scanner does, nobody knows."""

import contextlib
import socket
import threading
import time
from collections.abc import Callable

import pytest

from app.addresses import UNSCANNED
from app.errors import PortalError
from app.files import scanner as scanners
from app.files.scanner import Scanner, Verdict
from tests.samples import EICAR, docx, zipped


def verdict(scanner: Scanner, content: bytes) -> Verdict:
    with scanner.scan() as scan:
        for at in range(0, len(content), 1000):
            scan.feed(content[at : at + 1000])
        return scan.verdict()


@pytest.mark.clamav
@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param(b"words", Verdict.CLEAN, id="words"),
        pytest.param(EICAR, Verdict.VIRUS, id="eicar"),
        pytest.param(zipped(a=zipped(b=EICAR)), Verdict.VIRUS, id="eicar in a zip in a zip"),
        pytest.param(docx({"word/embeddings/a.bin": EICAR}), Verdict.VIRUS, id="eicar in a document"),
        pytest.param(bytes(1_000_000), Verdict.CLEAN, id="a megabyte"),
    ],
)
def test_clamav_finds_a_virus_wherever_it_is(clamd: str, content: bytes, expected: Verdict) -> None:
    assert verdict(Scanner(clamd), content) is expected


@pytest.mark.clamav
def test_clamav_that_is_given_more_than_it_takes_does_not_know(clamd: str) -> None:
    assert verdict(Scanner(clamd), bytes(21 * 1024 * 1024)) is Verdict.UNKNOWN


@pytest.mark.clamav
def test_clamav_answers_a_ping(clamd: str) -> None:
    Scanner(clamd).ping()


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (b"stream: OK\0", Verdict.CLEAN),
        (b"stream: Some.Virus FOUND\0", Verdict.VIRUS),
        (b"stream: OK FOUND\0", Verdict.VIRUS),
        (b"", Verdict.UNKNOWN),
        (b"OK\0", Verdict.UNKNOWN),
        (b"stream: OK", Verdict.UNKNOWN),
        (b"stream: OK\n", Verdict.UNKNOWN),
        (b"stream: OK\0stream: OK\0", Verdict.UNKNOWN),
        (b"stream: OK\nstream: Some.Virus FOUND\0", Verdict.VIRUS),
        (b"stream: Some.Virus FOUND\nstream: OK\0", Verdict.UNKNOWN),
        (b"stream: Some.Virus FOUND\0stream: OK\0", Verdict.UNKNOWN),
        (b"stream: Some.Vi", Verdict.UNKNOWN),
        (b"\xff\xfe\0", Verdict.UNKNOWN),
        (b"stream: OK, or so it seems\0", Verdict.UNKNOWN),
        (b"INSTREAM size limit exceeded. ERROR\0", Verdict.UNKNOWN),
        (b"x" * 100_000, Verdict.UNKNOWN),
    ],
)
def test_what_each_answer_means(
    scanner_that_says: Callable[..., Scanner], said: bytes, expected: Verdict
) -> None:
    assert verdict(scanner_that_says(said), b"words") is expected


def test_a_scanner_that_hangs_up_half_way_knows_nothing(scanner_that_says: Callable[..., Scanner]) -> None:
    assert verdict(scanner_that_says(b"", listens=False), bytes(20_000_000)) is Verdict.UNKNOWN


def test_a_scanner_that_answers_before_it_has_heard_the_end_knows_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ours, theirs = socket.socketpair()
    monkeypatch.setattr(Scanner, "connected", lambda _: ours)
    with theirs, Scanner("tcp://127.0.0.1:1").scan() as scan:
        scan.feed(b"words")
        theirs.sendall(b"stream: OK\0")
        assert scan.verdict() is Verdict.UNKNOWN


def test_a_scanner_that_answers_letter_by_letter_has_no_more_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scanners, "PATIENCE", 0.5)
    ours, theirs = socket.socketpair()

    def trickle() -> None:
        with contextlib.suppress(OSError):
            while True:
                theirs.sendall(b"s")
                time.sleep(0.1)

    monkeypatch.setattr(Scanner, "connected", lambda _: ours)
    with Scanner("tcp://127.0.0.1:1").scan() as scan:
        scan.feed(b"words")
        talking = threading.Thread(target=trickle)
        began = time.monotonic()
        talking.start()
        assert scan.verdict() is Verdict.UNKNOWN
    assert time.monotonic() - began < 2
    theirs.close()
    talking.join()


@pytest.mark.parametrize("url", ["tcp://127.0.0.1:1", "unix:/nowhere/clamd.ctl", "", UNSCANNED])
def test_where_no_scanner_is_nobody_knows(url: str) -> None:
    assert verdict(Scanner(url), b"words") is Verdict.UNKNOWN


def test_a_scanner_that_takes_too_long_is_not_waited_for(
    scanner_that_says: Callable[..., Scanner], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scanners, "PATIENCE", 0)
    assert verdict(scanner_that_says(b"stream: OK\0"), b"words") is Verdict.UNKNOWN


@pytest.mark.parametrize("said", [b"", b"PING\0"])
def test_what_is_no_scanner_is_known_by_its_answer(
    scanner_that_says: Callable[..., Scanner], said: bytes
) -> None:
    with pytest.raises(PortalError):
        scanner_that_says(said, listens=False).ping()
