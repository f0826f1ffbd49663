"""Files on the disk: whole or not there, for their owner only."""

import os
import stat
from pathlib import Path

import pytest

from app.durable import make_folder, move, publish, replace, sweep


def test_a_file_takes_the_place_of_another(tmp_path: Path) -> None:
    replace(tmp_path / "a", b"one")
    replace(tmp_path / "a", b"two")
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("a", b"two")]


def test_a_published_file_is_never_replaced(tmp_path: Path) -> None:
    assert publish(tmp_path / "a", b"one")
    assert not publish(tmp_path / "a", b"two")
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("a", b"one")]


def test_a_file_that_could_not_be_written_is_not_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(_: int) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(os, "fsync", fails)
    for write in (replace, publish):
        with pytest.raises(OSError, match="Input/output"):
            write(tmp_path / "a", b"one")
    assert list(tmp_path.iterdir()) == []


def test_the_content_is_on_the_disk_before_the_name_and_then_the_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[tuple[bool, bool]] = []
    monkeypatch.setattr(
        os,
        "fsync",
        lambda handle: seen.append((stat.S_ISDIR(os.fstat(handle).st_mode), (tmp_path / "a").exists())),
    )
    for write in (replace, publish):
        write(tmp_path / "a", b"one")
        (tmp_path / "a").unlink()
    assert seen == [(False, False), (True, True)] * 2


def test_files_and_folders_are_for_their_owner(tmp_path: Path) -> None:
    make_folder(tmp_path / "b" / "c")
    make_folder(tmp_path / "b" / "c")
    replace(tmp_path / "b" / "c" / "a", b"one")
    modes = [stat.S_IMODE(path.stat().st_mode) for path in sorted(tmp_path.rglob("*"))]
    assert modes == [0o700, 0o700, 0o600]


def test_a_moved_file_keeps_its_name(tmp_path: Path) -> None:
    replace(tmp_path / "a", b"one")
    move(tmp_path / "a", tmp_path / "refused")
    assert (tmp_path / "refused" / "a").read_bytes() == b"one"
    assert not (tmp_path / "a").exists()


def test_only_what_was_left_half_written_is_swept(tmp_path: Path) -> None:
    for name in (".a.0123.part", "b", ".c", "d.part"):
        (tmp_path / name).write_bytes(b"")
    sweep(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {"b", ".c", "d.part"}
