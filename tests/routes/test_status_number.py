"""Six digits by email in place of a lost status code: to the address that was given with it, and to no other."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from fastapi import FastAPI
from sqlalchemy import select

from app.envelope.keys import RelayKeys
from app.envelope.sealing import unseal_address
from app.routes.request.shop import Shop
from app.storage.outbox import NUMBER
from app.storage.retention import purge
from app.storage.tables import numbers, outbox, referrals
from tests.people import ByHttp, Told, sends
from tests.professional import writes_as_a_professional

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
ADDRESS = "a.okafor@larch-hill.example"
ON_ITS_WAY = "an email with a number of six digits is on its way"


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOON, tick=False) as coordinates:
        yield coordinates


@pytest.fixture
async def told(clock: time_machine.Traveller, visitor: ByHttp) -> Told:  # noqa: ARG001 -- sent at noon
    await writes_as_a_professional(visitor)
    return await sends(visitor)


async def asks(app: FastAPI, visitor: ByHttp, reference: str, address: str) -> str:
    """Asks for a number, and waits for what is done about it once the page is there."""
    await visitor.goes_to("/status/number")
    await visitor.says(reference=reference, address=address)
    shop: Shop = app.state.shop
    await shop.errands.finish()
    assert visitor.page
    return re.sub(r'value="[^"]*"', "", visitor.page.text)


async def sent_to(app: FastAPI, key_set: Path) -> list[tuple[str, str]]:
    """Each address that a number goes to, and the number, the first first."""
    relay = RelayKeys.load(key_set / "relay")
    async with app.state.shop.desk.database.single() as connection:
        rows = await connection.execute(
            select(outbox).where(outbox.c.channel == NUMBER).order_by(outbox.c.due_at)
        )
        letters = [unseal_address(row.body, relay.identities).split("\n") for row in rows]
    return [(address, number) for address, number in letters]


async def looks(visitor: ByHttp, reference: str, code: str) -> str:
    await visitor.goes_to("/status")
    await visitor.says(reference=reference, code=code)
    return await visitor.reads()


async def test_the_digits_stand_in_for_the_code_for_ten_minutes(
    app: FastAPI, visitor: ByHttp, told: Told, key_set: Path, clock: time_machine.Traveller
) -> None:
    assert ON_ITS_WAY in await asks(app, visitor, told.reference.lower(), f" {ADDRESS.upper()} ")
    ((address, number),) = await sent_to(app, key_set)
    assert address.casefold() == ADDRESS
    assert re.fullmatch(r"[0-9]{6}", number)
    assert "Received by us at" in await looks(visitor, told.reference, number)
    assert "Received by us at" in await looks(visitor, number, told.reference)
    clock.shift(timedelta(minutes=9, seconds=59))
    assert "Received by us at" in await looks(visitor, told.reference, f"{number[:3]} {number[3:]}")
    clock.shift(timedelta(seconds=1))
    assert "We cannot find anything" in await looks(visitor, told.reference, number)
    assert "Received by us at" in await looks(visitor, told.reference, told.code)


async def test_who_gave_a_work_address_reads_where_a_lost_code_is_replaced(
    visitor: ByHttp, told: Told
) -> None:
    assert "we cannot find it for you later" not in told.words
    assert "If you lose it, you can have a number sent to your work email" in told.words
    assert visitor.tree().xpath("//main//a[@href='/status/number']")


@pytest.mark.parametrize("form", ["professional", "allegation", "community"])
async def test_whom_no_email_can_reach_reads_that_nobody_finds_the_code(visitor: ByHttp, form: str) -> None:
    await visitor.goes_to(f"/{form}/danger")
    await visitor.says(danger="yes")
    await visitor.says(called_999="yes")
    while await visitor.path() != f"/{form}/check":
        await visitor.says()
    await visitor.chooses("Send now")
    assert "we cannot find it for you later" in await visitor.reads()
    assert not visitor.tree().xpath("//main//a[@href='/status/number']")


async def test_the_page_answers_alike_and_only_the_right_pair_is_written_to(
    app: FastAPI, visitor: ByHttp, told: Told, key_set: Path
) -> None:
    pages = [
        await asks(app, visitor, reference, address)
        for reference, address in (
            (told.reference, "somebody@else.example"),
            ("NN-7K4M-9QXR", ADDRESS),
        )
    ]
    assert await sent_to(app, key_set) == []
    pages.append(await asks(app, visitor, told.reference, ADDRESS))
    assert len(set(pages)) == 1
    assert len(await sent_to(app, key_set)) == 1


async def test_a_number_opens_its_own_referral_and_the_last_one_counts(
    app: FastAPI, visitor: ByHttp, told: Told, key_set: Path
) -> None:
    for _ in range(2):
        await asks(app, visitor, told.reference, ADDRESS)
    first, last = (number for _, number in await sent_to(app, key_set))
    right = "We cannot find anything" if first != last else "Received by us at"
    assert right in await looks(visitor, told.reference, first)
    assert "We cannot find anything" in await looks(visitor, "NN-7K4M-9QXR", last)
    assert "Received by us at" in await looks(visitor, told.reference, last)


async def test_it_cannot_be_asked_for_for_ever(
    app: FastAPI, visitor: ByHttp, told: Told, key_set: Path
) -> None:
    for _ in range(3):
        await asks(app, visitor, told.reference, ADDRESS)
    assert "Too many tries" in await asks(app, visitor, told.reference, ADDRESS)
    assert visitor.page
    assert visitor.page.status_code == 429
    assert len(await sent_to(app, key_set)) == 3


async def test_what_is_typed_wrong_is_said_and_kept(app: FastAPI, visitor: ByHttp) -> None:
    page = await asks(app, visitor, "", "")
    assert "Enter your reference" in page
    assert "Enter your work email address" in page
    await visitor.says(reference="NN-7K4M-9QXR", address="not an address")
    assert visitor.page
    assert visitor.page.status_code == 422
    assert 'value="not an address"' in visitor.page.text
    await visitor.says(reference="NN-7K4M-9QXR", address="x" * 500)
    assert visitor.tree().get_element_by_id("address").get("value") == "x" * 400


async def test_guessing_the_digits_ends(app: FastAPI, visitor: ByHttp, told: Told, key_set: Path) -> None:
    await asks(app, visitor, told.reference, ADDRESS)
    ((_, number),) = await sent_to(app, key_set)
    for _ in range(10):
        await looks(visitor, told.reference, f"{(int(number) + 1) % 10**6:06}")
    assert "Too many tries" in await looks(visitor, told.reference, number)


async def test_the_database_holds_no_address_and_no_digits_and_forgets_them(
    app: FastAPI, visitor: ByHttp, told: Told, key_set: Path
) -> None:
    await asks(app, visitor, told.reference, ADDRESS)
    ((_, number),) = await sent_to(app, key_set)
    desk = app.state.shop.desk
    async with desk.database.single() as connection:
        kept = (await connection.execute(select(numbers))).one()
        referral = (await connection.execute(select(referrals))).one()
        letters = (await connection.execute(select(outbox.c.body))).scalars().all()
    everything = repr((kept, referral, letters))
    assert number not in everything
    assert ADDRESS not in everything
    assert len(referral.address_digest) == 32
    await purge(desk.database, desk.council.periods, NOON + timedelta(minutes=10))
    async with desk.database.single() as connection:
        assert (await connection.execute(select(numbers))).all() == []
    assert all(row.body is None for row in await numbers_waiting(app))


async def numbers_waiting(app: FastAPI) -> list[Any]:
    async with app.state.shop.desk.database.single() as connection:
        return list(await connection.execute(select(outbox).where(outbox.c.channel == NUMBER)))
