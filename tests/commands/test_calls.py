"""Calls that people at the hub write down at its command line, and the list of those that nobody followed."""

from base64 import b64decode
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import orjson
import pytest
import time_machine
from typer.testing import CliRunner, Result

from app.__main__ import cli
from app.contact.model import Contact, Opening
from app.envelope.calls import CALL_WITHDRAWN, CallCode, Caller
from app.envelope.events import verify_call, verify_withdrawal
from app.envelope.keys import PortalKeys, RelayKeys
from app.envelope.languages import language_of
from app.envelope.sealing import unseal_address
from app.errors import ConfigurationError, ContradictionError, NotFiledError
from app.forms.answers import Answers
from app.profiles.loading import load_profile
from app.receiver.receive import Receiver
from app.settings import Settings
from tests.calls import CALLER, NOTE
from tests.languages.pseudo import PSEUDO, council_in_two_languages

NOON = datetime(2026, 11, 25, 12, 7, tzinfo=UTC)
PERIODS = load_profile("barnet").periods
WEEK = timedelta(days=7)
Runs = Callable[..., Result]
Waiting = Callable[[], list[dict[str, str]]]


@pytest.fixture
def runs(
    settings: Settings, key_set: Path, reopened: Callable[[], Receiver], monkeypatch: pytest.MonkeyPatch
) -> Runs:
    """Runs a command of a hub that has a receiver; what the call was about comes from standard input."""
    reopened()
    monkeypatch.setenv("VAR", str(settings.var))
    monkeypatch.setenv("KEYS", str(key_set))
    monkeypatch.setenv("PROFILE", "barnet")

    def run(*words: str, note: str = NOTE) -> Result:
        ran = CliRunner().invoke(cli, ["hub", *words], input=note)
        if ran.exception and not isinstance(ran.exception, SystemExit):
            raise ran.exception
        return ran

    return run


def registers(runs: Runs, *words: str, at: datetime = NOON, note: str = NOTE) -> tuple[str, str]:
    """Takes a call; its reference and its code, as they are printed."""
    with time_machine.travel(at, tick=False):
        printed = runs("call", "--email", CALLER, *words, note=note).output
    reference = printed.split("Call ")[1][:12]
    code = next(line for line in printed.splitlines() if line.startswith("    ")).replace(" ", "")
    return reference, code


