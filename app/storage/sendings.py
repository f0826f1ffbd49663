"""What a sending changes, all of it or nothing: in one statement where that can be, and else step by step."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import CTE, ColumnElement, Executable, Insert, Table, bindparam, delete, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from app.errors import StorageUnavailableError
from app.storage import attachments, calls, drafts, outbox, referrals, tables
from app.storage.calls import Call
from app.storage.clock import later
from app.storage.database import Database, values_of
from app.storage.drafts import CLOSE, Closing
from app.storage.driver.alone import Alone
from app.storage.outbox import Outgoing
from app.storage.referrals import Referral, Room, named_if_taken

_OF_DRAFTS = (tables.attachments, tables.letters, tables.resumes)


@dataclass(frozen=True)
class Sealed:
    """A referral that is ready to be stored."""

    referral: Referral
    rows: tuple[Outgoing, ...]
    """What goes out, to the hub and by email."""
    files: frozenset[UUID]
    call: Call | None
    """The one that it follows."""
    room: Room | None = None
    """What there must be room in; None where it always comes through."""


async def store(database: Database, closing: Closing, sealed: Sealed) -> bool:
    """Close a draft and keep what it became; False when it changed meanwhile, was sent, or finds no room.

    Raises:
        ReferenceTakenError: another has this reference.
        StorageUnavailableError: it is not known to be stored.
    """
    if database.kept and not sealed.files and not sealed.call:
        async with database.quick() as connection:
            return await _at_once(connection, closing, sealed)
    async with database.quick_transaction() as connection:
        return await _by_steps(connection, closing, sealed)


async def _by_steps(connection: AsyncConnection | Alone, closing: Closing, sealed: Sealed) -> bool:
    if sealed.room and not await referrals.has_room(connection, sealed.room):
        return False
    if not await drafts.mark_sent(connection, closing):
        return False
    await referrals.record(connection, sealed.referral)
    message_id = sealed.referral.message_id
    if not await attachments.move_to_message(connection, closing.row_id, message_id, sealed.files):
        raise StorageUnavailableError("A file is not there")
    await outbox.enqueue(connection, sealed.rows)
    if sealed.call:
        await calls.follow(connection, sealed.call)
    return True


async def _at_once(connection: AsyncConnection | Alone, closing: Closing, sealed: Sealed) -> bool:
    """The same as one statement, which only PostgreSQL has: one round trip in place of eight."""
    given = closing._asdict() | _named("referral", values_of(sealed.referral))
    for place, row in enumerate(sealed.rows):
        given |= _named(f"row_{place}", outbox.new(row))
    room = sealed.room
    given |= room.given if room else {}
    statement = _all_of_it(len(sealed.rows), room.forms if room else ())
    with named_if_taken():
        return (await connection.execute(statement, given)).first() is not None


def _named(what: str, values: Mapping[str, object]) -> dict[str, object]:
    return {f"{what}_{name}": value for name, value in values.items()}


@cache
def _all_of_it(rows: int, forms: tuple[str, ...]) -> Executable:
    close = CLOSE.where(referrals.fewer_came(forms)) if forms else CLOSE
    closed = close.returning(tables.drafts.c.id).cte("closed")
    theirs = (delete(one).where(one.c.draft_id.in_(select(closed.c.id))) for one in _OF_DRAFTS)
    recorded = _inserted(tables.referrals, referrals.NAMES, "referral", closed)
    kept = recorded.returning(tables.referrals.c.message_id).cte("recorded")
    queued = (_queued(f"row_{place}", kept) for place in range(rows))
    return select(kept.c.message_id).add_cte(*(one.cte() for one in (*theirs, *queued)))


def _queued(what: str, source: CTE) -> Insert:
    ends = later(f"{what}_{outbox.ENDS}", f"{what}_{outbox.LASTS}")
    return _inserted(tables.outbox, outbox.NAMES, what, source, ends_at=ends)


def _inserted(
    table: Table, names: Sequence[str], what: str, source: CTE, **made: ColumnElement[Any]
) -> Insert:
    """A row of the values that are given under these names, and of those made of others, where its source has one."""
    values = (bindparam(f"{what}_{name}", type_=table.c[name].type) for name in names)
    row = select(*values, *made.values()).select_from(source)
    return insert(table).from_select((*names, *made), row, include_defaults=False)
