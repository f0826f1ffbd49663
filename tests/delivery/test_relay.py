"""The relay over SQLite and PostgreSQL: leases, failures side by side, and what becomes of each row."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
import time_machine

from app.delivery.relay import MOST, Lane, purge_once, relay_once
from app.delivery.timing import LEASE, RECEIPT_WAIT
from app.errors import DeliveryError, StorageUnavailableError
from app.profiles.loading import load_profile
from app.profiles.model import Profile
from app.storage import drafts, outbox
from app.storage.database import Database
from app.storage.outbox import OutboxRow
from app.storage.retention import ADDRESS_KEPT
from tests.drafted import until

Add = Callable[..., Awaitable[OutboxRow]]
Stored = Callable[[UUID], Awaitable[Any]]


@dataclass
class Notebook:
    """A channel that writes down what it is given, and fails for some."""

    failing: dict[UUID, Exception] = field(default_factory=dict)
    given: list[UUID] = field(default_factory=list)
    hold: asyncio.Event | None = None
    begun: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(0))

    async def deliver(self, row: OutboxRow) -> None:
        self.given.append(row.id)
        self.begun.release()
        if self.hold:
            await self.hold.wait()
        if row.id in self.failing:
            raise self.failing[row.id]

    async def close(self) -> None:
        pass

    async def has_begun(self, deliveries: int) -> None:
        for _ in range(deliveries):
            await self.begun.acquire()


def lane(database: Database, channel: Notebook, *rows: str) -> Lane:
    return Lane(database, rows or (outbox.HUB,), channel)


@pytest.mark.usefixtures("clock")
async def test_an_email_is_delivered_once_and_its_address_deleted(
    database: Database, add: Add, stored: Stored, now: datetime
) -> None:
    row = await add(channel=outbox.ACKNOWLEDGEMENT)
    notebook = Notebook()
    assert await relay_once(lane(database, notebook, outbox.ACKNOWLEDGEMENT)) == 1
    assert await relay_once(lane(database, notebook, outbox.ACKNOWLEDGEMENT)) == 0
    assert notebook.given == [row.id]
    kept = await stored(row.id)
    assert (kept.body, kept.ends_at) == (None, None)
    assert kept.settled_at == now


@pytest.mark.parametrize("channel", outbox.BY_MAIL)
async def test_an_email_that_is_over_when_the_relay_comes_back_is_not_sent(
    database: Database, add: Add, stored: Stored, clock: time_machine.Traveller, channel: str
) -> None:
    row, notebook = await add(channel=channel, body=b"sealed"), Notebook()
    clock.shift(ADDRESS_KEPT)
    assert await relay_once(lane(database, notebook, channel)) == 0
    await purge_once(database, load_profile("barnet").periods)
    assert (await stored(row.id)).body is None
    assert notebook.given == []


async def test_an_email_that_nobody_takes_is_not_ended_by_the_relays_own_clock(
    database: Database, add: Add, stored: Stored, clock: time_machine.Traveller
) -> None:
    row = await add(channel=outbox.ACKNOWLEDGEMENT)
    notebook = Notebook(failing={row.id: DeliveryError("not now")}, hold=asyncio.Event())
    task = asyncio.create_task(relay_once(lane(database, notebook, outbox.ACKNOWLEDGEMENT)))
    await notebook.has_begun(1)
    clock.shift(ADDRESS_KEPT)
    assert notebook.hold
    notebook.hold.set()
    await task
    assert (await stored(row.id)).body == row.body


async def test_a_message_is_published_again_until_the_hub_receipts_it(
    database: Database, add: Add, clock: time_machine.Traveller
) -> None:
    row = await add()
    notebook = Notebook()
    await relay_once(lane(database, notebook))
    assert await relay_once(lane(database, notebook)) == 0
    clock.shift(RECEIPT_WAIT)
    await relay_once(lane(database, notebook))
    assert notebook.given == [row.id, row.id]
    async with database.transaction() as connection:
        await outbox.settle_receipted(connection, row.message_id, row.received_at)
    clock.shift(RECEIPT_WAIT)
    assert await relay_once(lane(database, notebook)) == 0


async def test_a_receipt_that_comes_while_the_row_is_being_delivered_closes_it(
    database: Database, add: Add, stored: Stored, clock: time_machine.Traveller
) -> None:
    row = await add()
    notebook = Notebook(hold=asyncio.Event())
    relaying = asyncio.create_task(relay_once(lane(database, notebook)))
    await notebook.has_begun(1)
    async with database.transaction() as connection:
        await outbox.settle_receipted(connection, row.message_id, row.received_at)
    assert notebook.hold
    notebook.hold.set()
    await relaying
    clock.shift(RECEIPT_WAIT)
    assert (await stored(row.id)).settled_at
    assert await relay_once(lane(database, notebook)) == 0


@pytest.mark.usefixtures("clock")
async def test_two_relays_never_deliver_the_same_lease_at_once(
    database: Database, add: Add, database_url: str
) -> None:
    rows = {(await add()).id for _ in range(2 * MOST)}
    other = Database(database_url)
    notebook = Notebook(hold=asyncio.Event())
    relays = [asyncio.create_task(relay_once(lane(one, notebook))) for one in (database, other)]
    await notebook.has_begun(len(rows))
    assert set(notebook.given) == rows
    assert notebook.hold
    notebook.hold.set()
    assert await asyncio.gather(*relays) == [MOST, MOST]
    assert len(notebook.given) == len(rows)
    await other.close()


@pytest.mark.postgresql
@pytest.mark.usefixtures("clock")
async def test_a_relay_does_not_wait_for_what_another_is_just_claiming(
    postgresql_url: str, add_to: Add, now: datetime
) -> None:
    database = Database(postgresql_url)
    claimed = await add_to(database)
    async with database.transaction() as connection:
        rows = await outbox.claim(connection, (outbox.HUB,), now, now + LEASE, 1)
        assert [row.id for row in rows] == [claimed.id]
        free = await add_to(database)
        notebook = Notebook()
        assert await relay_once(lane(database, notebook)) == 1
    assert notebook.given == [free.id]
    await database.close()


async def test_the_rows_of_a_killed_relay_are_carried_when_its_lease_is_over(
    database: Database, add: Add, clock: time_machine.Traveller
) -> None:
    row = await add()
    killed = Notebook(hold=asyncio.Event())
    relaying = asyncio.create_task(relay_once(lane(database, killed)))
    await killed.has_begun(1)
    relaying.cancel()
    await asyncio.wait([relaying])
    notebook = Notebook()
    assert await relay_once(lane(database, notebook)) == 0
    clock.shift(LEASE)
    assert await relay_once(lane(database, notebook)) == 1
    assert notebook.given == [row.id]


@pytest.mark.parametrize("failure", [DeliveryError("The broker cannot be reached"), ValueError("Ana Nowak")])
async def test_a_failing_row_backs_off_and_the_others_flow(
    database: Database, add: Add, stored: Stored, clock: time_machine.Traveller, failure: Exception
) -> None:
    bad, good = await add(), await add()
    notebook = Notebook({bad.id: failure})
    assert await relay_once(lane(database, notebook)) == 2
    assert await relay_once(lane(database, notebook)) == 0
    clock.shift(1)
    assert await relay_once(lane(database, notebook)) == 1
    assert sorted(notebook.given) == sorted([bad.id, bad.id, good.id])
    assert (await stored(bad.id)).attempts == 2


@pytest.mark.usefixtures("clock")
async def test_a_lane_leaves_the_rows_of_others(database: Database, add: Add) -> None:
    await add(channel=outbox.ACKNOWLEDGEMENT)
    assert await relay_once(lane(database, Notebook(), outbox.HUB)) == 0


@pytest.mark.usefixtures("clock")
async def test_what_a_row_raised_is_logged_by_its_type_alone(
    database: Database,
    add: Add,
    capsys: pytest.CaptureFixture[str],
) -> None:
    row = await add()
    await relay_once(lane(database, Notebook({row.id: ValueError("Ana Nowak")})))
    said = "".join(capsys.readouterr())
    assert "ValueError" in said
    assert row.reference in said
    assert "Ana" not in said


async def test_a_delivery_whose_outcome_cannot_be_kept_stops_nothing(
    database: Database, add: Add, clock: time_machine.Traveller, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = await add(channel=outbox.ACKNOWLEDGEMENT)
    notebook = Notebook()

    async def lost(*_: object) -> None:
        raise StorageUnavailableError("The database did not answer")

    with monkeypatch.context() as broken:
        broken.setattr(outbox, "settle", lost)
        assert await relay_once(lane(database, notebook, outbox.ACKNOWLEDGEMENT)) == 1
    clock.shift(LEASE)
    assert await relay_once(lane(database, notebook, outbox.ACKNOWLEDGEMENT)) == 1
    assert notebook.given == [row.id, row.id]


@pytest.mark.parametrize("left", ["in hand", "put off"])
async def test_what_a_clock_that_ran_ahead_kept_for_later_is_carried_once_it_is_right(
    database: Database, add: Add, profile: Profile, clock: time_machine.Traveller, now: datetime, left: str
) -> None:
    row, day = await add(), timedelta(days=1)
    notebook = Notebook(failing={row.id: DeliveryError("Not now")})
    clock.shift(day)
    async with database.transaction() as connection:
        await outbox.claim(connection, (outbox.HUB,), now + day, now + day + LEASE, MOST)
        if left == "put off":
            await outbox.postpone(connection, row.id, now + day + RECEIPT_WAIT)
    clock.move_to(now + RECEIPT_WAIT)
    await purge_once(database, profile.periods)
    await relay_once(lane(database, notebook))
    assert notebook.given == [row.id]


@pytest.mark.usefixtures("clock")
async def test_looking_for_what_a_wrong_clock_put_off_brings_nothing_forward(
    database: Database, add: Add, profile: Profile
) -> None:
    await add()
    notebook = Notebook()
    assert await relay_once(lane(database, notebook)) == 1
    await purge_once(database, profile.periods)
    assert await relay_once(lane(database, notebook)) == 0


@pytest.mark.postgresql
async def test_a_clock_that_ran_ahead_ends_no_draft_while_the_databases_is_right(
    postgresql_url: str, profile: Profile
) -> None:
    right = datetime.now(UTC)
    async with Database(postgresql_url) as database:
        async with database.single() as connection:
            for draft_id, ends in ((b"still open", right + timedelta(hours=4)), (b"over", right)):
                await drafts.create(connection, draft_id.ljust(32), "community", b"sealed", until(ends))
        with time_machine.travel(right + timedelta(days=1)):
            await purge_once(database, profile.periods)
        async with database.single() as connection:
            left = [await drafts.read(connection, one.ljust(32)) for one in (b"still open", b"over")]
    assert [bool(one) for one in left] == [True, False]
