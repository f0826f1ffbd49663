"""Whatever takes over the process that looks at a file reaches no other file, no port and no other process."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.files.workshop import ROOT
from tests import samples

TAKEN_OVER = """
import ctypes, os, resource, socket, sys
import app.files.cleaning as cleaning
import app.files.confinement as confinement

{before}

def takes_over(content, keep):
    {does}
    return cleaning.FileKind.TXT, b"done"

cleaning.examined = takes_over
cleaning.main()
"""
NO_LIMIT = "confinement.resource = type('none', (), dict(setrlimit=lambda *_: 0, RLIMIT_NOFILE=0))"
"""What only the kernel's own confinement holds."""
NO_LANDLOCK = "confinement._landlock = lambda _: None"
"""What only the bound on open files holds, as on a kernel before 5.13."""
KILLED_FOR_IT = "confinement._landlock = lambda _: os.kill(os.getpid(), 31)"
"""As a filter that does not know of it does to whoever asks for it."""
DONE, FELL_OVER = '{"kind": "txt", "size": 4}', '{"flaw": "broken"}'


def said(does: str, before: str = "") -> str:
    done = subprocess.run(
        [sys.executable, "-c", TAKEN_OVER.format(does=does, before=before), "clean", "5"],
        input=b"words",
        capture_output=True,
        env={"PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"},
        check=False,
        timeout=60,
    )
    return done.stdout.partition(b"\n")[0].decode()


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    path = tmp_path / "secret"
    path.write_text("canary")
    return path


@pytest.fixture
def bystander() -> Iterator["subprocess.Popen[bytes]"]:
    """Another process of the same user, as the portal is."""
    process = subprocess.Popen(["/bin/sleep", "60"])
    yield process
    process.kill()
    process.wait()


@pytest.mark.parametrize("before", ["", KILLED_FOR_IT])
def test_what_does_nothing_is_let_be(before: str) -> None:
    assert said("pass", before) == DONE


@pytest.mark.parametrize("before", ["", NO_LIMIT, NO_LANDLOCK])
def test_it_reads_no_file(secret: Path, before: str) -> None:
    assert said(f"open({str(secret)!r})", before) == FELL_OVER
    assert said("open(f'/proc/{os.getppid()}/environ', 'rb').read()", before) == FELL_OVER


@pytest.mark.parametrize("before", ["", NO_LANDLOCK, KILLED_FOR_IT])
@pytest.mark.parametrize("kind", ["AF_INET", "AF_UNIX"])
def test_it_has_no_socket(before: str, kind: str) -> None:
    assert said(f"socket.socket(socket.{kind})", before) == FELL_OVER


def test_it_reaches_no_port_where_it_had_a_socket() -> None:
    with_socket = f"{NO_LIMIT}\nheld = socket.socket()"
    assert said("held.connect(('127.0.0.1', 1))", with_socket) == FELL_OVER


@pytest.mark.parametrize("before", ["", NO_LIMIT])
@pytest.mark.parametrize(
    "does",
    [
        "os.unlink({path!r})",
        "os.rename({path!r}, {path!r} + '2')",
        "os.truncate({path!r}, 0)",
        "os.mkdir({path!r} + '3')",
        "os.symlink('/', {path!r} + '4')",
        "os.execv('/bin/cat', ['cat', {path!r}])",
        "os.kill({pid}, 9)",
    ],
)
def test_it_harms_no_file_and_no_process(
    secret: Path, bystander: "subprocess.Popen[bytes]", before: str, does: str
) -> None:
    assert said(does.format(path=str(secret), pid=bystander.pid), before) == FELL_OVER
    assert [path.read_text() for path in secret.parent.iterdir()] == ["canary"]
    assert bystander.poll() is None


def test_it_reads_no_other_process(bystander: "subprocess.Popen[bytes]") -> None:
    attached = f"assert ctypes.CDLL(None).ptrace(16, {bystander.pid}, 0, 0) == 0"
    assert said(attached) == FELL_OVER
    os.kill(bystander.pid, signal.SIGKILL)


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(samples.pdf(photo=True), id="pdf"),
        pytest.param(samples.docx(), id="docx"),
        pytest.param(samples.docx({"word/ö.xml": b"<a/>"}), id="docx with a name"),
        pytest.param(
            samples.docx(
                {"word/a.xml": "<?xml version='1.0' encoding='windows-1251'?><a>Ж</a>".encode("cp1251")}
            ),
            id="docx in another encoding",
        ),
        pytest.param(samples.jpeg(), id="jpeg"),
        pytest.param(samples.png(), id="png"),
        pytest.param(samples.heic(), id="heic"),
        pytest.param("wörds".encode("cp1252"), id="windows"),
        pytest.param("wörds".encode("utf-16"), id="utf-16"),
        pytest.param(b"\xef\xbb\xbfwords", id="marked"),
    ],
)
@pytest.mark.parametrize("how", ["clean", "keep"])
def test_every_kind_of_file_is_looked_at_within_it(content: bytes, how: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "app.files.cleaning", how, str(len(content))],
        input=content,
        capture_output=True,
        cwd=ROOT,
        env={},
        check=False,
        timeout=60,
    )
    assert b'"kind"' in done.stdout.partition(b"\n")[0]
