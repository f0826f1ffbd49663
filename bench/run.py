"""The whole bench: three rounds in which everybody is measured in turn, so that every figure has its ratio."""

import subprocess
import sys
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from time import process_time
from typing import Final

import asyncpg

from bench import journeys
from bench.carrying import LONGEST, Carried, carried
from bench.estate import ROOT, WORKER, Estate, Site
from bench.figures import cpu_seconds, percentile, pss_megabytes
from bench.load import Crowd, closed_loop, open_loop
from bench.script import Line, Script, written_down
from bench.sending import finished, sends_a_second

ROUNDS: Final = 3
RATE: Final = 25.0
"""Journeys that begin in a second where people come by chance."""
PEERS_RATE: Final = 5.0
"""The same where the peer keeps up too."""
COUNT: Final = "SELECT count(*) FROM {table} WHERE reference = ANY($1)"
ROWS: Final = ("small", 16), ("as large as a message", 16_384)
"""Bytes of the rows of the ceiling."""
A_STEP: Final = 4096
"""Bytes of a row as large as the draft that a step stores."""


@dataclass(frozen=True)
class Lengths:
    """Seconds of each part, and how many are sent or carried."""

    loop: float = 6
    ceiling: float = 3
    chance: float = 20
    beside: float = 10
    sent: int = 1200
    carried: float = 20
    backlog: int = 0
    """Contacts that wait before any is carried; then it goes on until none is left."""


QUICK: Final = Lengths(loop=0.5, ceiling=0.3, chance=1, beside=1, sent=50, carried=2)


@dataclass
class Measured:
    """Every measurement by its name, one a round, and what was counted."""

    rounds: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    requests: dict[str, int] = field(default_factory=dict)
    """Of each journey."""
    shown: int = 0
    """References that were shown; as many were found in the database."""
    carried: Carried | None = None


class LostError(Exception):
    """A reference was shown that the database does not have."""


@dataclass(frozen=True)
class Side:
    """One journey at one server, and the table that then holds its reference, if any."""

    script: Script
    site: Site
    table: str = ""


