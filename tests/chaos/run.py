"""One run: people send, things fall over, everything heals, and what was promised is counted."""

import asyncio
import contextlib
import itertools
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID

import aio_pika
import asyncpg
import orjson

from app.envelope.queues import ROUTES, queue_name, refused_name
from app.profiles.loading import load_profile
from tests.chaos.answering import Fields, all_fields
from tests.chaos.count import Count, HubWatch, count
from tests.chaos.estate import COUNCIL, Estate, started
from tests.chaos.people import Journey, mark_of, travel
from tests.chaos.storm import Storm

PATIENCE_OF_PEOPLE = 240
"""Seconds that somebody takes at most for a whole form, outages included."""
LAST_ARRIVALS = 1200
"""Seconds, once all is well, that the last ones may take: a lost message goes again after 15 minutes."""
LOOK = 0.5
LOOKS_TO_TELL = 40
"""Looks from one word about how far it has come to the next."""


@dataclass(frozen=True)
class Asked:
    """What a run is to be."""

    confirmed: int
    seed: int
    seconds: float
    """After which nobody new comes, however few were confirmed."""
    people: int = 12
    """How many are at it at once."""
    copies: int = 1
    """How many portals, relays and receivers share the work."""
    calm: float = 1.0
    """How long the pauses between blows are, against the usual ones."""


@dataclass
class Run:
    """What has happened so far."""

    asked: Asked
    storm: Storm
    watch: HubWatch
    journeys: list[Journey] = field(default_factory=list)
    began: float = field(default_factory=time.monotonic)
    stormy: float = 0.0
    """Seconds that the storm lasted."""
    quiet: float = 0.0
    """Seconds from its end until nothing was under way any more."""
    set_aside: int = 0
    """Messages in the hub's queue of what was refused."""
    logged: Counter[str] = field(default_factory=Counter)
    """What our own processes have said of it, and how often."""

    @property
    def confirmed(self) -> int:
        return sum(bool(journey.confirmed) for journey in self.journeys)

    def is_enough(self) -> bool:
        if time.monotonic() - self.began > self.asked.seconds:
            return True
        return self.confirmed >= self.asked.confirmed and self.storm.has_hit_everything()


async def run(asked: Asked, tell: Callable[[str], None] = lambda _: None) -> tuple[Run, Count]:
    """Start everything, let it happen, heal it, and count; nothing is left running, and no file.

    Now and then somebody is told how far it has come.
    """
    async with started(asked.copies) as estate:
        running = Run(asked, Storm(estate, str(asked.seed), asked.calm), HubWatch(estate.hub))
        looking = asyncio.create_task(_keep_looking(running, tell))
        try:
            await _let_it_happen(running, estate)
            await _until_quiet(running, estate)
        finally:
            looking.cancel()
        running.watch.look()
        running.set_aside = await _depth(estate.queue_url, [refused_name(COUNCIL)])
        running.logged = _logged(estate.logs())
        return running, count(running.journeys, await _committed(estate.database_url), running.watch)


async def _let_it_happen(running: Run, estate: Estate) -> None:
    """Until enough are confirmed; whoever is still at it then may finish in peace."""
    async with asyncio.TaskGroup() as tasks:
        fields = all_fields(load_profile(COUNCIL))
        for _ in range(running.asked.people):
            tasks.create_task(_keep_coming(running, estate.sites, fields))
        storm = tasks.create_task(running.storm.blow())
        while not running.is_enough():  # noqa: ASYNC110 -- time alone may be enough
            await asyncio.sleep(LOOK)
        storm.cancel()
        await asyncio.wait((storm,))
        running.stormy = time.monotonic() - running.began
        await estate.heal()


async def _keep_coming(running: Run, sites: tuple[str, ...], fields: Mapping[str, Fields]) -> None:
    """One person after another, at one place in the queue."""
    while not running.is_enough():
        number = len(running.journeys) + 1
        seed = f"{running.asked.seed} {number}"
        form = Random(seed).choice(sorted(fields))  # noqa: S311
        journey = Journey(number, form, mark_of(number))
        running.journeys.append(journey)
        try:
            async with asyncio.timeout(PATIENCE_OF_PEOPLE):
                await travel(sites, fields[form], journey, seed)
        except TimeoutError:
            journey.gave_up = "out of patience"


async def _keep_looking(running: Run, tell: Callable[[str], None]) -> None:
    for looked in itertools.count():
        running.watch.look()
        if looked % LOOKS_TO_TELL == 0:
            blows = sum((running.storm.kills + running.storm.stalls).values())
            seconds = time.monotonic() - running.began
            tell(
                f"{seconds:.0f} s: {running.confirmed} confirmed, {len(running.watch.seen)} arrived, {blows} blows"
            )
        await asyncio.sleep(LOOK)


async def _until_quiet(running: Run, estate: Estate) -> None:
    """Until nothing waits for a receipt and no queue holds anything, or the last arrivals have had their time."""
    began = time.monotonic()
    queues = [queue_name(COUNCIL, route) for route in ROUTES]
    while time.monotonic() - began < LAST_ARRIVALS:
        if not await _unreceipted(estate.database_url) and not await _depth(estate.queue_url, queues):
            break
        await asyncio.sleep(LOOK)
    running.quiet = time.monotonic() - began


async def _unreceipted(database: str) -> int:
    rows = await _select(database, "SELECT id FROM outbox WHERE channel = 'hub' AND settled_at IS NULL")
    return len(rows)


async def _committed(database: str) -> Mapping[str, UUID]:
    rows = await _select(database, "SELECT reference, message_id FROM referrals")
    return {row["reference"]: row["message_id"] for row in rows}


async def _select(database: str, statement: str) -> Sequence[Mapping[str, Any]]:
    connection = await asyncpg.connect(database)
    try:
        rows: Sequence[Mapping[str, Any]] = await connection.fetch(statement)
        return rows
    finally:
        await connection.close()


async def _depth(url: str, queues: Sequence[str]) -> int:
    """How many messages wait in these queues, together."""
    async with await aio_pika.connect(url) as connection:
        channel = await connection.channel()
        declared = [await channel.declare_queue(queue, passive=True) for queue in queues]
        return sum(queue.declaration_result.message_count or 0 for queue in declared)


def _logged(logs: Sequence[Path]) -> Counter[str]:
    """Our processes' events by name, with the type of what failed."""
    said: Counter[str] = Counter()
    for log in logs:
        for line in log.read_bytes().splitlines():
            with contextlib.suppress(orjson.JSONDecodeError):
                event = orjson.loads(line)
                said[" ".join(filter(None, (log.stem, event.get("event"), event.get("failure"))))] += 1
    return said
