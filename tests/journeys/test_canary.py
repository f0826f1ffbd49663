"""Catalogue 1, 2 and 38: what was written is nowhere but at the hub, and who wrote without a name left no trace.

On PostgreSQL and RabbitMQ of their own, whose files are looked at too, while everything waits that could lie somewhere.
"""

import asyncio
import os
import re
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from sqlalchemy import insert, select

from app.envelope.drafts import DraftKey
from app.envelope.keys import ReceiverKeys
from app.envelope.message import open_submitted
from app.storage.database import Database
from app.storage.outbox import HUB
from app.storage.tables import drafts, outbox
from tests.canary import found, of_folders, of_processes
from tests.canary_forms import SEEN, VARIANTS, WORD, texts, writes_the_canary
from tests.conftest import migrated
from tests.people import ByHttp, asks_for_a_code, sends
from tests.programs import Program, family, running
from tests.servers import Server, own_postgresql, own_rabbitmq
from tests.town import PATIENCE, free_port, until, wait_until_ready

pytestmark = [pytest.mark.postgresql, pytest.mark.rabbitmq]

APP = (sys.executable, "-m", "app")
FORM = "multipart/form-data; boundary=yyyyyyyy"
VISITOR = "203.0.113.77"
BROWSER = "MarmaladeBrowser/7.0"
REFERRER = "https://quince-referrer.example/from"
TRACES = (VISITOR, BROWSER, "quince-referrer")
NO_CORE = re.compile(r"Max core file size +0 +0 ")
HUGE = 3 * 1024 * 1024


@dataclass
class Estate:
    """A portal and a relay at work, all that they write, and a hub that is away: everything waits."""

    site: str
    folder: Path
    database: str
    broker: Path
    server: Path
    programs: dict[str, Program]
    figures: dict[str, str]
    begun: float
    """When nobody had written anything yet; what is older on the servers' disks is their makers'."""

    def everywhere(self, *, but_mail: bool = False) -> Iterator[tuple[str, bytes]]:
        """Every place that somebody at these machines could look at, and a dump of the database."""
        kept = [self.folder / "keys", *([self.folder / "var" / "mail"] if but_mail else [])]
        yield from of_folders(self.folder, self.broker, self.server, but=kept, since=self.begun)
        for program in self.programs.values():
            if program.process and program.runs():
                yield from of_processes(*family(program.process.pid))
        dump = subprocess.run(["pg_dump", self.database], capture_output=True, check=True)
        assert b"COPY public.outbox" in dump.stdout
        yield "pg_dump", dump.stdout
        for name, address in self.figures.items():
            yield f"figures of the {name}", httpx.get(address).content

    async def calm(self) -> None:
        """Wait until the relay has carried what it can: the messages then wait in the broker."""
        database = Database(self.database)
        untried = select(outbox.c.id).where(outbox.c.settled_at.is_(None), outbox.c.attempts == 0)
        async with asyncio.timeout(PATIENCE), database.single() as connection:
            while (await connection.execute(untried)).first():  # noqa: ASYNC110 -- the relay does it
                await asyncio.sleep(0.1)
        await database.close()


@pytest.fixture(scope="module")
def estate(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Estate]:
    folder = tmp_path_factory.mktemp("estate")
    port, *figures = (str(free_port()) for _ in range(3))
    with ExitStack() as started:
        database = started.enter_context(own_postgresql())
        broker = started.enter_context(own_rabbitmq())
        asyncio.run(ready(database, broker))
        migrated(database.url)
        surroundings = {
            "VAR": str(folder / "var"),
            "KEYS": str(folder / "keys"),
            "PORT": port,
            "DATABASE_URL": database.url,
            "QUEUE_URL": broker.url,
            "TMPDIR": str(folder),
            "HOME": str(folder),
            "TRUSTED_PROXIES": "127.0.0.1",
        }
        subprocess.run((*APP, "keys", "new"), env={**os.environ, **surroundings}, check=True)
        begun = time.time()
        programs = {
            part: Program(part, (*APP, part), {**surroundings, "METRICS_PORT": of}, folder / f"{part}.log")
            for part, of in zip(("serve", "relay"), figures, strict=True)
        }
        for program in programs.values():
            started.enter_context(running(program))
        wait_until_ready(f"http://127.0.0.1:{port}")
        yield Estate(
            f"http://127.0.0.1:{port}",
            folder,
            database.url,
            broker.program.log.parent,
            database.program.log.parent,
            programs,
            {name: f"http://127.0.0.1:{one}/metrics" for name, one in zip(programs, figures, strict=True)},
            begun,
        )


