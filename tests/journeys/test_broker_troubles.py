"""Catalogue 13: the broker is down, stalled, cut off, takes nothing or has no queue, and everything arrives later."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import aio_pika
import httpx
import pytest
from aio_pika import Message
from aio_pika.abc import AbstractChannel

from app.delivery.amqp import AmqpChannel
from app.envelope.depths import broker_depths
from app.envelope.queues import declare_queues, exchange_name, queue_name
from app.errors import DeliveryError
from app.storage.outbox import OutboxRow
from tests.cable import laid
from tests.crashes.parts import Parts, running
from tests.people import ByHttp, Told, sees_progress, sends, tells_of_a_worry
from tests.servers import Server, own_rabbitmq
from tests.town import PATIENCE, council_of, free_port, until, wait_until_ready

pytestmark = pytest.mark.rabbitmq

HUB = "tight"
"""The policy below lets one message wait in each of its queues."""
DEFINITIONS = {
    "users": [{"name": "guest", "password": "guest", "tags": "administrator"}],
    "vhosts": [{"name": "/"}],
    "permissions": [{"user": "guest", "vhost": "/", "configure": ".*", "write": ".*", "read": ".*"}],
    "policies": [
        {
            "name": "tight",
            "vhost": "/",
            "pattern": rf"^{HUB}\.contacts\.",
            "apply-to": "queues",
            "definition": {"max-length": 1},
        }
    ],
}
MOST_CHANNELS = 8
A_ROW = OutboxRow(
    id=uuid4(),
    message_id=uuid4(),
    channel="hub",
    body=b"sealed",
    attempts=0,
    reference="NN-7K4M-9QXR",
    form="community",
    route="community",
    urgent=False,
    received_at=datetime(2026, 11, 23, 10, 0, tzinfo=UTC),
)


@pytest.fixture(scope="module")
def broker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A RabbitMQ of our own, to be killed and stalled."""
    definitions = tmp_path_factory.mktemp("broker") / "definitions.json"
    definitions.write_text(json.dumps(DEFINITIONS))
    with own_rabbitmq(f"load_definitions = {definitions}\nchannel_max = {MOST_CHANNELS}\n") as server:
        asyncio.run(server.ready())
        yield server


@pytest.fixture
async def surroundings(tmp_path: Path, key_set: Path, sqlite_url: str, broker: Server) -> dict[str, str]:
    await broker.ready()
    async with channel_to(broker) as look:
        # What an earlier test's relay published twice may still be waiting.
        for queue in (await declare_queues(look, HUB)).by_route.values():
            await queue.purge()
    return {
        "PORT": str(free_port()),
        "VAR": str(tmp_path / "var"),
        "KEYS": str(key_set),
        "DATABASE_URL": sqlite_url,
        "QUEUE_URL": broker.url,
        "PROFILE": str(council_of(HUB, tmp_path)),
    }


@asynccontextmanager
async def killed(broker: Server, _: Parts) -> AsyncIterator[None]:
    broker.program.kill()
    yield
    await broker.ready()


@asynccontextmanager
async def stalled(broker: Server, _: Parts) -> AsyncIterator[None]:
    broker.program.stall()
    yield
    broker.program.go_on()


@asynccontextmanager
async def without_a_queue(broker: Server, _: Parts) -> AsyncIterator[None]:
    """No queue takes the route; the relay sees to that itself."""
    async with channel_to(broker) as channel:
        queue = await channel.get_queue(queue_name(HUB, "community"))
        await queue.unbind(await channel.get_exchange(exchange_name(HUB)), "community")
    yield


@asynccontextmanager
async def full(broker: Server, parts: Parts) -> AsyncIterator[None]:
    """The queue takes no more, and nobody empties it."""
    parts.stop("receive")
    async with channel_to(broker) as channel:
        await fill(channel)
    yield
    parts.start("receive")


