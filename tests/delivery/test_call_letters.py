"""Emails after a call: one with the link, one more once the day is over and never a second."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
import time_machine

from app.delivery.letters import LetterCarrier
from app.envelope.calls import Caller
from app.envelope.keys import PortalKeys, RelayKeys
from app.forms.catalogue import forms
from app.profiles.hours import LONDON
from app.profiles.loading import load_profile
from app.profiles.model import Profile
from app.services.desk import Desk
from app.services.progress import hear
from app.settings import Settings
from app.storage import drafts, letters
from app.storage.database import Database
from app.storage.letters import Letter, LetterKind
from app.storage.retention import purge
from tests.calls import CALLER, Hub, Registered
from tests.delivery.test_allowed_words import TAG
from tests.drafted import until
from tests.letters import Pile, stationery, words

CALLED = datetime(2026, 11, 25, 14, 30, tzinfo=LONDON)
SITE = "https://refer.example"


def carrier_for(council: Profile, database: Database, key_set: Path, pile: Pile) -> LetterCarrier:
    return LetterCarrier(
        database, stationery(council), RelayKeys.load(key_set / "relay"), pile, council, SITE
    )


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """One kind of database: tests/storage and test_letters.py have both."""
    return sqlite_url


class Town:
    """A portal that hears of calls, and the relay that writes to the callers."""

    def __init__(self, council: Profile, database: Database, key_set: Path, folder: Path) -> None:
        keys = PortalKeys.load(key_set / "portal")
        self.desk = Desk(Settings(var=folder), council, forms(council), database, keys)
        self.hub = Hub(council, key_set, folder / "hub")
        self.pile = Pile()
        self.carrier = carrier_for(council, database, key_set, self.pile)

    async def hears(self, call: Registered) -> None:
        await hear(self.desk, [call.event.document()])

    async def carries(self) -> list[str]:
        """The subjects of what the relay sends now."""
        self.pile.sent.clear()
        await self.carrier.carry_some()
        return [email["Subject"] for email in self.pile.sent]


@pytest.fixture
def town(database: Database, key_set: Path, tmp_path: Path) -> Town:
    return Town(load_profile("barnet"), database, key_set, tmp_path)


LINKED = "Your call: a link to write to us"
REMINDED = "After your call: still to be written"


async def test_the_caller_is_sent_the_link_at_once_and_reminded_once_when_the_day_is_over(town: Town) -> None:
    with time_machine.travel(CALLED, tick=False) as clock:
        call = town.hub.registers()
        await town.hears(call)
        assert await town.carries() == [LINKED]
        (email,) = town.pile.sent
        assert email["To"] == CALLER
        assert f"{SITE}{call.link}" in words(email)[0]
        for moment in ("2026-11-25 23:59", "2026-11-26 08:59"):
            clock.move_to(datetime.fromisoformat(moment).replace(tzinfo=LONDON))
            await town.hears(call)
            assert await town.carries() == [], moment
        clock.move_to(datetime(2026, 11, 26, 9, 0, tzinfo=LONDON))
        assert await town.carries() == [REMINDED]
        said = words(town.pile.sent[0])[0]
        assert "You called Barnet Council on Wednesday 25 November." in said
        assert "It was to be sent by the end of Wednesday 25 November." in said
        for day in range(1, 20):
            clock.move_to(CALLED + timedelta(days=day))
            assert await town.carries() == []


async def test_nobody_is_written_to_about_a_call_that_was_taken_back(town: Town) -> None:
    with time_machine.travel(CALLED, tick=False) as clock:
        before, after = town.hub.registers(), town.hub.registers()
        await town.hears(before)
        assert await town.carries() == [LINKED]
        for call in (before, after):
            await hear(town.desk, [town.hub.withdraws(call).document()])
        await town.hears(after)
        for day in range(20):
            clock.move_to(CALLED + timedelta(days=day))
            assert await town.carries() == []


async def test_a_call_that_is_registered_days_later_is_not_answered_with_both_at_once(town: Town) -> None:
    with time_machine.travel(CALLED, tick=False) as clock:
        await town.hears(town.hub.registers(CALLED - timedelta(days=3)))
        assert await town.carries() == [LINKED]
        clock.move_to(CALLED + timedelta(hours=11))
        assert await town.carries() == []
        clock.move_to(CALLED + timedelta(hours=12))
        assert await town.carries() == [REMINDED]


async def test_nobody_is_reminded_where_the_council_publishes_no_day(
    database: Database, key_set: Path, tmp_path: Path
) -> None:
    town = Town(load_profile("northamptonshire"), database, key_set, tmp_path)
    with time_machine.travel(CALLED, tick=False) as clock:
        await town.hears(town.hub.registers())
        assert await town.carries() == [LINKED]
        assert "by the end of" not in words(town.pile.sent[0])[0]
        for day in range(1, 20):
            clock.move_to(CALLED + timedelta(days=day))
            assert await town.carries() == []


async def test_an_address_that_was_never_reached_goes_after_its_time(town: Town, database: Database) -> None:
    with time_machine.travel(CALLED, tick=False):
        await town.hears(town.hub.registers())
    periods = town.desk.council.periods
    assert (await purge(database, periods, CALLED + timedelta(hours=71))).addresses == 0
    assert (await purge(database, periods, CALLED + timedelta(hours=72))).addresses == 1
    assert (await purge(database, periods, CALLED + timedelta(hours=91))).addresses == 1


@pytest.mark.parametrize("kind", [LetterKind.CALL, LetterKind.OVERDUE])
@pytest.mark.parametrize("council", ["northamptonshire", "barnet"])
async def test_an_email_about_a_call_says_999_first_and_has_both_numbers(
    database: Database,
    key_set: Path,
    pile: Pile,
    sealed: Callable[[str], bytes],
    council: str,
    kind: LetterKind,
) -> None:
    profile, now = load_profile(council), datetime.now(UTC)
    caller = Caller("zofia.canary@canary-school.example", "k" * 22, date(2026, 11, 25))
    async with database.transaction() as connection:
        await drafts.create(connection, bytes(32), "professional", b"sealed", until(now + timedelta(days=9)))
        body = sealed(caller.text())
        letter = Letter(uuid4(), bytes(32), kind, body, now - timedelta(minutes=1), None)
        await letters.replace(connection, letter)
    await carrier_for(profile, database, key_set, pile).carry_some()
    (email,) = pile.sent
    assert email["To"] == caller.address
    for text in words(email):
        shown = TAG.sub(" ", text.partition("<body>")[2] or text).strip()
        assert shown.startswith("In an emergency, call 999.")
        assert "The code is not in this email." in shown
        for line in (profile.telephone.main, profile.telephone.out_of_hours):
            assert line.number in shown


@pytest.mark.parametrize(
    "brought", ["", "nonsense", "k" * 22, "k" * 22 + "\n2026-02-30", "https://evil.example/\n2026-11-25"]
)
async def test_what_the_hub_sealed_and_is_no_call_is_written_to_nobody(
    town: Town, database: Database, sealed: Callable[[str], bytes], brought: str
) -> None:
    now = datetime.now(UTC)
    async with database.transaction() as connection:
        await drafts.create(connection, bytes(32), "professional", b"sealed", until(now + timedelta(days=9)))
        body = sealed(f"{CALLER}\n{brought}")
        await letters.replace(connection, Letter(uuid4(), bytes(32), LetterKind.CALL, body, now, None))
    assert await town.carries() == []
    assert await town.carries() == []
