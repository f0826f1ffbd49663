"""Files that are whole or not there at all, whenever the power goes."""

import fcntl
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Final

PRIVATE_FOLDER: Final = 0o700
PRIVATE_FILE: Final = 0o600
UNFINISHED: Final = ".part"
"""Ends the name of a file that is being written; the name begins with a dot."""


def make_folder(folder: Path) -> None:
    """Make a folder that only its owner can enter, with the folders above it that are missing."""
    missing = [one for one in (folder, *folder.parents) if not one.exists()]
    for one in reversed(missing):
        one.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
        sync_folder(one.parent)


def replace(path: Path, content: bytes) -> None:
    """Put a file in its place, instead of any that is there; it is on the disk when this returns."""
    with _written(path, content) as unfinished:
        unfinished.replace(path)
    sync_folder(path.parent)


def publish(path: Path, content: bytes) -> bool:
    """Put a file where there is none; False, and nothing changed, where there is one."""
    with _written(path, content) as unfinished:
        try:
            path.hardlink_to(unfinished)
        except FileExistsError:
            return False
        finally:
            # Where there is one, its own writer may have died before this.
            sync_folder(path.parent)
    return True


def move(path: Path, folder: Path) -> None:
    """Move a file into another folder, which is made where it is missing."""
    make_folder(folder)
    path.replace(folder / path.name)
    sync_folder(folder)
    sync_folder(path.parent)


def sweep(folder: Path) -> None:
    """Take away what a killed writer left half done; a living one fails once, and writes again."""
    for left in folder.glob(f".*{UNFINISHED}"):
        left.unlink(missing_ok=True)


@contextmanager
def held(path: Path) -> Iterator[None]:
    """Keep a file to oneself, among threads and processes, once whoever has it lets go; who dies has let go."""
    handle = os.open(path, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def sync_folder(folder: Path) -> None:
    """Be sure that the names in a folder are on the disk."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def written(path: Path) -> Iterator[IO[bytes]]:
    """Write a large file to its place: whole at the end of the block, instead of any that is there, or not at all."""
    unfinished = _unfinished(path)
    handle = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE_FILE)
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
    sync_folder(path.parent)


def _unfinished(path: Path) -> Path:
    return path.with_name(f".{path.name}.{secrets.token_hex(4)}{UNFINISHED}")


@contextmanager
def _written(path: Path, content: bytes) -> Iterator[Path]:
    unfinished = _unfinished(path)
    handle = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE_FILE)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        yield unfinished
    finally:
        unfinished.unlink(missing_ok=True)
