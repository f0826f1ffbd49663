"""How many messages wait between relay and receiver, and how many were set aside."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import aio_pika
from aio_pika.abc import AbstractChannel
from aio_pika.exceptions import CONNECTION_EXCEPTIONS

from app.envelope.queues import ROUTES, SPOOL_REFUSED, queue_name, refused_name

PATIENCE: Final = 5.0
"""Seconds for the broker to answer everything."""
SPOOL: Final = "spool"
"""The name of the embedded queue, which does not sort by route."""


@dataclass(frozen=True)
class Depths:
    """What waits, by queue, and the dead letters."""

    waiting: Mapping[str, int]
    refused: int


async def broker_depths(url: str, hub: str) -> Depths | None:
    """What waits on RabbitMQ; None where it cannot be reached, or the hub's queues are not declared."""
    queues = {route: queue_name(hub, route) for route in ROUTES}
    try:
        async with asyncio.timeout(PATIENCE), await aio_pika.connect(url) as connection:
            channel = await connection.channel()
            waiting = {route: await _count(channel, queue) for route, queue in queues.items()}
            return Depths(waiting, await _count(channel, refused_name(hub)))
    except CONNECTION_EXCEPTIONS:
        return None


def spool_depths(folder: Path) -> Depths | None:
    """What waits in a spool folder; None where there is none."""
    if not folder.is_dir():
        return None
    return Depths({SPOOL: _messages(folder)}, _messages(folder / SPOOL_REFUSED))


async def _count(channel: AbstractChannel, queue: str) -> int:
    declared = await channel.declare_queue(queue, passive=True)
    return declared.declaration_result.message_count or 0


def _messages(folder: Path) -> int:
    return sum(not path.name.startswith(".") for path in folder.glob("*.json"))