async def ready(*servers: Server) -> None:
    await asyncio.gather(*(server.ready() for server in servers))


@pytest.fixture
async def client() -> AsyncIterator[httpx.AsyncClient]:
    headers = {"user-agent": BROWSER, "referer": REFERRER, "x-forwarded-for": VISITOR}
    async with httpx.AsyncClient(headers=headers, timeout=PATIENCE) as opened:
        yield opened


async def opened(estate: Estate) -> bytes:
    """All that the hub would read, of all that was sent."""
    keys, database = ReceiverKeys.load(estate.folder / "keys" / "receiver"), Database(estate.database)
    async with database.single() as connection:
        rows = await connection.execute(select(outbox.c.body).where(outbox.c.channel == HUB))
        messages = [open_submitted(row.body, keys, "northamptonshire") for row in rows]
    await database.close()
    return b"".join(one.contact + one.restricted + one.identity for one in messages)


async def test_every_answer_of_every_form_is_nowhere_but_in_what_is_sealed(
    estate: Estate, client: httpx.AsyncClient
) -> None:
    """Catalogue 1."""
    person = ByHttp(estate.site, client)
    for slug, variants in VARIANTS.items():
        unasked = texts(slug)
        for said in variants:
            unasked -= await writes_the_canary(person, slug, **said)
            if said is variants[0]:
                await person.goes_to(f"/{slug}/files")
                await person.adds((f"{WORD}.txt", WORD.encode() * 100))
                await person.goes_to(f"/{slug}/check")
            await sends(person, "Send now" if "urgent_today" in said else "Send")
        assert not unasked, slug
    await estate.calm()
    words = await opened(estate)
    assert [word for word in SEEN[:2] if word.encode() not in words] == []
    # The address of a professional is on the envelope of what was sent to them, and nowhere else.
    assert found(SEEN, estate.everywhere(but_mail=True)) == []
    assert found((WORD,), of_folders(estate.folder / "var" / "mail")) == []
    assert [*(estate.folder / "var" / "mail").glob("*.eml")]


