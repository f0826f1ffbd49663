"""The lookout: what the relay and the timer see and tell, through the real database, queue and post."""

import asyncio
import re
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import aio_pika
import pytest
import time_machine

from app import metrics
from app.delivery.lookout import keep_watch, open_lookout, queue_depths, watch_once
from app.delivery.relay import purge_once
from app.delivery.spool import SpoolChannel
from app.envelope.depths import Depths
from app.envelope.queues import ROUTES, declare_queues, queue_name, refused_name
from app.errors import ConfigurationError, DeliveryError
from app.profiles.model import Profile
from app.settings import Settings
from app.storage import outbox, signs
from app.storage.alarms import standing
from app.storage.database import Database
from app.storage.outbox import OutboxRow
from app.storage.signs import Sign
from tests.town import until

Add = Callable[..., Awaitable[OutboxRow]]


@pytest.fixture
def watched(settings: Settings, database_url: str) -> Settings:
    """Settings with somebody on duty, and this test's database."""
    return settings.model_copy(update={"database_url": database_url, "duty_email": "duty@hub.example"})


def subjects(settings: Settings) -> list[str]:
    if not settings.mail_folder.exists():
        return []
    letters = [letter.read_text() for letter in settings.mail_folder.iterdir()]
    return sorted(re.findall(r"^Subject: (.*)$", "\n".join(letters), re.MULTILINE))


def shown(name: str, **labels: str) -> float | None:
    return metrics.REGISTRY.get_sample_value(name, labels)


async def test_a_relay_that_stopped_is_told_from_outside_once(
    watched: Settings, database: Database, clock: time_machine.Traveller
) -> None:
    async with database.transaction() as connection:
        await signs.leave(connection, Sign.RELAY_TO_HUB, datetime.now(UTC))
    await watch_once(watched)
    assert subjects(watched) == []
    clock.shift(timedelta(minutes=6))
    for _ in range(3):
        await watch_once(watched)
    assert subjects(watched) == ["The relay has stopped"]
    assert shown("mash_alarm", cause="relay-stopped") == 1
    async with database.single() as connection:
        assert (await signs.read(connection))[Sign.WATCH] == datetime.now(UTC)


async def test_a_relay_that_starts_again_tells_nobody_that_it_was_away(
    watched: Settings, profile: Profile, database: Database, clock: time_machine.Traveller
) -> None:
    async with database.transaction() as connection:
        await signs.leave(connection, Sign.RELAY_TO_HUB, datetime.now(UTC))
        await signs.leave(connection, Sign.RELAY_TO_MAIL, datetime.now(UTC))
    clock.shift(timedelta(hours=1))
    lookout = open_lookout(watched, profile, database, begun=datetime.now(UTC))
    await lookout.look_at_database()
    assert subjects(watched) == []
    async with database.transaction() as connection:
        await signs.leave(connection, Sign.RELAY_TO_HUB, datetime.now(UTC))
    clock.shift(timedelta(minutes=4))
    await lookout.look_at_database()
    assert subjects(watched) == []
    clock.shift(timedelta(minutes=2))
    await lookout.look_at_database()
    assert subjects(watched) == ["The relay has stopped"]


async def test_a_relay_that_just_began_believes_no_old_sign_of_others_until_they_had_their_time(
    watched: Settings, profile: Profile, database: Database, clock: time_machine.Traveller
) -> None:
    """So it is after a restore from a backup, and on a Monday when the machines were off since Friday."""
    others = (Sign.PORTAL, Sign.WATCH, Sign.QUEUE)
    async with database.transaction() as connection:
        for sign in others:
            await signs.leave(connection, sign, datetime.now(UTC))
    clock.shift(timedelta(hours=62))
    lookout = open_lookout(watched, profile, database, begun=datetime.now(UTC))
    told = {
        4: [],
        6: ["A queue to the MASH takes nothing", "The portal has stopped"],
        61: ["A queue to the MASH takes nothing", "The portal has stopped", "The watch has stopped"],
    }
    passed = 0
    for minutes, expected in told.items():
        clock.shift(timedelta(minutes=minutes - passed))
        passed = minutes
        async with database.transaction() as connection:
            await signs.leave(connection, Sign.RELAY_TO_HUB, datetime.now(UTC))
            await signs.leave(connection, Sign.RELAY_TO_MAIL, datetime.now(UTC))
        await lookout.look_at_database()
        assert subjects(watched) == expected


