"""Emails about a decision: for every outcome, each audience reads what it may know; and how long they are tried."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import orjson
import pytest

from app.delivery.email import MailChannel
from app.delivery.timing import next_try
from app.envelope.keys import RelayKeys
from app.errors import DeliveryError
from app.profiles.loading import load_profile
from app.profiles.model import Profile
from app.profiles.outcomes import Audience, Outcome
from app.storage import outbox
from app.storage.outbox import OutboxRow
from tests.letters import Pile, stationery, words

Row = Callable[..., OutboxRow]
Sealed = Callable[[str], bytes]
SANDSHIRE = Path(__file__).parents[1] / "profiles" / "sandshire.toml"
SENDERS = {
    Audience.PROFESSIONAL: ("professional", "safeguarding"),
    Audience.FAMILY: ("family", "family"),
    Audience.COMMUNITY: ("community", "community"),
    Audience.ALLEGATION: ("allegation", "allegation"),
}


@pytest.fixture(params=["northamptonshire", "barnet", str(SANDSHIRE)], ids=["nn", "bn", "sd"])
def any_council(request: pytest.FixtureRequest) -> Profile:
    return load_profile(request.param)


@pytest.fixture
def mail(any_council: Profile, key_set: Path, pile: Pile) -> MailChannel:
    return MailChannel(
        any_council,
        RelayKeys.load(key_set / "relay"),
        pile,
        stationery(any_council),
    )


@pytest.fixture
def told(row: Row, sealed: Sealed) -> Callable[..., OutboxRow]:
    """The row of an email about a decision."""

    def make(
        audience: Audience, outcome: Outcome, address: str = "teacher@school.example", **given: object
    ) -> OutboxRow:
        form, route = SENDERS[audience]
        body = orjson.dumps({"address": sealed(address).decode(), "outcome": outcome})
        return row(channel=outbox.FEEDBACK, body=body, form=form, route=route, **given)

    return make


@pytest.mark.parametrize("audience", [Audience.FAMILY, Audience.COMMUNITY, Audience.ALLEGATION])
async def test_only_a_professional_can_tell_one_outcome_from_another(
    mail: MailChannel, pile: Pile, told: Callable[..., OutboxRow], audience: Audience
) -> None:
    for outcome in Outcome:
        await mail.deliver(told(audience, outcome, reference="NN-7K4M-9QXR"))
    assert len({"".join(words(email)) for email in pile.sent}) == 1
    pile.sent.clear()
    for outcome in Outcome:
        await mail.deliver(told(Audience.PROFESSIONAL, outcome, reference="NN-7K4M-9QXR"))
    assert len({"".join(words(email)) for email in pile.sent}) == len(Outcome)


async def test_a_professional_reads_in_the_email_whom_to_turn_to_who_disagrees(
    mail: MailChannel, any_council: Profile, pile: Pile, told: Callable[..., OutboxRow]
) -> None:
    """Nothing of it led to the status page, where it is said."""
    for audience in SENDERS:
        await mail.deliver(told(audience, Outcome.NO_FURTHER_ACTION))
    for audience, email in zip(SENDERS, pile.sent, strict=True):
        whom = f"If you disagree, ask for the manager of the {any_council.hub_short} on"
        assert (whom in words(email)[0]) is (audience is Audience.PROFESSIONAL)


async def test_what_was_decided_in_the_place_of_something_else_says_so(
    mail: MailChannel, pile: Pile, told: Callable[..., OutboxRow]
) -> None:
    row = told(Audience.PROFESSIONAL, Outcome.EARLY_HELP, reference="NN-7K4M-9QXR")
    for more in ({}, {"instead": False}, {"instead": True}):
        body = orjson.dumps(orjson.loads(row.body) | more)
        await mail.deliver(replace(row, body=body))
    unsaid, first, second = (words(email)[0] for email in pile.sent)
    assert unsaid == first
    assert first != second


@pytest.mark.parametrize("newer", ["form", "route", "outcome"])
async def test_what_only_a_newer_portal_knows_waits_for_a_newer_relay(
    council: Profile, key_set: Path, pile: Pile, row: Row, sealed: Sealed, newer: str
) -> None:
    mail = MailChannel(council, RelayKeys.load(key_set / "relay"), pile, stationery(council))
    given = {"outcome": Outcome.EARLY_HELP, newer: "of-next-year"}
    told = {"address": sealed("teacher@school.example").decode(), "outcome": given.pop("outcome")}
    waiting = [row(channel=outbox.FEEDBACK, body=orjson.dumps(told), **given)]
    waiting += [row(channel=outbox.ACKNOWLEDGEMENT, **given)] if given else []
    for one in waiting:
        with pytest.raises(DeliveryError, match="renew the relay") as refused:
            await mail.deliver(one)
        assert next_try(one, refused.value, one.received_at)
    assert not pile.sent


async def test_a_number_goes_with_nothing_but_what_it_is_for(
    mail: MailChannel, pile: Pile, row: Row, sealed: Sealed
) -> None:
    sent = row(channel=outbox.NUMBER, body=sealed("teacher@school.example\n048213"))
    await mail.deliver(sent)
    (email,) = pile.sent
    assert email["To"] == "teacher@school.example"
    for text in words(email):
        assert "Your number is 048213." in text
        assert "ten minutes" in text
        assert sent.reference not in text
    assert "048213" not in email["Subject"]
