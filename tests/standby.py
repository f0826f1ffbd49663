"""A standby of a PostgreSQL of a test's own, which follows it, may be awaited, and may take its place."""

import asyncio
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from urllib.parse import urlsplit

import asyncpg

from tests.programs import Program, bound_to_us, running
from tests.servers import Server
from tests.town import PATIENCE, free_port

NAME = "second"
FOLLOWS = "SELECT count(*) FROM pg_stat_replication WHERE state = 'streaming' AND sent_lsn = replay_lsn"


@contextmanager
def standby_of(primary: Server) -> Iterator[Server]:
    """A copy of a server as it is now, which goes on following it."""
    serve, port = primary.program.command, free_port()
    folder = primary.program.log.parent
    copy, theirs = folder / f"standby-{port}", urlsplit(primary.url).port
    way = f"host=127.0.0.1 port={theirs} user=postgres application_name={NAME}"
    backup = (serve[0].replace("bin/postgres", "bin/pg_basebackup"), "--pgdata", str(copy), "--dbname", way)
    subprocess.run(
        (*bound_to_us("postgres"), *backup, "--write-recovery-conf", "--checkpoint=fast"),
        check=True,
        capture_output=True,
        cwd=folder,
    )
    command = (serve[0], "-D", str(copy), "-p", str(port), "-h", "127.0.0.1", "-k", "")
    program = Program("standby", command, {}, folder / f"log-{port}", user="postgres")
    with running(program):
        yield replace(primary, program=program, url=primary.url.replace(f":{theirs}/", f":{port}/"))


async def asked(url: str, *statements: str) -> object:
    """What the last of these statements says."""
    connection = await asyncpg.connect(url)
    try:
        answers = [await connection.fetchval(one) for one in statements]
    finally:
        await connection.close()
    return answers[-1]


async def says(url: str, statement: str, expected: object) -> None:
    """Wait until a server says this."""
    async with asyncio.timeout(PATIENCE):
        while await asked(url, statement) != expected:  # noqa: ASYNC110 -- another process does it
            await asyncio.sleep(0.1)


async def sets(url: str, **settings: str) -> None:
    """Change settings of a server, and wait until it goes by them."""
    changed = (f"ALTER SYSTEM SET {name} = '{value}'" for name, value in settings.items())
    await asked(url, *changed, "SELECT pg_reload_conf()")
    for name, value in settings.items():
        await says(url, f"SELECT current_setting('{name}')", value)
