"""However many rows wait, a lane of the relay is given its own and nobody looks through the others."""

import json
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import event, insert, select, text
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


async def test_what_has_waited_longest_is_claimed_first_whatever_its_channel(database: Database) -> None:
    minute = timedelta(minutes=1)
    late = [(outbox.ACKNOWLEDGEMENT, NOW - minute), (outbox.NUMBER, NOW - 2 * minute)]
    await fill(database, [*late, (outbox.FEEDBACK, NOW - 3 * minute), (outbox.FEEDBACK, NOW)])
    async with database.transaction() as connection:
        first = await outbox.claim(connection, outbox.BY_MAIL, NOW, LATER, 1)
        rest = await outbox.claim(connection, outbox.BY_MAIL, NOW, LATER, 10)
    channels = [one.channel for one in (*first, *rest)]
    assert channels == [outbox.FEEDBACK, outbox.NUMBER, outbox.ACKNOWLEDGEMENT, outbox.FEEDBACK]


async def beside_each_other(database: Database) -> tuple[UUID, UUID]:
    """Two referrals, each of which has a row on every channel; of an email the end is known."""
    made = [row(outbox.HUB, NOW) for _ in range(2)]
    async with database.transaction() as connection:
        await connection.execute(insert(referrals), [referral for referral, _ in made])
        for _, one in made:
            whole = {**one, "body": b"sealed", "lease_until": NOW, "ends_at": LATER}
            mine = [{**whole, "id": uuid4(), "channel": channel} for channel in outbox.CHANNELS]
            await connection.execute(insert(rows), mine)
    first, second = (one["message_id"] for _, one in made)
    return first, second


async def closed(database: Database) -> set[tuple[UUID, str, datetime]]:
    """Which rows are closed, and since when; of those nothing is left, and of the others all of it."""
    async with database.single() as connection:
        found = (await connection.execute(select(rows))).all()
    for one in found:
        left = (one.body, one.lease_until, one.ends_at)
        assert left == ((None, None, None) if one.settled_at else (b"sealed", NOW, LATER))
    return {(one.message_id, one.channel, one.settled_at) for one in found if one.settled_at}


async def test_a_receipt_closes_the_message_of_its_own_contact_and_nothing_else(database: Database) -> None:
    mine, _ = await beside_each_other(database)
    for moment in (NOW, LATER):
        async with database.transaction() as connection:
            await outbox.settle_receipted(connection, mine, moment)
        assert await closed(database) == {(mine, outbox.HUB, NOW)}


async def test_another_decision_closes_the_news_of_its_own_contact_and_nothing_else(
    database: Database,
) -> None:
    mine, _ = await beside_each_other(database)
    async with database.transaction() as connection:
        await outbox.settle_news(connection, mine, NOW)
    assert await closed(database) == {(mine, outbox.FEEDBACK, NOW)}
