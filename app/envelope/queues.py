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
REFUSED: Final = "refused"
"""What was set aside: a queue, or a folder inside the spool, and its name in figures and logs."""

_QUORUM: Final = {"x-queue-type": "quorum"}


@dataclass(frozen=True)
class Way:
    """The way into the queue of one route, and out of it."""

    exchange: AbstractExchange
    """Takes messages by their route."""
    queue: AbstractQueue


@dataclass(frozen=True)
class Queues:
    """What one hub has on a broker."""

    exchange: AbstractExchange
    by_route: Mapping[str, AbstractQueue]
    set_aside: AbstractQueue
    """Takes what the receiver refused, and what was given out too often."""


async def publish(exchange: AbstractExchange, message: Message, route: str, patience: float) -> None:
    """Return once the broker has the message on its disks; `patience` is in seconds.

    Raises:
        aio_pika.exceptions.DeliveryError: no queue took it.
        OSError: the broker did not say so in time; it may have it all the same.
    """
    await exchange.publish(message, routing_key=route, mandatory=True, timeout=patience)


def exchange_name(hub: str) -> str:
    """The exchange that the relay publishes to, for the hub of this slug."""
    return f"{hub}.contacts"


def queue_name(hub: str, route: str) -> str:
    """The queue of one route."""
    return f"{hub}.contacts.{route}"


def refused_name(hub: str) -> str:
    """The queue, and the exchange before it, of what the receiver refused."""
    return f"{hub}.{REFUSED}"


def arguments_by_name(hub: str) -> Mapping[str, Arguments]:
    """What each of a hub's queues is declared with, by its name on the broker.

    Without `reject-publish` RabbitMQ 3.10 silently dead-letters at most once
    (https://www.rabbitmq.com/docs/quorum-queues#dead-lettering).
    """
    of_a_route: Arguments = {
        **_QUORUM,
        "x-dead-letter-exchange": refused_name(hub),
        "x-dead-letter-strategy": "at-least-once",
        "x-overflow": "reject-publish",
        "x-delivery-limit": DELIVERY_LIMIT,
    }
    return {**{queue_name(hub, route): of_a_route for route in ROUTES}, refused_name(hub): {**_QUORUM}}


async def declare_queues(channel: AbstractChannel, hub: str) -> Queues:
    """Declare everything that a hub needs; one queue that was made in another way, and the channel is closed."""
    set_aside = await declare_set_aside(channel, hub)
    ways = {route: await declare_route(channel, hub, route) for route in ROUTES}
    exchange = next(way.exchange for way in ways.values())
    return Queues(exchange, {route: way.queue for route, way in ways.items()}, set_aside)


async def declare_route(channel: AbstractChannel, hub: str, route: str) -> Way:
    """Declare what one route needs; relay and receiver both do, whichever is first."""
    exchange = await channel.declare_exchange(exchange_name(hub), ExchangeType.DIRECT, durable=True)
    queue = await _declare(channel, hub, queue_name(hub, route))
    await queue.bind(exchange, routing_key=route)
    return Way(exchange, queue)


async def declare_set_aside(channel: AbstractChannel, hub: str) -> AbstractQueue:
    """Declare where dead letters go; without it they stay in the queue that they came from."""
    exchange = await channel.declare_exchange(refused_name(hub), ExchangeType.FANOUT, durable=True)
    queue = await _declare(channel, hub, refused_name(hub))
    await queue.bind(exchange)
    return queue


async def _declare(channel: AbstractChannel, hub: str, name: str) -> AbstractQueue:
    return await channel.declare_queue(name, durable=True, arguments=arguments_by_name(hub)[name])
