"""Catalogue 10: a disk that fails or is full confirms nothing, and trying again sends once."""

import asyncio
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import aiosqlite
import httpx
import pytest
from fastapi import FastAPI
from sqlalchemy import select

from app.storage.tables import referrals
from tests.conftest import migrated
from tests.faults import fail
from tests.machines import Machine
from tests.outages import sends_again, served_by
from tests.people import ByHttp, tells_of_a_worry
from tests.programs import Program, bound_to_us, family
from tests.servers import own_postgresql
from tests.town import free_port, wait_until_ready

COUNT = "SELECT count(*) FROM referrals"


@contextmanager
def portal(tmp_path: Path, key_set: Path, port: int, *fault: str) -> Iterator[None]:
    """`serve` on SQLite, with a fault in it or none."""
    surroundings = {
        "PATH": os.environ["PATH"],
        "PORT": str(port),
        "VAR": str(tmp_path),
        "KEYS": str(key_set),
        "DATABASE_URL": f"sqlite:///{tmp_path}/portal.db",
    }
    machine = Machine("serve", surroundings, tmp_path / "serve.log")
    machine.start(partial(fail, *fault) if fault else None)
    try:
        wait_until_ready(f"http://127.0.0.1:{port}")
        yield
    finally:
        machine.stop()


@pytest.mark.parametrize(
    "fault", [("EIO", "fsync", "fdatasync"), ("ENOSPC", "pwrite64"), ("EIO", "pwrite64")], ids=" ".join
)
async def test_what_the_disk_did_not_take_is_not_confirmed(
    tmp_path: Path, key_set: Path, sqlite_url: str, fault: tuple[str, ...]
) -> None:
    port = free_port()
    # Another connection, so that the log of changes is there whoever comes and goes.
    async with (
        aiosqlite.connect(sqlite_url.removeprefix("sqlite:///")) as watching,
        httpx.AsyncClient() as client,
    ):
        person = ByHttp(f"http://127.0.0.1:{port}", client)
        await (await watching.execute(COUNT)).close()
        with portal(tmp_path, key_set, port):
            await tells_of_a_worry(person)
        with portal(tmp_path, key_set, port, *fault):
            await person.chooses("Send")
            assert person.page
            assert person.page.status_code == 503
            assert "It will be sent once" in await person.reads()
            kept = [message async for (message,) in await watching.execute(COUNT)]
            assert kept == [0]
        with portal(tmp_path, key_set, port):
            reference = await sends_again(person)
        sent = [one async for (one,) in await watching.execute("SELECT reference FROM referrals")]
        assert sent == [reference]


@pytest.mark.postgresql
async def test_what_postgresql_could_not_write_is_not_confirmed(
    app: FastAPI, client: httpx.AsyncClient
) -> None:
    person = ByHttp(str(client.base_url).rstrip("/"), client)
    with own_postgresql() as server:
        await server.ready()
        await asyncio.to_thread(migrated, server.url)
        async with served_by(app, server.url) as database:
            await tells_of_a_worry(person)
            no_more_room(server.program)
            await person.chooses("Send")
            assert person.page
            assert person.page.status_code == 503
            server.program.kill()
            await server.ready()
            reference = await sends_again(person)
            async with database.single() as connection:
                sent = (await connection.execute(select(referrals.c.reference))).scalars().all()
        assert sent == [reference]


def no_more_room(program: Program) -> None:
    """From now on, files cannot be written (EFBIG), by any of its processes."""
    assert program.process
    for process in family(program.process.pid):
        limit = ("prlimit", f"--pid={process}", "--fsize=0:")
        subprocess.run((*bound_to_us(program.user), *limit), check=True)
