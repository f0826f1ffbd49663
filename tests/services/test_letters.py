"""Emails about a draft: only to an address whose writer had the number, and with nothing in the clear."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import time_machine
from sqlalchemy import select

from app.envelope.keys import RelayKeys
from app.envelope.sealing import unseal_address
from app.errors import NotFoundError
from app.services.desk import Desk
from app.services.drafting import Draft, open_draft
from app.services.keeping import keep_page
from app.services.letters import NUMBER_KEPT, confirm, link, send_number
from app.storage.tables import letters

NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)
ADDRESS = "a.okafor@larch-hill.example"


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOW, tick=False) as coordinates:
        yield coordinates


@pytest.fixture
async def draft(desk: Desk) -> Draft:
    return (await keep_page(desk, desk.form("professional"), None, "danger", {"danger": ["no"]})).draft


async def written(desk: Desk, key_set: Path) -> dict[str, list[str]]:
    """What the relay would find in each letter, by kind."""
    keys = RelayKeys.load(key_set / "relay")
    async with desk.database.single() as connection:
        found = (await connection.execute(select(letters))).all()
    return {row.kind: unseal_address(row.body, keys.identities).split("\n") for row in found}


async def number_for(desk: Desk, draft: Draft, key_set: Path, address: str = ADDRESS) -> str:
    await send_number(desk, draft, address, "en")
    sent_to, number = (await written(desk, key_set))["number"]
    assert sent_to == address
    assert len(number) == 6
    return number


async def test_the_number_that_was_sent_brings_the_link_and_a_reminder(
    desk: Desk, draft: Draft, key_set: Path
) -> None:
    number = await number_for(desk, draft, key_set)
    assert await confirm(desk, draft, ADDRESS, number, "en")
    sent = await written(desk, key_set)
    assert sent["link"] == sent["reminder"] == [ADDRESS, link(desk, draft)]


async def test_a_reminder_is_not_due_before_it_can_be_timely(desk: Desk, draft: Draft, key_set: Path) -> None:
    """The relay would find it at each of its looks, for days, and leave it."""
    await confirm(desk, draft, ADDRESS, await number_for(desk, draft, key_set), "en")
    async with desk.database.single() as connection:
        found = await connection.execute(select(letters.c.kind, letters.c.due_at))
    due = {row.kind: row.due_at for row in found}
    assert due["link"] == NOW
    assert due["reminder"] == draft.expires_at - timedelta(days=desk.council.periods.reminder_days)


async def test_a_wrong_number_another_address_and_another_draft_bring_nothing(
    desk: Desk, draft: Draft, key_set: Path
) -> None:
    number = await number_for(desk, draft, key_set)
    other = (await keep_page(desk, desk.form("professional"), None, "danger", {"danger": ["no"]})).draft
    wrong = f"{(int(number) + 1) % 1_000_000:06}"
    assert not await confirm(desk, draft, ADDRESS, wrong, "en")
    assert not await confirm(desk, draft, "someone@else.example", number, "en")
    assert not await confirm(desk, other, ADDRESS, number, "en")
    assert set(await written(desk, key_set)) == {"number"}


async def test_a_number_is_taken_for_half_an_hour_at_least_and_never_for_more_than_an_hour(
    desk: Desk, draft: Draft, key_set: Path, clock: time_machine.Traveller
) -> None:
    clock.move_to(NOW + NUMBER_KEPT - timedelta(seconds=1))
    number = await number_for(desk, draft, key_set)
    clock.move_to(NOW + 2 * NUMBER_KEPT - timedelta(seconds=1))
    assert await confirm(desk, draft, ADDRESS, number, "en")
    clock.move_to(NOW + 2 * NUMBER_KEPT)
    assert not await confirm(desk, draft, ADDRESS, number, "en")


async def test_the_link_is_below_the_public_address_and_holds_no_key(desk: Desk, draft: Draft) -> None:
    address = link(desk, draft)
    assert address == f"http://127.0.0.1:8000/resume/{draft.key.link_name}"
    assert draft.key.cookie not in address


async def test_all_that_is_stored_is_sealed_and_of_one_length(
    desk: Desk, draft: Draft, key_set: Path
) -> None:
    number = await number_for(desk, draft, key_set)
    await confirm(desk, draft, ADDRESS, number, "en")
    async with desk.database.single() as connection:
        bodies = list((await connection.execute(select(letters.c.body))).scalars())
    assert len({len(body) for body in bodies}) == 1
    for body in bodies:
        assert b"larch" not in body
        assert number.encode() not in body


async def test_nothing_is_written_about_what_is_not_stored(desk: Desk) -> None:
    new = await open_draft(desk, desk.form("professional"), None)
    with pytest.raises(NotFoundError):
        await send_number(desk, new, ADDRESS, "en")
