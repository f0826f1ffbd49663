"""Portals, relays and receivers with servers of their own: everything that a referral passes through."""

import asyncio
import shutil
import sys
import tempfile
from collections.abc import AsyncIterator, Mapping
from contextlib import ExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import httpx

from app.envelope.keys import new_keys
from tests.chaos.people import NO_TLS
from tests.programs import Program, running
from tests.servers import Server, own_postgresql, own_rabbitmq
from tests.town import council_of_any_number, free_port

COMMANDS: Mapping[str, str] = {"portal": "serve", "relay": "relay", "receiver": "receive"}
KINDS = (*COMMANDS, "RabbitMQ", "PostgreSQL")
"""What can be hit."""
COUNCIL = "northamptonshire"
APP = (sys.executable, "-m", "app")
SLOWEST_START = 120
"""Seconds that a server may take to answer again, while everything else starts too."""


@dataclass(frozen=True)
class Estate:
    """Where everything is, while it runs."""

    parts: Mapping[str, tuple[Server, ...]]
    """For each of KINDS, one server, or several that share the work."""
    sites: tuple[str, ...]
    folder: Path

    @property
    def hub(self) -> Path:
        """The folder of what the receiver opened."""
        return self.folder / "receiver" / "hub"

    @property
    def database_url(self) -> str:
        return self.parts["PostgreSQL"][0].url

    @property
    def queue_url(self) -> str:
        return self.parts["RabbitMQ"][0].url

    def logs(self) -> list[Path]:
        """What the portals, relays and receivers have logged."""
        return [server.program.log for kind in COMMANDS for server in self.parts[kind]]

    async def heal(self) -> None:
        """Let everything go on that was stalled, and wait until all of it answers."""
        servers = [server for kind in KINDS for server in self.parts[kind]]
        for server in servers:
            server.program.go_on()
        for server in reversed(servers):
            await server.ready(SLOWEST_START)


@asynccontextmanager
async def started(copies: int) -> AsyncIterator[Estate]:
    """An estate with so many portals, relays and receivers; it is gone, with its folder, after the block."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="mash-chaos-")))
        postgresql, rabbitmq = stack.enter_context(own_postgresql()), stack.enter_context(own_rabbitmq())
        sites = tuple(f"http://127.0.0.1:{free_port()}" for _ in range(copies))
        estate = Estate(
            {
                **_ours(folder, sites, postgresql.url, rabbitmq.url),
                "RabbitMQ": (rabbitmq,),
                "PostgreSQL": (postgresql,),
            },
            sites,
            folder,
        )
        # As docs/operating.md has it. RabbitMQ that is killed while it makes a queue can leave it without a leader.
        await postgresql.ready(SLOWEST_START)
        await _do("migrate", DATABASE_URL=postgresql.url)
        await rabbitmq.ready(SLOWEST_START)
        await _do("queue", "declare", QUEUE_URL=rabbitmq.url, PROFILE=COUNCIL)
        for kind in COMMANDS:
            for server in estate.parts[kind]:
                stack.enter_context(running(server.program))
        await estate.heal()
        yield estate


def _ours(folder: Path, sites: tuple[str, ...], database: str, queue: str) -> dict[str, tuple[Server, ...]]:
    """Our own processes, each with the keys of its kind and no others."""
    new_keys(folder / "keys", date.today(), years=1)  # noqa: DTZ011
    shared = {
        "DATABASE_URL": database,
        "QUEUE_URL": queue,
        "EVENTS_URL": f"{sites[0]}/api/events",
        "PROFILE": str(council_of_any_number(folder)),
    }
    parts = {}
    for kind, command in COMMANDS.items():
        place = folder / kind
        shutil.copytree(folder / "keys" / kind, place / "keys" / kind)
        given = {**shared, "VAR": str(place), "KEYS": str(place / "keys")}
        ask = _ask_portal if kind == "portal" else _ask_nothing
        parts[kind] = tuple(
            Server(
                Program(
                    kind,
                    (*APP, command),
                    {**given, "PORT": site.rpartition(":")[2]},
                    folder / f"{kind}-{number}.log",
                ),
                site,
                ask,
            )
            for number, site in enumerate(sites, 1)
        )
    return parts


async def _do(*command: str, **given: str) -> None:
    done = await asyncio.create_subprocess_exec(*APP, *command, env=given)
    assert await done.wait() == 0


async def _ask_portal(site: str) -> None:
    async with httpx.AsyncClient(verify=NO_TLS) as client:
        (await client.get(f"{site}/healthz")).raise_for_status()


async def _ask_nothing(_: str) -> None:
    """A process that listens to nobody is ready when it runs."""
