"""A file that cannot be opened leaves no thread behind, which would report to an event loop that is no more."""

import logging
import threading
import time
from pathlib import Path

import pytest

from app.errors import StorageUnavailableError
from app.storage.database import Database

WORKER = "_connection_worker_thread"


def at_work() -> list[threading.Thread]:
    return [thread for thread in threading.enumerate() if WORKER in thread.name]


class Slow(logging.Filter):
    """A driver's thread that is held up, as on a busy machine, before each thing that it does."""

    def filter(self, record: logging.LogRecord) -> bool:
        time.sleep(0.05 if WORKER in (record.threadName or "") else 0)
        return False


async def test_no_thread_is_left_of_a_file_that_cannot_be_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, "aiosqlite")
    monkeypatch.setattr(logging.getLogger("aiosqlite"), "filters", [Slow()])
    async with Database(f"sqlite:///{tmp_path}/gone/portal.db") as database:
        with pytest.raises(StorageUnavailableError):
            async with database.single():
                pass
        assert at_work() == []
