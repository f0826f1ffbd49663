"""After a call: link and code open the form that was begun, on any device, and tell nothing where they open nothing."""

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import html5lib
import httpx
import pytest
import time_machine
from fastapi import FastAPI

from app.envelope.calls import CallCode
from app.envelope.message import open_submitted
from app.profiles.parts import Periods
from app.routes.request.tries import OF_ONE_CALL, OF_ONE_CALLER, Tries
from app.security import Attempts
from app.services.desk import Desk
from app.storage import tables
from app.storage.outbox import HUB
from app.storage.retention import purge
from tests.calls import CALLER, KEPT, NOON, NOTE, Hub, Registered, posted, rows
from tests.outages import NOWHERE, served_by
from tests.people import ByHttp, comes_back, sends
from tests.professional import writes_as_a_professional

OPENS_NOTHING = "We cannot open anything with this link and this code"
SPOKEN = "/professional/called-already"


@pytest.fixture
async def call(hub: Hub, client: httpx.AsyncClient) -> Registered:
    """A call of twenty minutes ago that the portal has heard of."""
    made = hub.registers(NOON - timedelta(minutes=20))
    await hears(client, made)
    return made


async def hears(client: httpx.AsyncClient, call: Registered, *, new: int = 1) -> None:
    assert await posted(client, call.event.document()) == (200, {"new": new, "unknown": 0})


def databases(folder: Path) -> list[Path]:
    """The database's files, its journal included."""
    return list(folder.glob("portal.db*"))


async def bare(person: ByHttp) -> tuple[int, str]:
    """An answer without the token, the link and what was typed."""
    assert person.page
    text = re.sub(r'(name="csrf" |id="code".*?)value="[^"]*"|action="[^"]*"', "", person.page.text)
    return person.page.status_code, text


async def test_link_and_code_open_a_form_that_knows_of_the_call(call: Registered, visitor: ByHttp) -> None:
    await visitor.goes_to(call.link)
    page = await visitor.reads()
    assert "call 999" in page
    assert "Larch" not in page
    assert "Jakub" not in page
    await visitor.says(code=f"{call.code[:4]} {call.code[4:8]}-{call.code[8:]}")
    assert await visitor.path() == "/professional"
    words = await visitor.reads()
    assert "You spoke to Ewa Lis on Wednesday 25 November." in words
    assert "please send this by the end of Wednesday 25 November" in words
    await visitor.chooses("Continue where you left off")
    assert await visitor.path() == "/professional/danger"
    await visitor.goes_to(SPOKEN)
    fields = visitor.tree().forms[0].fields
    assert fields["spoke"] == "yes"
    assert (fields["spoke_on-day"], fields["spoke_on-month"]) == ("25", "11")
    assert fields["spoke_to"] == "Ewa Lis"
    assert fields["spoke_about"].strip() == NOTE
    assert fields["spoke_advice"].strip() == "Send a written referral"
    assert fields["spoke_insisted"] == "yes"
    assert fields["spoke_reference"] == call.reference


@pytest.mark.parametrize(
    ("since", "next_page"),
    [(0, "/professional/kind"), (1, "/professional/call-now")],
    ids=["today", "next day"],
)
async def test_whoever_comes_by_the_link_on_the_day_of_the_call_is_not_asked_whether_they_have_called(
    call: Registered, visitor: ByHttp, since: int, next_page: str
) -> None:
    with time_machine.travel(NOON + timedelta(days=since), tick=False):
        await comes_back(visitor, call.code, call.link)
        await visitor.goes_to("/professional/danger")
        await visitor.says(danger="no")
        await visitor.says(urgent_today="yes")
        assert await visitor.path() == next_page
        words = await visitor.reads()
        assert ("you have spoken to us. If it gets worse, or you learn more, call" in words) is not since


async def test_what_was_begun_is_sent_with_the_calls_reference_and_nobody_is_reminded(
    call: Registered, visitor: ByHttp, desk: Desk, hub: Hub, client: httpx.AsyncClient
) -> None:
    await comes_back(visitor, call.code, call.link)
    await writes_as_a_professional(visitor, adults=1, **KEPT)
    assert "please send this by the end of Wednesday 25 November" in await visitor.reads()
    await sends(visitor)
    (row,) = [row for row in await rows(desk, tables.outbox) if row.channel == HUB]
    opened = open_submitted(row.body, hub.board.keys, "barnet")
    for said in (call.reference, NOTE, "Ewa Lis", '"written_due":"2026-11-25"'):
        assert said.encode() in opened.contact
    assert await rows(desk, tables.letters) == []
    await hears(client, call, new=0)
    assert await rows(desk, tables.letters) == []