@pytest.mark.parametrize("trouble", [killed, stalled, without_a_queue, full])
async def test_what_was_sent_in_trouble_arrives_once_when_it_is_over(
    broker: Server,
    surroundings: dict[str, str],
    trouble: Callable[[Server, Parts], AbstractAsyncContextManager[None]],
) -> None:
    with at_work(surroundings) as parts:
        await arrives_in_spite_of(parts, lambda: trouble(broker, parts))


async def test_what_was_sent_while_the_cable_was_cut_arrives_once(
    broker: Server, surroundings: dict[str, str]
) -> None:
    async with laid(broker.url) as cable:

        @asynccontextmanager
        async def cut() -> AsyncIterator[None]:
            await cable.cut()
            yield
            cable.mend()

        with at_work(surroundings | {"QUEUE_URL": cable.url}) as parts:
            await arrives_in_spite_of(parts, cut)


async def test_a_broker_without_memory_is_seen_to_take_nothing_though_it_answers() -> None:
    with own_rabbitmq("vm_memory_high_watermark.absolute = 1MB\n") as short:
        await short.ready()
        async with channel_to(short) as channel:
            await declare_queues(channel, HUB)
        depths = await broker_depths(short.url, HUB)
        assert not depths.takes
        assert not depths.unusable


async def test_a_queue_that_refuses_for_long_uses_up_no_channel(broker: Server) -> None:
    channel = AmqpChannel(broker.url, HUB)
    async with channel_to(broker) as look:
        await fill(look)
        for _ in range(2 * MOST_CHANNELS):
            with pytest.raises(DeliveryError, match="did not take"):
                await channel.deliver(A_ROW)
        before = channel.takes
        await look.queue_delete(queue_name(HUB, A_ROW.route))
    await until_taken(channel, A_ROW)
    assert (before, channel.takes) == (False, True)
    await channel.close()


async def until_taken(channel: AmqpChannel, row: OutboxRow) -> None:
    """Deliver a row as the relay does, which may fail before it succeeds."""
    async with asyncio.timeout(PATIENCE):
        while True:
            try:
                await channel.deliver(row)
            except DeliveryError:
                continue
            return


@contextmanager
def at_work(surroundings: dict[str, str]) -> Iterator[Parts]:
    """A portal, a relay and a receiver."""
    site = f"http://127.0.0.1:{surroundings['PORT']}"
    with running(Parts(site, Path(surroundings["VAR"]), surroundings)) as parts:
        wait_until_ready(site)
        yield parts


async def arrives_in_spite_of(parts: Parts, trouble: Callable[[], AbstractAsyncContextManager[None]]) -> None:
    """One referral arrives; another is sent in trouble, which the relay meets, and arrives once it is over."""
    before = await sent(parts)
    await is_receipted(parts, before)
    async with trouble():
        meanwhile = await sent(parts)
        await until(lambda: '"not_delivered"' in parts.log("relay"))
    await is_receipted(parts, meanwhile)
    parts.take_away()
    assert set(parts.taken) == {before.reference, meanwhile.reference}


async def sent(parts: Parts) -> Told:
    async with httpx.AsyncClient() as client:
        person = ByHttp(parts.site, client)
        await tells_of_a_worry(person)
        return await sends(person)


async def is_receipted(parts: Parts, told: Told) -> None:
    """Wait until the hub has receipted it."""
    async with httpx.AsyncClient() as client:
        await sees_progress(ByHttp(parts.site, client), told, "With our team at")


async def fill(channel: AbstractChannel) -> None:
    """Put messages in the way, which nobody will read, until no more are taken."""
    exchange = (await declare_queues(channel, HUB)).exchange
    with pytest.raises(aio_pika.exceptions.DeliveryError):
        for _ in range(100):
            await exchange.publish(Message(b"in the way"), routing_key="community")


@asynccontextmanager
async def channel_to(broker: Server) -> AsyncIterator[AbstractChannel]:
    async with await aio_pika.connect(broker.url) as connection:
        yield await connection.channel()
