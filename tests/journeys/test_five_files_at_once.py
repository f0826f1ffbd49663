"""Catalogue 1, 2 and 34: five files of 10 MB at once on one worker, in bounded memory, and nowhere in the clear."""

import asyncio
import os
import stat
import threading
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import pytest

from app.filekinds import LARGEST_FILE
from tests.clamav import scanning
from tests.people import ByHttp, comes_to_the_files, sees_progress, sends, tells_of_a_worry
from tests.town import PATIENCE, Town, started

CANARY = b"quince-and-saffron "
BOUNDARY = "yyyyyyyy"
MOST_GROWTH = 40_000
"""Kilobytes that the portal may grow by: an incoming file, and one on its way out, are some blocks each. One file
whole in memory would be 10,000, and the five of them 50,000."""

pytestmark = pytest.mark.clamav


@dataclass
class Watch:
    """What was seen of a process and its files while something went on."""

    pid: int
    folders: tuple[Path, ...]
    peak: int = 0
    looked_at: int = 0
    unnamed: int = 0
    helpers: int = 0
    in_clear: set[str] = field(default_factory=set)

    def look(self) -> None:
        self.peak = max(self.peak, resident(self.pid))
        self.helpers = max(self.helpers, len(children(self.pid)))
        named = [path for folder in self.folders for path in folder.rglob("*") if path.is_file()]
        for path in (*named, *self._open()):
            content = of_disk(path)
            if content is not None:
                self.looked_at += 1
                self.in_clear |= {str(path)} if CANARY in content else set()

    def _open(self) -> list[Path]:
        found = [*Path(f"/proc/{self.pid}/fd").iterdir()]
        self.unnamed = max(self.unnamed, sum(is_unnamed(path) for path in found))
        return found


def of_disk(path: Path) -> bytes | None:
    """What is in a file; None where it is none, or gone. From a pipe not one byte may be taken."""
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    except OSError:
        return None
    # A folder, which a process may have open for a moment, cannot even be wrapped as a file.
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        return None
    with os.fdopen(handle, "rb") as file:
        return file.read()


def is_unnamed(path: Path) -> bool:
    try:
        return "(deleted)" in str(path.readlink())
    except OSError:
        return False


def resident(pid: int) -> int:
    """Kilobytes of memory that a process has now."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS"))


def children(pid: int) -> list[str]:
    return [one for path in Path(f"/proc/{pid}/task").glob("*/children") for one in path.read_text().split()]


@contextmanager
def watched(watch: Watch) -> Iterator[Watch]:
    over = threading.Event()

    def work() -> None:
        while not over.is_set():
            watch.look()
            time.sleep(0.02)

    thread = threading.Thread(target=work)
    thread.start()
    try:
        yield watch
    finally:
        over.set()
        thread.join()


@pytest.fixture
def scanned(tmp_path: Path) -> Iterator[Town]:
    with (
        scanning(tmp_path / "clamav") as url,
        started(tmp_path / "var", CLAMD_URL=url, TMPDIR=str(tmp_path)) as town,
    ):
        yield town


def portal_of(town: Town) -> int:
    assert town.process
    tasks = Path(f"/proc/{town.process.pid}/task").glob("*/children")
    found = [int(child) for task in tasks for child in task.read_text().split()]
    return next(pid for pid in found if b"serve" in Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0"))


async def in_blocks(token: str, content: bytes) -> AsyncIterator[bytes]:
    """A form with one file, as a slow line brings it."""
    for name, value in (("csrf", token), ("add", "yes")):
        yield f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
    yield f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="files"; filename="a.txt"\r\n\r\n'.encode()
    for at in range(0, len(content), 256 * 1024):
        yield content[at : at + 256 * 1024]
        await asyncio.sleep(0.02)
    yield f"\r\n--{BOUNDARY}--\r\n".encode()


async def adds(person: ByHttp, content: bytes) -> int:
    answer = await person.client.post(
        f"{person.site}/community/files",
        content=in_blocks(person.token(), content),
        headers={"content-type": f"multipart/form-data; boundary={BOUNDARY}"},
        timeout=PATIENCE * 3,
    )
    return answer.status_code


async def test_five_large_files_at_once_are_bounded_and_nowhere_in_the_clear(
    scanned: Town,
) -> None:
    content = (CANARY * (LARGEST_FILE // len(CANARY) + 1))[:LARGEST_FILE]
    async with httpx.AsyncClient() as client:
        person = ByHttp(scanned.site, client)
        await tells_of_a_worry(person)
        await comes_to_the_files(person)
        assert await adds(person, b"to begin with") == 303
        await person.goes_to("/community/files")
        await person.chooses("Remove a.txt")
        before = resident(portal_of(scanned))
        watch = Watch(portal_of(scanned), (scanned.var,))
        with watched(watch):
            done = await asyncio.gather(*(adds(person, content) for _ in range(5)))
            assert done == [303] * 5
            await person.goes_to("/community/check")
            assert (await person.reads()).count("a.txt (10.0 MB)") == 5
        assert watch.in_clear == set()
        assert watch.unnamed >= 2
        assert watch.looked_at > 100
        assert watch.helpers <= 2
        assert watch.peak - before < MOST_GROWTH
        told = await sends(person)
        await sees_progress(person, told, "With our team at")
    folder = scanned.var / "hub" / "files" / told.reference
    assert [path.read_bytes() == content for path in sorted(folder.iterdir())] == [True] * 5
    assert "NOT SCANNED" not in await scanned.page(told.reference)
    left = [path for path in scanned.var.rglob("portal.db*") if CANARY in path.read_bytes()]
    assert left == []