def test_the_language_of_a_call_is_sealed_with_its_address_and_in_its_form(
    runs: Runs, receipts: Waiting, key_set: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PROFILE", str(council_in_two_languages(tmp_path)))
    _, code = registers(runs, "--language", PSEUDO)
    (event,) = receipts()
    opened = unseal_address(event["address"].encode(), RelayKeys.load(key_set / "relay").identities)
    language, text = language_of(opened)
    assert language == PSEUDO
    key = CallCode(Caller.parse(text).name, code).key()
    assert Answers.parse(key.unseal(1, b64decode(event["draft"]))).language == PSEUDO


def test_a_language_that_the_council_does_not_offer_is_refused(runs: Runs, receipts: Waiting) -> None:
    refused = runs("call", "--email", CALLER, "--language", "cy")
    assert refused.exit_code == 2
    assert "the profile offers only en" in refused.output
    assert receipts() == []


def test_a_call_is_signed_sealed_and_queued_and_the_code_is_printed_alone(
    runs: Runs, receipts: Waiting, key_set: Path
) -> None:
    words = ("--at", "11:40", "--taken-by", "Ewa Lis", "--insisted", "--advised", "urgent")
    reference, code = registers(runs, *words)
    (event,) = receipts()
    call = verify_call(event, PortalKeys.load(key_set / "portal").receipt_keys())
    assert (call.subject, call.source, call.time) == (reference, "barnet", "2026-11-25T11:40:00Z")
    opened = unseal_address(call.address.encode(), RelayKeys.load(key_set / "relay").identities)
    caller = Caller.parse(opened)
    assert (caller.address, str(caller.day)) == (CALLER, "2026-11-25")
    key = CallCode(caller.name, code).key()
    assert key.row_id == call.draft_id
    said = Answers.parse(key.unseal(1, call.body)).of("")
    assert said == {
        "spoke": "yes",
        "spoke_on": "2026-11-25",
        "spoke_to": "Ewa Lis",
        "spoke_about": NOTE,
        "spoke_advice": "Send an urgent referral at once",
        "spoke_insisted": "yes",
        "spoke_reference": reference,
    }


def test_what_it_was_about_the_address_and_the_code_are_in_no_event(runs: Runs, receipts: Waiting) -> None:
    _, code = registers(runs)
    (event,) = receipts()
    for secret in (NOTE, "Canary", "Jakub", CALLER, "larch", code):
        assert secret not in orjson.dumps(event).decode()


def test_the_code_is_kept_nowhere(runs: Runs, settings: Settings) -> None:
    _, code = registers(runs)
    paths = [path for path in settings.var.rglob("*") if path.is_file()]
    assert paths
    for spoken in (code, f"{code[:4]} {code[4:8]} {code[8:]}"):
        assert not [path for path in paths if spoken.encode() in path.read_bytes()]


def test_what_is_printed_says_by_when_and_what_to_do_in_an_emergency(runs: Runs) -> None:
    with time_machine.travel(NOON, tick=False):
        printed = runs("call", "--email", CALLER).output
    assert "They have until the end of 2026-11-25 to write." in printed
    assert "call 999" in printed
    assert "Jakub" not in printed


@pytest.mark.parametrize(
    ("at", "moment"),
    [
        ("09:05", "2026-11-25T09:05"),
        ("2026-11-24T23:50", "2026-11-24T23:50"),
        ("2026-11-24 00:10", "2026-11-24T00:10"),
    ],
)
def test_a_time_is_londons(runs: Runs, receipts: Waiting, at: str, moment: str) -> None:
    registers(runs, "--at", at)
    assert receipts()[0]["time"] == f"{moment}:00Z"


@pytest.mark.parametrize("at", ["12:30", "2026-07-01T12:30"])
def test_so_it_is_in_summer(runs: Runs, receipts: Waiting, at: str) -> None:
    registers(runs, "--at", at, at=datetime(2026, 7, 1, 12, 7, tzinfo=UTC))
    assert receipts()[0]["time"] == "2026-07-01T11:30:00Z"


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (("--email", "teacher"), "Enter an email address"),
        (("--email", "a@b.example, c@d.example"), "Enter an email address"),
        (("--email", ""), "Enter an email address"),
        (("--email", CALLER, "--at", "13:00"), "later than now"),
        (("--email", CALLER, "--at", "2026-11-11T12:00"), "longer ago than a form is kept"),
        (("--email", CALLER, "--at", "yesterday"), "Invalid value"),
        (("--email", CALLER, "--advised", "nothing"), "Invalid value"),
        ((), "Missing option"),
    ],
)
def test_what_cannot_be_a_call_is_refused_with_a_reason_and_nothing_is_written(
    runs: Runs, receipts: Waiting, words: tuple[str, ...], reason: str
) -> None:
    with time_machine.travel(NOON, tick=False):
        ran = runs("call", *words)
    assert ran.exit_code == 2
    assert reason in " ".join(ran.output.replace("│", "").split())
    assert receipts() == []


def test_a_note_that_is_too_long_is_refused_and_none_is_needed(runs: Runs, receipts: Waiting) -> None:
    with time_machine.travel(NOON, tick=False):
        assert "too long" in runs("call", "--email", CALLER, note="w" * 4001).output
    assert receipts() == []
    registers(runs, note=" \n")
    registers(runs, note="\U0001f9e1" * 4000)
    assert len(receipts()) == 2


