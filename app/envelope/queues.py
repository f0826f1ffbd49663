"""Where messages wait: on RabbitMQ a durable queue for each route, and one for what was set aside."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, get_args

from aio_pika import ExchangeType, Message
from aio_pika.abc import AbstractChannel, AbstractExchange, AbstractQueue
from pamqp.common import Arguments

from app.envelope.message import RouteName

ROUTES: Final[tuple[str, ...]] = get_args(RouteName)
DELIVERY_LIMIT: Final = 20
"""Deliveries after which a message is set aside; each restart of a receiver that holds it spends one."""

REDRIVEN: Final = "redriven"
"""The header of a message that a person brought back from among those set aside."""
SPOOL_REFUSED: Final = "refused"
"""The folder, inside the spool, of what was set aside."""

_QUORUM: Final = {"x-queue-type": "quorum"}


@dataclass(frozen=True)
class Queues:
    """What one hub has on a broker."""

    exchange: AbstractExchange
    """Takes messages by their route."""
    by_route: Mapping[str, AbstractQueue]
    set_aside: AbstractQueue
    """Takes what the receiver refused, and what was given out too often."""

    async def publish(self, message: Message, route: str, patience: float) -> None:
        """Return once the broker has the message on its disks; `patience` is in seconds.

        Raises:
            aio_pika.exceptions.DeliveryError: no queue took it.
            OSError: the broker did not say so in time; it may have it all the same.
        """
        await self.exchange.publish(message, routing_key=route, mandatory=True, timeout=patience)


def exchange_name(hub: str) -> str:
    """The exchange that the relay publishes to, for the hub of this slug."""
    return f"{hub}.contacts"


def queue_name(hub: str, route: str) -> str:
    """The queue of one route."""
    return f"{hub}.contacts.{route}"


def refused_name(hub: str) -> str:
    """The queue, and the exchange before it, of what the receiver refused."""
    return f"{hub}.refused"


async def declare_queues(channel: AbstractChannel, hub: str) -> Queues:
    """Declare everything that a hub needs; relay and receiver both do, whichever is first.

    Without `reject-publish` RabbitMQ 3.10 silently dead-letters at most once
    (https://www.rabbitmq.com/docs/quorum-queues#dead-lettering).
    """
    refused = refused_name(hub)
    last = await channel.declare_exchange(refused, ExchangeType.FANOUT, durable=True)
    set_aside = await channel.declare_queue(refused, durable=True, arguments={**_QUORUM})
    await set_aside.bind(last)
    exchange = await channel.declare_exchange(exchange_name(hub), ExchangeType.DIRECT, durable=True)
    arguments: Arguments = {
        **_QUORUM,
        "x-dead-letter-exchange": refused,
        "x-dead-letter-strategy": "at-least-once",
        "x-overflow": "reject-publish",
        "x-delivery-limit": DELIVERY_LIMIT,
    }
    queues = {}
    for route in ROUTES:
        queues[route] = await channel.declare_queue(queue_name(hub, route), durable=True, arguments=arguments)
        await queues[route].bind(exchange, routing_key=route)
    return Queues(exchange, queues, set_aside)
