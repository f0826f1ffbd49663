"""The relay and the hub's receiver with RabbitMQ between them: contacts a second, end to end, on every core."""

import asyncio
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter
from typing import Final

import asyncpg

from bench.estate import APP, OTHERS, Estate, Site
from bench.figures import cpu_seconds, pin, pss_megabytes
from tests.programs import Program, running
from tests.servers import own_rabbitmq

PACE: Final = 1.0
"""Seconds between two looks at what is left and who holds how much memory."""
LEFT: Final = "SELECT count(*) FROM outbox WHERE channel = 'hub' AND settled_at IS NULL"
HANDED_OVER: Final = "SELECT count(*) FROM outbox WHERE channel = 'hub' AND attempts > 0"
LONGEST: Final = 1800
"""Seconds that a backlog may take to drain."""


@dataclass
class Carried:
    """A backlog on its way to the hub, and what each process spent on it."""

    contacts: int = 0
    seconds: float = 0
    left: int = 0
    cpu: dict[str, float] = field(default_factory=dict)
    """Seconds of a processor, by process."""
    memory: dict[str, list[float]] = field(default_factory=dict)
    """Megabytes (PSS) at each look, by process."""
    handed_over: int = 0
    """To the queue, by the relay, which may be far ahead of the receipts."""

    @property
    def contacts_a_second(self) -> float:
        """From the outbox to the receipt that settles it."""
        return self.contacts / self.seconds

    def cpu_milliseconds(self) -> Mapping[str, float]:
        """Of a processor for each contact, by process; the relay's for each that it handed over, if they were more."""
        done = {"relay": max(self.contacts, self.handed_over)}
        return {name: 1000 * spent / done.get(name, self.contacts) for name, spent in self.cpu.items()}


async def carried(estate: Estate, portal: Site, at_most: float) -> Carried:
    """Carry what is in the outbox for so many seconds, or until nothing is left, on every core of this machine."""
    cores = set(range(os.cpu_count() or 1))
    with own_rabbitmq() as rabbitmq:
        await rabbitmq.ready()
        given = {
            "DATABASE_URL": portal.database_url,
            "QUEUE_URL": rabbitmq.url,
            "EVENTS_URL": f"{portal.address}/api/events",
            "KEYS": str(estate.folder / "keys"),
        }
        programs = {
            kind: Program(
                kind, (*APP, command), {**given, "VAR": str(estate.folder / kind)}, _log(estate, kind)
            )
            for kind, command in (("relay", "relay"), ("receiver", "receive"))
        }
        everybody = {"portal": portal.program, "PostgreSQL": estate.postgresql, "RabbitMQ": rabbitmq.program}
        for program in everybody.values():
            pin(_process(program), cores)
        with running(programs["receiver"]), running(programs["relay"]):
            for program in programs.values():
                pin(_process(program), cores)
            processes = {name: _process(program) for name, program in (programs | everybody).items()}
            done = await _watched(processes, portal.database_url, at_most)
        pin(_process(portal.program), {0})
        pin(_process(estate.postgresql), {OTHERS})
    return done


async def _watched(processes: Mapping[str, int], database_url: str, at_most: float) -> Carried:
    """Count from the first receipt on: what takes time before that is starting."""
    connection = await asyncpg.connect(database_url)
    whole = first = await connection.fetchval(LEFT)
    give_up = perf_counter() + LONGEST
    while first == whole and perf_counter() < give_up:
        await asyncio.sleep(PACE / 10)
        first = await connection.fetchval(LEFT)
    handed_over = await connection.fetchval(HANDED_OVER)
    done, began = Carried(left=first), perf_counter()
    before = {name: cpu_seconds(process) for name, process in processes.items()}
    while done.left and done.seconds < at_most:
        await asyncio.sleep(PACE)
        done.left = await connection.fetchval(LEFT)
        done.seconds = perf_counter() - began
        for name, process in processes.items():
            done.memory.setdefault(name, []).append(pss_megabytes(process))
    done.contacts = first - done.left
    done.handed_over = await connection.fetchval(HANDED_OVER) - handed_over
    done.cpu = {name: cpu_seconds(process) - before[name] for name, process in processes.items()}
    await connection.close()
    return done


def _process(program: Program) -> int:
    assert program.process
    return program.process.pid


def _log(estate: Estate, kind: str) -> Path:
    return estate.folder / f"{kind}.log"
