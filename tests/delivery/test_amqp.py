"""RabbitMQ for real: what counts as delivered, what does not, and how the queues are declared."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import aio_pika
import pytest
from aio_pika import DeliveryMode, ExchangeType
from aio_pika.abc import AbstractChannel, AbstractConnection
from aio_pika.exceptions import ChannelPreconditionFailed
from pamqp.common import FieldTable

from app.delivery.amqp import AmqpChannel
from app.envelope.queues import DELIVERY_LIMIT, ROUTES, exchange_name, queue_name, refused_name
from app.errors import DeliveryError, UndeliverableError
from app.storage.outbox import OutboxRow
from tests.cable import laid
from tests.town import PATIENCE

pytestmark = pytest.mark.rabbitmq

Row = Callable[..., OutboxRow]


@pytest.fixture
async def channel(amqp_url: str, hub: str) -> AsyncIterator[AmqpChannel]:
    opened = AmqpChannel(amqp_url, hub)
    yield opened
    await opened.close()


@asynccontextmanager
async def looking_in(url: str) -> AsyncIterator[AbstractChannel]:
    async with await aio_pika.connect(url) as connection:
        yield await connection.channel()


@pytest.mark.parametrize("route", ROUTES)
async def test_a_message_waits_in_the_queue_of_its_route(
    channel: AmqpChannel, amqp_url: str, hub: str, row: Row, route: str
) -> None:
    sent = row(route=route, body=b"sealed")
    await channel.deliver(sent)
    async with looking_in(amqp_url) as look:
        queue = await look.get_queue(queue_name(hub, route))
        message = await queue.get(no_ack=True)
    assert message.body == b"sealed"
    assert message.message_id == str(sent.message_id)
    assert message.content_type == "application/cloudevents+json"
    assert message.delivery_mode is DeliveryMode.PERSISTENT


async def test_what_no_queue_takes_comes_back_as_a_passing_failure_and_is_taken_next_time(
    channel: AmqpChannel, amqp_url: str, hub: str, row: Row
) -> None:
    await channel.deliver(row())
    async with looking_in(amqp_url) as look:
        await look.queue_delete(queue_name(hub, "safeguarding"))
    with pytest.raises(DeliveryError, match="did not take") as failed:
        await channel.deliver(row())
    assert not isinstance(failed.value, UndeliverableError)
    await channel.deliver(row())


async def test_a_queue_that_was_made_in_another_way_keeps_no_row_of_another_waiting(
    channel: AmqpChannel, amqp_url: str, hub: str, row: Row
) -> None:
    await channel.declare()
    async with looking_in(amqp_url) as look:
        await look.queue_delete(queue_name(hub, "family"))
        await look.declare_queue(queue_name(hub, "family"), durable=True)
    await channel.close()
    rows = [row(route=route) for route in ("family", "safeguarding", "family")]
    outcomes = await asyncio.gather(*map(channel.deliver, rows), return_exceptions=True)
    assert [type(outcome) for outcome in outcomes] == [DeliveryError, type(None), DeliveryError]
    assert "declared in another way" in str(outcomes[0])


async def test_one_unroutable_message_does_not_stop_those_beside_it(
    channel: AmqpChannel, amqp_url: str, hub: str, row: Row
) -> None:
    rows = [row(route=route) for route in ("community", "safeguarding", "family")]
    await asyncio.gather(*map(channel.deliver, rows))
    async with looking_in(amqp_url) as look:
        queue = await look.get_queue(queue_name(hub, "community"))
        await queue.unbind(await look.get_exchange(exchange_name(hub)), "community")
    outcomes = await asyncio.gather(*map(channel.deliver, rows), return_exceptions=True)
    assert [type(outcome) for outcome in outcomes] == [DeliveryError, type(None), type(None)]


async def test_a_lost_connection_is_made_again(amqp_url: str, hub: str, row: Row) -> None:
    async with laid(amqp_url) as cable:
        channel = AmqpChannel(cable.url, hub)
        await channel.deliver(row())
        await cable.cut()
        cable.mend()
        await _until_delivered(channel, row())
        await channel.close()


async def _until_delivered(channel: AmqpChannel, row: OutboxRow) -> None:
    """Deliver a row as the relay does: a lost connection may be noticed by failing once."""
    try:
        await channel.deliver(row)
    except DeliveryError:
        await channel.deliver(row)


async def test_no_broker_is_a_passing_failure(unused_port: int, row: Row) -> None:
    with pytest.raises(DeliveryError, match="cannot be reached"):
        await AmqpChannel(f"amqp://guest:guest@127.0.0.1:{unused_port}/", "hub").deliver(row())


async def test_a_stalled_broker_is_not_waited_for_for_ever(silent_port: int, row: Row) -> None:
    channel = AmqpChannel(f"amqp://guest:guest@127.0.0.1:{silent_port}/", "hub", patience=0.1)
    with pytest.raises(DeliveryError, match="cannot be reached"):
        await channel.deliver(row())


async def test_rows_that_wait_for_one_connection_wait_no_longer_than_one(
    silent_port: int, row: Row, monkeypatch: pytest.MonkeyPatch
) -> None:
    tries = 0
    connect = aio_pika.connect

    async def counted(url: str) -> AbstractConnection:
        nonlocal tries
        tries += 1
        return await connect(url)

    monkeypatch.setattr(aio_pika, "connect", counted)
    channel = AmqpChannel(f"amqp://guest:guest@127.0.0.1:{silent_port}/", "hub", patience=0.5)
    outcomes = await asyncio.gather(*(channel.deliver(row()) for _ in range(10)), return_exceptions=True)
    assert {type(outcome) for outcome in outcomes} == {DeliveryError}
    assert tries < len(outcomes)


ARGUMENTS: FieldTable = {
    "x-queue-type": "quorum",
    "x-dead-letter-strategy": "at-least-once",
    "x-overflow": "reject-publish",
    "x-delivery-limit": 20,
}
OTHERWISE: FieldTable = {
    "x-queue-type": "classic",
    "x-dead-letter-exchange": "elsewhere",
    "x-dead-letter-strategy": "at-most-once",
    "x-overflow": "drop-head",
    "x-delivery-limit": 21,
}


async def test_queues_are_declared_with_all_that_at_least_once_needs(
    channel: AmqpChannel, amqp_url: str, hub: str
) -> None:
    await channel.declare()
    arguments = ARGUMENTS | {"x-dead-letter-exchange": refused_name(hub)}
    async with looking_in(amqp_url) as look:
        # The broker answers a declaration that differs in any of these with an error.
        for route in ROUTES:
            await look.declare_queue(queue_name(hub, route), durable=True, arguments=arguments)
        await look.declare_queue(refused_name(hub), durable=True, arguments={"x-queue-type": "quorum"})
        await look.declare_exchange(exchange_name(hub), ExchangeType.DIRECT, durable=True)
        await look.declare_exchange(refused_name(hub), ExchangeType.FANOUT, durable=True)


@pytest.mark.parametrize("argument", OTHERWISE)
async def test_the_broker_tells_each_argument_from_another(
    channel: AmqpChannel, amqp_url: str, hub: str, argument: str
) -> None:
    await channel.declare()
    arguments = ARGUMENTS | {"x-dead-letter-exchange": refused_name(hub)}
    async with looking_in(amqp_url) as look:
        with pytest.raises(ChannelPreconditionFailed):
            await look.declare_queue(
                queue_name(hub, "family"),
                durable=True,
                arguments=arguments | {argument: OTHERWISE[argument]},
            )


async def test_a_dead_letter_is_in_its_queue_by_the_broker_s_own_word(
    channel: AmqpChannel, amqp_url: str, hub: str, row: Row
) -> None:
    await channel.declare()
    await channel.deliver(row(route="family", body=b"refused"))
    async with looking_in(amqp_url) as look:
        queue = await look.get_queue(queue_name(hub, "family"))
        await (await queue.get()).reject(requeue=False)
        refused = await look.get_queue(refused_name(hub))
        async with asyncio.timeout(PATIENCE), refused.iterator(no_ack=True) as waiting:
            dead = await anext(aiter(waiting))
    assert dead.body == b"refused"
    assert dead.routing_key == "family"


async def test_what_is_given_out_too_often_is_a_dead_letter(
    channel: AmqpChannel, amqp_url: str, hub: str, row: Row
) -> None:
    await channel.declare()
    await channel.deliver(row(route="family", body=b"kills the receiver"))
    async with looking_in(amqp_url) as look:
        queue = await look.get_queue(queue_name(hub, "family"))
        async with asyncio.timeout(PATIENCE), queue.iterator() as given:
            for _ in range(DELIVERY_LIMIT + 1):
                await (await anext(aiter(given))).reject(requeue=True)
        refused = await look.get_queue(refused_name(hub))
        async with asyncio.timeout(PATIENCE), refused.iterator(no_ack=True) as waiting:
            dead = await anext(aiter(waiting))
    assert dead.body == b"kills the receiver"
