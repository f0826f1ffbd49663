"""Two portals, two relays and two receivers on one PostgreSQL and one RabbitMQ: no step assumes that it is alone."""

import asyncio
import itertools
import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import httpx
import orjson
import pytest
from sqlalchemy import func, select

from app.envelope.keys import new_keys
from app.profiles.loading import SHIPPED
from app.storage.database import Database
from app.storage.tables import events, outbox
from tests.figures import figure, labels_of
from tests.machines import Machine
from tests.people import ByHttp, sends, tells_of_a_worry
from tests.town import PATIENCE, free_port, until, wait_until_ready

REFERRALS = 8

pytestmark = [pytest.mark.postgresql, pytest.mark.rabbitmq]


@dataclass
class Machines:
    """All that is at work, with one database, one broker and one folder at the hub."""

    portals: list[Machine]
    relays: list[Machine]
    receivers: list[Machine]
    sites: list[int]
    hub_folder: Path

    @property
    def all(self) -> list[Machine]:
        return [*self.portals, *self.relays, *self.receivers]


class ByTurns(httpx.AsyncBaseTransport):
    """A balancer: each request goes to the next portal, whatever the visitor did before."""

    def __init__(self, ports: list[int]) -> None:
        self._turns = itertools.cycle(ports)
        self._inner = httpx.AsyncHTTPTransport()

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        request.url = request.url.copy_with(port=next(self._turns))
        return await self._inner.handle_async_request(request)

    async def aclose(self) -> None:
        await self._inner.aclose()


@contextmanager
def running(machines: Machines) -> Iterator[None]:
    with ExitStack() as stack:
        for machine in machines.all:
            machine.start()
            stack.callback(machine.stop)
        for port in machines.sites:
            wait_until_ready(f"http://127.0.0.1:{port}")
        yield


@pytest.fixture
def machines(tmp_path: Path, postgresql_url: str, amqp_url: str, hub: str) -> Machines:
    council = tmp_path / "council.toml"
    written = (SHIPPED / "northamptonshire.toml").read_text()
    council.write_text(written.replace('slug = "northamptonshire"', f'slug = "{hub}"', 1))
    new_keys(tmp_path / "keys", date(2026, 11, 1))
    shared = {
        "PATH": os.environ["PATH"],
        "PROFILE": str(council),
        "KEYS": str(tmp_path / "keys"),
        "DATABASE_URL": postgresql_url,
        "QUEUE_URL": amqp_url,
        "VAR": str(tmp_path / "var"),
    }
    (tmp_path / "var").mkdir()
    sites = [free_port(), free_port()]

    def two(part: str, *own: dict[str, str]) -> list[Machine]:
        return [
            Machine(part, {**shared, **one}, tmp_path / f"{part}-{number}.log")
            for number, one in enumerate(own)
        ]

    posting = [{"EVENTS_URL": f"http://127.0.0.1:{port}/api/events"} for port in sites]
    portals = two("serve", *({"PORT": str(port)} for port in sites))
    return Machines(portals, two("relay", {}, {}), two("receive", *posting), sites, tmp_path / "var" / "hub")


async def send_one(machines: Machines, number: int) -> str:
    transport = ByTurns(machines.sites[number % 2 :] + machines.sites[: number % 2])
    async with httpx.AsyncClient(transport=transport, timeout=PATIENCE) as client:
        person = ByHttp(f"http://127.0.0.1:{machines.sites[0]}", client)
        await tells_of_a_worry(person, f"Worry number {number}")
        return (await sends(person)).reference


def opened(machines: Machines) -> dict[str, str]:
    """What the hub has, by reference."""
    contacts = [orjson.loads(path.read_bytes()) for path in machines.hub_folder.glob("*.json")]
    return {contact["reference"]: contact["story"]["worry"] for contact in contacts}


async def begin_anew(machine: Machine) -> None:
    await asyncio.to_thread(machine.stop)
    machine.start()
    await until(lambda: machine.is_up)


async def unsettled(url: str) -> tuple[int, int]:
    """How many rows of the outbox are open, and how many receipts the portals have kept."""
    database = Database(url)
    try:
        async with database.single() as connection:
            waiting = select(func.count()).select_from(outbox).where(outbox.c.settled_at.is_(None))
            heard = select(func.count()).select_from(events)
            return (await connection.scalar(waiting) or 0, await connection.scalar(heard) or 0)
    finally:
        await database.close()


async def test_every_confirmed_referral_arrives_once_while_each_part_is_restarted_in_turn(
    machines: Machines, postgresql_url: str
) -> None:
    sent: dict[str, str] = {}

    async def send(*numbers: int) -> None:
        references = await asyncio.gather(*(send_one(machines, number) for number in numbers))
        sent.update(zip(references, (f"Worry number {number}" for number in numbers), strict=True))

    with running(machines):
        await send(*range(REFERRALS // 2))
        # As at an upgrade: one relay and one receiver at a time, while people go on sending.
        await asyncio.gather(send(*range(REFERRALS // 2, REFERRALS)), begin_anew(machines.relays[0]))
        await begin_anew(machines.receivers[0])
        await until(lambda: len(opened(machines)) >= REFERRALS)
        async with asyncio.timeout(PATIENCE):
            while await unsettled(postgresql_url) != (0, REFERRALS):  # noqa: ASYNC110 -- the portals do it
                await asyncio.sleep(0.2)
        assert opened(machines) == sent
        shown = [machine.figures() for machine in machines.all]

    portals, relays = shown[:2], shown[2:4]
    # Each label is on its list; a receiver that had nothing to do since it began has none.
    labels = [labels_of(one) for one in shown]
    assert all(labels[:2])
    assert sum(figure(one, "mash_sent_total", form="community") for one in portals) == REFERRALS
    assert sum(figure(one, "mash_events_total", result="new") for one in portals) == REFERRALS
    assert sum(figure(one, "mash_deliveries_total", channel="hub", result="done") for one in relays) > 0
    assert all(figure(one, "process_resident_memory_bytes") > 0 for one in shown)