async def test_drafts_uploads_faults_and_crashes_leave_it_nowhere(
    estate: Estate, client: httpx.AsyncClient
) -> None:
    """Catalogue 2."""
    person = ByHttp(estate.site, client)
    await writes_the_canary(person, "community")
    await person.goes_to("/community/files")
    await person.adds((f"{WORD}.txt", WORD.encode()), (f"{WORD}.svg", WORD.encode()))
    token = person.token()
    await asks_for_a_code(person)
    assert found(SEEN, estate.everywhere(but_mail=True)) == []

    async def posts(path: str, **more: object) -> int:
        return (await client.post(f"{estate.site}{path}", **more)).status_code  # type: ignore[arg-type]

    typed = {"csrf": token, **dict.fromkeys(("worry", "your_email", "code", "reference", WORD), WORD)}
    for path in (
        "/community/your-name",
        "/community/worry",
        "/status",
        "/resume",
        f"/community/{WORD}",
        f"/{WORD}",
    ):
        assert await posts(path, data=typed) < 500
        assert await posts(path, data={**typed, "csrf": WORD}) < 500
    assert await posts("/community/worry", data={**typed, "worry": WORD * (HUGE // len(WORD))}) == 413
    assert await posts("/community/worry", data={**typed, **{f"{WORD}{n}": WORD for n in range(1100)}}) >= 400
    broken = f'--yyyyyyyy\r\nContent-Disposition: form-data; name="{WORD}"; filename="{WORD}\r\n\r\n{WORD}'
    for path in ("/community/worry", "/community/files"):
        assert await posts(path, content=broken.encode(), headers={"content-type": FORM}) >= 400
    assert await posts("/api/events", content=f'["{WORD}"]'.encode()) == 400
    assert (
        await client.get(f"{estate.site}/{WORD}?worry={WORD}", headers={"cookie": WORD})
    ).status_code == 404
    await fails(estate, client)
    await person.goes_to("/community/files")
    await is_killed_while_a_file_comes_in(estate, client, person.token())
    assert found(SEEN, estate.everywhere(but_mail=True)) == []


async def fails(estate: Estate, client: httpx.AsyncClient) -> None:
    """A page that falls over on a draft that nobody could have written: the fault's own text holds the word."""
    key, database = DraftKey.new(), Database(estate.database)
    row = {"id": key.row_id, "form": "family", "version": 1, "body": key.seal(1, f'{{"{WORD}'.encode())}
    async with database.single() as connection:
        expires = (await connection.execute(select(drafts.c.expires_at).limit(1))).scalar_one()
        await connection.execute(insert(drafts).values(**row, expires_at=expires))
    await database.close()
    headers = {**client.headers, "cookie": f"draft-family={key.cookie}"}
    async with httpx.AsyncClient(headers=headers) as another:
        assert (await another.get(f"{estate.site}/family/worry")).status_code == 500


def limits_of(process: int) -> Iterator[tuple[int, str]]:
    """What the kernel lets a process and its children do."""
    return ((one, Path(f"/proc/{one}/limits").read_text()) for one in family(process))


async def is_killed_while_a_file_comes_in(estate: Estate, client: httpx.AsyncClient, token: str) -> None:
    portal = estate.programs["serve"]
    assert portal.process
    number = portal.process.pid
    assert all(NO_CORE.search(content) for _, content in limits_of(number))

    async def slowly() -> AsyncIterator[bytes]:
        for name, value in (("csrf", token), ("add", "yes")):
            yield f'--yyyyyyyy\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        yield f'--yyyyyyyy\r\nContent-Disposition: form-data; name="files"; filename="{WORD}"\r\n\r\n'.encode()
        for _ in range(20):
            yield WORD.encode() * 10_000
        await until(lambda: any("incoming" in place for place, _ in of_processes(number)))
        assert found(SEEN, estate.everywhere(but_mail=True)) == []
        portal.kill()
        yield WORD.encode()

    with pytest.raises(httpx.HTTPError):
        await client.post(f"{estate.site}/community/files", content=slowly(), headers={"content-type": FORM})
    portal.start()
    wait_until_ready(estate.site)


async def test_an_anonymous_writer_leaves_no_address_no_browser_and_no_referrer(
    estate: Estate, client: httpx.AsyncClient
) -> None:
    """Catalogue 38: pages, errors, files, leaving, status and coming back, of each form that needs no name."""
    person = ByHttp(estate.site, client)
    for slug in ("community", "family", "young-person"):
        await writes_the_canary(person, slug, anonymity="anonymous")
        await person.goes_to(f"/{slug}/files")
        await person.adds(("a.txt", b"words"), ("b.svg", b"<svg/>"))
        code = await asks_for_a_code(person)
        await person.goes_to("/resume")
        await person.says(code=code)
        await person.goes_to("/resume")
        await person.says(code=code[:-1] + "2")
        await person.goes_to(f"/{slug}/check")
        told = await sends(person)
        for number in (told.code, "1234 5678 9012"):
            await person.goes_to("/status")
            await person.says(reference=told.reference, code=number)
    for path in (
        "/nothing",
        "/community/nothing",
        f"/leave?{VISITOR}",
        "/healthz",
        "/readyz",
        "/static/none",
    ):
        await client.get(f"{estate.site}{path}")
    await client.post(f"{estate.site}/community/worry", data={"worry": "x"})
    await client.post(f"{estate.site}/api/events", content=b"x")
    await fails(estate, client)
    await estate.calm()
    assert found(TRACES, estate.everywhere()) == []
