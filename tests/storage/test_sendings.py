"""A sending is stored whole or not at all, in one statement as step by step, and takes what was its draft's with it."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import asyncpg
import pytest
from sqlalchemy import Table, select
from sqlalchemy.exc import IntegrityError

from app.errors import ReferenceTakenError, StorageUnavailableError
from app.storage import attachments, drafts, letters, resumes, sendings, tables
from app.storage.attachments import AttachmentRow
from app.storage.calls import Call
from app.storage.database import Database
from app.storage.drafts import Closing, Life
from app.storage.letters import Letter, LetterKind
from app.storage.outbox import ACKNOWLEDGEMENT, HUB, Outgoing
from app.storage.referrals import Referral, Room
from app.storage.resumes import Holder, Resume
from app.storage.sendings import Sealed
from tests.drafted import until

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
END = NOON + timedelta(hours=1)
DRAFT, OTHER = b"d" * 32, b"o" * 32
CLOSING = Closing(DRAFT, 1, NOON, END)
FULL = Room.at(NOON, ("community", "family"), 1)
"""Room for one, which has come."""
CALLED = Call("NN-7K4M-9QXR", None, END)
KINDS = pytest.mark.parametrize("call", [None, CALLED], ids=["at once where that can be", "step by step"])


@pytest.fixture
async def written(database: Database) -> Database:
    """Two drafts, each with a resume code, a letter and a file that its form does not name."""
    async with database.transaction() as connection:
        for draft in (DRAFT, OTHER):
            await drafts.create(connection, draft, "community", b"sealed", until(END))
            await resumes.replace(
                connection, Resume(draft, draft, Holder.WRITER, bytes(16), b"key"), Life(END, END)
            )
            await letters.replace(connection, Letter(uuid4(), draft, LetterKind.LINK, b"to", NOON, END))
            await attachments.begin(connection, draft, AttachmentRow(uuid4(), 3, "0" * 64, NOON))
    return database


def sealed(call: Call | None, reference: str = "NN-2345-6789") -> Sealed:
    referral = Referral(
        message_id=uuid4(),
        reference=reference,
        form="community",
        hub="northamptonshire",
        route="community",
        urgent=False,
        received_at=NOON,
        code_digest=bytes(32),
        address_digest=bytes(32),
    )
    rows = (
        Outgoing(uuid4(), referral.message_id, HUB, b"message", NOON),
        Outgoing(uuid4(), referral.message_id, ACKNOWLEDGEMENT, b"address", NOON, END),
    )
    return Sealed(referral, rows, frozenset(), call)


async def rows_of(database: Database, table: Table) -> list[dict[str, Any]]:
    async with database.single() as connection:
        return [dict(row) for row in (await connection.execute(select(table))).mappings()]


async def remaining(database: Database) -> set[bytes]:
    """Whose codes, letters and files are there."""
    found = [await rows_of(database, one) for one in (tables.resumes, tables.letters, tables.attachments)]
    kept = [{row["draft_id"] for row in rows} for rows in found]
    assert kept[0] == kept[1] == kept[2]
    return kept[0]


async def state(
    database: Database, draft: bytes = DRAFT
) -> tuple[datetime | None, datetime, datetime | None]:
    async with database.single() as connection:
        row = await drafts.read(connection, draft)
    assert row
    return row.sent_at, row.expires_at, row.kept_until


@KINDS
async def test_what_was_sent_is_recorded_and_its_draft_closed(written: Database, call: Call | None) -> None:
    sending = sealed(call)
    assert await sendings.store(written, CLOSING, sending)
    assert await state(written) == (NOON, END, None)
    assert (await state(written, OTHER))[0] is None
    assert await remaining(written) == {OTHER}
    [referral] = await rows_of(written, tables.referrals)
    assert Referral(**referral) == sending.referral
    queued = await rows_of(written, tables.outbox)
    assert {row["attempts"] for row in queued} == {0}
    assert {row["settled_at"] or row["lease_until"] for row in queued} == {None}
    told = {
        name: [row[name] for row in queued] for name in Outgoing.__dataclass_fields__ if name in queued[0]
    }
    assert {Outgoing(*values) for values in zip(*told.values(), strict=True)} == set(sending.rows)
    followed = [row["reference"] for row in await rows_of(written, tables.calls)]
    assert followed == ([CALLED.reference] if call else [])


@KINDS
async def test_it_is_stored_once_and_only_as_the_version_that_was_sealed(
    written: Database, call: Call | None
) -> None:
    assert not await sendings.store(written, CLOSING._replace(was=2), sealed(call))
    assert await rows_of(written, tables.referrals) == []
    assert await remaining(written) == {DRAFT, OTHER}
    assert await sendings.store(written, CLOSING, sealed(call))
    assert not await sendings.store(written, CLOSING, sealed(call, "NN-3456-789C"))
    assert len(await rows_of(written, tables.referrals)) == 1
    assert len(await rows_of(written, tables.outbox)) == 2


@KINDS
async def test_where_there_is_no_room_nothing_happened(written: Database, call: Call | None) -> None:
    assert await sendings.store(written, CLOSING._replace(row_id=OTHER), sealed(None))
    assert not await sendings.store(written, CLOSING, replace(sealed(call, "NN-3456-789C"), room=FULL))
    assert (await state(written))[0] is None
    assert len(await rows_of(written, tables.referrals)) == 1


@KINDS
@pytest.mark.parametrize(
    "room", [FULL._replace(since=NOON), FULL._replace(forms=("family",)), FULL._replace(most=2)]
)
async def test_where_there_is_room_it_is_stored(written: Database, call: Call | None, room: Room) -> None:
    assert await sendings.store(written, CLOSING._replace(row_id=OTHER), sealed(None))
    assert await sendings.store(written, CLOSING, replace(sealed(call, "NN-3456-789C"), room=room))
    assert len(await rows_of(written, tables.referrals)) == 2


@KINDS
async def test_where_the_reference_is_taken_nothing_happened(written: Database, call: Call | None) -> None:
    assert await sendings.store(written, CLOSING._replace(row_id=OTHER), sealed(None))
    with pytest.raises(ReferenceTakenError):
        await sendings.store(written, CLOSING, sealed(call))
    await is_as_it_was(written)


@KINDS
async def test_what_cannot_be_queued_is_not_recorded(written: Database, call: Call | None) -> None:
    assert await sendings.store(written, CLOSING._replace(row_id=OTHER), sealed(None))
    whole = sealed(call, "NN-3456-789C")
    with pytest.raises((IntegrityError, StorageUnavailableError, ReferenceTakenError)):
        await sendings.store(written, CLOSING, replace(whole, rows=whole.rows[:1] * 2))
    await is_as_it_was(written)


async def test_the_file_that_its_form_names_becomes_the_messages_and_its_drafts_others_go(
    written: Database,
) -> None:
    named, sending = uuid4(), sealed(None)
    async with written.transaction() as connection:
        await attachments.begin(connection, DRAFT, AttachmentRow(named, 3, "0" * 64, NOON))
    assert await sendings.store(written, CLOSING, replace(sending, files=frozenset({named})))
    kept = {row["id"]: row for row in await rows_of(written, tables.attachments)}
    assert (kept[named]["draft_id"], kept[named]["message_id"]) == (None, sending.referral.message_id)
    assert {row["draft_id"] for one, row in kept.items() if one != named} == {OTHER}


async def test_where_a_file_that_its_form_names_is_not_there_nothing_happened(written: Database) -> None:
    with pytest.raises(StorageUnavailableError):
        await sendings.store(written, CLOSING, replace(sealed(None), files=frozenset({uuid4()})))
    assert (await state(written))[0] is None
    assert await remaining(written) == {DRAFT, OTHER}
    assert await rows_of(written, tables.referrals) == []


@KINDS
@pytest.mark.parametrize("lasts", [timedelta(days=36500), timedelta(days=-36500)])
async def test_an_email_waits_until_the_later_of_two_clocks(
    written: Database, call: Call | None, lasts: timedelta
) -> None:
    sending = sealed(call)
    rows = tuple(replace(row, lasts=lasts if row.ends_at else None) for row in sending.rows)
    assert await sendings.store(written, CLOSING, replace(sending, rows=rows))
    ends = {row["channel"]: row["ends_at"] for row in await rows_of(written, tables.outbox)}
    assert ends[HUB] is None
    theirs = bool(written.kept) and lasts > timedelta()
    assert (ends[ACKNOWLEDGEMENT] > END) is theirs
    assert theirs or ends[ACKNOWLEDGEMENT] == END


async def is_as_it_was(database: Database) -> None:
    """The draft is open, with all that is its own, and nothing but the other was sent."""
    assert (await state(database))[0] is None
    assert await remaining(database) == {DRAFT}
    assert len(await rows_of(database, tables.referrals)) == 1
    assert len(await rows_of(database, tables.outbox)) == 2


@pytest.mark.postgresql
@pytest.mark.parametrize(("call", "asked"), [(None, 1), (CALLED, 10)])
async def test_postgresql_is_asked_once_where_that_can_be(
    postgresql_url: str, monkeypatch: pytest.MonkeyPatch, call: Call | None, asked: int
) -> None:
    database = Database(postgresql_url)
    async with database.quick() as connection:
        await drafts.create(connection, DRAFT, "community", b"sealed", until(END))
    statements: list[str] = []
    for name in ("fetch", "fetchrow", "execute"):
        monkeypatch.setattr(asyncpg.Connection, name, noted(getattr(asyncpg.Connection, name), statements))
    assert await sendings.store(database, CLOSING, sealed(call))
    await database.close()
    assert len(statements) == asked


def noted(real: Callable[..., Awaitable[Any]], statements: list[str]) -> Callable[..., Awaitable[Any]]:
    async def work(driver: object, text: str, *given: object) -> Any:
        statements.append(text)
        return await real(driver, text, *given)

    return work
