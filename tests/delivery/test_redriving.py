"""Bringing back what was set aside: published and confirmed first, let go of then; the rest stays."""

from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import aio_pika
import pytest
from aio_pika import Message
from aio_pika.abc import AbstractChannel, AbstractIncomingMessage

from app.delivery.amqp import AmqpChannel
from app.delivery.redriving import Redriven
from app.delivery.spool import SpoolChannel
from app.envelope.queues import REDRIVEN, declare_queues, queue_name, refused_name
from app.errors import DeliveryError

SetAside = Callable[..., Awaitable[None]]
Left = Callable[[str], Awaitable[list[AbstractIncomingMessage]]]


@pytest.fixture
async def broker(amqp_url: str) -> AsyncIterator[AbstractChannel]:
    async with await aio_pika.connect(amqp_url) as connection:
        yield await connection.channel()


@pytest.fixture
def set_aside(broker: AbstractChannel, hub: str) -> SetAside:
    """Publishes messages to the queues of these routes, and refuses them, as the receiver does."""

    async def put(*routes: str) -> None:
        queues = await declare_queues(broker, hub)
        for number, route in enumerate(routes):
            message = Message(f"message {number}".encode(), message_id=f"id {number}")
            await queues.exchange.publish(message, routing_key=route)
            taken = await queues.by_route[route].get(timeout=5)
            await taken.reject(requeue=False)
        await until_set_aside(broker, hub, len(routes))

    return put


async def until_set_aside(broker: AbstractChannel, hub: str, many: int) -> None:
    while True:
        found = await broker.declare_queue(refused_name(hub), passive=True)
        if found.declaration_result.message_count == many:
            return


@pytest.fixture
def left(broker: AbstractChannel) -> Left:
    """Takes all that a queue holds."""

    async def take(name: str) -> list[AbstractIncomingMessage]:
        queue, found = await broker.get_queue(name), list[AbstractIncomingMessage]()
        while message := await queue.get(no_ack=True, fail=False):
            found.append(message)
        return found

    return take


@pytest.fixture
async def channel(amqp_url: str, hub: str) -> AsyncIterator[AmqpChannel]:
    opened = AmqpChannel(amqp_url, hub)
    yield opened
    await opened.close()


@pytest.mark.rabbitmq
async def test_each_message_returns_to_the_queue_of_its_route(
    channel: AmqpChannel, hub: str, set_aside: SetAside, left: Left
) -> None:
    await set_aside("family", "safeguarding")
    assert await channel.redrive() == Redriven(brought=2, stayed=0)
    assert await left(refused_name(hub)) == []
    for number, route in enumerate(("family", "safeguarding")):
        (back,) = await left(queue_name(hub, route))
        assert back.body == f"message {number}".encode()
        assert back.message_id == f"id {number}"
        assert REDRIVEN in back.headers
        assert back.delivery_mode is aio_pika.DeliveryMode.PERSISTENT


@pytest.mark.rabbitmq
async def test_what_no_queue_takes_stays_and_stops_no_other(
    channel: AmqpChannel, broker: AbstractChannel, hub: str, set_aside: SetAside, left: Left
) -> None:
    await set_aside("family")
    exchange = await broker.get_exchange(refused_name(hub))
    for body, route in ((b"stray", "nowhere"), (b"after it", "community")):
        await exchange.publish(Message(body), routing_key=route)
    assert await channel.redrive() == Redriven(brought=2, stayed=1)
    await channel.close()
    await until_set_aside(broker, hub, 1)
    assert [message.body for message in await left(refused_name(hub))] == [b"stray"]


@pytest.mark.rabbitmq
async def test_killed_between_the_two_a_message_is_there_twice_and_never_not_at_all(
    channel: AmqpChannel,
    broker: AbstractChannel,
    hub: str,
    set_aside: SetAside,
    left: Left,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def lost(_: AbstractIncomingMessage) -> None:
        raise ConnectionError

    await set_aside("family")
    monkeypatch.setattr(aio_pika.IncomingMessage, "ack", lost)
    with pytest.raises(DeliveryError, match="cannot be reached"):
        await channel.redrive()
    await until_set_aside(broker, hub, 1)
    assert len(await left(queue_name(hub, "family"))) == 1
    assert len(await left(refused_name(hub))) == 1


@pytest.mark.rabbitmq
async def test_nothing_set_aside_is_nothing_to_do(channel: AmqpChannel) -> None:
    assert await channel.redrive() == Redriven(brought=0, stayed=0)


async def test_files_return_to_the_spool_and_take_no_other_s_place(tmp_path: Path) -> None:
    spool = SpoolChannel(tmp_path / "spool")
    await spool.declare()
    assert await spool.redrive() == Redriven(brought=0, stayed=0)
    refused = tmp_path / "spool" / "refused"
    refused.mkdir()
    for name in ("one", "two"):
        (refused / f"{name}.json").write_text("refused")
    (tmp_path / "spool" / "two.json").write_text("new")
    assert await spool.redrive() == Redriven(brought=1, stayed=1)
    assert (tmp_path / "spool" / "one.json").read_text() == "refused"
    assert (tmp_path / "spool" / "two.json").read_text() == "new"
    assert (refused / "two.json").exists()


async def test_a_spool_that_cannot_be_made_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(DeliveryError, match="could not be written"):
        await SpoolChannel(tmp_path / "file" / "spool").declare()