async def test_the_same_code_opens_the_same_form_again_on_another_device(
    call: Registered, visitor: ByHttp, elsewhere: ByHttp
) -> None:
    await comes_back(visitor, call.code, call.link)
    await visitor.goes_to("/professional/danger")
    await visitor.says(danger="no")
    await comes_back(elsewhere, call.code, call.link)
    assert await elsewhere.path() == "/professional"
    await elsewhere.chooses("Continue where you left off")
    assert await elsewhere.path() == "/professional/urgent"
    assert visitor.client.cookies["draft-professional"] == elsewhere.client.cookies["draft-professional"]


async def test_wrong_sent_and_expired_look_alike(
    call: Registered, visitor: ByHttp, elsewhere: ByHttp, desk: Desk, hub: Hub, client: httpx.AsyncClient
) -> None:
    other = hub.registers()
    await hears(client, other)
    await comes_back(elsewhere, other.code, call.link)
    wrong = await bare(elsewhere)
    assert wrong[0] == 422
    assert OPENS_NOTHING in wrong[1]
    await comes_back(elsewhere, call.code, "/call/" + CallCode.new().name)
    assert await bare(elsewhere) == wrong, "no such link"
    await comes_back(visitor, call.code, call.link)
    await writes_as_a_professional(visitor, **KEPT)
    await sends(visitor)
    await comes_back(elsewhere, call.code, call.link)
    assert await bare(elsewhere) == wrong, "sent"
    with time_machine.travel(NOON + timedelta(days=15), tick=False):
        for _ in range(2):
            await comes_back(elsewhere, other.code, other.link)
            assert OPENS_NOTHING in await elsewhere.reads(), "expired"
            await purge(desk.database, desk.council.periods, datetime.now(UTC))
    assert not any(name.startswith("draft") for name in elsewhere.client.cookies)
    for table in (tables.calls, tables.letters, tables.drafts):
        assert await rows(desk, table) == []


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Enter the code that we gave you on the telephone"),
        ("123", "Enter all 12 numbers of your code"),
        ("<script>alert(1)</script>", "Enter all 12 numbers of your code"),
        ("9" * 5000, "Enter all 12 numbers of your code"),
    ],
)
async def test_a_slip_is_told_and_counts_as_no_try(
    call: Registered, visitor: ByHttp, typed: str, said: str
) -> None:
    for _ in range(11):
        await comes_back(visitor, typed, call.link)
        assert said in await visitor.reads()
    assert visitor.page
    assert visitor.page.status_code == 422
    assert "<script>alert" not in visitor.page.text
    await comes_back(visitor, call.code, call.link)
    assert await visitor.path() == "/professional"


@pytest.mark.parametrize(
    "name", ["x", "a" * 22, "a" * 3000, "%00", "%ED%A0%80", "..%2f..%2fetc", "caf%C3%A9"]
)
async def test_any_link_gets_the_same_page(call: Registered, visitor: ByHttp, name: str) -> None:
    await visitor.goes_to(call.link)
    known = await bare(visitor)
    token = visitor.token()
    answer = await visitor.client.get(f"/call/{name}")
    if answer.status_code == 200:
        visitor.page = answer
        assert await bare(visitor) == known
    tried = await visitor.client.post(f"/call/{name}", data={"csrf": token, "code": call.code})
    assert tried.status_code in {404, 422}
    assert "draft-professional" not in visitor.client.cookies


@asynccontextmanager
async def at(app: FastAPI, address: str) -> AsyncIterator[ByHttp]:
    """Somebody whose requests come from an address."""
    transport = httpx.ASGITransport(app=app, client=(address, 1))
    async with httpx.AsyncClient(transport=transport) as opened:
        yield ByHttp("http://127.0.0.1:8000", opened)


async def test_whoever_guesses_keeps_nobody_out_but_themselves(
    app: FastAPI, call: Registered, visitor: ByHttp
) -> None:
    """Whatever addresses of their own network they take."""
    for number in range(11):
        async with at(app, f"2001:db8:0:1:{number:x}::1") as guesser:
            await comes_back(guesser, call.code if number == 10 else f"{number:012}", call.link)
            said = await guesser.reads()
            assert ("Too many tries" if number == 10 else OPENS_NOTHING) in said
    await comes_back(visitor, call.code, call.link)
    assert "spoke to Ewa Lis" in await visitor.reads()


async def test_many_tries_at_once_are_as_many_tries(call: Registered, visitor: ByHttp) -> None:
    await visitor.goes_to(call.link)
    typed = {"csrf": visitor.token(), "code": "0" * 12}
    answers = await asyncio.gather(*(visitor.client.post(call.link, data=typed) for _ in range(15)))
    assert sorted(answer.status_code for answer in answers) == [422] * 10 + [429] * 5


