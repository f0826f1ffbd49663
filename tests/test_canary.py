"""The search for a canary finds it wherever it could be, so that finding nothing means something."""

import base64
import gzip
import os
from pathlib import Path

import pytest

from tests.canary import found, of_folders, of_processes

WORD = "zanzibar marmalade"
AROUND = b'{"worry":"' + WORD.encode() + b' and more"}'


@pytest.mark.parametrize(
    "content",
    [
        AROUND,
        AROUND.decode().encode("utf-16"),
        AROUND.decode().encode("utf-16-be"),
        b"\\x" + AROUND.hex().encode(),
        AROUND.hex().upper().encode(),
        b"?worry=zanzibar%20marmalade",
        b"worry=zanzibar+marmalade&more=",
        *(base64.b64encode(b"x" * before + AROUND) for before in range(3)),
        b"before" + gzip.compress(AROUND, mtime=0) + b"after",
        gzip.compress(base64.b64encode(AROUND), mtime=0),
    ],
)
def test_the_canary_is_found_however_it_is_written(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "file").write_bytes(b"\0" * 1000 + content)
    assert found([WORD], of_folders(tmp_path))
    assert not found([WORD], of_folders(tmp_path, but=[tmp_path / "deep"]))
    assert not found(["another word"], of_folders(tmp_path))


def test_the_canary_is_found_in_a_file_without_a_name(tmp_path: Path) -> None:
    with (tmp_path / "file").open("w+b") as open_file:
        open_file.write(AROUND)
        open_file.flush()
        (tmp_path / "file").unlink()
        assert not found([WORD], of_folders(tmp_path))
        assert found([WORD], of_processes(os.getpid()))
