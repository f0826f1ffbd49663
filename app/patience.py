"""Work done again and again until the process is told to stop, with longer waits after failures."""

import asyncio
import contextlib
import os
import secrets
import signal
from collections.abc import Awaitable, Callable, Hashable
from time import monotonic
from typing import Final

import structlog

from app import metrics
from app.errors import StorageUnavailableError

SHORTEST: Final = 1.0
LONGEST: Final = 300.0
"""Seconds between two tries of what fails."""
IDLE: Final = 0.5
"""Seconds between two looks when there was nothing to do."""
GRACE: Final = 5.0
"""Seconds that work in hand is given to end when the process is told to stop."""

_DOUBLINGS: Final = 9
_chance = secrets.SystemRandom()
_log = structlog.get_logger()


def backoff(failures: int) -> float:
    """Seconds to wait after so many failures in a row: doubling, between 1 and 300, spread by chance.

    The spread keeps many rows that failed together from coming back together.
    """
    longest = min(LONGEST, SHORTEST * 2.0 ** min(failures, _DOUBLINGS))
    return max(SHORTEST, _chance.uniform(longest / 2, longest))


class Delays:
    """When each thing that failed is tried again: after ever longer waits of its own, which hold up no other."""

    def __init__(self) -> None:
        self._failures: dict[Hashable, int] = {}
        self._due: dict[Hashable, float] = {}

    def is_due(self, thing: Hashable) -> bool:
        """Whether it may be tried now."""
        return self._due.get(thing, 0.0) <= monotonic()

    def failed(self, thing: Hashable) -> None:
        """Try it again later."""
        self._failures[thing] = failures = self._failures.get(thing, 0) + 1
        self._due[thing] = monotonic() + backoff(failures)

    def forget(self, thing: Hashable) -> None:
        """It is done."""
        self._failures.pop(thing, None)
        self._due.pop(thing, None)


async def keep_doing(
    name: str, work: Callable[[], Awaitable[bool]], stopping: asyncio.Event, idle: float = IDLE
) -> None:
    """Do a piece of work until `stopping` is set; it says whether there may be more of it at once.

    Whatever it raises is logged by its type, beside the work's name, and waited for.
    """
    failures = 0
    while not stopping.is_set():
        try:
            busy = await _unless_stopped(work(), stopping)
        except Exception as error:  # noqa: BLE001 -- what carries referrals must outlive any failure
            _log.error("round_failed", work=name, failure=type(error).__name__, said=_called(error))
            metrics.FAILED_ROUNDS.labels(name).inc()
            failures += 1
            await pause(backoff(failures), stopping)
            continue
        failures = 0
        if not busy:
            await pause(idle, stopping)


async def keep_trying(name: str, work: Callable[[], Awaitable[None]], stopping: asyncio.Event) -> None:
    """Do a piece of work until storage lets it end once, or `stopping` is set; any other failure is the caller's."""
    failures = 0
    while not stopping.is_set():
        try:
            await work()
        except StorageUnavailableError as error:
            _log.error("round_failed", work=name, failure=type(error).__name__, said=_called(error))
            failures += 1
            await pause(backoff(failures), stopping)
        else:
            return


class Errands:
    """Work that is begun once its answer is given, a few at once; what fails is logged by its type and left."""

    def __init__(self, at_once: int = 2, most: int = 100) -> None:
        self._turns = asyncio.Semaphore(at_once)
        self._most = most
        self._going: set[asyncio.Task[None]] = set()

    def send(self, name: str, work: Callable[[], Awaitable[None]]) -> None:
        """Begin it; where too many are waiting already, it is never done."""
        if len(self._going) < self._most:
            task = asyncio.create_task(self._run(name, work))
            self._going.add(task)
            task.add_done_callback(self._going.discard)

    async def finish(self) -> None:
        """Wait for those that were begun."""
        await asyncio.gather(*self._going)

    async def _run(self, name: str, work: Callable[[], Awaitable[None]]) -> None:
        async with self._turns:
            try:
                await work()
            except Exception as error:  # noqa: BLE001 -- nobody is there any more to be told
                _log.error("round_failed", work=name, failure=type(error).__name__, said=_called(error))
                metrics.FAILED_ROUNDS.labels(name).inc()


def told_to_stop() -> asyncio.Event:
    """What is set once this process gets SIGINT or SIGTERM; to be called in its event loop."""
    stopping = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stopping.set)
    return stopping


async def pause(seconds: float, stopping: asyncio.Event) -> None:
    """Wait so long, or until told to stop."""
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            await stopping.wait()


def _called(error: Exception) -> str:
    """What the system calls an error's number, such as a full disk; the error's own text can name a file."""
    number = error.errno if isinstance(error, OSError) else None
    return os.strerror(number) if number and number > 0 else ""


async def _unless_stopped(work: Awaitable[bool], stopping: asyncio.Event) -> bool:
    doing, stopped = asyncio.ensure_future(work), asyncio.ensure_future(stopping.wait())
    try:
        await asyncio.wait((doing, stopped), return_when=asyncio.FIRST_COMPLETED)
        await asyncio.wait((doing,), timeout=GRACE)
        return doing.done() and not doing.cancelled() and await doing
    finally:
        stopped.cancel()
        doing.cancel()
        await asyncio.wait((doing, stopped))
