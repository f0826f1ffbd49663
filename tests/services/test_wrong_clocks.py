"""With PostgreSQL nothing of a draft is lost by a portal's clock, whether it is behind or runs ahead."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import monotonic
from uuid import uuid4

import pytest
import time_machine
from sqlalchemy import func, select

from app.envelope.events import DECIDED, event_about, sign_event
from app.envelope.keys import ReceiverKeys, RelayKeys
from app.envelope.message import open_submitted
from app.envelope.sealing import seal_address, unseal_address
from app.services import numbers as by_number
from app.services.desk import Desk, now, today
from app.services.drafting import Draft, open_draft
from app.services.keeping import keep_page
from app.services.letters import confirm, send_number
from app.services.progress import hear
from app.services.resuming import code_of, make_code, resume, stay
from app.services.submission import Confirmation, send
from app.storage import letters as storage_letters
from app.storage import outbox as outboxes
from app.storage.resumes import Holder
from app.storage.retention import purge
from app.storage.tables import drafts, letters, numbers, outbox, referrals
from tests.services.test_acknowledged import WORK, channels

pytestmark = pytest.mark.postgresql

ADDRESS = "a@larch-hill.example"
MINUTE = timedelta(minutes=1)
AT_FIRST = datetime.now(UTC).timestamp() - monotonic()


def right() -> datetime:
    """This moment by a clock that does not travel."""
    return datetime.fromtimestamp(AT_FIRST + monotonic(), UTC)


@pytest.fixture
def database_url(postgresql_url: str) -> str:
    return postgresql_url


@pytest.fixture(params=[timedelta(hours=-30), timedelta(hours=30)], ids=["behind", "ahead"])
def wrong(request: pytest.FixtureRequest) -> Iterator[time_machine.Traveller]:
    """The portal's clock, which is off."""
    with time_machine.travel(right() + request.param) as clock:
        yield clock


async def begun(desk: Desk, slug: str = "community") -> Draft:
    """A draft that has been stored, and changed."""
    form = desk.form(slug)
    key = (await keep_page(desk, form, None, "danger", {"danger": ["yes"]})).draft.key
    return (await keep_page(desk, form, key, "emergency", {"called_999": ["yes"]})).draft


async def relay_deletes(desk: Desk) -> None:
    """A relay whose clock is right deletes what is over."""
    async with desk.database.single() as connection:
        theirs = await connection.scalar(select(func.clock_timestamp()))
    assert theirs
    await purge(desk.database, desk.council.periods, theirs + MINUTE)


async def test_a_draft_is_there_whichever_clock_wrote_it(desk: Desk, wrong: time_machine.Traveller) -> None:
    first = (await keep_page(desk, desk.form("community"), None, "danger", {"danger": ["no"]})).draft
    changed = await begun(desk)
    for draft in (first, changed):
        await relay_deletes(desk)
        assert (await open_draft(desk, draft.form, draft.key)).version == draft.version
        assert await stay(desk, draft)
    wrong.move_to(right())
    await relay_deletes(desk)
    for draft in (first, changed):
        assert (await open_draft(desk, draft.form, draft.key)).version == draft.version


async def test_a_portal_whose_clock_is_off_opens_what_another_wrote(desk: Desk) -> None:
    draft = await begun(desk)
    code = await made(desk, draft)
    for apart in (-30, 30, 24 * 30):
        with time_machine.travel(right() + timedelta(hours=apart)):
            assert (await open_draft(desk, draft.form, draft.key)).version == draft.version
            assert await stay(desk, draft)
            assert await resume(desk, code)


async def made(desk: Desk, draft: Draft) -> str:
    await make_code(desk, draft, Holder.WRITER)
    code = await code_of(desk, draft, Holder.WRITER)
    assert code
    return code


@pytest.mark.parametrize("days", [-30, 30])
async def test_a_code_opens_its_draft_for_its_whole_period(desk: Desk, days: int) -> None:
    began = right()
    with time_machine.travel(began + timedelta(days=days)):
        draft = await begun(desk)
        code = await made(desk, draft)
        changed = await keep_page(desk, draft.form, draft.key, "worry", {"worry": ["Shouting"]})
    async with desk.database.single() as connection:
        kept_until = (await connection.execute(select(drafts.c.kept_until))).scalar_one()
    assert kept_until >= began + desk.kept_for
    await relay_deletes(desk)
    assert await resume(desk, code)
    assert changed.draft.version == 3


