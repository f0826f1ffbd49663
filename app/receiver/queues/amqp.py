"""RabbitMQ at the receiver's end: a few messages in hand at once, each acknowledged when it is filed.

Each queue has a connection of its own: one that was made in another way, or has no leader, costs the others nothing.
"""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Sequence
from dataclasses import dataclass
from time import monotonic
from typing import Final

import aio_pika
import structlog
from aio_pika.abc import AbstractChannel, AbstractConnection, AbstractIncomingMessage, AbstractQueue
from aio_pika.exceptions import CONNECTION_EXCEPTIONS

from app import metrics
from app.envelope.queues import REDRIVEN, REFUSED, ROUTES, declare_route, declare_set_aside
from app.patience import backoff

PATIENCE: Final = 5.0
"""Seconds for connecting, and for each answer of the broker."""
PREFETCH: Final = 24
"""More than are filed at once, so that there is always one to take up."""
MOST: Final = 8
"""Times that a queue is listened to at once, where what cannot be filed now fills a hand and would hold up others."""
LISTEN: Final = 0.5
"""Seconds to wait for a message before looking whether every queue is listened to."""
QUIET: Final = 60.0
"""Seconds without a message after which to listen anew: RabbitMQ does not always say that a queue has gone."""

_log = structlog.get_logger()


class Hand:
    """What a queue gave out and nobody has taken up yet."""

    def __init__(self, came: asyncio.Event) -> None:
        self.messages: list[AbstractIncomingMessage] = []
        self.kept = 0
        """How many of them were given back."""
        self._came = came

    async def put(self, message: AbstractIncomingMessage) -> None:
        """Take one in hand."""
        self.messages.append(message)
        self._came.set()


@dataclass(frozen=True)
class QueuedMessage:
    """A delivery that is not yet acknowledged."""

    message: AbstractIncomingMessage
    hand: Hand

    @property
    def known_as(self) -> str | int | None:
        """What the portal calls it, or else the broker."""
        return self.message.message_id or self.message.delivery_tag

    async def read(self) -> bytes:
        """What was published."""
        return self.message.body

    async def accept(self) -> None:
        """Acknowledge it; where the connection is lost, it comes again and changes nothing."""
        async with _answering():
            await self.message.ack()

    async def refuse(self, *, again: bool) -> None:
        """Let the broker move it to the dead-letter queue, unless it is one more copy of what is there.

        What the broker gave out before may be the copy that was refused, and what was redriven was there.
        """
        if again and not self.message.redelivered and REDRIVEN not in self.message.headers:
            await self.accept()
            return
        async with _answering():
            await self.message.reject(requeue=False)

    async def later(self) -> None:
        """Keep it in hand, for each return to the broker would spend one of its deliveries."""
        self.hand.kept += 1
        await self.hand.put(self.message)