async def test_a_relay_whose_clock_was_put_back_since_it_began_still_tells_of_a_portal_that_stopped(
    watched: Settings, profile: Profile, database: Database, clock: time_machine.Traveller
) -> None:
    async with database.transaction() as connection:
        await signs.leave(connection, Sign.PORTAL, datetime.now(UTC))
    lookout = open_lookout(watched, profile, database, begun=datetime.now(UTC) + timedelta(days=2))
    clock.shift(timedelta(minutes=6))
    await lookout.look_at_database()
    assert subjects(watched) == ["The portal has stopped"]


async def test_a_watch_that_goes_on_gives_those_who_began_with_it_their_time(
    watched: Settings, database: Database, clock: time_machine.Traveller
) -> None:
    async with database.transaction() as connection:
        for sign in (Sign.PORTAL, Sign.RELAY_TO_HUB, Sign.RELAY_TO_MAIL):
            await signs.leave(connection, sign, datetime.now(UTC))
    clock.shift(timedelta(hours=62))
    stopping = asyncio.Event()
    metrics.ALARM.labels("no-decision").set(1)
    watch = asyncio.create_task(keep_watch(watched, stopping, every=0.1))
    await until(lambda: shown("mash_alarm", cause="no-decision") == 0)
    assert subjects(watched) == []
    clock.shift(timedelta(minutes=6))
    await until(lambda: len(subjects(watched)) == 2)
    stopping.set()
    await watch
    assert subjects(watched) == ["The portal has stopped", "The relay has stopped"]


async def test_a_watch_that_stopped_is_told_by_the_relay(
    watched: Settings, profile: Profile, database: Database, clock: time_machine.Traveller
) -> None:
    await watch_once(watched)
    clock.shift(timedelta(minutes=61))
    await open_lookout(watched, profile, database).look_at_database()
    assert subjects(watched) == ["The watch has stopped"]


async def test_several_late_receipts_are_one_email(
    watched: Settings, profile: Profile, database: Database, add: Add, clock: time_machine.Traveller
) -> None:
    rows = [await add() for _ in range(4)]
    clock.shift(timedelta(minutes=60))
    for _ in range(3):
        await open_lookout(watched, profile, database).look_at_database()
    (letter,) = watched.mail_folder.iterdir()
    assert all(row.reference in letter.read_text() for row in rows)


async def test_a_decision_that_is_missed_is_looked_for_apart_and_told_once(
    watched: Settings, profile: Profile, database: Database, add: Add, clock: time_machine.Traveller
) -> None:
    row = await add()
    async with database.transaction() as connection:
        await outbox.settle_receipted(connection, row.message_id, datetime.now(UTC))
    clock.shift(timedelta(days=9))
    lookout = open_lookout(watched, profile, database)
    await lookout.look_at_database()
    assert subjects(watched) == []
    for _ in range(2):
        for _, look, _ in lookout.looks:
            await look()
    assert [subject.partition(" at ")[0] for subject in subjects(watched)] == ["Referrals without a decision"]
    assert shown("mash_alarm", cause="no-decision") == 1
    await watch_once(watched)
    assert len(subjects(watched)) == 1


@pytest.mark.parametrize("channel", outbox.PROMISED)
async def test_an_email_that_waits_for_a_day_is_told_and_again_when_it_was_never_sent(
    watched: Settings,
    profile: Profile,
    database: Database,
    add: Add,
    clock: time_machine.Traveller,
    channel: str,
) -> None:
    row = await add(channel=channel)
    await add(channel=outbox.NUMBER)
    told = {23: 0, 25: 1, 71: 1, 73: 2, 74: 2}
    passed = 0
    for hours, emails in told.items():
        clock.shift(timedelta(hours=hours - passed))
        passed = hours
        await purge_once(database, profile.periods)
        await watch_once(watched)
        assert subjects(watched).count("Emails about referrals have not been sent") == emails, hours
    letters = [letter.read_text() for letter in watched.mail_folder.iterdir()]
    assert all(row.reference in letter for letter in letters if "Subject: Emails about" in letter)
    assert shown("mash_alarm", cause="emails-unsent") == 1


