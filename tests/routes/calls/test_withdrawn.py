"""A call that the hub takes back: its link says so calmly, nobody is written to, and nothing written is lost."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import permutations
from pathlib import Path
from typing import Any

import html5lib
import httpx
import pytest
import time_machine
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from app.envelope.calls import WithdrawnCall
from app.envelope.events import sign_withdrawal
from app.envelope.keys import PortalKeys
from app.services.desk import Desk
from app.storage import tables
from app.storage.retention import purge
from tests.calls import KEPT, NOON, Hub, Registered, everything, posted, rows
from tests.people import ByHttp, comes_back, sends
from tests.professional import writes_as_a_professional

CLOSED = "This call is closed"
Changed = dict[str, Any]


async def test_its_link_says_so_and_leads_to_the_ordinary_form(
    call: Registered, hub: Hub, visitor: ByHttp, client: httpx.AsyncClient, desk: Desk
) -> None:
    await posted(client, call.event.document())
    assert len(await rows(desk, tables.letters)) == 2
    assert await posted(client, hub.withdraws(call).document()) == (200, {"new": 1, "unknown": 0})
    assert await rows(desk, tables.letters) == []
    assert await rows(desk, tables.drafts) == []
    await comes_back(visitor, call.code, call.link)
    assert CLOSED in await visitor.reads()
    assert "call 999" in await visitor.reads()
    assert "draft-professional" not in visitor.client.cookies
    assert visitor.page
    tree = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(visitor.page.text)
    assert len(list(tree.iter("h1"))) == 1
    await visitor.chooses("Write to us")
    assert await visitor.path() == "/professional"
    assert "spoke to" not in await visitor.reads()


async def test_only_link_and_code_together_tell_of_it(
    call: Registered, hub: Hub, visitor: ByHttp, client: httpx.AsyncClient
) -> None:
    other = hub.registers()
    await posted(client, call.event.document(), other.event.document(), hub.withdraws(call).document())
    await visitor.goes_to(call.link)
    assert CLOSED not in await visitor.reads()
    for link, code in ((call.link, other.code), (other.link, call.code)):
        await comes_back(visitor, code, link)
        assert "We cannot open anything with this link and this code" in await visitor.reads()
    await comes_back(visitor, other.code, other.link)
    assert await visitor.path() == "/professional"


async def test_it_is_no_try_to_read_that_it_is_closed(
    call: Registered, hub: Hub, visitor: ByHttp, client: httpx.AsyncClient
) -> None:
    await posted(client, call.event.document(), hub.withdraws(call).document())
    for _ in range(12):
        await comes_back(visitor, call.code, call.link)
        assert CLOSED in await visitor.reads()


async def test_whatever_comes_first_and_however_often_it_is_the_same_in_the_end(
    call: Registered, hub: Hub, client: httpx.AsyncClient, desk: Desk
) -> None:
    taken, back = call.event.document(), hub.withdraws(call).document()
    for order in set(permutations((taken["id"], back["id"], taken["id"], back["id"]))):
        for event in order:
            assert (await posted(client, taken if event == taken["id"] else back))[0] == 200
        assert await rows(desk, tables.letters) == [], order
        assert await rows(desk, tables.drafts) == [], order
        (row,) = await rows(desk, tables.calls)
        assert row.withdrawn_at == NOON
        async with desk.database.transaction() as connection:
            await connection.execute(tables.calls.delete())


async def test_said_again_it_changes_nothing(
    call: Registered, hub: Hub, client: httpx.AsyncClient, desk: Desk, at_noon: time_machine.Traveller
) -> None:
    back = hub.withdraws(call).document()
    await posted(client, call.event.document(), back)
    before = await everything(desk)
    at_noon.shift(timedelta(hours=3))
    assert hub.withdraws(call).document() == back
    assert await posted(client, back, back) == (200, {"new": 0, "unknown": 0})
    assert await everything(desk) == before


async def test_what_its_caller_has_gone_on_with_stays_where_they_write_and_is_sent(
    call: Registered, hub: Hub, visitor: ByHttp, elsewhere: ByHttp, client: httpx.AsyncClient, desk: Desk
) -> None:
    await posted(client, call.event.document())
    await comes_back(visitor, call.code, call.link)
    await visitor.goes_to("/professional/danger")
    await visitor.says(danger="no")
    await posted(client, hub.withdraws(call).document())
    assert await rows(desk, tables.letters) == []
    await comes_back(elsewhere, call.code, call.link)
    assert CLOSED in await elsewhere.reads()
    await writes_as_a_professional(visitor, **KEPT)
    told = await sends(visitor)
    assert re.fullmatch(r"BN-\w{4}-\w{4}", told.reference)


async def test_it_is_forgotten_with_its_period(
    call: Registered, hub: Hub, client: httpx.AsyncClient, desk: Desk
) -> None:
    await posted(client, hub.withdraws(call).document())
    for days, left in ((13, 1), (14, 0)):
        await purge(desk.database, desk.council.periods, NOON + timedelta(days=days))
        assert len(await rows(desk, tables.calls)) == left


def signed(event: WithdrawnCall, key: Ed25519PrivateKey, **changed: str) -> Changed:
    """The event with something else in it, signed anew."""
    said = event.document() | changed
    del said["signature"]
    return sign_withdrawal(said, key).document()


FORGED: dict[str, Callable[[WithdrawnCall, Hub, PortalKeys], Changed]] = {
    "of a stranger": lambda event, _, __: signed(event, Ed25519PrivateKey.generate()),
    "of the portal itself": lambda event, _, portal: signed(event, portal.signing_key),
    "of another hub": lambda event, hub, _: signed(
        event, hub.board.keys.signing_key, source="northamptonshire"
    ),
    "of another call": lambda event, hub, _: event.document() | {"subject": hub.registers().reference},
    "with another time": lambda event, _, __: event.document() | {"time": "2026-11-25T12:08:00Z"},
    "with more": lambda event, _, __: event.document() | {"about": "Jakub"},
}


@pytest.mark.parametrize("how", FORGED)
async def test_what_cannot_be_believed_is_refused_and_all_beside_it(
    call: Registered, hub: Hub, client: httpx.AsyncClient, desk: Desk, key_set: Path, how: str
) -> None:
    await posted(client, call.event.document())
    before = await everything(desk)
    forged = FORGED[how](hub.withdraws(call), hub, PortalKeys.load(key_set / "portal"))
    status, answer = await posted(client, hub.registers().event.document(), forged)
    assert (status, list(answer)) == (400, ["refused"])
    assert await everything(desk) == before


async def test_a_key_that_the_hub_has_retired_takes_nothing_back(
    call: Registered, hub: Hub, client: httpx.AsyncClient, desk: Desk, at_noon: time_machine.Traveller
) -> None:
    """The keys of the tests last for fifty years."""
    back = hub.withdraws(call).document()
    at_noon.move_to(datetime(2076, 1, 2, 12, tzinfo=UTC))
    before = await everything(desk)
    answer = await posted(client, back)
    assert answer == (400, {"refused": "The key that signed this is not in force any more."})
    assert await everything(desk) == before


async def test_a_page_that_lies_open_when_it_is_taken_back_is_kept_as_a_form_of_its_own(
    call: Registered, hub: Hub, visitor: ByHttp, client: httpx.AsyncClient
) -> None:
    await posted(client, call.event.document())
    await comes_back(visitor, call.code, call.link)
    await visitor.goes_to("/professional/danger")
    await posted(client, hub.withdraws(call).document())
    await visitor.says(danger="no")
    assert await visitor.path() == "/professional/urgent"
    await visitor.goes_to("/professional/danger")
    assert visitor.tree().forms[0].fields["danger"] == "no"
    await visitor.goes_to("/professional/called-already")
    assert "Ewa Lis" not in await visitor.reads()
