"""How many messages wait between relay and receiver, and how many were set aside."""

import asyncio
import contextlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, NamedTuple

import aio_pika
from aio_pika import Message
from aio_pika.abc import AbstractConnection
from aio_pika.exceptions import CONNECTION_EXCEPTIONS, AMQPChannelError, ProbableAuthenticationError
from aio_pika.exceptions import DeliveryError as NotTakenError
from pamqp.common import Arguments

from app.envelope.queues import REFUSED, ROUTES, arguments_by_name, exchange_name, queue_name, refused_name
from app.errors import DeliveryError

PATIENCE: Final = 5.0
"""Seconds for the broker to answer everything."""
NOBODY: Final = "nobody"
"""A route that no queue has."""
SPOOL: Final = "spool"
"""The name of the embedded queue, which does not sort by route."""


@dataclass(frozen=True)
class Depths:
    """What waits, by queue, and the dead letters."""

    waiting: Mapping[str, int]
    refused: int
    unusable: Sequence[str] = ()
    """The queues that are not there, or were made in another way, by their names on the broker."""
    takes: bool = True
    """Whether it takes messages: RabbitMQ that is short of memory or disk answers, and takes none."""


class _Found(NamedTuple):
    messages: int
    usable: bool


async def broker_depths(url: str, hub: str) -> Depths:
    """What waits on RabbitMQ.

    Raises:
        DeliveryError: it cannot be reached, or does not let us in.
    """
    declared = arguments_by_name(hub)
    try:
        async with asyncio.timeout(PATIENCE), await aio_pika.connect(url) as connection:
            found = {queue: await _look(connection, queue, declared[queue]) for queue in declared}
    except ProbableAuthenticationError:
        raise DeliveryError("The broker refuses this user or password") from None
    except CONNECTION_EXCEPTIONS:
        raise DeliveryError("The broker does not answer") from None
    waiting = {route: found[queue_name(hub, route)].messages for route in ROUTES}
    unusable = tuple(queue for queue, one in found.items() if not one.usable)
    return Depths(waiting, found[refused_name(hub)].messages, unusable, await _takes(url, hub))


def spool_depths(folder: Path) -> Depths | None:
    """What waits in a spool folder; None where there is none."""
    if not folder.is_dir():
        return None
    return Depths({SPOOL: _messages(folder)}, _messages(folder / REFUSED))


async def _look(connection: AbstractConnection, queue: str, arguments: Arguments) -> _Found:
    """What is there; a queue that is not is not made, for only one that is there is compared with ours."""
    channel, count = await connection.channel(), 0
    try:
        count = (await channel.declare_queue(queue, passive=True)).declaration_result.message_count or 0
        await channel.declare_queue(queue, durable=True, arguments=arguments)
    except AMQPChannelError:
        return _Found(count, usable=False)
    return _Found(count, usable=True)


async def _takes(url: str, hub: str) -> bool:
    """Whether a message for nobody comes back; RabbitMQ blocks a connection after the first that it may not take."""
    try:
        async with asyncio.timeout(PATIENCE), await aio_pika.connect(url) as connection:
            channel = await connection.channel(on_return_raises=True)
            exchange = await channel.get_exchange(exchange_name(hub), ensure=False)
            for _ in range(2):
                with contextlib.suppress(NotTakenError):
                    await exchange.publish(Message(b""), routing_key=NOBODY, mandatory=True)
    except AMQPChannelError:
        # It answered: what is not there, or not for us, shows in the queues.
        return True
    except CONNECTION_EXCEPTIONS:
        return False
    return True


def _messages(folder: Path) -> int:
    return sum(not path.name.startswith(".") for path in folder.glob("*.json"))
