"""A decision is not told to whoever posed as a professional before the hub has thought of who they are."""

from collections.abc import Callable

import pytest

from app.contact.model import Contact
from app.contact.people import Referrer
from app.envelope.events import DECIDED
from app.errors import UnsureError
from app.receiver.receive import Receiver
from app.vocabulary import FormName, Route

POSED = Referrer(your_name="Sam Vale", your_email="s.vale@gmail.com")
Says = Callable[..., str]
Waiting = Callable[[], list[dict[str, str]]]


def decided(receipts: Waiting) -> list[dict[str, str]]:
    return [event for event in receipts() if event["type"] == DECIDED]


async def test_nothing_is_said_before_the_hub_has_made_sure(
    receiver: Receiver, send: Callable[..., Contact], says: Says, receipts: Waiting
) -> None:
    sent = send(referrer=POSED)
    await receiver.receive_some()
    with pytest.raises(UnsureError) as caught:
        says("hub", "decide", sent.reference, "early-help")
    assert str(caught.value).startswith("Nothing was said yet: ")
    assert f"hub decide {sent.reference} early-help --email\n" in str(caught.value)
    assert "s.vale" not in str(caught.value)
    assert decided(receipts) == []


@pytest.mark.parametrize(("how", "told"), [("--email", True), ("--no-email", False)])
async def test_then_it_is_said_with_an_email_or_without(
    receiver: Receiver, send: Callable[..., Contact], says: Says, receipts: Waiting, how: str, told: bool
) -> None:
    sent = send(referrer=POSED)
    await receiver.receive_some()
    says("hub", "decide", sent.reference, "early-help", how)
    (event,) = decided(receipts)
    assert ("address" in event) is told


async def test_who_tells_of_an_adult_learns_no_outcome_and_holds_nobody_up(
    receiver: Receiver, send: Callable[..., Contact], says: Says, receipts: Waiting
) -> None:
    sent = send(referrer=POSED, form=FormName.ALLEGATION, route=Route.ALLEGATION)
    await receiver.receive_some()
    says("hub", "decide", sent.reference, "early-help")
    assert len(decided(receipts)) == 1
