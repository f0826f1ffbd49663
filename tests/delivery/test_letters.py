"""Emails about a draft: allowed words only, delivered once, and gone with their address."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime, timedelta
from email.message import EmailMessage
from html import unescape
from pathlib import Path
from uuid import UUID, uuid4

import pytest
import time_machine
from sqlalchemy import select

from app.delivery.letters import LetterCarrier
from app.envelope.keys import RelayKeys
from app.envelope.sealing import Identity
from app.errors import DeliveryError, UndeliverableError
from app.profiles.model import Profile
from app.storage import drafts, letters, tables
from app.storage.database import Database
from app.storage.letters import Letter, LetterKind
from tests.drafted import until
from tests.letters import Pile, stationery, words

ADDRESS = "a.okafor@larch-hill.example"
SITE = "https://refer.example"
LINK = "https://refer.example/resume/abcdefghijklmnopqrstuv"
NAME = "abcdefghijklmnopqrstuv"
CALL = f"{NAME}\n2026-11-23"
BROUGHT = {
    LetterKind.NUMBER: "123456",
    LetterKind.LINK: LINK,
    LetterKind.REMINDER: LINK,
    LetterKind.CALL: CALL,
    LetterKind.OVERDUE: CALL,
}
SHOWN = BROUGHT | dict.fromkeys((LetterKind.CALL, LetterKind.OVERDUE), f"{SITE}/call/{NAME}")
DRAFT = bytes(range(32))
DAY = timedelta(days=1)
Writes = Callable[..., Awaitable[UUID]]


@pytest.fixture
def carrier(database: Database, profile: Profile, key_set: Path, pile: Pile) -> LetterCarrier:
    return LetterCarrier(
        database, stationery(profile), RelayKeys.load(key_set / "relay"), pile, profile, SITE
    )


@pytest.fixture
def wrote(
    database: Database, sealed: Callable[[str], bytes], now: datetime, clock: time_machine.Traveller
) -> Writes:
    """Writes a letter about a draft that ends in a fortnight, or in `ends`."""
    assert clock

    async def write(kind: LetterKind, address: str = ADDRESS, ends: timedelta = 14 * DAY) -> UUID:
        body = sealed(f"{address}\n{BROUGHT[kind]}")
        letter = Letter(uuid4(), DRAFT, kind, body, now, None)
        async with database.transaction() as connection:
            await drafts.create(connection, DRAFT, "professional", b"sealed", until(now + ends))
            await letters.replace(connection, letter)
        return letter.id

    return write


async def left(database: Database) -> list[datetime]:
    async with database.single() as connection:
        return list((await connection.execute(select(tables.letters.c.due_at))).scalars())


def said(email: EmailMessage) -> str:
    return unescape("".join((email["Subject"], *words(email))))


@pytest.mark.parametrize("kind", LetterKind)
async def test_each_kind_goes_to_the_address_with_what_it_brings_and_the_numbers(
    carrier: LetterCarrier, wrote: Writes, pile: Pile, profile: Profile, kind: LetterKind
) -> None:
    letter_id = await wrote(kind, ends=DAY)
    assert not await carrier.carry_some()
    (email,) = pile.sent
    assert email["To"] == ADDRESS
    assert email["Message-ID"] == f"<{letter_id}@hub.example>"
    assert email["Auto-Submitted"] == "auto-generated"
    for text in words(email):
        assert SHOWN[kind] in text
        assert profile.telephone.main.number in text
        assert profile.telephone.out_of_hours.number in text
        assert "999" in text


@pytest.mark.parametrize("kind", LetterKind)
async def test_two_letters_differ_in_nothing_but_address_and_what_they_bring(
    carrier: LetterCarrier, wrote: Writes, pile: Pile, kind: LetterKind
) -> None:
    await wrote(kind, ends=DAY)
    await carrier.carry_some()
    await wrote(kind, "canary@surgery.example", ends=DAY)
    await carrier.carry_some()
    one, other = map(said, pile.sent)
    assert one == other
    assert "canary" not in other
    assert "okafor" not in one.lower()
    for word in ("child", "safeguarding"):
        assert word not in one.replace("Children’s", "").replace("Safeguarding Hub", "").lower()


async def test_a_number_can_be_heard_one_by_one(carrier: LetterCarrier, wrote: Writes, pile: Pile) -> None:
    await wrote(LetterKind.NUMBER)
    await carrier.carry_some()
    for text in words(pile.sent[0]):
        assert f"One by one: {', '.join(SHOWN[LetterKind.NUMBER])}" in text


async def test_the_link_says_that_the_code_is_not_in_the_email_and_until_when_it_is_kept(
    carrier: LetterCarrier, wrote: Writes, pile: Pile
) -> None:
    await wrote(LetterKind.LINK)
    await carrier.carry_some()
    assert "The code is not in this email" in said(pile.sent[0])
    assert "It is kept until 7 December 2026" in said(pile.sent[0])


async def test_what_was_accepted_is_gone_with_its_address(
    carrier: LetterCarrier, wrote: Writes, pile: Pile, database: Database
) -> None:
    await wrote(LetterKind.LINK)
    await carrier.carry_some()
    assert await left(database) == []
    await carrier.carry_some()
    assert len(pile.sent) == 1


async def test_a_reminder_goes_once_before_the_end_and_again_only_before_a_later_end(
    carrier: LetterCarrier,
    wrote: Writes,
    pile: Pile,
    database: Database,
    clock: time_machine.Traveller,
    now: datetime,
) -> None:
    await wrote(LetterKind.REMINDER)
    for day in (0, 11):
        clock.move_to(now + day * DAY)
        await carrier.carry_some()
    assert pile.sent == []
    for hour in range(3):
        clock.move_to(now + 12 * DAY + timedelta(hours=hour))
        await carrier.carry_some()
    assert len(pile.sent) == 1
    assert "on Monday 7 December 2026 at 10am" in said(pile.sent[0])
    end = now + 26 * DAY
    async with database.single() as connection:
        await drafts.swap(connection, DRAFT, 1, b"more", drafts.Life(end, end))
    clock.move_to(now + 24 * DAY)
    await carrier.carry_some()
    assert len(pile.sent) == 2
    assert "on Saturday 19 December 2026" in said(pile.sent[1])


class Refusing(Pile):
    """A mail server that refuses, for now or for good."""

    def __init__(self, error: Exception) -> None:
        super().__init__()
        self.error = error

    async def send(self, row_id: UUID, email: EmailMessage) -> None:
        await super().send(row_id, email)
        raise self.error


@pytest.mark.parametrize("error", [DeliveryError("Not now"), RuntimeError("anything")])
async def test_a_server_that_is_away_is_tried_again_later(
    carrier: LetterCarrier, wrote: Writes, database: Database, now: datetime, error: Exception
) -> None:
    await wrote(LetterKind.LINK)
    away = replace(carrier, post=Refusing(error))
    await away.carry_some()
    (due,) = await left(database)
    assert now < due < now + timedelta(minutes=10)


async def test_an_address_that_is_refused_for_good_is_gone(
    carrier: LetterCarrier, wrote: Writes, database: Database
) -> None:
    await wrote(LetterKind.LINK)
    await replace(carrier, post=Refusing(UndeliverableError("Nobody there"))).carry_some()
    assert await left(database) == []


async def test_an_address_that_is_none_is_never_written_to(
    carrier: LetterCarrier, wrote: Writes, pile: Pile, database: Database
) -> None:
    await wrote(LetterKind.LINK, "a@b.example\r")
    await carrier.carry_some()
    assert pile.sent == []
    assert await left(database) == []


async def test_a_key_that_is_not_there_is_a_passing_failure(
    carrier: LetterCarrier, wrote: Writes, database: Database
) -> None:
    await wrote(LetterKind.LINK)
    await replace(carrier, keys=RelayKeys((Identity.generate(),))).carry_some()
    assert len(await left(database)) == 1


async def test_nothing_of_a_letter_is_logged(
    carrier: LetterCarrier, wrote: Writes, capfd: pytest.CaptureFixture[str]
) -> None:
    await wrote(LetterKind.LINK)
    await replace(carrier, post=Refusing(RuntimeError(f"{ADDRESS} {LINK}"))).carry_some()
    logged = "".join(capfd.readouterr())
    assert "not_delivered" in logged
    assert "larch" not in logged
    assert "resume" not in logged
