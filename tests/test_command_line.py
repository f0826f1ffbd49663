"""The commands as people run them."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import aio_pika
import pytest
from aio_pika import Message
from sqlalchemy.engine import make_url

from app.envelope.queues import queue_name, refused_name
from tests.forked import run
from tests.languages.pseudo import PSEUDO, council_in_two_languages
from tests.town import PATIENCE, council_of, free_port, started


@pytest.mark.parametrize("name", ["professional", "family", "community"])
def test_a_form_is_printed_as_json(name: str) -> None:
    printed = json.loads(run("form", name).stdout)
    assert printed["slug"] == name
    first = printed["sections"][0]["steps"][0]
    assert first["slug"] == "danger"
    assert first["questions"][0]["options"] == {"yes": "Yes", "no": "No"}


def test_an_unknown_form_is_one_sentence() -> None:
    ran = run("form", "nothing")
    assert ran.returncode == 2
    known = "professional, family, community, young-person, allegation"
    assert ran.stderr == f"Cannot go on: There is no form nothing; there are {known}\n"


def test_a_wrong_setting_stops_the_start_with_one_sentence() -> None:
    ran = run("serve", PORT="abc")
    assert ran.returncode == 2
    assert ran.stderr == "Cannot go on: PORT: must be a whole number from 1 to 65535\n"


def test_missing_keys_stop_the_start_with_one_sentence(tmp_path: Path) -> None:
    for part in ("relay", "receive"):
        ran = run(part, VAR=str(tmp_path))
        assert ran.returncode == 2
        assert (
            f"Look at KEYS, which is now {tmp_path / 'keys'}; only a first installation makes " in ran.stderr
        )
        assert ran.stderr.count("\n") == 1


def test_a_drill_with_a_key_that_is_not_there_does_not_speak_of_new_keys(tmp_path: Path) -> None:
    key = tmp_path / "escrow.key"
    ran = run("keys", "drill", str(key), str(tmp_path))
    assert (ran.returncode, ran.stderr) == (2, f"Cannot go on: {key}: there is no such file.\n")


def test_a_database_without_tables_stops_every_command_that_works_on_it(tmp_path: Path) -> None:
    copy = str(tmp_path / "sealed")
    for words in (["serve"], ["watch"], ["purge"], ["queue", "copy", copy], ["check", "database"]):
        ran = run(*words, VAR=str(tmp_path))
        assert ran.returncode == 2
        assert (
            ran.stderr == "Cannot go on: The database is not up to date: run `python -m app migrate` first\n"
        )
    assert run("migrate", VAR=str(tmp_path)).returncode == 0


def test_a_purge_says_what_was_over(tmp_path: Path) -> None:
    assert run("migrate", VAR=str(tmp_path)).returncode == 0
    for _ in range(2):
        ran = run("purge", VAR=str(tmp_path))
        assert (ran.returncode, ran.stdout) == (0, "Deleted: drafts 0, addresses 0, referrals 0, files 0\n")


def test_the_watch_looks_once_and_says_when_it_could_not(tmp_path: Path) -> None:
    gone = run("watch", VAR=str(tmp_path / "gone"))
    assert gone.returncode == 2
    assert gone.stderr.endswith("Cannot go on: The database does not answer: look at DATABASE_URL and VAR\n")
    assert run("migrate", VAR=str(tmp_path)).returncode == 0
    assert run("watch", VAR=str(tmp_path)).returncode == 0


@pytest.mark.postgresql
@pytest.mark.parametrize(
    ("changed", "said"),
    [
        (
            {"username": "nobody-of-ours", "password": "hidden-word"},
            "The database refuses this user or password: look",
        ),
        ({"database": "none-of-ours"}, "There is no database of this name on its server: look"),
        ({"host": "127.0.0.1", "port": 0, "query": {}}, "Nobody listens where DATABASE_URL leads: look"),
    ],
)
def test_it_is_said_why_a_database_cannot_be_used(
    postgresql_url: str, tmp_path: Path, changed: dict[str, Any], said: str
) -> None:
    if "port" in changed:
        changed = {**changed, "port": free_port()}
    url = make_url(postgresql_url).set(**changed).render_as_string(hide_password=False)
    for words in (["check", "database"], ["migrate"]):
        ran = run(*words, DATABASE_URL=url, VAR=str(tmp_path))
        assert ran.returncode == 2
        assert ran.stderr.startswith(f"Cannot go on: {said}")
        assert "VAR" not in ran.stderr
        assert "of-ours" not in ran.stderr
        assert "hidden-word" not in ran.stderr


def test_a_database_is_counted(tmp_path: Path) -> None:
    assert run("check", "database", VAR=str(tmp_path)).returncode == 2
    assert run("migrate", VAR=str(tmp_path)).returncode == 0
    rows = [line.split() for line in run("check", "database", VAR=str(tmp_path)).stdout.splitlines()]
    assert ["referrals", "0"] in [row[:2] for row in rows]
    assert {len(row[2]) for row in rows} == {64}


def test_keys_are_made_once(tmp_path: Path) -> None:
    assert run("keys", "new", str(tmp_path / "keys")).returncode == 0
    assert (tmp_path / "keys" / "receiver" / "hub.key").exists()
    again = run("keys", "new", str(tmp_path / "keys"))
    assert again.returncode == 2
    assert "already holds keys" in again.stderr


@pytest.mark.rabbitmq
async def test_queues_are_declared_and_redriven_by_name(tmp_path: Path, amqp_url: str, hub: str) -> None:
    council = council_of(hub, tmp_path)
    asked = {"VAR": str(tmp_path), "QUEUE_URL": amqp_url, "PROFILE": str(council)}
    assert run("queue", "declare", **asked).stdout == "The queues are ready\n"
    async with await aio_pika.connect(amqp_url) as connection:
        channel = await connection.channel()
        exchange = await channel.get_exchange(refused_name(hub))
        await exchange.publish(Message(b"set aside"), routing_key="family")
        said = run("queue", "redrive", **asked)
        assert said.stdout == "Brought back: 1. Left where they were: 0\n", said.stderr
        back = await (await channel.get_queue(queue_name(hub, "family"))).get(no_ack=True)
        assert back.body == b"set aside"


@pytest.mark.rabbitmq
async def test_a_queue_that_is_there_in_another_way_is_one_sentence(
    tmp_path: Path, amqp_url: str, hub: str
) -> None:
    async with await aio_pika.connect(amqp_url) as connection:
        channel = await connection.channel()
        await channel.declare_queue(queue_name(hub, "community"), durable=True)
    council = council_of(hub, tmp_path)
    for word in ("declare", "redrive"):
        ran = run("queue", word, VAR=str(tmp_path), QUEUE_URL=amqp_url, PROFILE=str(council))
        assert ran.returncode == 2
        assert ran.stderr.startswith(
            "Cannot go on: The broker has a queue of ours that was declared in another way: see docs/operating.md ("
        )
        assert f"for queue '{queue_name(hub, 'community')}'" in ran.stderr
        assert ran.stderr.count("\n") == 1


@pytest.mark.rabbitmq
def test_a_broker_that_refuses_a_password_is_one_sentence(tmp_path: Path, amqp_url: str) -> None:
    named = urlsplit(amqp_url)
    wrong = named._replace(netloc=f"nobody-of-ours:hidden-word@{named.hostname}:{named.port}").geturl()
    ran = run("queue", "declare", VAR=str(tmp_path), QUEUE_URL=wrong)
    assert ran.returncode == 2
    assert ran.stderr.endswith("Cannot go on: The broker refuses this user or password: look at QUEUE_URL\n")
    assert "hidden-word" not in ran.stderr


def test_no_broker_is_one_sentence(tmp_path: Path) -> None:
    asked = {"VAR": str(tmp_path), "QUEUE_URL": f"amqp://guest:guest@127.0.0.1:{free_port()}/"}
    for word in ("declare", "redrive"):
        ran = run("queue", word, **asked)
        assert ran.returncode == 2
        assert ran.stderr.endswith("Cannot go on: The broker cannot be reached\n")


def test_a_profile_is_checked(tmp_path: Path) -> None:
    assert "in order" in run("check", "profile", "barnet").stdout
    wrong = tmp_path / "wrong.toml"
    wrong.write_text("slug = 1\n")
    assert run("check", "profile", str(wrong)).returncode == 2


def test_a_profile_whose_file_is_named_unlike_its_slug_is_asked_of(tmp_path: Path) -> None:
    council = council_of("sandshire", tmp_path)
    note = "Note: slug: sandshire is not the name of the file, council.toml."
    assert note in run("check", "profile", str(council)).stdout
    named = council.rename(tmp_path / "sandshire.toml")
    assert "not the name of the file" not in run("check", "profile", str(named)).stdout


def test_a_profile_is_checked_with_its_catalogues(tmp_path: Path) -> None:
    profile = council_in_two_languages(tmp_path)
    assert "in order" in run("check", "profile", str(profile)).stdout
    catalogue = profile.with_suffix(f".{PSEUDO}.po")
    catalogue.write_text(
        'msgid "Call {name} on {number}"\nmsgstr "Ffoniwch {enw} ar {number}"\n\n'
        'msgid "Call {name}"\nmsgstr "Ffoniwch {name"\n',
        encoding="utf-8",
    )
    wrong = run("check", "profile", str(profile))
    assert (wrong.returncode, wrong.stdout) == (2, "")
    head, first, second = wrong.stderr.splitlines()
    assert head == "Cannot go on:"
    assert first.startswith(f"{catalogue.name}: ")
    assert "asks for {enw}" in first
    assert "does not close" in second
    catalogue.unlink()
    assert "is missing: our own sentences" in run("check", "profile", str(profile)).stderr


def test_the_schemas_are_written_where_they_are_wanted(tmp_path: Path) -> None:
    assert run("schema", str(tmp_path / "schemas")).returncode == 0
    names = {"contact", "restricted", "identity", "event", "call", "call-withdrawn", "asyncapi", "openapi"}
    assert {path.name for path in (tmp_path / "schemas").iterdir()} == {f"{name}.json" for name in names}


def test_a_port_that_is_taken_ends_everything(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as another:
        port = another.getsockname()[1]
        ran = run("dev", VAR=str(tmp_path / "var"), PORT=str(port))
        assert ran.returncode == 2
        assert ran.stderr == f"Cannot go on: PORT: {port} is taken by another program\n"
        assert "The portal is at" not in ran.stdout


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_everything_stops_cleanly(tmp_path: Path, number: signal.Signals) -> None:
    given = {"PATH": os.environ["PATH"], "VAR": str(tmp_path / "var"), "PORT": str(free_port())}
    with subprocess.Popen([sys.executable, "-m", "app", "dev"], env=given, stdout=subprocess.PIPE) as process:
        assert process.stdout
        assert b"Made development keys" in process.stdout.readline()
        assert b"The portal is at" in process.stdout.readline()
        process.send_signal(number)
        assert process.wait(PATIENCE) == 0


@pytest.mark.parametrize(
    "wrong",
    [
        {"PROFILE": "nosuch"},
        {"VAR": "/proc/nothing"},
        {"KEYS": "/proc/nothing"},
        {"DUTY_EMAIL": "zz"},
    ],
)
def test_a_wrong_start_is_one_sentence_and_nothing_begins(tmp_path: Path, wrong: dict[str, str]) -> None:
    ran = run("dev", **{"VAR": str(tmp_path / "var"), "PORT": str(free_port()), **wrong})
    assert ran.returncode == 2
    assert ran.stderr.startswith("Cannot go on: ")
    assert ran.stderr.count("\n") == 1
    assert "The portal is at" not in ran.stdout


def test_the_doctor_finds_a_town_well_and_then_what_stopped(tmp_path: Path) -> None:
    var, around = tmp_path / "var", {"DUTY_EMAIL": "duty@hub.example", "METRICS_PORT": str(free_port())}
    with started(var, **around) as town:
        shutil.rmtree(var / "keys" / "offline")
        given = {"VAR": str(var), "PORT": town.site.rpartition(":")[2], **around}
        assert run("watch", **given).returncode == 0
        ran = run("doctor", **given)
        assert ran.returncode == 0, ran.stdout
        assert "WRONG" not in ran.stdout
        assert "The portal has its private keys." in ran.stdout
    ran = run("doctor", "receiver", **given)
    assert ran.returncode == 1
    assert "WRONG  portal             It cannot be reached: receipts wait here.\n" in ran.stdout
