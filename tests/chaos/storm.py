"""What goes wrong: each part is killed or stalled again and again, at random moments that a seed decides."""

import asyncio
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from random import Random

from tests.chaos.estate import KINDS, SLOWEST_START, Estate
from tests.servers import Server

CALM: Mapping[str, tuple[float, float]] = {
    "portal": (8, 40),
    "relay": (5, 25),
    "receiver": (5, 25),
    "RabbitMQ": (10, 60),
    "PostgreSQL": (10, 45),
}
"""Seconds, at least and at most, that each part works between two blows; the first comes within the least."""
DOWN = (0, 4)
"""Seconds from a kill to the start."""
STALLED = (0.5, 9)
"""Seconds from SIGSTOP to SIGCONT; nothing of ours waits for longer than five."""
STALLS = 0.25
"""How many of the blows are stalls; the first is never one."""
LOOK = 0.5
"""Seconds between two looks whether a part has given up by itself; whoever runs it would start it again."""


@dataclass
class Storm:
    """The blows that an estate gets until somebody has had enough."""

    estate: Estate
    seed: str
    calm: float
    """How long the pauses between blows are, against CALM."""
    kills: Counter[str] = field(default_factory=Counter)
    stalls: Counter[str] = field(default_factory=Counter)
    restarts: Counter[str] = field(default_factory=Counter)
    """Starts of what had ended by itself."""

    async def blow(self) -> None:
        """Hit every part, each at its own pace, until cancelled.

        Raises:
            TimeoutError: a part does not come back.
        """
        async with asyncio.TaskGroup() as tasks:
            for kind in KINDS:
                for number, server in enumerate(self.estate.parts[kind]):
                    chance = Random(f"{self.seed} {kind} {number}")  # noqa: S311
                    tasks.create_task(self._hit(kind, server, chance))

    def has_hit_everything(self) -> bool:
        return all(self.kills[kind] for kind in KINDS)

    async def _hit(self, kind: str, server: Server, chance: Random) -> None:
        await self._calm(kind, server, chance.uniform(1, CALM[kind][0]))
        while True:
            if self.kills[kind] and chance.random() < STALLS:
                self.stalls[kind] += 1
                server.program.stall()
                await asyncio.sleep(chance.uniform(*STALLED))
                server.program.go_on()
            else:
                self.kills[kind] += 1
                server.program.kill()
                await asyncio.sleep(chance.uniform(*DOWN))
                server.program.start()
            await self._calm(kind, server, self._pause(kind, chance))

    def _pause(self, kind: str, chance: Random) -> float:
        return self.calm * chance.uniform(*CALM[kind])

    async def _calm(self, kind: str, server: Server, seconds: float) -> None:
        await server.ready(SLOWEST_START)
        for _ in range(int(seconds / LOOK)):
            await asyncio.sleep(LOOK)
            if not server.program.runs():
                self.restarts[kind] += 1
                server.program.start()
