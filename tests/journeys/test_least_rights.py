"""The users of PostgreSQL that docs/postgresql.sql makes: each does its work, and nothing to the tables themselves."""

import asyncio
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import asyncpg
import httpx
import pytest
from sqlalchemy.engine import make_url

from app.envelope.keys import new_keys
from app.storage.tables import METADATA
from tests.forked import run
from tests.machines import Machine
from tests.people import ByHttp, asks_for_a_code, comes_back, sees_progress, sends, tells_of_a_worry
from tests.professional import writes_as_a_professional
from tests.servers import own_postgresql
from tests.town import free_port, until, wait_until_ready

SQL = Path(__file__).parents[2] / "docs" / "postgresql.sql"
ROWS = {"SELECT", "INSERT", "UPDATE", "DELETE"}
RIGHTS = {
    "mash_portal": ROWS,
    "mash_relay": ROWS,
    "mash_backup": {"SELECT"},
}
FORBIDDEN = (
    "CREATE TABLE mine ()",
    "TRUNCATE events",
    "ALTER TABLE events ADD mine int",
    "DROP TABLE events",
)

pytestmark = pytest.mark.postgresql


@dataclass
class Place:
    """A PostgreSQL prepared by the guide, and a folder."""

    superuser: str
    folder: Path

    def url(self, user: str, database: str = "mash") -> str:
        return str(make_url(self.superuser).set(username=user, database=database))

    def prepare(self, database: str) -> None:
        self.does("createdb", f"--maintenance-db={self.superuser}", database)
        for _ in range(2):
            into = self.url("postgres", database)
            self.does("psql", "--set=ON_ERROR_STOP=1", f"--dbname={into}", f"--file={SQL}")

    def runs(self, user: str, *words: str, database: str = "mash") -> str:
        ran = run(*words, **self.given(DATABASE_URL=self.url(user, database)))
        assert ran.returncode == 0, ran.stderr
        return ran.stdout

    def given(self, **own: str) -> dict[str, str]:
        shared = {"VAR": str(self.folder / "var"), "KEYS": str(self.folder / "keys")}
        return {**shared, "DUTY_EMAIL": "duty@hub.example", **own}

    def does(self, *command: str, **given: str) -> str:
        ran = subprocess.run(
            command,
            env={"PATH": os.environ["PATH"], **given},
            capture_output=True,
            text=True,
            check=False,
        )
        assert ran.returncode == 0, ran.stderr
        return ran.stdout


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    with own_postgresql() as server:
        asyncio.run(server.ready())
        made = Place(server.url, tmp_path)
        made.prepare("mash")
        made.runs("mash_owner", "migrate")
        yield made


async def test_portal_relay_and_backup_do_their_work(place: Place) -> None:
    new_keys(place.folder / "keys", date(2026, 11, 1))
    shutil.rmtree(place.folder / "keys" / "offline")
    port = free_port()
    site = f"http://127.0.0.1:{port}"
    own = {"PATH": os.environ["PATH"], "PORT": str(port)}
    machines = [
        Machine(part, place.given(**own, DATABASE_URL=url), place.folder / f"{part}.log")
        for part, url in (
            ("serve", place.url("mash_portal")),
            ("relay", place.url("mash_relay")),
            ("receive", ""),
        )
    ]
    with ExitStack() as stack:
        for machine in machines:
            machine.start()
            stack.callback(machine.stop)
        await asyncio.to_thread(wait_until_ready, site)
        async with httpx.AsyncClient() as one, httpx.AsyncClient() as other:
            await writes_something(ByHttp(site, one), ByHttp(site, other))
        await until(lambda: len(list((place.folder / "var" / "mail").glob("*.eml"))) == 1)
        place.runs("mash_relay", "watch")
        assert "Deleted: " in place.runs("mash_relay", "purge")
        place.runs("mash_relay", "doctor", "relay")
    assert not [
        machine.log.read_text() for machine in machines if '"level": "error"' in machine.log.read_text()
    ]
    saved_and_restored(place)


async def writes_something(here: ByHttp, there: ByHttp) -> None:
    """A neighbour goes on upon another device, and a professional sends; both are receipted."""
    await tells_of_a_worry(here)
    code = await asks_for_a_code(here)
    await comes_back(there, code)
    await there.goes_to("/community/check")
    await sees_progress(there, await sends(there), "With our team at")
    await writes_as_a_professional(here)
    await sees_progress(here, await sends(here), "With our team at")


def saved_and_restored(place: Place) -> None:
    copy = str(place.folder / "saved.dump")
    place.does("pg_dump", "--format=custom", f"--file={copy}", place.url("mash_backup"))
    place.prepare("restored")
    into = place.url("mash_owner", "restored")
    place.does("pg_restore", "--exit-on-error", "--no-owner", f"--dbname={into}", copy)
    before = place.runs("mash_backup", "check", "database")
    assert place.runs("mash_backup", "check", "database", database="restored") == before
    # What is restored can be worked with at once.
    place.runs("mash_portal", "check", "database", database="restored")


async def test_rows_are_all_that_they_reach(place: Place) -> None:
    for user, rights in RIGHTS.items():
        connection = await asyncpg.connect(place.url(user))
        for table in METADATA.tables:
            for right in (*ROWS, "TRUNCATE", "REFERENCES", "TRIGGER"):
                has = await connection.fetchval("SELECT has_table_privilege($1, $2)", table, right)
                assert has == (right in rights), (user, table, right)
        for statement in FORBIDDEN:
            with pytest.raises(asyncpg.InsufficientPrivilegeError):
                await connection.execute(statement)
        await connection.close()
