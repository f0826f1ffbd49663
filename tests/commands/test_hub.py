"""What people at the hub say at its command line."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import orjson
import pytest
import time_machine

from app.contact.model import Contact
from app.contact.people import Referrer
from app.durable import held
from app.envelope.events import CLOSED, DECIDED, RECEIVED, verify_event
from app.envelope.keys import PortalKeys, RelayKeys
from app.envelope.sealing import unseal_address
from app.errors import ContradictionError, NoOutcomeError, NotFiledError
from app.profiles.outcomes import Outcome
from app.receiver.filing import CLAIMS
from app.receiver.receipts import RECEIPTS, Receipts
from app.receiver.receive import Receiver
from app.receiver.steps import STEPS, Steps
from app.settings import Settings

NOON = datetime(2026, 11, 23, 12, 7, tzinfo=UTC)
ADDRESS = "a.okafor@larch-hill.example"
A_MOMENT = 0.5
"""Seconds: far longer than a command takes that waits for nobody."""
Says = Callable[..., str]
Waiting = Callable[[], list[dict[str, str]]]


@pytest.fixture
async def filed(receiver: Receiver, send: Callable[..., Contact]) -> Contact:
    """A professional's contact, in the hub's folder."""
    sent = send(referrer=Referrer(your_name="Amara Okafor", your_email=ADDRESS))
    with time_machine.travel(NOON, tick=False):
        await receiver.receive_some()
    return sent


async def test_a_folder_of_another_council_is_named_as_that(
    filed: Contact, says: Says, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PROFILE", "barnet")
    with pytest.raises(NotFiledError) as caught:
        says("hub", "show", filed.reference)
    assert str(caught.value) == (
        "The references in this folder begin with NN, and those of PROFILE, which is barnet, with BN: "
        "look at PROFILE and VAR."
    )


def told(receipts: Waiting, kind: str) -> list[dict[str, str]]:
    return [event for event in receipts() if event["type"] == kind]


async def test_a_decision_is_signed_queued_and_sealed_for_the_relay(
    filed: Contact, says: Says, receipts: Waiting, key_set: Path
) -> None:
    printed = says("hub", "decide", filed.reference.lower(), "early-help")
    assert f"{filed.reference}: decided, early-help." in printed
    assert "An email about it goes to whoever sent it" in printed
    (event,) = told(receipts, DECIDED)
    portal = PortalKeys.load(key_set / "portal")
    heard = verify_event(event, portal.receipt_keys())
    assert (heard.subject, heard.contactid) == (filed.reference, str(filed.message_id))
    assert heard.outcome == "early-help"
    relay = RelayKeys.load(key_set / "relay")
    assert unseal_address(event["address"].encode(), relay.identities) == ADDRESS
    assert ADDRESS not in printed + orjson.dumps(event).decode()


@pytest.mark.parametrize(("language", "sealed"), [("cy", f"{ADDRESS} (cy)"), ("en", ADDRESS)])
async def test_the_language_of_the_contact_goes_sealed_with_the_address(
    receiver: Receiver,
    send: Callable[..., Contact],
    says: Says,
    receipts: Waiting,
    key_set: Path,
    language: str,
    sealed: str,
) -> None:
    sent = send(referrer=Referrer(your_name="Amara Okafor", your_email=ADDRESS), language=language)
    await receiver.receive_some()
    says("hub", "decide", sent.reference, "early-help")
    (event,) = told(receipts, DECIDED)
    relay = RelayKeys.load(key_set / "relay")
    assert unseal_address(event["address"].encode(), relay.identities) == sealed


async def test_each_step_is_said_and_shown(filed: Contact, says: Says, receipts: Waiting) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        for words in (
            ("screening",),
            ("request",),
            ("decide", "no-further-action", "--no-email"),
            ("close",),
        ):
            clock.shift(timedelta(minutes=1))
            printed = says("hub", words[0], filed.reference, *words[1:])
            assert f"{filed.reference}: " in printed
            assert ("Nobody is told by email: you asked for none." in printed) is (words[0] == "decide")
    assert len(receipts()) == 5
    assert all("address" not in event for event in receipts())
    shown = says("hub", "show", filed.reference).splitlines()
    not_there = " (the portal does not have it yet)"
    assert [line[18:].removesuffix(not_there) for line in shown] == [
        *("received", "screening", "information requested", "decided, no-further-action", "closed")
    ]
    assert shown[1].startswith("2026-11-23 12:08")


async def test_what_the_portal_does_not_have_is_marked_and_what_an_email_tells(
    filed: Contact, says: Says, receipts: Waiting, settings: Settings
) -> None:
    """Whoever said a decision believes that it was told."""
    decide, show = ("hub", "decide", filed.reference), ("hub", "show", filed.reference)
    says(*decide, "early-help")
    assert (
        says(*show)
        .splitlines()[-1]
        .endswith("  decided, early-help, by email (the portal does not have it yet)")
    )
    queued = Receipts(settings.hub_folder / RECEIPTS)
    queued.prepare()
    (event,) = told(receipts, DECIDED)
    queued.set_aside(settings.hub_folder / RECEIPTS / f"{event['id']}.json")
    assert "  decided, early-help, by email (REFUSED by the portal: nobody is told of it;" in says(*show)
    says(*decide, "no-further-action", "--no-email")
    for path in (settings.hub_folder / RECEIPTS).glob("*.json"):
        path.unlink()
    first, *_, last = says(*show).splitlines()
    assert first.endswith("  received")
    assert last.endswith("  decided, no-further-action")


async def test_nothing_is_closed_without_a_decision_unless_that_is_said(
    filed: Contact, says: Says, receipts: Waiting
) -> None:
    """No decision can be said after it, and its writer was promised news: a slip would cost both."""
    before = receipts()
    with pytest.raises(ContradictionError) as caught:
        says("hub", "close", filed.reference)
    refused = str(caught.value)
    assert refused.startswith(f"{filed.reference} is not closed: no decision was said of it")
    assert f"\n    python -m app hub decide {filed.reference} OUTCOME\n" in refused
    assert refused.endswith(f"\n    python -m app hub close {filed.reference} --undecided")
    assert receipts() == before
    # What the refusal names can still be done, whichever it is.
    says("hub", "decide", filed.reference, "early-help", "--no-email")
    assert "Tell whoever sent it" not in says("hub", "close", filed.reference)


async def test_who_closes_without_a_decision_is_reminded_to_tell_its_writer(
    filed: Contact, says: Says, receipts: Waiting
) -> None:
    printed = says("hub", "close", filed.reference, "--undecided")
    assert printed.startswith(f"{filed.reference}: closed.")
    assert "Tell whoever sent it what came of it yourselves, where that is safe." in printed
    # Said again it is the same event, and needs no leave.
    assert says("hub", "close", filed.reference) == printed
    assert len(told(receipts, CLOSED)) == 1


async def test_another_decision_says_which_it_takes_the_place_of(filed: Contact, says: Says) -> None:
    decide = ("hub", "decide", filed.reference)
    instead = "It takes the place of early-help, which was said before."
    assert "takes the place" not in says(*decide, "early-help", "--no-email")
    assert "takes the place" not in says(*decide, "early-help", "--no-email")
    assert instead in says(*decide, "no-further-action", "--no-email")


async def test_what_was_decided_by_mistake_waits_again_once_somebody_looks_at_it_again(
    filed: Contact, says: Says, receipts: Waiting
) -> None:
    """Whoever typed another's reference took it off the list, and nothing put it back."""
    says("hub", "screening", filed.reference)
    printed = says("hub", "decide", filed.reference, "no-further-action", "--no-email")
    assert f"wrong reference, let it wait again: python -m app hub screening {filed.reference}" in printed
    assert filed.reference not in says("hub", "waiting")
    for _ in range(2):
        printed = says("hub", "screening", filed.reference)
        assert "It was decided before (no-further-action). It waits for a decision again" in printed
        assert filed.reference in says("hub", "waiting")
    for _ in range(2):
        says("hub", "decide", filed.reference, "no-further-action", "--no-email")
        assert filed.reference not in says("hub", "waiting")
    kinds = [line.split("  ")[1].split(",")[0] for line in says("hub", "show", filed.reference).splitlines()]
    assert kinds[-4:] == ["screening (the portal does not have it yet)", "decided"] * 2
    assert len(told(receipts, DECIDED)) == 2
    says("hub", "close", filed.reference)
    assert filed.reference not in says("hub", "waiting")


