"""The queue on RabbitMQ: a message counts as delivered once the broker has confirmed that it keeps it."""

import asyncio
import contextlib
from typing import Final

import aio_pika
from aio_pika import DeliveryMode, Message
from aio_pika.abc import AbstractConnection, AbstractExchange
from aio_pika.exceptions import CONNECTION_EXCEPTIONS
from aio_pika.exceptions import DeliveryError as NotTakenError

from app.envelope.message import CONTENT_TYPE
from app.envelope.queues import declare_queues
from app.errors import DeliveryError
from app.storage.outbox import OutboxRow

PATIENCE: Final = 5.0
"""Seconds for connecting and declaring, and for each publish: a stalled broker would hang it for ever."""


class AmqpChannel:
    """Publishes to one hub's queues; connects when it first must, and again whenever that is lost."""

    def __init__(self, url: str, hub: str, patience: float = PATIENCE) -> None:
        self._url = url
        self._hub = hub
        self._patience = patience
        self._connecting = asyncio.Lock()
        self._connection: AbstractConnection | None = None
        self._exchange: AbstractExchange | None = None

    async def deliver(self, row: OutboxRow) -> None:
        """Publish, and wait until the broker has written it to its disks.

        Raises:
            DeliveryError: it refused, returned or did not confirm the message; it may have it all the same.
        """
        try:
            exchange = await self._ready()
            await exchange.publish(
                _message(row), routing_key=row.route, mandatory=True, timeout=self._patience
            )
        except NotTakenError:
            # A queue that is missing is declared again before the next try.
            self._exchange = None
            raise DeliveryError("The broker did not take the message") from None
        except CONNECTION_EXCEPTIONS:
            await self.close()
            raise DeliveryError("The broker cannot be reached") from None

    async def close(self) -> None:
        """Close the connection, if there is one."""
        connection, self._connection, self._exchange = self._connection, None, None
        if connection:
            with contextlib.suppress(*CONNECTION_EXCEPTIONS):
                async with asyncio.timeout(self._patience):
                    # By default what is under way would end as if somebody had cancelled it.
                    await connection.close(ConnectionAbortedError)

    async def _ready(self) -> AbstractExchange:
        async with self._connecting, asyncio.timeout(self._patience):
            if self._connection is None or self._connection.is_closed:
                self._exchange = None
                self._connection = await aio_pika.connect(self._url)
            if self._exchange is None:
                channel = await self._connection.channel(on_return_raises=True)
                self._exchange = (await declare_queues(channel, self._hub)).exchange
            return self._exchange


def _message(row: OutboxRow) -> Message:
    return Message(
        row.body,
        message_id=str(row.message_id),
        content_type=CONTENT_TYPE,
        delivery_mode=DeliveryMode.PERSISTENT,
    )
