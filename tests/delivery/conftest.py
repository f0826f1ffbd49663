"""A clock that stands, and referrals with their rows in the outbox."""

import socket
from collections.abc import Awaitable, Callable, Iterator
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
import time_machine

from app.envelope.keys import PortalKeys
from app.envelope.sealing import seal_address
from app.profiles.loading import load_profile
from app.profiles.model import Profile
from app.storage import outbox, referrals, tables
from app.storage.database import Database
from app.storage.outbox import OutboxRow, Outgoing
from app.storage.referrals import Referral
from app.storage.retention import ADDRESS_KEPT
from tests.drawn import new_reference
from tests.letters import Pile

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
ADDRESS = "teacher@school.example"


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture
def now() -> datetime:
    return NOW


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOW, tick=False) as coordinates:
        yield coordinates


@pytest.fixture(scope="session")
def profile() -> Profile:
    return load_profile("northamptonshire")


@pytest.fixture(scope="session")
def sealed(key_set: Path) -> Callable[[str], bytes]:
    """Seals an address to the relay."""
    recipients = PortalKeys.load(key_set / "portal").recipients("mail", date(2026, 11, 22))
    return lambda address: seal_address(address, recipients)


@pytest.fixture(scope="session")
def row(sealed: Callable[[str], bytes]) -> Callable[..., OutboxRow]:
    """A row as the relay is given it."""

    def make(**given: Any) -> OutboxRow:
        ordinary = {
            "id": uuid4(),
            "message_id": uuid4(),
            "channel": outbox.HUB,
            "body": b'{"sealed": true}',
            "attempts": 0,
            "reference": new_reference("NN"),
            "form": "professional",
            "route": "safeguarding",
            "urgent": False,
            "received_at": NOW,
        }
        if given.get("channel") == outbox.ACKNOWLEDGEMENT:
            ordinary["body"] = sealed(ADDRESS)
        return OutboxRow(**{**ordinary, **given})

    return make


@pytest.fixture
def add(
    database: Database, add_to: Callable[..., Awaitable[OutboxRow]]
) -> Callable[..., Awaitable[OutboxRow]]:
    """Records a referral with one row in the outbox."""
    return partial(add_to, database)


@pytest.fixture(scope="session")
def add_to(row: Callable[..., OutboxRow]) -> Callable[..., Awaitable[OutboxRow]]:
    """Does the same in a database that the test has opened itself."""

    async def record(database: Database, **given: Any) -> OutboxRow:
        made = row(**given)
        referral = Referral(
            message_id=made.message_id,
            reference=made.reference,
            form=made.form,
            hub="northamptonshire",
            route=made.route,
            urgent=made.urgent,
            received_at=made.received_at,
            code_digest=bytes(32),
        )
        ends = made.received_at + ADDRESS_KEPT if made.channel in outbox.BY_MAIL else None
        outgoing = Outgoing(made.id, made.message_id, made.channel, made.body, made.received_at, ends)
        async with database.transaction() as connection:
            await referrals.record(connection, referral)
            await outbox.enqueue(connection, [outgoing])
        return made

    return record


@pytest.fixture
def stored(database: Database) -> Callable[[UUID], Awaitable[Any]]:
    """A row of the outbox as the database has it."""

    async def read(row_id: UUID) -> Any:
        async with database.single() as connection:
            query = tables.outbox.select().where(tables.outbox.c.id == row_id)
            return (await connection.execute(query)).one()

    return read


@pytest.fixture
def pile() -> Pile:
    """A post that keeps what is sent."""
    return Pile()


@pytest.fixture
def silent_port() -> Iterator[int]:
    """A port that takes connections and never says anything."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


@pytest.fixture
def unused_port() -> int:
    """A port that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port: int = server.getsockname()[1]
    return port
