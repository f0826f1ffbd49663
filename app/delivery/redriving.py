"""Brings back what was set aside, once a person has seen to the cause: nothing is lost, repeats are harmless."""

from dataclasses import dataclass

from aio_pika import DeliveryMode, Message
from aio_pika.abc import AbstractIncomingMessage
from aio_pika.exceptions import DeliveryError as NotTakenError

from app.envelope.queues import REDRIVEN, Queues, publish


@dataclass(frozen=True)
class Redriven:
    """How many messages were brought back to their queue, and how many had to stay."""

    brought: int
    stayed: int


async def bring_back(queues: Queues, patience: float) -> Redriven:
    """Publish each message that is set aside now to its queue again, and only then let go of it.

    What is refused again meanwhile waits for another time. What no queue takes stays in hand, so that it is not
    given out again, and returns when the connection is closed. `patience` is in seconds, for each answer.
    """
    waiting = (await queues.set_aside.declare(timeout=patience)).message_count or 0
    brought = 0
    for _ in range(waiting):
        message = await queues.set_aside.get(fail=False, timeout=patience)
        if message and await _bring_back_one(queues, message, patience):
            brought += 1
    return Redriven(brought, waiting - brought)


async def _bring_back_one(queues: Queues, message: AbstractIncomingMessage, patience: float) -> bool:
    try:
        await publish(queues.exchange, _anew(message), message.routing_key or "", patience)
    except NotTakenError:
        return False
    await message.ack()
    return True


def _anew(message: AbstractIncomingMessage) -> Message:
    """The same message, whose deliveries are counted from nothing."""
    return Message(
        message.body,
        message_id=message.message_id,
        content_type=message.content_type,
        delivery_mode=DeliveryMode.PERSISTENT,
        headers={REDRIVEN: "true"},
    )