async def test_said_again_it_is_the_same_event(filed: Contact, says: Says, receipts: Waiting) -> None:
    for _ in range(2):
        says("hub", "decide", filed.reference, "early-help", "--no-email")
    first = told(receipts, DECIDED)
    assert len(first) == 1
    says("hub", "decide", filed.reference, "social-care-assessment", "--no-email")
    says("hub", "decide", filed.reference, "early-help", "--no-email")
    in_order = sorted(told(receipts, DECIDED), key=lambda event: event["time"])
    assert [event["outcome"] for event in in_order] == [
        *("early-help", "social-care-assessment", "early-help")
    ]
    assert len({event["time"] for event in in_order}) == 3


async def test_what_is_said_within_one_minute_stays_in_order(
    filed: Contact, says: Says, receipts: Waiting, key_set: Path
) -> None:
    with time_machine.travel(NOON, tick=False):
        says("hub", "decide", filed.reference, "early-help", "--no-email")
        says("hub", "decide", filed.reference, "early-help-assessment", "--no-email")
        says("hub", "close", filed.reference)
    portal = PortalKeys.load(key_set / "portal")
    events = [verify_event(event, portal.receipt_keys()) for event in receipts()]
    (closed,) = [event.time for event in events if event.type == CLOSED]
    assert closed == max(event.time for event in events)


async def test_what_was_said_and_not_queued_before_a_kill_is_queued_when_it_is_said_again(
    filed: Contact, says: Says, receipts: Waiting, settings: Settings
) -> None:
    with time_machine.travel(NOON, tick=False):
        says("hub", "close", filed.reference, "--undecided")
    (event,) = told(receipts, CLOSED)
    (settings.hub_folder / ".receipts" / f"{event['id']}.json").unlink()
    with time_machine.travel(NOON + timedelta(hours=1), tick=False):
        says("hub", "close", filed.reference)
    assert told(receipts, CLOSED) == [event]