async def test_an_email_that_left_in_time_is_told_to_nobody(
    watched: Settings, profile: Profile, database: Database, add: Add, clock: time_machine.Traveller
) -> None:
    rows = [await add(channel=channel, body=b"sealed") for channel in (*outbox.PROMISED, outbox.HUB)]
    clock.shift(timedelta(hours=1))
    async with database.transaction() as connection:
        for one in rows:
            await outbox.settle(connection, one.id, datetime.now(UTC))
    clock.shift(timedelta(hours=73))
    await open_lookout(watched, profile, database).look_at_promises()
    assert shown("mash_alarm", cause="emails-unsent") == 0


async def test_what_cannot_be_looked_at_is_an_error_that_the_timer_sees(
    watched: Settings, tmp_path: Path
) -> None:
    nowhere = watched.model_copy(update={"database_url": f"sqlite:///{tmp_path}/empty.db"})
    with pytest.raises(ConfigurationError, match="not up to date"):
        await watch_once(nowhere)
    assert subjects(watched) == []


async def test_a_watch_that_goes_on_does_not_begin_on_tables_that_are_not_ours(
    watched: Settings, tmp_path: Path
) -> None:
    empty = watched.model_copy(update={"database_url": f"sqlite:///{tmp_path}/empty.db"})
    with pytest.raises(ConfigurationError, match="not up to date"):
        await asyncio.wait_for(keep_watch(empty, asyncio.Event(), every=300), 10)


async def test_figures_say_how_much_waits_and_how_long(
    watched: Settings, profile: Profile, database: Database, add: Add, clock: time_machine.Traveller
) -> None:
    await add()
    clock.shift(90)
    await add(received_at=datetime.now(UTC))
    lookout = open_lookout(watched, profile, database)
    await lookout.look_at_database()
    assert shown("mash_undelivered", channel=outbox.HUB) == 2
    assert shown("mash_oldest_undelivered_seconds", channel=outbox.HUB) == 90
    assert shown("mash_undelivered", channel=outbox.ACKNOWLEDGEMENT) == 0
    assert shown("mash_oldest_undelivered_seconds", channel=outbox.ACKNOWLEDGEMENT) == 0


async def test_dead_letters_in_the_spool_are_told(
    watched: Settings, profile: Profile, database: Database
) -> None:
    spool = watched.spool_folder
    (spool / "refused").mkdir(parents=True)
    for path in ("one.json", ".two.json.part", "refused/three.json", "refused/four.json"):
        (spool / path).write_text("{}")
    assert await queue_depths(watched, profile) == Depths({"spool": 1}, 2)
    await open_lookout(watched, profile, database).look_at_queue()
    assert [subject.partition(" at ")[0] for subject in subjects(watched)] == ["Messages were set aside"]
    assert shown("mash_queue_messages", queue="refused") == 2


async def test_a_spool_that_is_not_here_says_nothing(settings: Settings, profile: Profile) -> None:
    assert await queue_depths(settings, profile) is None


@pytest.mark.rabbitmq
async def test_the_broker_says_what_waits_and_what_was_set_aside(
    settings: Settings, profile: Profile, amqp_url: str, hub: str
) -> None:
    council = profile.model_copy(update={"slug": hub})
    there = settings.model_copy(update={"queue_url": amqp_url})
    names = (*(queue_name(hub, route) for route in ROUTES), refused_name(hub))
    assert await queue_depths(there, council) == Depths(dict.fromkeys(ROUTES, 0), 0, names)
    async with await aio_pika.connect(amqp_url) as connection:
        channel = await connection.channel()
        queues = await declare_queues(channel, hub)
        for _ in range(2):
            await queues.exchange.publish(aio_pika.Message(b"{}"), routing_key="family")
        await channel.default_exchange.publish(aio_pika.Message(b"{}"), routing_key=refused_name(hub))
        waiting = {**dict.fromkeys(ROUTES, 0), "family": 2}
        assert await queue_depths(there, council) == Depths(waiting, 1)


