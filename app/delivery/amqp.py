"""The queue on RabbitMQ: a message counts as delivered once the broker has confirmed that it keeps it."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable
from functools import partial
from typing import Final, Generic, TypeVar

import aio_pika
from aio_pika import DeliveryMode, Message
from aio_pika.abc import AbstractChannel, AbstractConnection
from aio_pika.exceptions import CONNECTION_EXCEPTIONS, ChannelPreconditionFailed, ProbableAuthenticationError
from aio_pika.exceptions import DeliveryError as NotTakenError

from app.delivery.redriving import Redriven, bring_back
from app.envelope.message import CONTENT_TYPE
from app.envelope.queues import ROUTES, declare_queues, declare_route, publish
from app.errors import DeliveryError
from app.storage.outbox import OutboxRow

PATIENCE: Final = 5.0
"""Seconds for connecting and declaring, and for each publish: a stalled broker would hang it for ever."""
DECLARED_OTHERWISE: Final = (
    "The broker has a queue of ours that was declared in another way: see docs/operating.md ({said})"
)

Declared = TypeVar("Declared")


class Broker(Generic[Declared]):
    """A connection on which something was declared; made when it first must be, and again whenever it is lost."""

    def __init__(
        self, url: str, declare: Callable[[AbstractChannel], Awaitable[Declared]], patience: float
    ) -> None:
        self._url = url
        self._declare = declare
        self._patience = patience
        self._connecting = asyncio.Lock()
        self._connection: AbstractConnection | None = None
        self._channel: AbstractChannel | None = None
        self._declared: Declared | None = None

    @contextlib.asynccontextmanager
    async def ready(self) -> AsyncIterator[Declared]:
        """What was declared, to work with for a block.

        Raises:
            DeliveryError: the broker cannot be reached, has something else of that name, or did not take a message.
        """
        try:
            yield await self._ready()
        except NotTakenError:
            # A queue that is missing is declared again before the next try.
            self._declared = None
            raise DeliveryError("The broker did not take the message") from None
        except ChannelPreconditionFailed as error:
            await self.close()
            raise DeliveryError(DECLARED_OTHERWISE.format(said=error.args[0])) from None
        except ProbableAuthenticationError:
            await self.close()
            raise DeliveryError("The broker refuses this user or password: look at QUEUE_URL") from None
        except CONNECTION_EXCEPTIONS:
            await self.close()
            raise DeliveryError("The broker cannot be reached") from None

    async def close(self) -> None:
        """Close the connection, if there is one."""
        connection, self._connection, self._channel, self._declared = self._connection, None, None, None
        if connection:
            with contextlib.suppress(*CONNECTION_EXCEPTIONS):
                async with asyncio.timeout(self._patience):
                    # By default what is under way would end as if somebody had cancelled it.
                    await connection.close(ConnectionAbortedError)

    async def _ready(self) -> Declared:
        # Whoever waits for another's connecting waits no longer than for one's own.
        async with asyncio.timeout(self._patience), self._connecting:
            if self._connection is None or self._connection.is_closed:
                self._connection = await aio_pika.connect(self._url)
            if self._channel is None or self._channel.is_closed:
                self._channel, self._declared = await self._connection.channel(on_return_raises=True), None
            if self._declared is None:
                self._declared = await self._declare(self._channel)
            return self._declared


class AmqpChannel:
    """Publishes to one hub's queues, by a connection for each: one that is wrong takes along nothing of the others."""

    def __init__(self, url: str, hub: str, patience: float = PATIENCE) -> None:
        self._patience = patience
        self._all = Broker(url, partial(declare_queues, hub=hub), patience)
        self._ways = {
            route: Broker(url, partial(declare_route, hub=hub, route=route), patience) for route in ROUTES
        }
        self._failing: set[str] = set()

    @property
    def takes(self) -> bool:
        """Whether no route failed at the last message that it was given."""
        return not self._failing

    async def deliver(self, row: OutboxRow) -> None:
        """Publish, and wait until the broker has written it to its disks.

        Raises:
            DeliveryError: it refused, returned or did not confirm the message, and may have it all the same; or only a
                newer relay knows its route.
        """
        if row.route not in self._ways:
            raise DeliveryError(
                "A newer portal wrote on a route that this relay does not know: renew the relay"
            )
        try:
            async with self._ways[row.route].ready() as way:
                await publish(way.exchange, _message(row), row.route, self._patience)
        except BaseException:
            self._failing.add(row.route)
            raise
        self._failing.discard(row.route)

    async def declare(self) -> None:
        """Be sure that everything the hub needs is on the broker.

        Raises:
            DeliveryError: the broker cannot be reached, or has something else of that name.
        """
        async with self._all.ready():
            pass

    async def redrive(self) -> Redriven:
        """Bring back what was set aside.

        Raises:
            DeliveryError: the broker went away; nothing is lost, and what was brought back may still be there too.
        """
        async with self._all.ready() as queues:
            return await bring_back(queues, self._patience)

    async def close(self) -> None:
        """Close whatever is open."""
        await asyncio.gather(self._all.close(), *(way.close() for way in self._ways.values()))


def _message(row: OutboxRow) -> Message:
    return Message(
        row.body,
        message_id=str(row.message_id),
        content_type=CONTENT_TYPE,
        delivery_mode=DeliveryMode.PERSISTENT,
    )