def test_without_a_key_of_the_relay_no_call_can_be_registered(
    runs: Runs, receipts: Waiting, key_set: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys = tmp_path / "keys" / "receiver"
    keys.mkdir(parents=True)
    for path in (key_set / "receiver").iterdir():
        (keys / path.name).write_bytes(path.read_bytes())
    (keys / "portal.toml").write_text((keys / "portal.toml").read_text().replace('"mail"', '"escrow"'))
    monkeypatch.setenv("KEYS", str(tmp_path / "keys"))
    with pytest.raises(ConfigurationError, match="no key for ‘mail’"):
        registers(runs)
    assert receipts() == []


def test_those_that_are_overdue_are_listed_first(runs: Runs) -> None:
    late, _ = registers(runs, "--at", "2026-11-24T15:00")
    today, _ = registers(runs)
    with time_machine.travel(NOON, tick=False):
        listed = runs("calls").output.splitlines()
    assert listed == [
        f"OVERDUE  {late}  2026-11-24 15:00  by 2026-11-24  {CALLER}",
        f"waiting  {today}  2026-11-25 12:07  by 2026-11-25  {CALLER}",
    ]


def test_none_is_overdue_where_the_council_publishes_no_day(
    runs: Runs, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PROFILE", "northamptonshire")
    reference, _ = registers(runs)
    with time_machine.travel(NOON + WEEK, tick=False):
        assert runs("calls").output.strip() == f"waiting  {reference}  2026-11-25 12:07  {CALLER}"


async def test_a_referral_that_names_its_call_takes_it_off_the_list_with_what_it_was_about(
    runs: Runs,
    receiver: Receiver,
    send: Callable[..., Contact],
    monkeypatch: pytest.MonkeyPatch,
    settings: Settings,
) -> None:
    monkeypatch.setenv("PROFILE", "northamptonshire")
    reference, _ = registers(runs)
    with time_machine.travel(NOON, tick=False):
        shown = runs("calls", reference.lower()).output
        assert NOTE in shown
        assert runs("calls", reference).output.startswith("waiting")
        other = send(opening=Opening(spoke_reference="NN-7K4M-9QXR"))
        sent = send(opening=Opening(spoke_reference=reference))
        await receiver.receive_some()
        assert "No call waits" in runs("calls").output
        line = runs("calls", "--written").output
        shown = runs("calls", reference).output
    assert line.split()[:2] == ["written", reference]
    assert sent.reference in line
    assert other.reference not in line
    assert "About:\nnot said" in shown
    kept = b"".join(path.read_bytes() for path in (settings.hub_folder / ".calls").iterdir())
    assert b"Jakub" not in kept


async def test_a_call_is_followed_by_its_first_referral_however_often_it_comes(
    runs: Runs,
    receiver: Receiver,
    send: Callable[..., Contact],
    message: Callable[..., bytes],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PROFILE", "northamptonshire")
    reference, _ = registers(runs)
    with time_machine.travel(NOON, tick=False):
        first = send(opening=Opening(spoke_reference=reference))
        await receiver.receive_some()
        receiver.file(message(first))
        send(opening=Opening(spoke_reference=reference))
        await receiver.receive_some()
        assert first.reference in runs("calls", "--written").output


@pytest.mark.parametrize("typed", ["NN-7K4M-9QXR", "nonsense", "../../etc/passwd"])
@pytest.mark.parametrize("command", ["calls", "withdraw-call"])
def test_a_call_that_was_never_written_down_is_said_to_be_none(runs: Runs, command: str, typed: str) -> None:
    with pytest.raises(NotFiledError):
        runs(command, typed)


def test_a_call_taken_back_is_signed_once_listed_no_more_and_its_note_goes(
    runs: Runs, receipts: Waiting, settings: Settings, key_set: Path
) -> None:
    reference, _ = registers(runs)
    with time_machine.travel(NOON + timedelta(hours=1), tick=False) as clock:
        printed = runs("withdraw-call", reference.lower()).output
        clock.shift(timedelta(days=2))
        assert runs("withdraw-call", reference).output == printed
        assert "No call waits" in runs("calls").output
        assert "No call waits" in runs("calls", "--written").output
        assert runs("calls", reference).output.startswith("closed")
    assert reference in printed
    (event,) = [one for one in receipts() if one["type"] == CALL_WITHDRAWN]
    back = verify_withdrawal(event, PortalKeys.load(key_set / "portal").receipt_keys())
    assert (back.subject, back.source, back.time) == (reference, "barnet", "2026-11-25T13:07:00Z")
    kept = b"".join(path.read_bytes() for path in (settings.hub_folder / ".calls").iterdir())
    assert b"Jakub" not in kept
    with time_machine.travel(NOON + timedelta(days=90), tick=False):
        runs("calls")
    assert list((settings.hub_folder / ".calls").iterdir()) == []


async def test_a_call_whose_referral_is_here_is_not_taken_back(
    runs: Runs,
    receiver: Receiver,
    send: Callable[..., Contact],
    receipts: Waiting,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PROFILE", "northamptonshire")
    reference, _ = registers(runs)
    with time_machine.travel(NOON, tick=False):
        sent = send(opening=Opening(spoke_reference=reference))
        await receiver.receive_some()
        with pytest.raises(ContradictionError, match=sent.reference):
            runs("withdraw-call", reference)
    assert not [one for one in receipts() if one["type"] == CALL_WITHDRAWN]


async def test_a_referral_that_comes_all_the_same_is_written_after_its_call(
    runs: Runs, receiver: Receiver, send: Callable[..., Contact], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PROFILE", "northamptonshire")
    reference, _ = registers(runs)
    with time_machine.travel(NOON, tick=False):
        runs("withdraw-call", reference)
        sent = send(opening=Opening(spoke_reference=reference))
        await receiver.receive_some()
        assert sent.reference in runs("calls", "--written").output


async def test_a_call_goes_with_its_period_whoever_looks(
    runs: Runs, receiver: Receiver, settings: Settings
) -> None:
    registers(runs)
    folder = settings.hub_folder / ".calls"
    assert [path.suffix for path in folder.iterdir()] == [".json"]
    with time_machine.travel(NOON + timedelta(days=89, hours=23), tick=False):
        assert "OVERDUE" in runs("calls").output
        assert not await receiver.forget_calls(PERIODS)
        assert len(list(folder.iterdir())) == 1
    with time_machine.travel(NOON + timedelta(days=90), tick=False):
        await receiver.forget_calls(PERIODS)
    assert list(folder.iterdir()) == []
