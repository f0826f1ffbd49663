"""RabbitMQ for real at the receiver's end: acknowledged when filed, poison to the dead-letter queue."""

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any

import aio_pika
import pytest
from aio_pika import Message
from aio_pika.abc import AbstractChannel
from structlog.testing import capture_logs

from app.contact.model import Contact
from app.envelope.queues import REDRIVEN, declare_queues, exchange_name, queue_name, refused_name
from app.receiver.filing import HubFolder
from app.receiver.queues import amqp
from app.receiver.queues.amqp import AmqpSource
from app.receiver.queues.source import Taken
from app.receiver.receive import Receiver
from app.vocabulary import Route
from tests.figures import counted

pytestmark = pytest.mark.rabbitmq

Publish = Callable[..., Awaitable[Contact]]
Waiting = Callable[[str], Awaitable[bytes | None]]
Files = Callable[..., set[str]]
PublishRaw = Callable[..., Awaitable[None]]


@asynccontextmanager
async def at_the_broker(url: str) -> AsyncIterator[AbstractChannel]:
    async with await aio_pika.connect(url) as connection:
        yield await connection.channel()


@pytest.fixture
def publish_raw(amqp_url: str, hub: str) -> Callable[..., Awaitable[None]]:
    async def put(raw: bytes, route: str = "safeguarding", **headers: str) -> None:
        async with at_the_broker(amqp_url) as channel:
            exchange = (await declare_queues(channel, hub)).exchange
            await exchange.publish(Message(raw, headers={**headers}), routing_key=route)

    return put


@pytest.fixture
def publish(
    publish_raw: Callable[..., Awaitable[None]],
    contact: Callable[..., Contact],
    message: Callable[..., bytes],
) -> Publish:
    """Publishes a contact, sealed, as the relay does."""

    async def put(**given: Any) -> Contact:
        sent = contact(**given)
        await publish_raw(message(sent), sent.route)
        return sent

    return put


@pytest.fixture
def publish_beside(
    amqp_url: str, hub: str, contact: Callable[..., Contact], message: Callable[..., bytes]
) -> Publish:
    """Publishes a contact, sealed, where not every queue can be declared."""

    async def put(**given: Any) -> Contact:
        sent = contact(**given)
        async with at_the_broker(amqp_url) as channel:
            exchange = await channel.get_exchange(exchange_name(hub))
            await exchange.publish(Message(message(sent)), routing_key=sent.route)
        return sent

    return put


@pytest.fixture
async def at_work(receiver: Receiver, amqp_url: str, hub: str) -> AsyncIterator[Receiver]:
    """The receiver, taking from the broker."""
    source = AmqpSource(amqp_url, hub)
    yield replace(receiver, source=source)
    await source.close()


@pytest.fixture
def left(amqp_url: str) -> Waiting:
    """The first message of a queue, if there is one that nobody holds."""

    async def get(queue: str) -> bytes | None:
        async with at_the_broker(amqp_url) as channel:
            found = await (await channel.get_queue(queue)).get(no_ack=True, fail=False)
        return found.body if found else None

    return get


async def taken_from(receiver: Receiver) -> Sequence[Taken]:
    """What the broker gives out."""
    while True:
        if batch := await receiver.source.take():
            return batch


async def received(receiver: Receiver) -> None:
    """Receive until something was."""
    while not await receiver.receive_some():
        pass


@pytest.mark.parametrize("route", [Route.SAFEGUARDING, Route.COMMUNITY])
async def test_a_message_is_filed_and_acknowledged(
    at_work: Receiver, hub: str, publish: Publish, left: Waiting, files: Files, route: Route
) -> None:
    sent = await publish(route=route)
    await received(at_work)
    assert f"{sent.reference}.json" in files()
    await at_work.source.close()
    assert await left(queue_name(hub, route)) is None
    assert await left(refused_name(hub)) is None


async def test_poison_goes_to_the_dead_letter_queue_and_the_others_flow(
    at_work: Receiver, hub: str, publish: Publish, publish_raw: Callable[..., Awaitable[None]], left: Waiting
) -> None:
    await publish_raw(b"poison")
    sent = await publish()
    while str(sent.message_id) not in {
        one.document()["contactid"] for one in at_work.receipts.waiting().values()
    }:
        await at_work.receive_some()
    await at_work.source.close()
    assert await left(refused_name(hub)) == b"poison"
    assert await left(queue_name(hub, "safeguarding")) is None


@pytest.fixture
def set_aside(amqp_url: str, hub: str) -> Callable[[], Awaitable[int]]:
    """How many messages were set aside."""

    async def count() -> int:
        async with at_the_broker(amqp_url) as channel:
            found = await channel.declare_queue(refused_name(hub), passive=True)
        return found.declaration_result.message_count or 0

    return count


async def test_poison_that_keeps_coming_is_one_dead_letter(
    at_work: Receiver, publish_raw: PublishRaw, set_aside: Callable[[], Awaitable[int]]
) -> None:
    for _ in range(3):
        await publish_raw(b"poison")
        await received(at_work)
    await publish_raw(b"another")
    await received(at_work)
    await at_work.source.close()
    assert await set_aside() == 2


