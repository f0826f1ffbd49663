"""What stands, and from which moment on: receipts, keys, dead letters and who is at work."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from app.delivery import causes
from app.delivery.causes import KEYS, Cause, Finding, in_database, in_queue, key_ends, undecided
from app.envelope.depths import Depths
from app.profiles.model import Profile
from app.storage import attachments, drafts, outbox, signs
from app.storage.attachments import AttachmentRow
from app.storage.database import Database
from app.storage.outbox import OutboxRow
from app.storage.referrals import RecordedEvent, add_event
from app.storage.signs import Sign
from tests.drafted import until

Add = Callable[..., Awaitable[OutboxRow]]
MINUTE = timedelta(minutes=1)
SECOND = timedelta(seconds=1)
DAY = timedelta(days=1)


async def found(database: Database, profile: Profile, now: datetime) -> dict[Cause, Finding]:
    async with database.single() as connection:
        findings = [*await in_database(connection, profile, now), await undecided(connection, profile, now)]
    return {finding.cause: finding for finding in findings}


async def standing(database: Database, profile: Profile, now: datetime) -> list[Cause]:
    return [cause for cause, finding in (await found(database, profile, now)).items() if finding.stands]


async def leave(database: Database, given: Sequence[Sign], at: datetime) -> None:
    async with database.transaction() as connection:
        for sign in given:
            await signs.leave(connection, sign, at)


@pytest.mark.parametrize(
    ("urgent", "minutes", "cause"), [(False, 60, Cause.NO_RECEIPT), (True, 10, Cause.URGENT_NO_RECEIPT)]
)
async def test_a_receipt_is_late_when_the_councils_period_is_over_and_not_before(
    database: Database, add: Add, profile: Profile, urgent: bool, minutes: int, cause: Cause
) -> None:
    row = await add(urgent=urgent)
    over = row.received_at + minutes * MINUTE
    assert await standing(database, profile, over - SECOND) == []
    finding = (await found(database, profile, over))[cause]
    assert finding.stands
    assert finding.grown == over
    assert [late.reference for late in finding.late] == [row.reference]
    assert await standing(database, profile, over) == [cause]


async def test_what_was_receipted_is_not_late(
    database: Database, add: Add, profile: Profile, now: datetime
) -> None:
    row = await add()
    async with database.transaction() as connection:
        await outbox.settle_receipted(connection, row.message_id, now)
    assert await standing(database, profile, now + 60 * MINUTE) == []


async def test_an_acknowledgement_that_waits_is_no_late_receipt(
    database: Database, add: Add, profile: Profile, now: datetime
) -> None:
    await add(channel=outbox.ACKNOWLEDGEMENT)
    assert await standing(database, profile, now + 60 * MINUTE) == []


async def test_however_many_are_late_so_many_are_named_and_all_are_counted(
    database: Database, add: Add, profile: Profile, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(causes, "MOST_NAMED", 2)
    rows = [await add(received_at=now + minutes * MINUTE) for minutes in (3, 1, 2)]
    finding = (await found(database, profile, now + 3 * DAY))[Cause.NO_RECEIPT]
    assert [late.reference for late in finding.late] == [rows[1].reference, rows[2].reference]
    assert (finding.count, finding.grown) == (3, rows[0].received_at + 60 * MINUTE)


async def test_the_last_one_to_be_late_says_when_there_was_more(
    database: Database, add: Add, profile: Profile, now: datetime
) -> None:
    for minutes in (5, 0, 9):
        await add(received_at=now + minutes * MINUTE)
    finding = (await found(database, profile, now + 65 * MINUTE))[Cause.NO_RECEIPT]
    assert (finding.count, finding.grown) == (2, now + 65 * MINUTE)
    assert [late.received_at for late in finding.late] == [now, now + 5 * MINUTE]


@pytest.mark.parametrize(
    ("sign", "limit", "cause"),
    [
        (Sign.PORTAL, 5 * MINUTE, Cause.PORTAL_STOPPED),
        (Sign.RELAY_TO_HUB, 5 * MINUTE, Cause.RELAY_STOPPED),
        (Sign.RELAY_TO_MAIL, 5 * MINUTE, Cause.RELAY_STOPPED),
        (Sign.WATCH, 60 * MINUTE, Cause.WATCH_STOPPED),
    ],
)
async def test_who_leaves_no_sign_any_more_has_stopped(
    database: Database, profile: Profile, now: datetime, sign: Sign, limit: timedelta, cause: Cause
) -> None:
    await leave(database, [sign], now)
    assert await standing(database, profile, now + limit) == []
    finding = (await found(database, profile, now + limit + SECOND))[cause]
    assert (finding.stands, finding.moment, finding.grown) == (True, now, now + limit)
    assert await standing(database, profile, now + limit + SECOND) == [cause]


async def test_a_sign_of_life_from_the_future_is_none(
    database: Database, profile: Profile, now: datetime
) -> None:
    await leave(database, [Sign.PORTAL], now + 5 * MINUTE)
    assert await standing(database, profile, now) == []
    await leave(database, [Sign.PORTAL], now + DAY)
    finding = (await found(database, profile, now))[Cause.PORTAL_STOPPED]
    assert (finding.stands, finding.moment, finding.grown) == (True, now + DAY, None)


async def test_one_lane_that_hangs_is_a_relay_that_stopped(
    database: Database, profile: Profile, now: datetime
) -> None:
    await leave(database, [Sign.RELAY_TO_HUB], now)
    await leave(database, [Sign.RELAY_TO_MAIL], now + 10 * MINUTE)
    assert await standing(database, profile, now + 10 * MINUTE) == [Cause.RELAY_STOPPED]


async def test_a_queue_is_away_only_while_a_relay_looks_for_it(
    database: Database, profile: Profile, now: datetime
) -> None:
    await leave(database, [Sign.QUEUE, Sign.RELAY_TO_HUB], now)
    later = now + 6 * MINUTE
    assert await standing(database, profile, later) == [Cause.RELAY_STOPPED]
    await leave(database, [Sign.RELAY_TO_HUB], later)
    assert await standing(database, profile, later) == [Cause.QUEUE_AWAY]


async def test_files_that_fill_their_room_are_a_cause_until_there_is_some(
    database: Database, profile: Profile, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with database.transaction() as connection:
        await drafts.create(connection, b"draft", "community", b"sealed", until(now))
        await attachments.begin(connection, b"draft", AttachmentRow(uuid4(), 1000, "0" * 64, now))
    monkeypatch.setattr(attachments, "MOST_KEPT", 1001)
    assert await standing(database, profile, now) == []
    monkeypatch.setattr(attachments, "MOST_KEPT", 1000)
    assert await standing(database, profile, now) == [Cause.NO_ROOM_FOR_FILES]


async def test_nobody_is_missed_who_was_never_seen(
    database: Database, profile: Profile, now: datetime
) -> None:
    assert await standing(database, profile, now + 365 * DAY) == []


@pytest.mark.parametrize(("cause", "sign"), KEYS)
async def test_the_portal_says_when_keys_end(
    database: Database, profile: Profile, now: datetime, cause: Cause, sign: Sign
) -> None:
    await leave(database, [sign], now + 30 * DAY)
    assert await standing(database, profile, now - SECOND) == []
    assert await standing(database, profile, now) == [cause]


@pytest.mark.parametrize(
    ("left", "again", "grown"),
    [
        (30 * DAY, 7 * DAY, 30 * DAY),
        (8 * DAY, 7 * DAY, 30 * DAY),
        (7 * DAY, DAY, 7 * DAY),
        (MINUTE, DAY, 7 * DAY),
        (0 * DAY, DAY / 6, 0 * DAY),
        (-3 * DAY, DAY / 6, 0 * DAY),
    ],
)
def test_the_nearer_the_end_of_the_key_the_more_often_it_is_told(
    now: datetime, left: timedelta, again: timedelta, grown: timedelta
) -> None:
    finding = key_ends(Cause.HUB_KEY, now + left, now)
    assert finding.stands
    assert finding.pace.again == again
    assert finding.grown == now + left - grown
    assert finding.moment == now + left


def test_a_key_that_lasts_is_no_cause(now: datetime) -> None:
    assert not key_ends(Cause.HUB_KEY, now + 30 * DAY + SECOND, now).stands


def test_dead_letters_are_a_cause_and_a_silent_queue_says_nothing() -> None:
    assert in_queue(None) == []
    empty, _ = in_queue(Depths({}, 0))
    three, _ = in_queue(Depths({}, 3))
    assert (empty.stands, three.stands, three.count) == (False, True, 3)


def test_a_queue_that_cannot_be_used_is_a_cause() -> None:
    _, none = in_queue(Depths({}, 0))
    _, one = in_queue(Depths({}, 0, ("hub.contacts.family",)))
    assert (none.stands, one.stands, one.count) == (False, True, 1)


@pytest.mark.parametrize("said", [(), ("screening",), ("decided",), ("closed",)])
async def test_a_decision_is_missed_when_the_councils_days_are_over_and_not_before(
    database: Database, add: Add, profile: Profile, now: datetime, said: tuple[str, ...]
) -> None:
    """Received on a Monday, it is due by the end of Tuesday."""
    row = await add()
    async with database.transaction() as connection:
        await outbox.settle_receipted(connection, row.message_id, now)
        for kind in said:
            event = RecordedEvent(kind, row.message_id, f"uk.mash.contact.{kind}", now)
            await add_event(connection, event)
    midnight = datetime(2026, 11, 25, tzinfo=UTC)
    assert Cause.NO_DECISION not in await standing(database, profile, midnight - SECOND)
    finding = (await found(database, profile, midnight))[Cause.NO_DECISION]
    missed = not {"decided", "closed"} & set(said)
    assert finding.stands is missed
    assert [late.reference for late in finding.late] == ([row.reference] if missed else [])


async def test_the_designated_officer_promises_no_day_and_a_council_need_not(
    database: Database, add: Add, profile: Profile, now: datetime
) -> None:
    await add(route="allegation", form="allegation")
    later = now + 9 * DAY
    assert Cause.NO_DECISION not in await standing(database, profile, later)
    await add()
    assert Cause.NO_DECISION in await standing(database, profile, later)
    periods = profile.periods.model_copy(update={"feedback_working_days": None})
    silent = profile.model_copy(update={"periods": periods})
    assert Cause.NO_DECISION not in await standing(database, silent, later)


@pytest.mark.parametrize(
    ("number", "form", "after", "stands"),
    [
        (10, "community", 59 * MINUTE, True),
        (9, "community", 59 * MINUTE, False),
        (10, "professional", 59 * MINUTE, False),
        (10, "community", 60 * MINUTE, False),
    ],
)
async def test_a_flood_stands_for_the_hour_in_which_it_came(
    database: Database,
    add: Add,
    profile: Profile,
    now: datetime,
    number: int,
    form: str,
    after: timedelta,
    stands: bool,
) -> None:
    few = profile.model_copy(update={"most_an_hour": 10})
    for _ in range(number):
        await add(form=form, received_at=now)
    assert (await found(database, few, now + after))[Cause.TOO_MANY].stands is stands
