"""Our program in processes that are forked from one that has imported everything: they start at once."""

import multiprocessing
import os
import sys
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final
from uuid import uuid4

from app.__main__ import COMMANDS, command, main
from tests.town import PATIENCE

HUB: Final = "TEST_FORKED_HUB"
"""Names the hub of all tests that one process runs one after the other."""

os.environ.setdefault(HUB, f"test-{uuid4().hex[:12]}")
for _name in COMMANDS:
    command(_name)
_forkserver = multiprocessing.get_context("forkserver")
_forkserver.set_forkserver_preload(["tests.ready"])


@dataclass(frozen=True)
class Ran:
    """What a command that has ended gave, and said."""

    returncode: int | None
    stdout: str
    stderr: str


def run(*words: str, **surroundings: str) -> Ran:
    """Run a command to its end, with these surroundings alone."""
    with TemporaryDirectory() as folder:
        said = Path(folder) / "stdout", Path(folder) / "stderr"
        process = fork(words, {"PATH": os.environ["PATH"], **surroundings}, said)
        process.join(PATIENCE)
        code = process.exitcode
        process.kill()
        process.join()
        return Ran(code, *(one.read_text(encoding="utf-8") for one in said))


def fork(
    words: tuple[str, ...],
    surroundings: Mapping[str, str],
    said: tuple[Path, Path],
    before: Callable[[], None] | None = None,
) -> ForkServerProcess:
    """Start a command whose output goes to the ends of two files; `before` is called in its process."""
    process = _forkserver.Process(target=_run, args=(words, {**surroundings}, said, before))
    process.start()
    return process


def _run(
    words: tuple[str, ...],
    surroundings: Mapping[str, str],
    said: tuple[Path, Path],
    before: Callable[[], None] | None,
) -> None:
    threading.Thread(target=_end_with_the_test, daemon=True).start()
    os.environ.clear()
    os.environ.update(surroundings)
    for stream, path in zip((sys.stdout, sys.stderr), said, strict=True):
        os.dup2(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), stream.fileno())
    if before:
        before()
    sys.argv = ["app", *words]
    main()


def _end_with_the_test() -> None:
    test = multiprocessing.parent_process()
    assert test
    test.join()
    os._exit(1)
