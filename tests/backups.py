"""A database saved and restored by the commands of docs/operating.md."""

import asyncio
import sqlite3
import subprocess
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, closing
from pathlib import Path
from uuid import uuid4

from app.storage.database import Database
from tests.conftest import in_postgresql
from tests.servers import beside

Restore = Callable[[], Awaitable[Database]]


@asynccontextmanager
async def saved(url: str, folder: Path) -> AsyncIterator[Restore]:
    """Save a database as it is now; what this gives restores it into an empty place, once."""
    name, opened = f"mash_restored_{uuid4().hex}", list[Database]()
    sqlite = url.startswith("sqlite")
    copy = folder / "saved"
    await asyncio.to_thread(_save_sqlite if sqlite else _save_postgresql, url, copy)

    async def restore() -> Database:
        into = f"sqlite:///{folder / 'restored.db'}" if sqlite else beside(url, name)
        await asyncio.to_thread(_restore_sqlite if sqlite else _restore_postgresql, copy, into)
        opened.append(Database(into))
        return opened[-1]

    try:
        yield restore
    finally:
        for database in opened:
            await database.close()
        if opened and not sqlite:
            await asyncio.to_thread(in_postgresql, url, f"DROP DATABASE {name} WITH (FORCE)")


def _save_sqlite(url: str, copy: Path) -> None:
    _copy(Path(url.removeprefix("sqlite:///")), copy)


def _restore_sqlite(copy: Path, into: str) -> None:
    _copy(copy, Path(into.removeprefix("sqlite:///")))


def _copy(source: Path, target: Path) -> None:
    with closing(sqlite3.connect(source)) as here, closing(sqlite3.connect(target)) as there:
        here.backup(there)


def _save_postgresql(url: str, copy: Path) -> None:
    _run("pg_dump", "--format=custom", f"--file={copy}", url)


def _restore_postgresql(copy: Path, into: str) -> None:
    in_postgresql(beside(into, "postgres"), f"CREATE DATABASE {into.rpartition('/')[2]}")
    _run("pg_restore", "--exit-on-error", "--no-owner", f"--dbname={into}", str(copy))


def _run(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True)
