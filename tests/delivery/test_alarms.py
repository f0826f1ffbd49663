"""Alarms: told once whoever looks, again after a decent while, sooner when there is more, and never a flood."""

import asyncio
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

import pytest
import time_machine

from app.delivery.alarms import LONGEST_TELLING, raise_alarms
from app.delivery.causes import Cause, Finding
from app.errors import DeliveryError
from app.storage.alarms import LEASE, Pace, Telling
from app.storage.database import Database
from app.storage.outbox import Late

MINUTE = timedelta(minutes=1)
PACE = Pace(quiet=15 * MINUTE, again=240 * MINUTE)
STANDS = Finding(Cause.RELAY_STOPPED, stands=True, pace=PACE)
OVER = replace(STANDS, stands=False)


@dataclass
class Told:
    """People on duty who write down what they are told, and who may be out of reach."""

    tellings: list[Telling] = field(default_factory=list)
    reached: bool = True

    async def tell(self, finding: Finding, telling: Telling) -> None:
        assert finding.cause == telling.cause
        await asyncio.sleep(0)
        self.tellings.append(telling)
        if not self.reached:
            raise DeliveryError("The mail server did not take an email")


@pytest.fixture
def duty() -> Told:
    return Told()


async def test_a_cause_that_stands_is_told_once_and_again_after_four_hours(
    database: Database, duty: Told, clock: time_machine.Traveller
) -> None:
    for _ in range(8 * 6 + 1):
        await raise_alarms(database, duty, [STANDS])
        clock.shift(10 * MINUTE)
    first, second, third = (telling.told_at for telling in duty.tellings)
    assert first is None
    assert second
    assert third
    assert third - second == 240 * MINUTE


async def test_several_processes_that_look_at_once_tell_once(
    database: Database, database_url: str, duty: Told
) -> None:
    other = Database(database_url)
    await asyncio.gather(*(raise_alarms(one, duty, [STANDS]) for one in (database, other) * 4))
    assert len(duty.tellings) == 1
    await other.close()


async def test_more_of_it_is_told_after_the_quiet_time_and_not_before(
    database: Database, duty: Told, clock: time_machine.Traveller, now: datetime
) -> None:
    await raise_alarms(database, duty, [STANDS])
    more = replace(STANDS, grown=now + MINUTE)
    clock.shift(15 * MINUTE - timedelta(seconds=1))
    await raise_alarms(database, duty, [more])
    assert len(duty.tellings) == 1
    clock.shift(timedelta(seconds=1))
    for _ in range(2):
        await raise_alarms(database, duty, [more])
    assert len(duty.tellings) == 2


async def test_what_comes_and_goes_is_told_no_more_often_than_the_quiet_time(
    database: Database, duty: Told, clock: time_machine.Traveller
) -> None:
    for _ in range(60):
        await raise_alarms(database, duty, [STANDS])
        await raise_alarms(database, duty, [OVER])
        clock.shift(MINUTE)
    assert len(duty.tellings) == 4


async def test_what_was_over_and_comes_back_is_told_at_once_as_something_new(
    database: Database, duty: Told, clock: time_machine.Traveller
) -> None:
    await raise_alarms(database, duty, [STANDS])
    clock.shift(15 * MINUTE)
    await raise_alarms(database, duty, [OVER])
    await raise_alarms(database, duty, [STANDS])
    first, second = duty.tellings
    assert first != second


async def test_an_email_that_could_not_be_sent_is_tried_again_as_the_same_one(
    database: Database, duty: Told, clock: time_machine.Traveller
) -> None:
    duty.reached = False
    for _ in range(2):
        await raise_alarms(database, duty, [STANDS])
    duty.reached = True
    clock.shift(LEASE)
    for _ in range(2):
        await raise_alarms(database, duty, [STANDS])
    first, second = duty.tellings
    assert first == second


async def test_one_that_cannot_be_told_does_not_keep_back_another(database: Database, duty: Told) -> None:
    duty.reached = False
    await raise_alarms(database, duty, [STANDS, replace(STANDS, cause=Cause.HUB_KEY)])
    assert [telling.cause for telling in duty.tellings] == [Cause.RELAY_STOPPED, Cause.HUB_KEY]


@pytest.mark.usefixtures("clock")
async def test_the_log_names_each_late_reference_when_it_is_told(
    database: Database, duty: Told, now: datetime, capsys: pytest.CaptureFixture[str]
) -> None:
    late = [Late(reference, now) for reference in ("NN-7K4M-9QXR", "NN-8L5N-2RYS")]
    for _ in range(2):
        await raise_alarms(database, duty, [replace(STANDS, cause=Cause.NO_RECEIPT, late=late)])
    said = capsys.readouterr().out
    assert [said.count(one.reference) for one in late] == [1, 1]


def test_a_claim_outlasts_the_longest_telling() -> None:
    assert LEASE.total_seconds() > LONGEST_TELLING


async def test_a_clock_that_ran_ahead_silences_nothing_once_it_is_right(
    database: Database, duty: Told, clock: time_machine.Traveller, now: datetime
) -> None:
    clock.shift(timedelta(days=365))
    await raise_alarms(database, duty, [STANDS])
    duty.reached = False
    await raise_alarms(database, duty, [replace(STANDS, cause=Cause.NO_RECEIPT)])
    clock.move_to(now)
    duty.reached = True
    await raise_alarms(database, duty, [STANDS, replace(STANDS, cause=Cause.NO_RECEIPT)])
    assert [one.cause for one in duty.tellings] == [Cause.RELAY_STOPPED, Cause.NO_RECEIPT] * 2
    await raise_alarms(database, duty, [STANDS])
    assert len(duty.tellings) == 4
