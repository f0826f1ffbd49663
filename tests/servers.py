"""A PostgreSQL and a RabbitMQ of a test's own, on ports and in folders of their own, to be killed and stalled."""

import asyncio
import logging
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import aiormq
import asyncpg
import httpx

from tests.programs import Program, bound_to_us, running
from tests.town import PATIENCE, free_port

POSTGRESQL_PROGRAMS = Path("/usr/lib/postgresql")
RABBITMQ_PROGRAM = Path("/usr/lib/rabbitmq/bin/rabbitmq-server")
"""Where Debian puts them; the one in /usr/sbin changes the user and forgets its environment."""
MEMORY = Path("/dev/shm")  # noqa: S108 -- mkdtemp makes what is in it
ROOM_IN_MEMORY = 2 * 1024**3
"""Bytes; a server of the tests takes a tenth of that."""
KILLED_CLEAN = ("--dynamic_shared_memory_type=mmap",)
"""What it shares among its processes lies in its folder, and goes with that."""
SMALL = ("--max_wal_size=64MB", "--min_wal_size=32MB")
SECONDS_TO_ANSWER = 3
NO_ANSWER = (
    *(OSError, TimeoutError, httpx.HTTPError),
    *(asyncpg.PostgresError, asyncpg.InterfaceError, aiormq.AMQPError),
)


@dataclass
class Server:
    """A server at work, and where it answers."""

    program: Program
    url: str
    ask: Callable[[str], Awaitable[None]]
    """Raises where the server at this URL does not answer."""

    async def answers(self) -> bool:
        try:
            async with asyncio.timeout(SECONDS_TO_ANSWER):
                await self.ask(self.url)
        except NO_ANSWER:
            return False
        return self.program.runs()

    async def ready(self, within: float = PATIENCE) -> None:
        """Wait until it answers; one that gave up meanwhile is started again."""
        give_up = time.monotonic() + within
        while not await self.answers():
            if time.monotonic() > give_up:
                raise TimeoutError(
                    f"{self.program.name} does not answer: {self.program.log.read_text()[-2000:]}"
                )
            if not self.program.runs():
                self.program.start()
            await asyncio.sleep(0.2)


@contextmanager
def own_postgresql(*, in_memory: bool = False) -> Iterator[Server]:
    """A new PostgreSQL with the settings that it has by itself, fsync among them.

    In memory it waits for no disk, and is as safe as ever if it alone is killed. Where there is no room for that,
    it is on the disk.
    """
    programs = _newest(POSTGRESQL_PROGRAMS)
    port = free_port()
    with _folder("postgres", _memory() if in_memory else None) as folder:
        data = folder / "data"
        make = (str(programs / "initdb"), "--pgdata", str(data), "--username=postgres", "--auth=trust")
        subprocess.run(
            (*bound_to_us("postgres"), *make, "--encoding=UTF8", "--no-locale", "--no-sync"),
            check=True,
            capture_output=True,
            cwd=folder,
        )
        serve = (str(programs / "postgres"), "-D", str(data), "-p", str(port), "-h", "127.0.0.1", "-k", "")
        settings = SMALL if in_memory else ()
        program = Program(
            "PostgreSQL", (*serve, *KILLED_CLEAN, *settings), {}, folder / "log", user="postgres"
        )
        url = f"postgresql://postgres@127.0.0.1:{port}/postgres"
        with running(program):
            yield Server(program, url, _ask_postgresql)


@contextmanager
def own_rabbitmq(settings: str = "") -> Iterator[Server]:
    """A new RabbitMQ of one node with these settings, and with a register of names (epmd) of its own."""
    if not RABBITMQ_PROGRAM.exists():
        raise FileNotFoundError("RabbitMQ is not installed here: say make services")
    port, names = free_port(), free_port()
    with _folder() as folder:
        (folder / "plugins").write_text("[].")
        (folder / "rabbitmq.conf").write_text(settings)
        surroundings = {
            "HOME": str(folder),
            "ERL_EPMD_PORT": str(names),
            "ERL_EPMD_ADDRESS": "127.0.0.1",
            "RABBITMQ_NODENAME": f"chaos{port}@localhost",
            "RABBITMQ_NODE_IP_ADDRESS": "127.0.0.1",
            "RABBITMQ_NODE_PORT": str(port),
            "RABBITMQ_DIST_PORT": str(free_port()),
            "RABBITMQ_MNESIA_BASE": str(folder / "data"),
            "RABBITMQ_LOG_BASE": str(folder / "log"),
            "RABBITMQ_LOGS": "-",
            "RABBITMQ_ENABLED_PLUGINS_FILE": str(folder / "plugins"),
            "RABBITMQ_CONFIG_FILE": str(folder / "rabbitmq.conf"),
            "RABBITMQ_CONF_ENV_FILE": "/dev/null",
            "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS": (
                "-start_epmd false -kernel inet_dist_use_interface {127,0,0,1}"
            ),
            # Without a shell around the node: its process is the one that we started.
            "detached": "yes",
        }
        register = Program("epmd", ("epmd", "-port", str(names)), surroundings, folder / "epmd.log")
        program = Program("RabbitMQ", (str(RABBITMQ_PROGRAM),), surroundings, folder / "node.log")
        with running(register), running(program):
            yield Server(program, f"amqp://guest:guest@127.0.0.1:{port}/", _ask_rabbitmq)


def beside(url: str, name: str) -> str:
    """The URL of another database on the same server."""
    return f"{url.rpartition('/')[0]}/{name}"


async def _ask_postgresql(url: str) -> None:
    connection = await asyncpg.connect(url)
    await connection.close()


async def _ask_rabbitmq(url: str) -> None:
    logging.getLogger("aiormq").setLevel(logging.CRITICAL)  # it logs each refusal
    connection = await aiormq.connect(url)
    await connection.close()


def _newest(versions: Path) -> Path:
    found = sorted(versions.glob("*/bin/initdb"), key=lambda program: int(program.parts[-3]))
    if not found:
        raise FileNotFoundError("PostgreSQL is not installed here: say make services")
    return found[-1].parent


def _memory() -> Path | None:
    return MEMORY if MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ROOM_IN_MEMORY else None


@contextmanager
def _folder(user: str = "", beneath: Path | None = None) -> Iterator[Path]:
    """A folder that somebody else may own; pytest's would keep them out."""
    folder = Path(tempfile.mkdtemp(prefix="mash-", dir=beneath))
    try:
        if user and os.getuid() == 0:
            shutil.chown(folder, user, user)
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
