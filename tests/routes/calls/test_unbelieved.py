"""Calls that cannot be believed, are repeated, too old or in any order: refused with a reason, or known already."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
import time_machine
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from app.envelope.events import event_about, receipt_for, sign_call, sign_event
from app.envelope.keys import PortalKeys
from app.envelope.message import open_submitted
from app.services.desk import Desk
from app.storage import tables
from app.storage.outbox import HUB
from tests.calls import NOON, Hub, Registered, everything, posted, rows
from tests.people import ByHttp, comes_back, sends, tells_of_a_worry

Changed = dict[str, Any]


def signed(call: Registered, key: Ed25519PrivateKey, **changed: str) -> Changed:
    """The call's event with something else in it, signed anew."""
    said = call.event.document() | changed
    del said["signature"]
    sealed = {name: said.pop(name) for name in ("address", "draft")}
    return sign_call(said, sealed, key).document()


FORGED: dict[str, Callable[[Registered, Hub, PortalKeys], Changed]] = {
    "of a stranger": lambda call, _, __: signed(call, Ed25519PrivateKey.generate()),
    "of the portal itself": lambda call, _, portal: signed(call, portal.signing_key),
    "of another hub": lambda call, hub, _: signed(
        call, hub.board.keys.signing_key, source="northamptonshire"
    ),
    "with another draft": lambda call, _, __: call.event.document() | {"draft": "b3RoZXI="},
    "with another address": lambda call, _, __: call.event.document() | {"address": "b3RoZXI="},
    "with another draft's id": lambda call, _, __: call.event.document() | {"draftid": "B" * 43 + "="},
    "with another time": lambda call, _, __: call.event.document() | {"time": "2026-11-25T12:08:00Z"},
    "with more": lambda call, _, __: call.event.document() | {"about": "Jakub"},
    "with less": lambda call, _, __: {k: v for k, v in call.event.document().items() if k != "address"},
    "of another kind": lambda call, _, __: call.event.document() | {"type": "uk.mash.contact.closed"},
    "too old": lambda call, hub, _: signed(call, hub.board.keys.signing_key, time="2026-11-11T12:07:00Z"),
    "with a reference that is none": lambda call, _, __: call.event.document() | {"subject": "NN-7K4M-9QXX"},
}


@pytest.mark.parametrize("how", FORGED)
async def test_what_cannot_be_believed_is_refused_with_a_reason_and_all_beside_it(
    desk: Desk, client: httpx.AsyncClient, hub: Hub, call: Registered, key_set: Path, how: str
) -> None:
    before = await everything(desk)
    forged = FORGED[how](call, hub, PortalKeys.load(key_set / "portal"))
    status, answer = await posted(client, hub.registers().event.document(), forged)
    assert (status, list(answer)) == (400, ["refused"])
    assert "Jakub" not in answer["refused"]
    assert await everything(desk) == before


async def test_a_key_that_the_hub_has_retired_registers_no_call(
    desk: Desk, client: httpx.AsyncClient, call: Registered, at_noon: time_machine.Traveller
) -> None:
    """The keys of the tests last for fifty years."""
    at_noon.move_to(datetime(2076, 1, 2, 12, tzinfo=UTC))
    before = await everything(desk)
    status, answer = await posted(client, call.event.document())
    assert (status, answer) == (400, {"refused": "The key that signed this is not in force any more."})
    assert await everything(desk) == before


async def test_a_call_repeated_changes_nothing_for_as_long_as_it_is_taken_at_all(
    desk: Desk, client: httpx.AsyncClient, call: Registered, at_noon: time_machine.Traveller
) -> None:
    event = call.event.document()
    assert await posted(client, event, event) == (200, {"new": 1, "unknown": 0})
    before = await everything(desk)
    for later in (timedelta(), timedelta(days=13, hours=23)):
        at_noon.move_to(NOON + later)
        assert await posted(client, event) == (200, {"new": 0, "unknown": 0})
        assert await everything(desk) == before
    at_noon.move_to(NOON + timedelta(days=14))
    assert (await posted(client, event))[0] == 400


async def test_another_call_of_the_same_reference_is_refused(
    desk: Desk, client: httpx.AsyncClient, hub: Hub, call: Registered
) -> None:
    await posted(client, call.event.document())
    before = await everything(desk)
    other = signed(hub.registers(), hub.board.keys.signing_key, subject=call.reference)
    assert await posted(client, other) == (400, {"refused": "Another call has this reference."})
    assert await everything(desk) == before


async def test_a_clock_that_runs_ahead_keeps_no_call_for_longer(
    desk: Desk, client: httpx.AsyncClient, hub: Hub, call: Registered
) -> None:
    ahead = signed(call, hub.board.keys.signing_key, time="2027-11-25T12:07:00Z")
    assert (await posted(client, ahead))[0] == 200
    (row,) = await rows(desk, tables.calls)
    assert row.ends_at == NOON + timedelta(days=14)


async def test_what_is_no_draft_opens_nothing(client: httpx.AsyncClient, hub: Hub, visitor: ByHttp) -> None:
    call = hub.registers()
    await posted(client, signed(call, hub.board.keys.signing_key, draft="bm90aGluZw=="))
    await comes_back(visitor, call.code, call.link)
    assert "We cannot open anything with this link and this code" in await visitor.reads()


async def test_a_draft_that_somebody_writes_is_in_no_hubs_hand(
    client: httpx.AsyncClient, hub: Hub, call: Registered, visitor: ByHttp
) -> None:
    """A call that names a draft which is there already takes nothing from it, and adds nothing to it."""
    await posted(client, call.event.document())
    await comes_back(visitor, call.code, call.link)
    await visitor.goes_to("/professional/danger")
    await visitor.says(danger="no")
    other = hub.registers()
    again = signed(other, hub.board.keys.signing_key, draftid=call.event.draftid, draft=other.event.draft)
    await posted(client, again)
    await visitor.goes_to("/professional/urgent")
    assert await visitor.path() == "/professional/urgent"


async def test_calls_and_steps_travel_together_in_any_order(
    desk: Desk, client: httpx.AsyncClient, hub: Hub, call: Registered, visitor: ByHttp
) -> None:
    await tells_of_a_worry(visitor)
    await sends(visitor)
    (row,) = [row for row in await rows(desk, tables.outbox) if row.channel == HUB]
    opened = open_submitted(row.body, hub.board.keys, hub.board.hub)
    closed = sign_event(
        event_about(opened, "uk.mash.contact.closed", opened.message_id, NOON), hub.board.keys.signing_key
    )
    received, last = receipt_for(opened, hub.board.keys, NOON), hub.registers().event
    batch = [closed.document(), call.event.document(), received.document(), last.document()]
    answer = await posted(client, *batch)
    assert answer == (200, {"new": 4, "unknown": 0})