@pytest.mark.rabbitmq
async def test_a_queue_that_was_made_in_another_way_is_told_and_its_messages_counted(
    watched: Settings, profile: Profile, database: Database, amqp_url: str, hub: str
) -> None:
    council = profile.model_copy(update={"slug": hub})
    there = watched.model_copy(update={"queue_url": amqp_url})
    async with await aio_pika.connect(amqp_url) as connection:
        channel = await connection.channel()
        await declare_queues(channel, hub)
        await channel.queue_delete(queue_name(hub, "family"))
        await channel.declare_queue(queue_name(hub, "family"), durable=True)
        await channel.default_exchange.publish(aio_pika.Message(b"{}"), routing_key=queue_name(hub, "family"))
    waiting = {**dict.fromkeys(ROUTES, 0), "family": 1}
    assert await queue_depths(there, council) == Depths(waiting, 0, (queue_name(hub, "family"),))
    await open_lookout(there, council, database).look_at_queue()
    (told,) = subjects(watched)
    assert "must be replaced" in told


async def test_a_queue_that_the_relay_does_not_reach_any_more_is_told_and_that_it_is_back(
    watched: Settings, profile: Profile, database: Database, clock: time_machine.Traveller, unused_port: int
) -> None:
    watched.spool_folder.mkdir(parents=True)
    channel = SpoolChannel(watched.spool_folder)
    await open_lookout(watched, profile, database, datetime.now(UTC), channel).look_at_queue()
    cut_off = watched.model_copy(update={"queue_url": f"amqp://127.0.0.1:{unused_port}"})
    for minutes, told in ((4, []), (2, ["A queue to the MASH takes nothing"])):
        clock.shift(timedelta(minutes=minutes))
        begun = datetime.now(UTC) - timedelta(hours=1)
        lookout = open_lookout(cut_off, profile, database, begun, channel)
        await lookout.look_at_queue()
        await lookout.look_at_database()
        assert subjects(watched) == told
    clock.shift(timedelta(minutes=20))
    lookout = open_lookout(watched, profile, database, begun, channel)
    await lookout.look_at_queue()
    await lookout.look_at_database()
    assert shown("mash_alarm", cause="queue-away") == 0
    async with database.single() as connection:
        assert not await standing(connection)


async def test_a_queue_that_answers_and_does_not_take_what_it_is_given_is_away(
    watched: Settings, profile: Profile, database: Database, row: Callable[..., OutboxRow]
) -> None:
    watched.spool_folder.mkdir(parents=True)
    channel = SpoolChannel(watched.spool_folder / "a file")
    (watched.spool_folder / "a file").touch()
    with pytest.raises(DeliveryError):
        await channel.deliver(row())
    lookout = open_lookout(watched, profile, database, datetime.now(UTC), channel)
    for left in (False, True):
        await lookout.look_at_queue()
        async with database.single() as connection:
            assert (Sign.QUEUE in await signs.read(connection)) is left
        if not left:
            (watched.spool_folder / "a file").unlink()
            await channel.deliver(row())


async def test_whoever_looks_from_outside_leaves_no_sign_of_what_the_relay_sees(
    watched: Settings, database: Database
) -> None:
    watched.spool_folder.mkdir(parents=True)
    await watch_once(watched)
    async with database.single() as connection:
        assert Sign.QUEUE not in await signs.read(connection)


async def test_a_broker_that_does_not_answer_says_nothing(
    settings: Settings, profile: Profile, unused_port: int
) -> None:
    nowhere = settings.model_copy(update={"queue_url": f"amqp://127.0.0.1:{unused_port}"})
    assert await queue_depths(nowhere, profile) is None
