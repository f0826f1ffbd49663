"""The servers that are measured, one core for the one at work and the other for PostgreSQL and everybody who asks."""

import asyncio
import os
import secrets
import shutil
import subprocess
import sys
import time
import venv
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

import asyncpg

from app.envelope.keys import new_keys
from bench.browser import opened
from tests.programs import Program
from tests.servers import own_postgresql
from tests.town import council_of_any_number, free_port

ROOT: Final = Path(__file__).resolve().parents[1]
PEER: Final = ROOT / "bench" / "peer"
WORKER: Final = 0
"""The core of the process that is measured."""
OTHERS: Final = 1
"""The core of PostgreSQL and of whoever asks."""
APP: Final = (sys.executable, "-m", "app")
SECONDS_TO_ANSWER: Final = 60


@dataclass(frozen=True)
class Site:
    """A server of pages, and the database that it writes to."""

    program: Program
    port: int
    database_url: str = ""

    @property
    def process(self) -> int:
        """Its process, with whatever that started."""
        assert self.program.process
        return self.program.process.pid

    @property
    def address(self) -> str:
        """Where people find it."""
        return f"http://127.0.0.1:{self.port}"

    async def ready(self, path: str) -> None:
        """Wait until a page is there.

        Raises:
            TimeoutError: none is, and what it said.
        """
        give_up = time.monotonic() + SECONDS_TO_ANSWER
        while time.monotonic() < give_up and self.program.runs():
            try:
                browser = await opened(self.port)
                answer = await browser.get(path)
            except (OSError, AssertionError):
                await asyncio.sleep(0.1)
                continue
            browser.connection.close()
            if answer.status < 400:  # noqa: PLR2004 -- a page, or where it is
                return
        raise TimeoutError(f"{self.program.name} does not answer: {self.program.log.read_text()[-2000:]}")


@dataclass(frozen=True)
class Estate:
    """A PostgreSQL of our own with its usual settings, and a folder."""

    folder: Path
    postgresql: Program
    url: str
    stack: ExitStack

    @property
    def database_process(self) -> int:
        """PostgreSQL's first process, with all the others."""
        assert self.postgresql.process
        return self.postgresql.process.pid

    async def database(self, name: str) -> str:
        """The URL of a new database."""
        connection = await asyncpg.connect(self.url)
        await connection.execute(f"CREATE DATABASE {name}")
        await connection.close()
        return f"{self.url.rpartition('/')[0]}/{name}"

    async def portal(self) -> Site:
        """One worker of our own, as `make serve` starts it."""
        database = await self.database("ours")
        new_keys(self.folder / "keys", date.today(), years=1)  # noqa: DTZ011
        given = {
            "DATABASE_URL": database,
            "KEYS": str(self.folder / "keys"),
            "PROFILE": str(council_of_any_number(self.folder)),
        }
        _run((*APP, "migrate"), given)
        return await self._serve("portal", (*APP, "serve"), "/readyz", database, given)

    async def fixed_page(self) -> Site:
        """FastAPI with a page that never changes."""
        return await self._serve("fixed page", (sys.executable, "-m", "bench.fixed_page"), "/")

    async def peer(self) -> Site:
        """The peer, with its own libraries.

        Raises:
            subprocess.CalledProcessError: they cannot be installed.
        """
        python = _peer_python()
        database = await self.database("peer")
        given = {
            "DATABASE_URL": database,
            "SECRET_KEY": secrets.token_hex(32),
            "DJANGO_SETTINGS_MODULE": "bench.peer.settings",
        }
        _run((str(python), "-m", "django", "migrate", "--run-syncdb", "--verbosity=0"), given)
        gunicorn = (str(python), "-m", "gunicorn", "bench.peer.wsgi", "--workers=1", "--threads=8")
        return await self._serve("peer", gunicorn, "/", database, given)

    async def _serve(
        self,
        name: str,
        command: tuple[str, ...],
        page: str,
        database: str = "",
        given: Mapping[str, str] | None = None,
    ) -> Site:
        port = free_port()
        bound = (f"--bind=127.0.0.1:{port}",) if "gunicorn" in command else ()
        place = self.folder / name
        place.mkdir()
        surroundings = {"PORT": str(port), "VAR": str(place), "PYTHONPATH": str(ROOT), **(given or {})}
        program = Program(name, ("taskset", "-c", str(WORKER), *command, *bound), surroundings, place / "log")
        program.start()
        self.stack.callback(program.kill)
        site = Site(program, port, database)
        await site.ready(page)
        return site


@contextmanager
def standing() -> Iterator[Estate]:
    """An estate for a block; nothing of it is left after it.

    Raises:
        SystemExit: this machine has one core, and the one who asks would be measured too.
    """
    if len(os.sched_getaffinity(0)) < 2:  # noqa: PLR2004 -- one for each side
        raise SystemExit("The bench needs two cores: one for the worker, one for everybody else.")
    os.sched_setaffinity(0, {OTHERS})
    with ExitStack() as stack:
        server = stack.enter_context(own_postgresql())
        asyncio.run(server.ready())
        folder = server.program.log.parent
        yield Estate(folder, server.program, server.url, stack)


def _peer_python() -> Path:
    """The peer's interpreter, with exactly what its lock file lists."""
    place = ROOT / "var" / "peer"
    lock, installed = PEER / "requirements.txt", place / "installed.txt"
    if not installed.exists() or installed.read_bytes() != lock.read_bytes():
        shutil.rmtree(place, ignore_errors=True)
        venv.create(place, with_pip=True)
        install = ("-m", "pip", "install", "-qq", "--disable-pip-version-check", "--require-hashes")
        subprocess.run((str(place / "bin" / "python"), *install, "-r", str(lock)), check=True)
        shutil.copy(lock, installed)
    return place / "bin" / "python"


def _run(command: tuple[str, ...], given: Mapping[str, str]) -> None:
    subprocess.run(command, check=True, env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), **given})