async def test_poison_that_was_redriven_is_set_aside_again(
    at_work: Receiver, publish_raw: PublishRaw, set_aside: Callable[[], Awaitable[int]]
) -> None:
    await publish_raw(b"poison")
    await received(at_work)
    await publish_raw(b"poison", **{REDRIVEN: "1"})
    await received(at_work)
    await at_work.source.close()
    assert await set_aside() == 2


async def test_poison_that_was_refused_as_the_connection_went_is_set_aside_when_it_comes_back(
    at_work: Receiver, publish_raw: PublishRaw, set_aside: Callable[[], Awaitable[int]]
) -> None:
    await publish_raw(b"poison")
    (taken,) = await taken_from(at_work)
    at_work.refusals.remember(await taken.read())
    await at_work.source.close()
    await received(at_work)
    await at_work.source.close()
    assert await set_aside() == 1


async def test_the_same_reference_with_another_id_is_dead_lettered(
    at_work: Receiver, hub: str, publish: Publish, left: Waiting
) -> None:
    first = await publish()
    await received(at_work)
    second = await publish(reference=first.reference)
    await received(at_work)
    await at_work.source.close()
    refused = await left(refused_name(hub))
    assert refused is not None
    assert str(second.message_id).encode() in refused


async def test_what_a_killed_receiver_held_comes_again(
    at_work: Receiver, publish: Publish, files: Files, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Killed(BaseException):
        pass

    def killed(*_: object) -> None:
        raise Killed

    sent = await publish()
    with monkeypatch.context() as dying:
        dying.setattr(HubFolder, "_publish", killed)
        with pytest.raises(Killed):
            await received(at_work)
    await at_work.source.close()
    await received(at_work)
    assert f"{sent.reference}.json" in files()


async def test_a_full_disk_keeps_the_message_in_hand(
    at_work: Receiver, publish: Publish, files: Files, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    sent = await publish()
    with monkeypatch.context() as broken:
        broken.setattr("os.fsync", full)
        with pytest.raises(OSError, match="No space"):
            await received(at_work)
    await received(at_work)
    assert f"{sent.reference}.json" in files()


async def test_a_hand_full_of_what_cannot_be_filed_now_holds_up_no_other(
    at_work: Receiver, publish_raw: PublishRaw, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(amqp, "PREFETCH", 3)
    for number in range(7):
        await publish_raw(f"stuck {number}".encode())
    await publish_raw(b"next")
    seen: set[bytes] = set()
    for _ in range(9):
        for taken in await at_work.source.take():
            seen.add(await taken.read())
            await taken.later()
    assert b"next" in seen


async def test_queues_that_were_deleted_are_listened_to_again(
    at_work: Receiver, amqp_url: str, hub: str, publish: Publish, monkeypatch: pytest.MonkeyPatch
) -> None:
    await publish()
    await received(at_work)
    async with at_the_broker(amqp_url) as channel:
        await channel.queue_delete(queue_name(hub, "safeguarding"))
    await publish()
    monkeypatch.setattr(amqp, "QUIET", 0.0)
    await received(at_work)
    assert len(at_work.receipts.waiting()) == 2


@pytest.fixture
def spoil(amqp_url: str, hub: str) -> Callable[[str], Awaitable[None]]:
    """Makes a queue of the hub's in another way than ours; all the others are there."""

    async def make(name: str) -> None:
        async with at_the_broker(amqp_url) as channel:
            await declare_queues(channel, hub)
            await channel.queue_delete(name)
            await channel.declare_queue(name, durable=True)

    return make


@pytest.mark.parametrize("sick", ["contacts.community", "refused"])
async def test_a_queue_that_was_made_in_another_way_is_said_and_keeps_no_other_waiting(
    at_work: Receiver,
    hub: str,
    spoil: Callable[[str], Awaitable[None]],
    publish_beside: Publish,
    files: Files,
    sick: str,
) -> None:
    await spoil(f"{hub}.{sick}")
    sent = await publish_beside(urgent=True)
    with capture_logs() as logs:
        await received(at_work)
    assert f"{sent.reference}.json" in files()
    label = sick.removeprefix("contacts.")
    said = {"event": "queue_unusable", "queue": label, "failure": "ChannelPreconditionFailed"}
    assert {**said, "log_level": "error"} in logs
    assert counted("mash_queue_usable", queue=label) == 0
    assert counted("mash_queue_usable", queue="safeguarding") == 1


async def test_a_queue_that_was_mended_is_listened_to_again(
    at_work: Receiver,
    amqp_url: str,
    hub: str,
    spoil: Callable[[str], Awaitable[None]],
    publish: Publish,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(amqp, "QUIET", 0.0)
    await spoil(queue_name(hub, Route.COMMUNITY))
    assert not await at_work.receive_some()
    async with at_the_broker(amqp_url) as channel:
        await channel.queue_delete(queue_name(hub, Route.COMMUNITY))
    await publish(route=Route.COMMUNITY)
    await received(at_work)
    assert len(at_work.receipts.waiting()) == 1


async def test_no_broker_is_a_failure_that_is_waited_for(receiver: Receiver) -> None:
    with pytest.raises(OSError, match="cannot be reached"):
        await replace(receiver, source=AmqpSource("amqp://guest:guest@127.0.0.1:1/", "hub")).receive_some()
