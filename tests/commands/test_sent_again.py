"""What a restored portal sends once more, in other words, waits for somebody to read it, whatever was said before."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine

from app.contact.model import Contact, Opening, Story
from app.contact.people import Child, Referrer
from app.errors import ContradictionError
from app.receiver.receive import Receiver
from app.receiver.steps import STEPS
from app.settings import Settings
from tests.commands.conftest import FRIDAY

Says = Callable[..., str]
ANA, JAKUB = (
    Child(contact_id="NN-7K4M-9QXR/1", first_name=name, last_name="Malik", age=8) for name in ("Ana", "Jakub")
)


@pytest.fixture
def first(receiver: Receiver, contact: Callable[..., Contact], message: Callable[..., bytes]) -> Contact:
    sent = contact(received_at=FRIDAY, referrer=Referrer(your_email="a.okafor@larch-hill.example"))
    receiver.file(message(sent))
    return sent


@pytest.fixture
def again(receiver: Receiver, message: Callable[..., bytes]) -> Callable[..., Any]:
    """Sends a contact once more, an hour later, in other words."""

    def send(before: Contact, worry: str = "She is alone at night.", **given: Any) -> None:
        at = before.received_at + timedelta(hours=1)
        changed = {"story": Story(worry=worry), "received_at": at, **given}
        receiver.file(message(before.model_copy(update=changed)))

    return send


def listed(says: Says) -> list[str]:
    """The list alone, without its heads and what stands below it."""
    shown = says("hub", "waiting")
    return [] if shown.startswith("Nothing") else shown.partition("\n\n")[0].splitlines()[1:]


def decide(says: Says, contact: Contact, outcome: str = "early-help") -> str:
    return says("hub", "decide", contact.reference, outcome, "--no-email")


def test_other_words_after_a_decision_wait_for_one(
    first: Contact, again: Callable[..., Any], says: Says
) -> None:
    """It was decided, and nobody at the hub was told that a child is in danger now."""
    with time_machine.travel(FRIDAY, tick=False):
        decide(says, first)
        again(first, urgent=True)
        (line,) = listed(says)
        assert line.startswith(f"URGENT             {first.reference}  Fri 2026-11-20 18:00")
        assert f"AGAIN, in other words: read {first.reference}.2.html too" in line
        # The same once more is a decision on the other words.
        decide(says, first)
        assert not listed(says)


def test_what_was_not_decided_stands_there_twice_and_one_decision_is_for_both(
    first: Contact, again: Callable[..., Any], says: Says
) -> None:
    again(first)
    again(first, "He is back.")
    lines = listed(says)
    assert [first.reference in line for line in lines] == [True] * 3
    assert ["AGAIN" in line for line in lines] == [False, True, True]
    assert "perhaps" not in says("hub", "waiting")
    said = decide(says, first)
    assert f"all of them: {first.reference}.html, {first.reference}.2.html, {first.reference}.3.html." in said
    assert not listed(says)


def test_what_follows_and_came_again_is_named_once(
    first: Contact,
    again: Callable[..., Any],
    receiver: Receiver,
    contact: Callable[..., Contact],
    message: Callable[..., bytes],
    says: Says,
) -> None:
    follower = contact(received_at=FRIDAY, opening=Opening(linked_reference=first.reference))
    receiver.file(message(follower))
    again(follower)
    assert f"followed by {follower.reference}\n" in says("hub", "waiting") + "\n"
    assert f"{follower.reference} and {follower.reference}" not in says("hub", "waiting")


def test_the_same_words_once_more_do_not_wait(
    first: Contact, receiver: Receiver, message: Callable[..., bytes], says: Says
) -> None:
    decide(says, first)
    receiver.file(message(first.model_copy(update={"received_at": FRIDAY + timedelta(hours=1)})))
    assert not listed(says)


def test_repeated_after_their_own_decision_the_other_words_do_not_wait_again(
    first: Contact, again: Callable[..., Any], says: Says
) -> None:
    again(first)
    decide(says, first)
    again(first)
    assert not listed(says)


def test_what_was_closed_is_open_again_and_is_closed_only_with_a_decision_on_the_other_words(
    first: Contact, again: Callable[..., Any], says: Says
) -> None:
    decide(says, first)
    says("hub", "close", first.reference)
    again(first)
    (line,) = listed(says)
    assert "AGAIN" in line
    with pytest.raises(ContradictionError, match="no decision was said of it"):
        says("hub", "close", first.reference)
    says("hub", "screening", first.reference)
    assert ", screening, " in listed(says)[0]
    decide(says, first, "no-further-action")
    says("hub", "close", first.reference)
    assert not listed(says)
    shown = [
        line.split("  ")[1].partition(" (")[0] for line in says("hub", "show", first.reference).splitlines()
    ]
    assert shown == [
        "received", "decided, early-help", "closed",
        "received again, in other words", "screening", "decided, no-further-action", "closed",
    ]  # fmt: skip


def test_who_is_told_is_what_was_said_last(first: Contact, again: Callable[..., Any], says: Says) -> None:
    assert "An email about it goes" in says("hub", "decide", first.reference, "early-help")
    again(first, referrer=Referrer())
    assert "Nobody is told by email" in says("hub", "decide", first.reference, "early-help")


async def test_the_other_words_are_compared_with_those_of_others(
    first: Contact, again: Callable[..., Any], file: Callable[..., Any], says: Says
) -> None:
    """A child who is named only in the second is found by it, from either side, and beside what waits."""
    other = await file(1, children=(JAKUB,))
    decide(says, first)
    assert "No other contact" in says("hub", "alike", other)
    again(first, children=(JAKUB,))
    assert f"{first.reference}  Fri 2026-11-20 18:00  safeguarding  WAITS: a child’s name" in says(
        "hub", "alike", other
    )
    assert f"{other}  " in says("hub", "alike", first.reference)
    assert all("perhaps the same family: " in line for line in listed(says))
    # So is one who is named in the first alone.
    sister = await file(2, children=(ANA,))
    again(first, "Nobody knows.", children=(ANA,))
    again(first, "Nobody at all.", children=())
    assert f"{sister}  " in says("hub", "alike", first.reference)


def test_other_words_that_cannot_be_read_are_named(
    first: Contact, again: Callable[..., Any], says: Says, settings: Settings
) -> None:
    again(first)
    (settings.hub_folder / f"{first.reference}.2.json").write_bytes(b"")
    assert f"not in this list: {first.reference}.2." in says("hub", "waiting", code=1)


def test_a_step_that_cannot_be_read_does_not_keep_other_words_out(
    first: Contact, again: Callable[..., Any], says: Says, settings: Settings
) -> None:
    decide(says, first)
    (settings.hub_folder / STEPS / f"{first.reference}.broken.json").write_bytes(b"")
    again(first)
    assert "AGAIN" in says("hub", "waiting", code=1)


def test_closed_undecided_whoever_sent_it_again_is_to_be_told_though_it_was_decided_before(
    first: Contact, again: Callable[..., Any], says: Says
) -> None:
    decide(says, first)
    again(first)
    assert "Tell whoever sent it what came of it yourselves" in says(
        "hub", "close", first.reference, "--undecided"
    )
    assert not listed(says)


def test_it_is_one_contact_in_the_report(first: Contact, again: Callable[..., Any], says: Says) -> None:
    for worry in ("one", "two", "three", "four", "five"):
        again(first, worry)
    printed = says("report", "--from", "2026-11-01", "--to", "2026-11-30")
    assert ["all", "under", "5"] in [line.split() for line in printed.splitlines()]
