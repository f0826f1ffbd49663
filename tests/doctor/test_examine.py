"""The doctor: a line for what is wrong, with what to do, and nothing about what is not on this machine."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import aio_pika
import pytest
from sqlalchemy.engine import make_url

from app.doctor import trust, ways
from app.doctor.database import clock
from app.doctor.encryption import encryption
from app.doctor.examine import PARTS, examine, parts_here
from app.doctor.report import Line
from app.envelope.keys import new_keys
from app.envelope.queues import declare_queues, queue_name
from app.errors import ConfigurationError
from app.profiles.loading import load_profile
from app.settings import Settings
from app.storage import outbox, referrals, signs
from app.storage.database import Database
from app.storage.outbox import Outgoing
from app.storage.referrals import Referral
from app.storage.signs import Sign

TODAY = date(2026, 11, 25)
Change = Callable[[Settings], Settings | None]


@pytest.fixture
def healthy(settings: Settings, key_set: Path) -> Settings:
    """A machine on which all is well, but that no portal runs that the receiver could reach."""
    keys = settings.var / "keys"
    shutil.copytree(key_set, keys)
    shutil.rmtree(keys / "offline")
    (settings.hub_folder / ".receipts" / "refused").mkdir(parents=True)
    return settings.model_copy(update={"keys": keys, "duty_email": "duty@hub.example"})


async def at_work(settings: Settings, ago: timedelta = timedelta()) -> None:
    database = Database(settings.database_address)
    async with database.transaction() as connection:
        for sign in (Sign.PORTAL, Sign.RELAY_TO_HUB, Sign.RELAY_TO_MAIL, Sign.WATCH):
            await signs.leave(connection, sign, datetime.now(UTC) - ago)
    await database.close()


async def wrong(settings: Settings, *parts: str) -> list[Line]:
    return [line for line in await examine(settings, parts, TODAY) if line.to_do]


async def test_where_all_is_well_nothing_is_to_do(healthy: Settings) -> None:
    await at_work(healthy)
    assert await wrong(healthy, "portal", "relay") == []
    lines = {line.about: line.said for line in await examine(healthy, ("portal", "relay"), TODAY)}
    assert lines["hub key"] == "The hub’s keys last to 2076-01-01."
    assert lines["hub"] == lines["email"] == "Nothing waits."


def in_list(old: str, new: str, name: str = "portal/hub.toml") -> Change:
    """A change of a list of keys."""

    def change(settings: Settings) -> None:
        listed = settings.keys_folder / name
        text = re.sub(old, new, listed.read_text(), flags=re.MULTILINE)
        assert text != listed.read_text()
        listed.write_text(text)

    return change


def ends(use: str, day: str, name: str = "portal/hub.toml") -> Change:
    """Another last day for the keys of this use."""
    return in_list(f'(use = "{use}"(?s:.*?)until = )[0-9-]+', rf"\g<1>{day}", name)


def without(path: str) -> Change:
    return lambda settings: shutil.rmtree(settings.var / path)


def given(**updates: object) -> Change:
    return lambda settings: settings.model_copy(update=updates)


def readable_by_others(settings: Settings) -> None:
    (settings.keys_folder / "relay" / "mail.key").chmod(0o644)


def escrow_here(settings: Settings) -> None:
    (settings.keys_folder / "offline").mkdir()


def refused_in_spool(settings: Settings) -> None:
    (settings.spool_folder / "refused").mkdir(parents=True)
    (settings.spool_folder / "refused" / "one.json").write_text("{}")


def no_tables(settings: Settings) -> Settings:
    return settings.model_copy(update={"database_url": f"sqlite:///{settings.var}/empty.db"})


WRONGS: list[tuple[str, Change, str, str]] = [
    ("portal", in_list(r"^until = .*", "until = 2026-12-24"), "hub key", "2026-12-24"),
    ("portal", in_list(r"^until = .*", "until = 2026-11-24"), "hub key", "Nothing can be sealed"),
    ("portal", in_list('use = "contact"', 'use = "restricted"'), "hub key", "Nothing can be sealed"),
    ("portal", in_list('use = "mail"', 'use = "post"'), "mail key", "acknowledgement"),
    ("portal", in_list('use = "mail"', 'use = "post"'), "hub.toml", "cannot be read"),
    ("portal", in_list('use = "escrow"', 'use = "contact"'), "escrow key", "nothing opens"),
    ("portal", in_list('use = "receipts"', 'use = "portal"'), "hub.toml", "nothing the hub says is believed"),
    ("portal", ends("mail", "2026-12-24"), "mail key", "2026-12-24. Without another, no professional"),
    ("portal", ends("escrow", "2026-12-24"), "escrow key", "2026-12-24. Without another, if the hub"),
    ("portal", ends("receipts", "2026-12-24"), "receipts key", "2026-12-24. Without another, no decision"),
    ("portal", ends("receipts", "2026-11-24"), "receipts key", "None is in force: no decision"),
    (
        "receiver",
        ends("mail", "2026-12-24", "receiver/portal.toml"),
        "mail key",
        "2026-12-24. Without another, nobody",
    ),
    ("receiver", ends("portal", "2026-11-24", "receiver/portal.toml"), "portal key", "None is in force"),
    ("portal", no_tables, "database", "not up to date"),
    ("portal", given(profile="nosuch"), "profile", "nosuch"),
    ("relay", without("keys/relay"), "keys", "mail.key"),
    ("relay", readable_by_others, "keys", "mail.key"),
    ("relay", escrow_here, "escrow key", "who breaks into it"),
    ("relay", given(duty_email=""), "duty", "Nobody is told"),
    ("relay", given(mail_url="smtp://127.0.0.1:1"), "mail", "does not answer"),
    ("relay", given(queue_url="amqp://127.0.0.1:1"), "queue", "does not answer"),
    ("relay", refused_in_spool, "dead-letters", "Set aside, for a person to look at: 1."),
    ("receiver", without("hub"), "hub folder", "cannot be written"),
    ("receiver", given(events_url="http://127.0.0.1:1/api/events"), "portal", "cannot be reached"),
    ("receiver", without("keys/receiver"), "keys", "portal.toml"),
]


@pytest.mark.parametrize(("part", "change", "about", "said"), WRONGS)
async def test_what_is_wrong_is_said_with_what_to_do(
    healthy: Settings, part: str, change: Change, about: str, said: str
) -> None:
    await at_work(healthy)
    found = await wrong(change(healthy) or healthy, part)
    (line,) = [line for line in found if line.about == about and said in line.said]
    assert len(line.to_do) > 10


@pytest.mark.parametrize("sign", ["portal", "relay-to-hub", "watch"])
async def test_who_was_never_seen_is_missing(healthy: Settings, sign: str) -> None:
    found = {line.about: line.said for line in await wrong(healthy, "portal")}
    assert found[sign] == "It was never seen at work."


async def test_who_stopped_is_named_once_with_the_time(healthy: Settings) -> None:
    await at_work(healthy, timedelta(hours=2))
    found = [line.about for line in await wrong(healthy, "relay")]
    assert sorted(found) == ["portal-stopped", "relay-stopped", "watch-stopped"]


async def test_a_late_receipt_is_named(healthy: Settings) -> None:
    await at_work(healthy)
    sent = datetime.now(UTC) - timedelta(hours=3)
    referral = Referral(
        message_id=uuid4(),
        reference="NN-7K4M-9QXR",
        form="professional",
        hub="northamptonshire",
        route="safeguarding",
        urgent=False,
        received_at=sent,
        code_digest=bytes(32),
    )
    database = Database(healthy.database_address)
    async with database.transaction() as connection:
        await referrals.record(connection, referral)
        await outbox.enqueue(connection, [Outgoing(uuid4(), referral.message_id, outbox.HUB, b"{}", sent)])
    await database.close()
    (line,) = await wrong(healthy, "portal")
    assert "NN-7K4M-9QXR" in line.said
    waits = [one.said for one in await examine(healthy, ("portal",), TODAY) if one.about == "hub"]
    assert waits == ["Not settled: 1. The oldest was sent 3 hours ago."]


async def test_receipts_that_wait_long_or_were_refused_are_said(healthy: Settings) -> None:
    waiting = healthy.hub_folder / ".receipts" / "one.json"
    waiting.write_text("{}")
    lines = {line.about: line for line in ways.hub_folder(healthy)}
    assert lines["receipts"] == Line("receipts", "Waiting for the portal: 1.")
    os.utime(waiting, (0, 0))
    (healthy.hub_folder / ".receipts" / "refused" / "two.json").write_text("{}")
    said = [line.said for line in ways.hub_folder(healthy) if line.to_do]
    assert said == [
        "1 wait for the portal, the oldest since 00:00 UTC on 1970-01-01.",
        "The portal would not have 1.",
    ]


async def test_a_folder_of_emails_is_for_a_trial(tmp_path: Path) -> None:
    council = load_profile("barnet")
    for site, well in (("", True), ("https://refer.example", False)):
        settings = Settings(var=tmp_path, public_url=site, duty_email="duty@hub.example")
        (line,) = await ways.mail(settings, council)
        assert "nothing sends them on" in line.said
        assert (not line.to_do) == well


def test_where_emails_lead_people_is_said() -> None:
    (well,) = ways.links(Settings(mail_url="smtp://mail.example", public_url="https://refer.example"))
    assert well == Line("links", "Emails lead people to https://refer.example.")
    (line,) = ways.links(Settings(mail_url="smtp://mail.example"))
    assert line.to_do == "Set PUBLIC_URL, as at the portal."


@pytest.mark.parametrize(
    ("here", "fresh", "said"),
    [
        (PARTS, ("portal",), 5),
        (PARTS, ("receiver",), 5),
        (PARTS, ("relay",), 2),
        (("portal", "relay"), ("relay",), 1),
        (PARTS, PARTS, 0),
        (("receiver",), ("receiver",), 0),
    ],
)
def test_keys_of_two_sets_on_one_machine_are_noticed(
    healthy: Settings, tmp_path: Path, here: tuple[str, ...], fresh: tuple[str, ...], said: int
) -> None:
    new_keys(tmp_path / "fresh", TODAY)
    for part in PARTS:
        folder = healthy.keys_folder / part
        if part in fresh:
            shutil.rmtree(folder)
            shutil.copytree(tmp_path / "fresh" / part, folder)
        if part not in here:
            shutil.rmtree(folder)
    lines = list(trust.together(healthy.keys_folder, TODAY))
    assert len(lines) == said, lines
    assert all(line.said.startswith("These are keys of two sets: ") and line.to_do for line in lines)


@pytest.mark.parametrize("part", PARTS)
def test_keys_that_are_for_another_user_end_no_examination(healthy: Settings, part: str) -> None:
    """As where units of several processes are on one machine, each with a user of its own."""
    others = [healthy.keys_folder / one for one in PARTS if one != part]
    for folder in others:
        folder.chmod(0)
    # Root without its rights is kept out of a folder as anybody is.
    powerless = () if os.geteuid() else ("setpriv", "--bounding-set=-all")
    ran = subprocess.run(
        [*powerless, sys.executable, "-m", "app", "doctor", part],
        env={"PATH": os.environ["PATH"], "VAR": str(healthy.var)},
        capture_output=True,
        text=True,
        check=False,
    )
    for folder in others:
        folder.chmod(0o700)
    assert "Cannot go on" not in ran.stderr
    assert f"The {part} has its private keys." in ran.stdout


async def test_a_hub_that_the_portal_does_not_believe_is_noticed(
    healthy: Settings, tmp_path: Path, site: str
) -> None:
    hub = healthy.model_copy(update={"events_url": f"{site}/api/events"})
    assert await wrong(hub, "receiver") == []
    new_keys(tmp_path / "fresh", TODAY)
    shutil.copy(tmp_path / "fresh" / "receiver" / "signing.key", healthy.keys_folder / "receiver")
    shutil.rmtree(healthy.keys_folder / "portal")
    (line,) = await wrong(hub, "receiver")
    assert line.said == trust.NOT_BELIEVED


async def test_a_hub_whose_way_to_files_is_shut_is_told(healthy: Settings, site: str) -> None:
    hub = healthy.model_copy(update={"events_url": f"{site}/elsewhere/events"})
    (line,) = await trust.believed(hub, load_profile("northamptonshire"))
    assert line.said == trust.NO_FILES.format(status=404)


async def test_a_full_disk_is_said(healthy: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ways, "ROOM", 2**80)
    assert ways.room(healthy.var / "not" / "yet").to_do


@pytest.mark.parametrize(("seconds", "well"), [(0, True), (-3, True), (9, False), (-9, False)])
def test_two_clocks_may_be_a_little_apart(seconds: int, well: bool) -> None:
    line = clock("the portal’s", datetime.now(UTC) + timedelta(seconds=seconds))
    assert (not line.to_do) == well


@pytest.mark.postgresql
async def test_the_clock_of_postgresql_is_compared(healthy: Settings, postgresql_url: str) -> None:
    there = healthy.model_copy(update={"database_url": postgresql_url})
    await at_work(there)
    lines = {line.about: line for line in await examine(there, ("portal",), TODAY)}
    assert lines["clock"].said == "This machine’s clock agrees with the database’s."


@pytest.mark.postgresql
async def test_it_is_said_why_the_database_cannot_be_used(healthy: Settings, postgresql_url: str) -> None:
    url = make_url(postgresql_url).set(database="none_of_ours").render_as_string(hide_password=False)
    lines = await wrong(healthy.model_copy(update={"database_url": url}), "portal")
    assert [line.said for line in lines] == [
        "There is no database of this name on its server: look at DATABASE_URL."
    ]


@pytest.mark.rabbitmq
async def test_each_queue_that_cannot_be_used_is_named(healthy: Settings, amqp_url: str, hub: str) -> None:
    there = healthy.model_copy(update={"queue_url": amqp_url})
    council = load_profile("northamptonshire").model_copy(update={"slug": hub})
    async with await aio_pika.connect(amqp_url) as connection:
        channel = await connection.channel()
        await declare_queues(channel, hub)
        assert not [line for line in await ways.queue(there, council) if line.to_do]
        await channel.queue_delete(queue_name(hub, "family"))
    (line,) = [line for line in await ways.queue(there, council) if line.to_do]
    assert line.said == f"{hub}.contacts.family is not there, or was made in another way than ours."


async def test_each_machine_is_asked_for_what_it_has_alone(healthy: Settings) -> None:
    nowhere = healthy.model_copy(update={"database_url": "sqlite:////nowhere/at/all.db"})
    at_hub = {line.about for line in await examine(nowhere, ("receiver",), TODAY)}
    assert at_hub == {"disk", "keys", "encryption", "queue", "hub folder", "receipts", "portal"}
    await at_work(healthy)
    in_public = {line.about for line in await examine(healthy, ("portal",), TODAY)}
    assert not in_public & {"queue", "mail", "duty", "hub folder", "receipts"}


def test_the_keys_that_are_here_say_what_to_look_at(healthy: Settings) -> None:
    assert parts_here(healthy) == list(PARTS)
    for part in ("portal", "relay"):
        shutil.rmtree(healthy.keys_folder / part)
    assert parts_here(healthy) == ["receiver"]
    assert parts_here(healthy, "portal") == ["portal"]
    with pytest.raises(ConfigurationError, match="no process hub; there are portal, relay, receiver"):
        parts_here(healthy, "hub")
    shutil.rmtree(healthy.keys_folder / "receiver")
    with pytest.raises(ConfigurationError, match=r"holds no keys .* python -m app keys new"):
        parts_here(healthy)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"clamd_url": "unix:/nowhere/clamd.ctl"}, "The scanner does not answer."),
        ({"public_url": "https://hub.example"}, "Nothing says who scans files for viruses"),
    ],
)
async def test_a_scanner_that_is_away_is_told(healthy: Settings, changed: dict[str, str], said: str) -> None:
    found = await wrong(Settings(**{**healthy.model_dump(), **changed}), "portal")
    assert [line.said[: len(said)] for line in found if line.about == "scanner"] == [said]


BEYOND = {
    "DATABASE_URL": ("portal", "database_url", "postgresql://mash@db.example/mash"),
    "QUEUE_URL": ("receiver", "queue_url", "amqp://mq.example"),
    "EVENTS_URL": ("receiver", "events_url", "http://portal.example/api/events"),
    "CLAMD_URL": ("portal", "clamd_url", "tcp://clamd.example:3310"),
}


@pytest.mark.parametrize("setting", BEYOND)
def test_what_goes_in_the_clear_beyond_this_machine_is_said(settings: Settings, setting: str) -> None:
    part, field, url = BEYOND[setting]
    (line,) = encryption(settings.model_copy(update={field: url}), [part])
    assert line.said.startswith(f"{setting} goes to another machine unencrypted")
    assert line.to_do == ""


@pytest.mark.parametrize(
    "updates",
    [
        {},
        {"database_url": "postgresql://mash@db.example/mash?sslmode=verify-full"},
        {"database_url": "postgresql://mash@localhost/mash", "queue_url": "amqp://127.0.0.1"},
        {"queue_url": "amqps://mq.example", "events_url": "https://portal.example/api/events"},
        {"clamd_url": "unix:/run/clamav/clamd.ctl"},
    ],
)
def test_what_is_encrypted_or_stays_here_is_well(settings: Settings, updates: dict[str, str]) -> None:
    (line,) = encryption(settings.model_copy(update=updates), PARTS)
    assert line.said == "Whatever leaves this machine is encrypted, for whoever its certificate names."
