"""What is done again and again reads what it is about, and not the year that was before it.

PostgreSQL's own figures say how many rows were read, under the plan that it makes for given values and under the
one that it keeps for any.
"""

from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, datetime, timedelta

import asyncpg
import pytest
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from app.delivery.causes import in_database
from app.profiles.loading import load_profile
from app.storage import calls, drafts, figures, outbox, referrals
from app.storage.database import Database
from app.storage.referrals import Room
from app.storage.retention import purge

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
COUNCIL = load_profile("northamptonshire")
AN_HOUR = Room.at(NOON, ("professional",), 60)
PERIODS = COUNCIL.periods.model_copy(update={"status_days": 366})
WAITING = 40
PEEKS = 5
"""Rows at the ends of an index that PostgreSQL looks at to make a plan."""
RUNS = 8
"""More than the five after which PostgreSQL may keep the plan that serves any values."""
OF_A_YEAR = (
    """
    INSERT INTO referrals (message_id, reference, form, hub, route, urgent, received_at, code_digest)
    SELECT md5('r' || n)::uuid, 'R' || n, 'professional', 'hub', 'professional', false,
        $1::timestamptz - n * interval '2 hours', ''
    FROM generate_series(1, 4000) AS n
    """,
    """
    INSERT INTO outbox (id, message_id, channel, due_at, attempts, settled_at)
    SELECT gen_random_uuid(), message_id, channel, received_at, 1, received_at + interval '1 minute'
    FROM referrals, unnest(ARRAY['hub', 'email']) AS channel
    """,
    """
    INSERT INTO events (id, message_id, type, at)
    SELECT gen_random_uuid(), message_id, 'uk.mash.contact.' || type, received_at
    FROM referrals, unnest(ARRAY['received', 'decided']) AS type
    """,
)
"""Referrals that were receipted and decided, one in two hours, and sent by professionals who were written to."""
OF_TODAY = (
    """
    INSERT INTO drafts (id, form, version, body, expires_at)
    SELECT sha256(n::text::bytea), 'professional', 2, 'sealed', $1::timestamptz + interval '13 days'
    FROM generate_series(1, 2000) AS n
    """,
    "INSERT INTO resumes (id, draft_id, holder, salt, body) SELECT sha256(id), id, 'writer', '', '' FROM drafts",
    """
    INSERT INTO letters (id, draft_id, kind, body, due_at, attempts)
    SELECT gen_random_uuid(), id, 'reminder', '', expires_at, 0 FROM drafts
    """,
    """
    INSERT INTO calls (reference, draft_id, ends_at)
    SELECT 'C' || row_number() OVER (), sha256(id), expires_at FROM drafts
    """,
)
SOME_WAIT = """
    INSERT INTO outbox (id, message_id, channel, body, due_at, attempts)
    SELECT gen_random_uuid(), message_id, $1, 'sealed', $2, 0
    FROM referrals ORDER BY received_at DESC LIMIT $3
"""
READ_OF_SENT = """
    SELECT sum(seq_tup_read + idx_tup_fetch)::int FROM pg_stat_user_tables
    WHERE relname IN ('referrals', 'outbox', 'events', 'attachments')
"""
FORGET_REFERRALS = """
    SELECT 'ALTER TABLE referrals '
        || string_agg(format('ALTER %I TYPE %s', attname, format_type(atttypid, atttypmod)), ', ')
    FROM pg_attribute WHERE attrelid = 'referrals'::regclass AND attnum > 0 AND NOT attisdropped
"""
"""What forgets what PostgreSQL has counted of them, as whoever owns them may: the types that they have already."""
READ = "SELECT sum(seq_tup_read + idx_tup_fetch)::int FROM pg_stat_user_tables"

pytestmark = pytest.mark.postgresql

Work = Callable[[AsyncConnection], Awaitable[object]]


@pytest.fixture(params=["auto", "force_generic_plan"])
async def owner(postgresql_url: str, request: pytest.FixtureRequest) -> AsyncIterator[asyncpg.Connection]:
    """Somebody who has filled the tables, and reads PostgreSQL's own figures."""
    connection = await asyncpg.connect(postgresql_url)
    for statement in (*OF_A_YEAR, *OF_TODAY):
        await connection.execute(statement, *((NOON,) if "$1" in statement else ()))
    await connection.execute("VACUUM ANALYZE")
    name = postgresql_url.rpartition("/")[2]
    await connection.execute(f"ALTER DATABASE {name} SET plan_cache_mode = {request.param}")
    yield connection
    await connection.close()


@pytest.fixture
async def database(postgresql_url: str) -> AsyncIterator[Database]:
    database = Database(postgresql_url)
    yield database
    await database.close()


async def read_by(
    owner: asyncpg.Connection, database: Database, work: Callable[[], Awaitable[object]], figure: str = READ
) -> int:
    """How many rows PostgreSQL read for each run of some work."""
    await owner.execute("SELECT pg_stat_force_next_flush()")
    before = await owner.fetchval(figure)
    for _ in range(RUNS):
        await work()
    async with database.single() as connection:
        await connection.execute(select(func.pg_stat_force_next_flush()))
    return int(await owner.fetchval(figure) - before) // RUNS