async def test_guessing_ends_for_one_call_whoever_tries_and_others_go_on(
    app: FastAPI, call: Registered, visitor: ByHttp, hub: Hub, client: httpx.AsyncClient
) -> None:
    other = hub.registers()
    await hears(client, other)
    app.state.shop = replace(app.state.shop, tries=Tries(calls=Attempts(of_one=12, of_both=OF_ONE_CALLER)))
    for number in range(12):
        async with at(app, f"192.0.2.{number}") as guesser:
            await comes_back(guesser, f"{number:012}", call.link)
    await comes_back(visitor, call.code, call.link)
    assert visitor.page
    assert visitor.page.status_code == 429
    assert "Too many tries" in await visitor.reads()
    await visitor.chooses("I do not have the code: write to us without it")
    assert await visitor.path() == "/professional"
    await comes_back(visitor, other.code, other.link)
    assert await visitor.path() == "/professional"
    assert "spoke to Ewa Lis" in await visitor.reads()


def test_whoever_has_a_link_alone_guesses_its_code_once_in_a_million_times_at_most() -> None:
    """At one portal, from as many networks as it takes, for as long as any council may keep a draft."""
    longest = next(one.le for one in Periods.model_fields["draft_days"].metadata if hasattr(one, "le"))
    assert OF_ONE_CALL * 24 * longest * 1_000_000 <= 10**12


async def test_an_ordinary_referral_needs_neither_link_nor_code_and_may_name_the_call(
    hub: Hub, visitor: ByHttp, desk: Desk, client: httpx.AsyncClient
) -> None:
    """Whichever is heard first, referral or call, nobody is written to any more."""
    before, after = hub.registers(), hub.registers()
    await hears(client, before)
    for made in (before, after):
        spoken: dict[str, Any] = {"spoke_on": (25, 11, 2026), "spoke_advice": "To write"}
        spoken["spoke_reference"] = made.reference.lower()
        await writes_as_a_professional(visitor, spoke="yes", **spoken)
        await sends(visitor)
        assert await rows(desk, tables.letters) == []
    await hears(client, after, new=0)
    assert await rows(desk, tables.letters) == []


async def test_a_form_that_this_browser_already_holds_is_not_lost_unasked(
    call: Registered, visitor: ByHttp
) -> None:
    await visitor.goes_to("/professional/danger")
    await visitor.says(danger="no")
    mine = visitor.client.cookies["draft-professional"]
    await comes_back(visitor, call.code, call.link)
    assert visitor.page
    assert visitor.page.status_code == 409
    assert visitor.client.cookies["draft-professional"] == mine
    await visitor.chooses("Open mine, and forget the other one here")
    assert "spoke to Ewa Lis" in await visitor.reads()
    await comes_back(visitor, call.code, call.link)
    assert await visitor.path() == "/professional", "its own is no other"


async def test_a_database_that_is_away_keeps_what_was_typed(
    app: FastAPI, call: Registered, visitor: ByHttp
) -> None:
    await visitor.goes_to(call.link)
    async with served_by(app, NOWHERE):
        for _ in range(OF_ONE_CALLER + 1):
            await visitor.says(code=call.code)
            assert visitor.page
            assert visitor.page.status_code == 503
            assert call.code in visitor.page.text
    await visitor.says(code=call.code)
    assert await visitor.path() == "/professional"


@pytest.mark.parametrize("token", [None, "", "nonsense"])
async def test_nothing_is_opened_without_the_token(
    call: Registered, visitor: ByHttp, token: str | None
) -> None:
    await visitor.goes_to(call.link)
    data = {"code": call.code} | ({} if token is None else {"csrf": token})
    answer = await visitor.client.post(call.link, data=data)
    assert answer.status_code == 403
    assert "draft-professional" not in visitor.client.cookies


async def test_the_page_is_valid_in_each_state(call: Registered, visitor: ByHttp) -> None:
    for typed in (None, "", "1", "1" * 12, call.code):
        await visitor.goes_to(call.link)
        if typed is not None:
            await visitor.says(code=typed)
        assert visitor.page
        tree = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(visitor.page.text)
        assert len(list(tree.iter("h1"))) == 1


async def test_the_database_holds_neither_note_nor_name_nor_address_nor_code(
    call: Registered, visitor: ByHttp, desk: Desk, capfd: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    await comes_back(visitor, "1" * 12, call.link)
    await comes_back(visitor, call.code, call.link)
    await visitor.goes_to(SPOKEN)
    await visitor.says()
    held = "".join(repr([await rows(desk, table) for table in tables.METADATA.sorted_tables]))
    raw = b"".join(path.read_bytes() for path in databases(tmp_path))
    logged = "".join(capfd.readouterr())
    for secret in ("Canary", "Jakub", "Ewa Lis", CALLER, call.code, call.name):
        assert secret not in held
        assert secret.encode() not in raw
        assert secret not in logged
    assert call.reference in held
