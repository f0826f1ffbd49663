"""The spool: each message whole, once, and for its owner only."""

import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from app.delivery.spool import SpoolChannel
from app.errors import DeliveryError
from app.storage.outbox import OutboxRow


async def test_a_message_is_one_private_file_named_for_its_id(
    tmp_path: Path, row: Callable[..., OutboxRow]
) -> None:
    message = row(body=b"sealed")
    spool = SpoolChannel(tmp_path / "var" / "spool")
    for _ in range(2):
        await spool.deliver(message)
    (file,) = files(tmp_path / "var" / "spool")
    assert file.name == f"{message.message_id}.json"
    assert file.read_bytes() == b"sealed"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700


async def test_a_disk_that_fails_is_a_passing_failure_and_leaves_nothing_half_written(
    tmp_path: Path, row: Callable[..., OutboxRow], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    spool = SpoolChannel(tmp_path)
    with pytest.raises(DeliveryError, match="spool"):
        await spool.deliver(row())
    assert files(tmp_path) == []


def files(folder: Path) -> list[Path]:
    return list(folder.iterdir())
