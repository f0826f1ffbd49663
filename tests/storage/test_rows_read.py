"""What a request asks of PostgreSQL is found by an index, however many came before."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import asyncpg
import pytest
from sqlalchemy import func, select

from app.storage import referrals
from app.storage.database import Database
from app.storage.referrals import Room

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
CAME_BEFORE = 5000
RUNS = 10
"""More than the five after which PostgreSQL may keep the plan that serves any values."""
OLD = """
    INSERT INTO referrals (message_id, reference, form, hub, route, urgent, received_at, code_digest)
    SELECT gen_random_uuid(), 'R' || n, 'community', 'hub', 'community', false, at - n * interval '2 hours', ''
    FROM generate_series(1, $1) AS n, (SELECT $2::timestamptz AS at) AS noon
"""
READ = "SELECT seq_tup_read + idx_tup_fetch FROM pg_stat_user_tables WHERE relname = $1"
ROOM = Room.about(NOON, timedelta(hours=1), ("community", "family"), 60)

pytestmark = pytest.mark.postgresql


@pytest.fixture
async def database(postgresql_url: str) -> AsyncIterator[Database]:
    database = Database(postgresql_url)
    yield database
    await database.close()


@pytest.fixture
async def owner(postgresql_url: str) -> AsyncIterator[asyncpg.Connection]:
    """Somebody who fills the tables and reads PostgreSQL's own figures."""
    connection = await asyncpg.connect(postgresql_url)
    yield connection
    await connection.close()


@pytest.mark.parametrize("looked_over", [True, False], ids=["statistics", "no statistics"])
async def test_to_count_an_hour_is_not_to_read_a_year(
    database: Database, owner: asyncpg.Connection, *, looked_over: bool
) -> None:
    await owner.execute(OLD, CAME_BEFORE, NOON)
    if looked_over:
        await owner.execute("ANALYZE referrals")
    await owner.execute("SELECT pg_stat_force_next_flush()")
    before = await owner.fetchval(READ, "referrals")
    for _ in range(RUNS):
        async with database.quick() as connection:
            assert await referrals.has_room(connection, ROOM)
            await connection.execute(select(func.pg_stat_force_next_flush()), {})
    assert await owner.fetchval(READ, "referrals") - before <= RUNS