async def test_a_draft_still_ends_by_a_clock_that_is_right(desk: Desk) -> None:
    draft = await begun(desk)
    async with desk.database.single() as connection:
        await connection.execute(drafts.update().values(expires_at=right() - MINUTE))
    assert (await open_draft(desk, draft.form, draft.key)).version == 0
    assert not await stay(desk, draft)


async def test_what_was_sent_is_shown_again_for_its_hour(desk: Desk, wrong: time_machine.Traveller) -> None:
    draft = await begun(desk)
    told = await send(desk, draft.form, draft.key)
    assert isinstance(told, Confirmation)
    wrong.move_to(right())
    await relay_deletes(desk)
    again = await open_draft(desk, draft.form, draft.key)
    assert (again.sent, again.version) == (True, draft.version)


async def test_emails_about_a_draft_are_due_at_once_and_outlive_the_clock(
    desk: Desk, wrong: time_machine.Traveller, key_set: Path
) -> None:
    draft = await begun(desk, "professional")
    await send_number(desk, draft, ADDRESS, "en")
    identities = RelayKeys.load(key_set / "relay").identities
    async with desk.database.single() as connection:
        body = (await connection.execute(select(letters.c.body))).scalar_one()
    number = unseal_address(body, identities).split("\n")[1]
    assert await confirm(desk, draft, ADDRESS, number, "en")
    wrong.move_to(right())
    await relay_deletes(desk)
    async with desk.database.transaction() as connection:
        soon = right() + MINUTE
        due = await storage_letters.claim(connection, soon, soon + MINUTE, timedelta(), 9)
    assert {one.kind for one in due} == {"number", "link"}


@pytest.mark.parametrize("days", [-5, 5])
async def test_the_acknowledgement_and_the_news_wait_for_their_whole_period(
    desk: Desk, key_set: Path, days: int
) -> None:
    with time_machine.travel(right() + timedelta(days=days)):
        await channels(desk, *WORK)
        await hear(desk, [await _decision(desk, key_set)])
    await relay_deletes(desk)
    async with desk.database.transaction() as connection:
        kept = (await connection.execute(select(outbox).where(outbox.c.channel != "hub"))).all()
        await outboxes.call_back(connection, right(), right() + MINUTE)
        soon = right() + MINUTE
        due = await outboxes.claim(connection, outboxes.BY_MAIL, soon, soon + MINUTE, 9)
    assert min(row.ends_at for row in kept) >= right() + timedelta(days=2)
    assert {row.channel for row in due} == {"email", "feedback"}


async def _decision(desk: Desk, key_set: Path) -> dict[str, object]:
    """The hub's, about what was sent, with an address to tell."""
    keys = ReceiverKeys.load(key_set / "receiver")
    async with desk.database.single() as connection:
        row = (await connection.execute(select(outbox).where(outbox.c.channel == "hub"))).one()
    opened = open_submitted(row.body, keys, desk.council.slug)
    said = event_about(opened, DECIDED, uuid4(), now()) | {"outcome": "early-help"}
    sealed = seal_address(ADDRESS, desk.keys.recipients("mail", today()))
    return sign_event(said, keys.signing_key, sealed).document()


async def test_the_digits_in_place_of_a_lost_code_are_sent_and_taken(
    desk: Desk, wrong: time_machine.Traveller
) -> None:
    await channels(desk, *WORK)
    async with desk.database.single() as connection:
        reference = (await connection.execute(select(referrals.c.reference))).scalar_one()
    await by_number.send_number(desk, reference, ADDRESS, "en")
    wrong.move_to(right())
    await relay_deletes(desk)
    async with desk.database.single() as connection:
        waits = select(outbox.c.due_at).where(outbox.c.settled_at.is_(None), outbox.c.channel == "number")
        assert (await connection.execute(waits)).scalar_one() <= right() + MINUTE
        assert (await connection.execute(select(func.count()).select_from(numbers))).scalar_one() == 1
