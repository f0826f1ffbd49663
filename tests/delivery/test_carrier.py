"""One round of a lane: the sign that it leaves, when it looks again at once, and what is counted."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
import time_machine

from app.delivery import relay
from app.delivery.relay import MOST, SIGN_PACE, Carrier, Lane, relay_once
from app.errors import DeliveryError
from app.storage import outbox, signs
from app.storage.database import Database
from app.storage.outbox import OutboxRow
from app.storage.signs import Sign
from tests.figures import counted

Add = Callable[..., Awaitable[OutboxRow]]
Stored = Callable[[UUID], Awaitable[Any]]


class Choosy:
    """A channel that takes everything but one row."""

    def __init__(self, but: OutboxRow | None = None) -> None:
        self._but = but

    async def deliver(self, row: OutboxRow) -> None:
        if self._but and row.id == self._but.id:
            raise DeliveryError("Not now")

    async def close(self) -> None:
        pass


def lane(database: Database, but: OutboxRow | None = None) -> Lane:
    return Lane(database, (outbox.HUB,), Choosy(but))


async def test_a_sign_is_left_at_the_first_round_and_then_at_its_pace(
    database: Database, clock: time_machine.Traveller, monkeypatch: pytest.MonkeyPatch
) -> None:
    carrier = Carrier(lane(database), Sign.RELAY_TO_MAIL)
    left = []
    for after in (0.0, SIGN_PACE - 1, SIGN_PACE, SIGN_PACE + 1, 2 * SIGN_PACE):
        monkeypatch.setattr(relay, "monotonic", lambda after=after: 500.0 + after)
        clock.shift(1)
        await carrier.carry_some()
        async with database.single() as connection:
            left.append(await signs.read(connection))
    assert {name for one in left for name in one} == {Sign.RELAY_TO_MAIL}
    moments = [one[Sign.RELAY_TO_MAIL].second for one in left]
    assert moments == [1, 1, 3, 3, 5]


@pytest.mark.usefixtures("clock")
async def test_only_after_a_full_hand_is_there_more_at_once(database: Database, add: Add) -> None:
    for _ in range(MOST + 1):
        await add()
    carrier = Carrier(lane(database), Sign.RELAY_TO_HUB)
    assert [await carrier.carry_some() for _ in range(3)] == [True, False, False]


@pytest.mark.usefixtures("clock")
async def test_each_delivery_is_counted_by_how_it_ended(database: Database, add: Add) -> None:
    bad, _, _ = [await add() for _ in range(3)]

    def so_far() -> list[float]:
        return [
            counted("mash_deliveries_total", channel=outbox.HUB, result=one) for one in ("done", "failed")
        ]

    before = so_far()
    await relay_once(lane(database, but=bad))
    assert [now - then for now, then in zip(so_far(), before, strict=True)] == [2, 1]


class Deaf(Choosy):
    """A channel that never ends."""

    async def deliver(self, _row: OutboxRow) -> None:
        await asyncio.Event().wait()


@pytest.mark.usefixtures("clock")
async def test_a_delivery_that_never_ends_is_given_up_and_tried_again(
    database: Database, add: Add, stored: Stored, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = await add()
    monkeypatch.setattr(relay, "LONGEST_DELIVERY", timedelta())
    async with asyncio.timeout(10):
        assert await relay_once(Lane(database, (outbox.HUB,), Deaf())) == 1
    kept = await stored(row.id)
    assert (kept.attempts, kept.lease_until, kept.settled_at) == (1, None, None)


@pytest.mark.usefixtures("clock")
async def test_what_a_channel_says_of_a_failure_is_in_the_log(
    database: Database, add: Add, capsys: pytest.CaptureFixture[str]
) -> None:
    await relay_once(lane(database, but=await add()))
    assert "Not now" in "".join(capsys.readouterr())