def together(database: Database, work: Work) -> Callable[[], Awaitable[object]]:
    async def run() -> object:
        async with database.transaction() as connection:
            return await work(connection)

    return run


def lane(*channels: str) -> Work:
    return lambda connection: outbox.claim(connection, channels, NOON, NOON + MINUTE, 10)


@pytest.mark.parametrize("counted", [True, False], ids=["counted", "not counted"])
async def test_a_lane_of_a_backlog_takes_ten_and_reads_no_others(
    owner: asyncpg.Connection, database: Database, *, counted: bool
) -> None:
    """The hub was away; PostgreSQL counts again only when a tenth of the rows is another."""
    for _ in range(2):
        await owner.execute(SOME_WAIT, outbox.HUB, NOON, 4000)
    if counted:
        await owner.execute("ANALYZE outbox")
    # Ten, looked for and leased and read, with their referrals; and those that other looks have leased.
    assert await read_by(owner, database, together(database, lane(outbox.HUB))) < 40 + 10 * RUNS


@pytest.mark.parametrize("counted", [True, False], ids=["counted", "not counted"])
async def test_a_lane_with_nothing_to_do_reads_nothing_of_what_must_wait(
    owner: asyncpg.Connection, database: Database, *, counted: bool
) -> None:
    for channel in outbox.CHANNELS:
        await owner.execute(SOME_WAIT, channel, NOON + MINUTE, 1000)
    if counted:
        await owner.execute("ANALYZE outbox")
    assert await read_by(owner, database, together(database, lane(outbox.HUB))) <= PEEKS
    assert await read_by(owner, database, together(database, lane(*outbox.BY_MAIL))) <= PEEKS


async def test_figures_are_made_of_what_waits(owner: asyncpg.Connection, database: Database) -> None:
    await owner.execute(SOME_WAIT, outbox.HUB, NOON, WAITING)
    await owner.execute("ANALYZE outbox")
    assert await read_by(owner, database, together(database, figures.show)) <= 2 * WAITING + PEEKS


async def test_alarms_are_found_in_what_waits(owner: asyncpg.Connection, database: Database) -> None:
    await owner.execute(SOME_WAIT, outbox.HUB, NOON, WAITING)
    await owner.execute("ANALYZE outbox")

    async def look(connection: AsyncConnection) -> object:
        return await in_database(connection, COUNCIL, NOON)

    # All for what is urgent and all for what is not, each with its referral; and the references of those that are late.
    assert await read_by(owner, database, together(database, look)) <= 5 * WAITING + PEEKS


async def test_a_look_for_what_is_over_reads_no_year(owner: asyncpg.Connection, database: Database) -> None:
    """What belongs to drafts is gone through each minute, and drafts are few."""
    for channel in outbox.CHANNELS:
        await owner.execute(SOME_WAIT, channel, NOON, WAITING)
    await owner.execute(
        "INSERT INTO attachments (id, message_id, size, sha256, created_at) "
        "SELECT gen_random_uuid(), message_id, 1, '', $1 FROM outbox WHERE settled_at IS NULL",
        NOON,
    )
    await owner.execute("ANALYZE")

    async def look() -> None:
        await purge(database, PERIODS, NOON)

    assert await read_by(owner, database, look, READ_OF_SENT) <= 16 * WAITING


@pytest.mark.parametrize("counted", [True, False], ids=["counted", "not counted"])
async def test_to_count_an_hour_is_not_to_read_a_year(
    owner: asyncpg.Connection, database: Database, *, counted: bool
) -> None:
    if not counted:
        await owner.execute(await owner.fetchval(FORGET_REFERRALS))
        assert await owner.fetchval("SELECT count(*) FROM pg_stats WHERE tablename = 'referrals'") == 0

    async def ask(connection: AsyncConnection) -> None:
        assert await referrals.has_room(connection, AN_HOUR)

    assert await read_by(owner, database, together(database, ask)) <= PEEKS


async def test_to_delete_a_draft_is_not_to_look_at_all(owner: asyncpg.Connection, database: Database) -> None:
    ids = [row["id"] for row in await owner.fetch("SELECT id FROM drafts")]

    async def discard(connection: AsyncConnection) -> None:
        await drafts.discard(connection, ids.pop())
        await drafts.discard_untouched(connection, ids.pop())

    assert await read_by(owner, database, together(database, discard)) < 10


async def test_a_call_that_was_taken_back_is_found(owner: asyncpg.Connection, database: Database) -> None:
    called = await owner.fetchval("SELECT draft_id FROM calls LIMIT 1")

    async def ask(connection: AsyncConnection) -> None:
        assert not await calls.is_withdrawn(connection, called)

    assert await read_by(owner, database, together(database, ask)) <= PEEKS
