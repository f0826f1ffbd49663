"""RabbitMQ at the receiver's end: a few messages in hand at once, each acknowledged when it is filed."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from time import monotonic
from typing import Final

import aio_pika
from aio_pika.abc import AbstractChannel, AbstractConnection, AbstractIncomingMessage
from aio_pika.exceptions import CONNECTION_EXCEPTIONS

from app.envelope.queues import REDRIVEN, declare_queues

PATIENCE: Final = 5.0
"""Seconds for connecting, and for each answer of the broker."""
PREFETCH: Final = 24
"""More than are filed at once, so that there is always one to take up."""
LISTEN: Final = 0.5
"""Seconds to wait for a message before looking whether the connection still stands."""
QUIET: Final = 60.0
"""Seconds without a message after which to listen anew: RabbitMQ does not always say that a queue has gone."""


@dataclass(frozen=True)
class QueuedMessage:
    """A delivery that is not yet acknowledged."""

    message: AbstractIncomingMessage
    waiting: asyncio.Queue[AbstractIncomingMessage]

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
        self.waiting.put_nowait(self.message)


class AmqpSource:
    """The queues of every route of one hub; connects again whenever the connection is lost."""

    def __init__(self, url: str, hub: str) -> None:
        self._url = url
        self._hub = hub
        self._connection: AbstractConnection | None = None
        self._channel: AbstractChannel | None = None
        self._waiting: asyncio.Queue[AbstractIncomingMessage] = asyncio.Queue()
        self._heard = 0.0

    async def take(self) -> Sequence[QueuedMessage]:
        """What the broker has sent; none when it sends nothing for half a second."""
        if self._channel is None or self._channel.is_closed or self._is_quiet:
            await self._open()
        try:
            async with asyncio.timeout(LISTEN):
                first = await self._waiting.get()
        except TimeoutError:
            return ()
        self._heard = monotonic()
        rest = [self._waiting.get_nowait() for _ in range(self._waiting.qsize())]
        return [QueuedMessage(message, self._waiting) for message in (first, *rest)]

    async def close(self) -> None:
        """Close the connection; the broker gives what was in hand to the next receiver."""
        connection, self._connection, self._channel = self._connection, None, None
        # Nothing of a lost connection can be acknowledged.
        self._waiting = asyncio.Queue()
        if connection:
            with contextlib.suppress(*CONNECTION_EXCEPTIONS):
                async with asyncio.timeout(PATIENCE):
                    await connection.close()

    @property
    def _is_quiet(self) -> bool:
        return self._waiting.empty() and monotonic() - self._heard > QUIET

    async def _open(self) -> None:
        await self.close()
        async with _answering():
            self._connection = await aio_pika.connect(self._url)
            channel = await self._connection.channel()
            await self._listen(channel)
        self._channel, self._heard = channel, monotonic()

    async def _listen(self, channel: AbstractChannel) -> None:
        await channel.set_qos(PREFETCH)
        for queue in (await declare_queues(channel, self._hub)).by_route.values():
            await queue.consume(self._waiting.put)


@contextlib.asynccontextmanager
async def _answering() -> AsyncIterator[None]:
    try:
        async with asyncio.timeout(PATIENCE):
            yield
    except CONNECTION_EXCEPTIONS:
        raise ConnectionError("The broker cannot be reached") from None
