"""Servers that tests may kill: what they were told stays told, and nothing of them is left behind."""

import os
import subprocess
import sys
from pathlib import Path

import asyncpg
import pytest

from tests.programs import Program, running
from tests.servers import Server, own_postgresql, own_rabbitmq
from tests.town import until


@pytest.mark.postgresql
async def test_a_postgresql_of_our_own_is_killed_and_keeps_what_it_confirmed() -> None:
    with own_postgresql() as server:
        await server.ready()
        await told(server, "CREATE TABLE kept AS SELECT 7 AS number")
        server.program.kill()
        assert not await server.answers()
        await server.ready()
        assert await told(server, "SELECT number FROM kept") == 7
        folder = server.program.log.parent
    assert not folder.exists()
    assert not await server.answers()


async def told(server: Server, statement: str) -> object:
    connection = await asyncpg.connect(server.url)
    try:
        return await connection.fetchval(statement)
    finally:
        await connection.close()


@pytest.mark.rabbitmq
async def test_a_rabbitmq_of_our_own_stalls_and_goes_on() -> None:
    with own_rabbitmq() as server:
        await server.ready()
        server.program.stall()
        assert not await server.answers()
        server.program.go_on()
        await server.ready()
        server.program.kill()
        await server.ready()
    assert not await server.answers()


async def test_a_program_does_not_outlive_whoever_started_it(tmp_path: Path) -> None:
    starts_one = (
        "from tests.programs import Program; from pathlib import Path; import time;"
        "one = Program('sleep', ('sleep', '600'), {}, Path('/dev/null')); one.start();"
        "print(one.process.pid, flush=True); time.sleep(600)"
    )
    starter = Program("starter", (sys.executable, "-c", starts_one), {}, tmp_path / "said")
    with running(starter):
        await until(lambda: (tmp_path / "said").read_text().endswith("\n"))
        started = int((tmp_path / "said").read_text())
        assert is_there(started)
        assert starter.process
        os.kill(starter.process.pid, 9)
        await until(lambda: not is_there(started))


def is_there(process: int) -> bool:
    said = subprocess.run(
        ("ps", "-o", "stat=", "-p", str(process)), capture_output=True, text=True, check=False
    )
    return said.stdout.strip()[:1] not in {"", "Z"}