async def test_of_a_closed_contact_nothing_more_is_said(
    filed: Contact, says: Says, receipts: Waiting
) -> None:
    says("hub", "close", filed.reference, "--undecided")
    before = receipts()
    for words in (["screening"], ["request"], ["decide", "early-help"]):
        with pytest.raises(ContradictionError):
            says("hub", words[0], filed.reference, *words[1:])
    assert receipts() == before


@pytest.mark.parametrize(
    ("typed", "what"),
    [
        (("adoption",), "that is no outcome."),
        ((), "the outcome is missing."),
        (("NN-7K4M-9QXR",), "no outcome"),
    ],
)
async def test_an_outcome_that_does_not_exist_is_refused_with_those_that_do_and_what_each_means(
    filed: Contact, says: Says, receipts: Waiting, typed: tuple[str, ...], what: str
) -> None:
    before = receipts()
    with pytest.raises(NoOutcomeError) as caught:
        says("hub", "decide", filed.reference.lower(), *typed)
    refused = str(caught.value)
    assert refused.startswith("Nothing was said yet: ")
    assert what in refused
    assert all(f"\n    {one}\n        " in refused for one in Outcome)
    assert "no-further-action\n        The MASH will take no further action." in refused
    assert refused.endswith(f"\nType: python -m app hub decide {filed.reference} OUTCOME")
    assert receipts() == before


async def test_an_outcome_where_the_reference_belongs_is_answered_with_both_in_their_places(
    filed: Contact, says: Says
) -> None:
    with pytest.raises(NoOutcomeError, match="Type: python -m app hub decide REFERENCE OUTCOME"):
        says("hub", "decide", "early-help", filed.reference)


@pytest.mark.parametrize("typed", ["NN-7K4M-9QXR", "nonsense", "", "../../etc/passwd", "NN-7K4M-9QXX"])
async def test_a_reference_that_was_never_filed_is_refused(
    filed: Contact, says: Says, receipts: Waiting, typed: str
) -> None:
    before = receipts()
    assert filed.reference != typed
    with pytest.raises(NotFiledError):
        says("hub", "close", typed, "--undecided")
    assert receipts() == before


async def test_of_a_contact_that_the_hub_took_away_the_portal_is_told_and_nobody_by_email(
    filed: Contact, says: Says, receipts: Waiting, settings: Settings
) -> None:
    (settings.hub_folder / f"{filed.reference}.json").unlink()
    assert "Nobody is told by email: the contact is not" in says(
        "hub", "decide", filed.reference, "early-help"
    )
    (event,) = told(receipts, DECIDED)
    assert "address" not in event


async def test_two_who_speak_of_one_contact_do_not_speak_at_once(
    filed: Contact, says: Says, settings: Settings
) -> None:
    with ThreadPoolExecutor(1) as other:
        with held(settings.hub_folder / CLAIMS / str(filed.message_id)):
            said = other.submit(says, "hub", "screening", filed.reference)
            assert wait([said], A_MOMENT).not_done
        assert "screening" in said.result()


async def test_without_a_key_of_the_relay_nobody_is_told(
    filed: Contact, says: Says, tmp_path: Path, key_set: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys = tmp_path / "keys" / "receiver"
    keys.mkdir(parents=True)
    for path in (key_set / "receiver").iterdir():
        (keys / path.name).write_bytes(path.read_bytes())
    listed = (keys / "portal.toml").read_text()
    (keys / "portal.toml").write_text(listed.replace('use = "mail"', 'use = "escrow"'))
    monkeypatch.setenv("KEYS", str(tmp_path / "keys"))
    printed = says("hub", "decide", filed.reference, "early-help")
    assert "Nobody is told by email: portal.toml lists no key for ‘mail’" in printed


async def test_a_receipt_is_a_step_too_and_a_message_that_comes_again_is_no_other(
    receiver: Receiver, send: Callable[..., Contact], message: Callable[..., bytes], settings: Settings
) -> None:
    sent = send()
    with time_machine.travel(NOON, tick=False):
        await receiver.receive_some()
    with time_machine.travel(NOON + timedelta(hours=1), tick=False):
        receiver.file(message(sent))
    (step,) = Steps(settings.hub_folder / STEPS).of(sent.reference)
    assert (step.type, step.at) == (RECEIVED, NOON)


async def test_a_step_holds_no_word_of_a_child_or_an_address(
    filed: Contact, says: Says, settings: Settings
) -> None:
    says("hub", "decide", filed.reference, "early-help")
    kept: list[Any] = [orjson.loads(path.read_bytes()) for path in (settings.hub_folder / STEPS).iterdir()]
    known = {"id", "reference", "message_id", "type", "at", "outcome", "told", "number"}
    assert all(set(step) == known for step in kept)
    assert [step["told"] for step in kept if step["outcome"]] == [True]
    assert ADDRESS not in orjson.dumps(kept).decode()
