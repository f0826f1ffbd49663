"""What is not needed goes back to the kernel: large blocks, what only a start took; the rest lies in large pages."""

import subprocess
import sys
from pathlib import Path

import pytest

HELD = """
from pathlib import Path
from threading import Barrier, Thread

from app.commands import receive

THREADS = 8
together = Barrier(THREADS)


def kilobytes():
    lines = Path("/proc/self/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Anonymous:"))


def work():
    together.wait()
    b"x" * 2_000_000
    together.wait()


def at_work(*_):
    b"x" * 2_000_000
    before = kilobytes()
    threads = [Thread(target=work) for _ in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print(kilobytes() - before)


receive.until_stopped = at_work
receive.receive()
"""
"""What eight threads of the receiver hold, in kilobytes, that had a block of 2 MB each."""


def test_a_large_block_is_not_kept_by_each_thread_that_had_one() -> None:
    ended = subprocess.run((sys.executable, "-c", HELD), capture_output=True, text=True, check=True)
    assert int(ended.stdout) < 4_000


FREED = """
from pathlib import Path

from app.http import serving


def kilobytes():
    lines = Path("/proc/self/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Anonymous:"))


class App:
    class state:
        class shop:
            templates = {}


blocks = [b"x" * 100_000 for _ in range(500)]
above = b"x" * 100_000
del blocks
before = kilobytes()
serving.Server.run = lambda server: (print(before - kilobytes()), setattr(server, "started", True))
serving.served_with = lambda settings: {}
serving.serve_portal(App(), None)
"""
"""How much less a portal holds as it begins to serve, in kilobytes, where 50 MB below something are free."""


def test_what_only_the_start_took_is_given_back_before_anybody_is_served() -> None:
    ended = subprocess.run((sys.executable, "-c", FREED), capture_output=True, text=True, check=True)
    assert int(ended.stdout) > 30_000


LAID = """
import ctypes
from pathlib import Path

from app.allocator import lay_in_large_pages

held = [bytearray(100_000) for _ in range(200)]
lay_in_large_pages()
lines = Path("/proc/self/smaps_rollup").read_text().splitlines()
print(next(int(line.split()[1]) for line in lines if line.startswith("AnonHugePages:")))
ctypes.CDLL = lambda _: None
lay_in_large_pages()
"""
"""How many kilobytes of a process that holds 20 MB lie in large pages; then where the C library has no such call."""


@pytest.mark.skipif(
    not Path("/sys/kernel/mm/transparent_hugepage").exists(), reason="this kernel has no large pages"
)
def test_what_a_process_holds_is_laid_in_large_pages() -> None:
    ended = subprocess.run((sys.executable, "-c", LAID), capture_output=True, text=True, check=True)
    assert int(ended.stdout) > 10_000
