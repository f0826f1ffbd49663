"""What waits for a decision, most pressing first: fourteen files named for references say nothing of that."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine

from app.contact.answered import Coded
from app.contact.model import Allegation, Contact, Opening
from app.contact.people import Child
from app.receiver.receive import Receiver
from app.vocabulary import Route

FRIDAY = datetime(2026, 11, 20, 17, 0, tzinfo=UTC)
YES = Coded(code="yes", label="Yes")
Says = Callable[..., str]


@pytest.fixture
async def file(receiver: Receiver, send: Callable[..., Contact]) -> Callable[..., Any]:
    """Files a contact, sent so many minutes after five o'clock on a Friday."""

    async def filed(minutes: int, **given: Any) -> str:
        sent = send(received_at=FRIDAY + timedelta(minutes=minutes), **given)
        await receiver.receive_some()
        return sent.reference

    return filed


async def test_the_most_pressing_come_first_and_then_the_oldest(file: Callable[..., Any], says: Says) -> None:
    later = await file(9)
    plain = await file(1, route=Route.EARLY_HELP)
    missing = await file(2, children=(Child(contact_id="NN-7K4M-9QXR/1", missing_now=YES),))
    accused = await file(3, route=Route.ALLEGATION, allegation=Allegation(still_at_risk=YES))
    urgent = await file(4, urgent=True)
    danger = await file(5, urgent=True, opening=Opening(danger=YES))
    with time_machine.travel(FRIDAY + timedelta(minutes=10), tick=False):
        lines = says("hub", "waiting").splitlines()
    order = [danger, urgent, accused, missing, plain, later]
    assert [next(one for one in order if one in line) for line in lines] == order
    assert lines[0].startswith(f"DANGER    {danger}  2026-11-20 17:05  safeguarding")
    assert lines[1].startswith(f"URGENT    {urgent}")
    assert lines[2].startswith(f"AT RISK   {accused}")
    assert lines[3].startswith(f"MISSING   {missing}")
    assert lines[4] == f"          {plain}  2026-11-20 17:01  early-help    decide by 2026-11-23"


async def test_what_was_decided_or_closed_waits_no_more(file: Callable[..., Any], says: Says) -> None:
    decided, closed, screened = [await file(one) for one in range(3)]
    says("hub", "decide", decided, "early-help", "--no-email")
    says("hub", "close", closed)
    says("hub", "screening", screened)
    (line,) = says("hub", "waiting").splitlines()
    assert screened in line
    assert "screening" in line
    says("hub", "close", screened)
    assert says("hub", "waiting") == "Nothing that is filed here waits for a decision.\n"


async def test_what_is_late_says_so(file: Callable[..., Any], says: Says) -> None:
    await file(1)
    with time_machine.travel(FRIDAY + timedelta(days=3, hours=9), tick=False):
        assert "LATE: decide by 2026-11-23" in says("hub", "waiting")


async def test_no_name_and_no_answer_is_printed(file: Callable[..., Any], says: Says) -> None:
    await file(1, urgent=True)
    shown = says("hub", "waiting")
    assert "Nowak" not in shown
    assert "bruise" not in shown
