"""However many rows wait, a lane of the relay is given its own and nobody looks through the others."""

import json
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import event, insert, text
from sqlalchemy.ext.asyncio import AsyncConnection

from app.storage import outbox
from app.storage.database import Database
from app.storage.tables import outbox as rows
from app.storage.tables import referrals
from tests.drawn import new_reference

NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)
LATER = NOW + timedelta(minutes=15)
MANY = 3000


def row(channel: str, due: datetime) -> tuple[dict[str, Any], dict[str, Any]]:
    """A referral, and its row for one channel."""
    message_id = uuid4()
    told = {"message_id": message_id, "reference": new_reference("NN"), "form": "community", "hub": "nn"}
    referral = {**told, "route": "community", "urgent": False, "received_at": due, "code_digest": bytes(32)}
    return referral, {"id": uuid4(), "message_id": message_id, "channel": channel, "due_at": due, "body": b""}


async def fill(database: Database, waiting: Sequence[tuple[str, datetime]]) -> None:
    made = [row(channel, due) for channel, due in waiting]
    async with database.transaction() as connection:
        await connection.execute(insert(referrals), [referral for referral, _ in made])
        await connection.execute(insert(rows), [one for _, one in made])
        await connection.execute(text("ANALYZE"))


async def asked(database: Database, channels: Sequence[str]) -> list[tuple[str, Any]]:
    """The statements of one claim."""
    seen: list[tuple[str, Any]] = []
    engine = database.engine.sync_engine

    def _note(_connection: Any, _cursor: Any, statement: str, parameters: Any, *_: Any) -> None:
        if not statement.startswith("BEGIN"):
            seen.append((statement, parameters))

    event.listen(engine, "before_cursor_execute", _note)
    async with database.transaction() as connection:
        await outbox.claim(connection, channels, NOW, NOW, 10)
    event.remove(engine, "before_cursor_execute", _note)
    return seen


async def looked_at(database: Database, channels: Sequence[str]) -> tuple[int, str]:
    """How many rows PostgreSQL threw away to find a lane's, or none where SQLite does not say; and the plan."""
    statement, *_ = await asked(database, channels)
    async with database.transaction() as connection:
        return await _explained(connection, *statement)


async def _explained(connection: AsyncConnection, statement: str, parameters: Any) -> tuple[int, str]:
    if connection.dialect.name == "sqlite":
        plan = await connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
        return 0, str(plan.all())
    said = await connection.exec_driver_sql(f"EXPLAIN (ANALYZE, FORMAT JSON) {statement}", parameters)
    plan = said.scalar_one()
    nodes = [*_nodes((json.loads(plan) if isinstance(plan, str) else plan)[0]["Plan"])]
    return sum(node.get("Rows Removed by Filter", 0) for node in nodes), json.dumps(plan)


def _nodes(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield node
    for inner in node.get("Plans", ()):
        yield from _nodes(inner)


@pytest.mark.parametrize(
    ("waiting", "channels"),
    [
        ([(outbox.HUB, NOW)], outbox.BY_MAIL),
        ([(outbox.HUB, LATER)], (outbox.HUB,)),
        ([(outbox.ACKNOWLEDGEMENT, NOW)], (outbox.HUB,)),
    ],
    ids=["the mail, beside the hub's", "the hub's, beside what it has", "the hub's, beside the mail"],
)
async def test_a_lane_finds_its_rows_beside_thousands_that_are_not_its_own(
    database: Database, waiting: list[tuple[str, datetime]], channels: Sequence[str]
) -> None:
    await fill(database, [*waiting * MANY, (channels[0], NOW)])
    thrown_away, plan = await looked_at(database, channels)
    assert "outbox_waiting" in plan
    assert thrown_away < 20


async def test_a_look_that_finds_nothing_is_one_statement(database: Database) -> None:
    assert len(await asked(database, (outbox.HUB,))) == 1
    await fill(database, [(outbox.HUB, NOW)])
    assert len(await asked(database, (outbox.HUB,))) == 2