@dataclass
class Bench:
    """The servers, what is asked of them, and what was measured."""

    estate: Estate
    portal: Site
    sides: Mapping[str, Side]
    lengths: Lengths
    measured: Measured = field(default_factory=Measured)

    async def round(self, number: int) -> None:
        """Measure everything once."""
        lengths = self.lengths
        for name in self.sides:
            await self._press(name, lengths.loop if self.sides[name].table else lengths.ceiling)
        self._insert()
        await self._send()
        await self._by_chance("equal", RATE, lengths.chance, number)
        await self._by_chance("fixed page", RATE, lengths.beside, number)
        self._insert_by_chance()
        for name in ("equal", "peer"):
            if name in self.sides:
                await self._by_chance(name, PEERS_RATE, lengths.beside, number)
        for name in ("fixed page", "equal", "peer"):
            if name in self.sides:
                self._note(f"{name}: PSS MB", pss_megabytes(self.sides[name].site.process))

    async def carry(self) -> None:
        """Bring what was sent to a hub."""
        if self.lengths.backlog:
            await self._send_so_many(self.lengths.backlog)
        at_most = LONGEST if self.lengths.backlog else self.lengths.carried
        self.measured.carried = await carried(self.estate, self.portal, at_most)

    async def _press(self, name: str, seconds: float) -> None:
        side = self.sides[name]
        processes = {"": side.site.process, ", PostgreSQL": self.estate.database_process}
        before = {whose: cpu_seconds(process) for whose, process in processes.items()}
        asking = process_time()
        pressed = await closed_loop(side.script, side.site.port, seconds)
        spent = {whose: cpu_seconds(process) - before[whose] for whose, process in processes.items()}
        spent[", client"] = process_time() - asking
        self._note(f"{name}: journeys/s", pressed.journeys_a_second)
        self._note(f"{name}: requests/s", pressed.answers_a_second)
        for whose, seconds_of_it in spent.items():
            self._note(f"{name}: CPU ms a request{whose}", 1000 * seconds_of_it / pressed.crowd.answers)
        self.measured.requests[name] = len(side.script.lines)
        await self._count(side, pressed.crowd)

    async def _by_chance(self, name: str, rate: float, seconds: float, seed: int) -> None:
        side = self.sides[name]
        crowd = await open_loop(side.script, side.site.port, rate, seconds, seed)
        self._note(f"{name}, {rate:.0f} journeys/s: people turned away", crowd.refused)
        for kind in ("GET", "POST", "submit") if side.table else ("GET",):
            for part in (50, 99):
                ms = 1000 * percentile(crowd.seconds[kind], part / 100)
                self._note(f"{name}, {rate:.0f} journeys/s: {kind} p{part} ms", ms)
        await self._count(side, crowd)

    async def _count(self, side: Side, crowd: Crowd) -> None:
        """Be sure that the database has every reference that was shown.

        Raises:
            LostError: it has not.
        """
        if not side.table:
            return
        connection = await asyncpg.connect(side.site.database_url)
        found = await connection.fetchval(COUNT.format(table=side.table), crowd.references)
        await connection.close()
        if found != len(crowd.references):
            raise LostError(f"{len(crowd.references)} references were shown, and {found} are there")
        self.measured.shown += found

    def _insert(self) -> None:
        for name, size in ROWS:
            (rows,) = self._inserting(self.lengths.ceiling, size)
            self._note(f"raw inserts, {name}: rows/s", rows)

    def _insert_by_chance(self) -> None:
        """As many rows as the steps of the journeys that begin in a second store."""
        posts = sum(line.method == "POST" for line in self.sides["equal"].script.lines)
        half, most = self._inserting(self.lengths.beside, A_STEP, RATE * posts)
        self._note(f"raw inserts, {RATE * posts:.0f} rows/s: p50 ms", half)
        self._note(f"raw inserts, {RATE * posts:.0f} rows/s: p99 ms", most)

    def _inserting(self, seconds: float, *given: float) -> list[float]:
        program = ("taskset", "-c", str(WORKER), sys.executable, "-m", "bench.inserting")
        command = (*program, self.portal.database_url, str(seconds), *map(str, given))
        done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT)
        return [float(figure) for figure in done.stdout.split()]

    async def _send(self) -> None:
        self._note("sending alone: referrals/s", await self._send_so_many(self.lengths.sent))

    async def _send_so_many(self, count: int) -> float:
        ready = await finished(self.sides["equal"].script, self.portal)
        rate = await sends_a_second(ready, self.portal, count)
        ready.browser.connection.close()
        return rate

    def _note(self, name: str, value: float) -> None:
        self.measured.rounds[name].append(value)


async def measure(estate: Estate, lengths: Lengths, rounds: int, *, with_peer: bool) -> Measured:
    """Run the whole bench."""
    portal, fixed_page = await estate.portal(), await estate.fixed_page()
    equal = await written_down("equal", portal.address, journeys.neighbour, "/send")
    page = Script("fixed page", (Line("GET", "/"),) * len(equal.lines), "/send")
    sides = {"fixed page": Side(page, fixed_page), "equal": Side(equal, portal, "referrals")}
    if peer := await _peer(estate) if with_peer else None:
        script = await written_down("peer", peer.address, journeys.at_the_peer, "/done/")
        sides["peer"] = Side(script, peer, "peer_referral")
    for name, journey in (("family", journeys.parent), ("professional", journeys.professional)):
        script = await written_down(name, portal.address, journey, "/send")
        sides[name] = Side(script, portal, "referrals")
    bench = Bench(estate, portal, sides, lengths)
    for number in range(rounds):
        await bench.round(number)
    await bench.carry()
    return bench.measured


async def _peer(estate: Estate) -> Site | None:
    """The peer; None where its libraries cannot be had, which is said."""
    try:
        return await estate.peer()
    except subprocess.CalledProcessError:
        sys.stderr.write("The peer could not be made, so nothing is measured beside it: see above.\n")
        return None
