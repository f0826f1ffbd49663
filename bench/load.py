"""Many people at one server: each with the next journey as one ends, or as they come by chance."""

import asyncio
from collections import defaultdict
from collections.abc import Coroutine, Sequence
from dataclasses import dataclass, field
from ipaddress import IPv4Address
from itertools import count
from random import Random
from time import perf_counter
from typing import Any, Final

from bench.browser import opened
from bench.script import AstrayError, Script, Timed

PEOPLE: Final = 8
"""At once, where each goes on as fast as the server lets them."""
HOMES: Final = map(str, map(IPv4Address("127.1.0.0").__add__, count()))
"""An address for everybody: the portal lets nobody begin thousands of forms in an hour (ADR 63)."""


@dataclass
class Crowd:
    """What came of many journeys of one script."""

    script: Script
    references: list[str] = field(default_factory=list)
    answers: int = 0
    refused: int = 0
    """People who came by chance, and were turned away somewhere."""
    seconds: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    """Of each answer, by its kind."""

    async def one(self, port: int) -> None:
        """One person's journey."""
        browser = await opened(port, next(HOMES))
        try:
            self.references.append(await self.script.play(browser, self._told))
        finally:
            browser.connection.close()

    async def one_who_may_be_refused(self, port: int) -> None:
        """The same where there may be more people than the server can serve."""
        try:
            await self.one(port)
        except (AstrayError, OSError, TimeoutError):
            self.refused += 1

    def _told(self, timed: Timed) -> None:
        self.answers += 1
        self.seconds[timed.kind].append(timed.seconds)


@dataclass(frozen=True)
class Pressed:
    """A server that was kept busy: answers a second while everybody was there, and what came of it."""

    crowd: Crowd
    answers_a_second: float

    @property
    def journeys_a_second(self) -> float:
        """Answers a second over those of a journey."""
        return self.answers_a_second / len(self.crowd.script.lines)


async def closed_loop(script: Script, port: int, seconds: float, people: int = PEOPLE) -> Pressed:
    """So many people at once for so long, each with the next journey as soon as one ends."""
    crowd, began = Crowd(script), perf_counter()
    rate = 0.0

    async def go_round() -> None:
        while perf_counter() - began < seconds:
            await crowd.one(port)

    async def look_at_the_clock() -> None:
        nonlocal rate
        await asyncio.sleep(seconds)
        rate = crowd.answers / (perf_counter() - began)

    await _all([look_at_the_clock(), *(go_round() for _ in range(people))])
    return Pressed(crowd, rate)


async def open_loop(script: Script, port: int, rate: float, seconds: float, seed: int) -> Crowd:
    """People who come by chance (Poisson), so many a second, whether or not those before them are served."""
    crowd, chance = Crowd(script), Random(seed)
    loop = asyncio.get_running_loop()
    at, end = loop.time(), loop.time() + seconds
    async with asyncio.TaskGroup() as there:
        while at < end:
            at += chance.expovariate(rate)
            await asyncio.sleep(max(0, at - loop.time()))
            there.create_task(crowd.one_who_may_be_refused(port))
    return crowd


async def _all(work: Sequence[Coroutine[Any, Any, None]]) -> None:
    async with asyncio.TaskGroup() as there:
        for one in work:
            there.create_task(one)