class Line:
    """One queue, listened to until its connection is lost, or it was quiet for long."""

    def __init__(self, url: str, hub: str, route: str, came: asyncio.Event) -> None:
        self._url = url
        self._hub = hub
        self._route = route
        self._came = came
        self._connection: AbstractConnection | None = None
        self._channel: AbstractChannel | None = None
        self._queue: AbstractQueue | None = None
        self._times = 0
        """How often the queue is listened to."""
        self._hand = Hand(came)
        self._failures = 0
        self._heard = 0.0

    @property
    def listens(self) -> bool:
        """Whether messages can come."""
        return self._channel is not None and not self._channel.is_closed

    @property
    def due(self) -> bool:
        """Whether to listen anew: it was lost, or nothing came for long, or the last failure is long enough ago."""
        if self._channel is not None and self._channel.is_closed:
            return True
        wait = min(QUIET, backoff(self._failures)) if self._failures else QUIET
        return not self._hand.messages and monotonic() - self._heard > wait

    async def listen(self) -> None:
        """Listen, anew if need be; where that fails it is said, and tried again after ever longer waits."""
        await self.close()
        if await _usable(self._route, self._open()):
            self._failures = 0
        else:
            self._failures += 1
            await self.close()
        self._heard = monotonic()

    def taken(self) -> Sequence[QueuedMessage]:
        """What is in hand, to be taken up now."""
        taken, self._hand.messages, self._hand.kept = self._hand.messages, [], 0
        if taken:
            self._heard = monotonic()
        return [QueuedMessage(message, self._hand) for message in taken]

    async def reach_further(self) -> None:
        """Listen once more where all that may be in hand was given back: a limit on it is a listener's for life."""
        if self._queue and self._times * PREFETCH <= self._hand.kept < MOST * PREFETCH:
            self._times += 1
            await _usable(self._route, self._consume(self._queue))

    async def close(self) -> None:
        """Close the connection; the broker gives what was in hand to the next receiver."""
        connection, self._connection, self._channel, self._queue = self._connection, None, None, None
        # Nothing of a lost connection can be acknowledged.
        self._hand = Hand(self._came)
        if connection:
            await _let_go(connection)

    async def _open(self) -> None:
        self._connection = await aio_pika.connect(self._url)
        channel = await self._connection.channel()
        await channel.set_qos(PREFETCH)
        queue = (await declare_route(channel, self._hub, self._route)).queue
        await self._consume(queue)
        self._channel, self._queue, self._times = channel, queue, 1

    async def _consume(self, queue: AbstractQueue) -> None:
        await queue.consume(self._hand.put)


class AmqpSource:
    """The queues of every route of one hub; one that cannot be used keeps nothing of the others waiting."""

    def __init__(self, url: str, hub: str) -> None:
        self._url = url
        self._hub = hub
        self._came = asyncio.Event()
        self._lines = [Line(url, hub, route, self._came) for route in ROUTES]

    async def take(self) -> Sequence[QueuedMessage]:
        """What the broker has sent, by queue; none when it sends nothing for half a second."""
        await self._listen()
        try:
            async with asyncio.timeout(LISTEN):
                await self._came.wait()
        except TimeoutError:
            return ()
        self._came.clear()
        return [taken for line in self._lines for taken in line.taken()]

    async def close(self) -> None:
        """Close every connection."""
        await asyncio.gather(*(line.close() for line in self._lines))

    async def _listen(self) -> None:
        if self._listens:
            await asyncio.gather(
                *(line.listen() if line.due else line.reach_further() for line in self._lines)
            )
        else:
            set_aside = _usable(REFUSED, self._see_to_set_aside())
            await asyncio.gather(set_aside, *(line.listen() for line in self._lines))
        if not self._listens:
            raise ConnectionError("The broker cannot be reached")

    @property
    def _listens(self) -> bool:
        return any(line.listens for line in self._lines)

    async def _see_to_set_aside(self) -> None:
        connection = await aio_pika.connect(self._url)
        try:
            await declare_set_aside(await connection.channel(), self._hub)
        finally:
            await _let_go(connection)


async def _usable(queue: str, work: Awaitable[None]) -> bool:
    """Whether the broker let something be done with a queue; said aloud where it did not."""
    try:
        async with asyncio.timeout(PATIENCE):
            await work
    except CONNECTION_EXCEPTIONS as error:
        _log.error("queue_unusable", queue=queue, failure=type(error).__name__)
        metrics.QUEUE_USABLE.labels(queue).set(0)
        return False
    metrics.QUEUE_USABLE.labels(queue).set(1)
    return True


async def _let_go(connection: AbstractConnection) -> None:
    with contextlib.suppress(*CONNECTION_EXCEPTIONS):
        async with asyncio.timeout(PATIENCE):
            await connection.close()


@contextlib.asynccontextmanager
async def _answering() -> AsyncIterator[None]:
    try:
        async with asyncio.timeout(PATIENCE):
            yield
    except CONNECTION_EXCEPTIONS:
        raise ConnectionError("The broker cannot be reached") from None
