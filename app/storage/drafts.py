"""Drafts: one read and one compare-and-swap a step."""

from datetime import datetime, timedelta
from functools import cache
from typing import NamedTuple

from sqlalchemy import ColumnElement, Executable, bindparam, case, delete, exists, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from app.storage.clock import THEIRS, earlier, later
from app.storage.database import insert_unless_there
from app.storage.driver.alone import Alone
from app.storage.tables import drafts, letters, resumes


class DraftRow(NamedTuple):
    """A draft as it is stored: sealed, with the version that its seal is bound to."""

    version: int
    body: bytes
    expires_at: datetime
    sent_at: datetime | None
    kept_until: datetime | None
    """Until when a resume code opens it, where there is one."""
    theirs: datetime | None
    """What PostgreSQL took the time to be as it was read."""

    def is_over(self, now: datetime) -> bool:
        """Whether no browser opens it any more, by our clock and by the database's."""
        return self.expires_at <= min(now, self.theirs or now)


class Life(NamedTuple):
    """Until when a draft is kept after a step: for the browser that holds its key, and for a resume code.

    The database's clock counts too, where it is told for how long: a draft is kept until the later of the two.
    """

    open_until: datetime
    kept_until: datetime
    open_for: timedelta | None = None
    kept_for: timedelta | None = None


class Closing(NamedTuple):
    """A draft that was sent, as this version; it stays until `expires` so that its copy can be shown."""

    row_id: bytes
    was: int
    sent: datetime
    expires: datetime
    lasts: timedelta | None = None
    """For how long, by the database's clock."""


# Each is built once: to build it anew for every step takes as long as to run it.
_MINE = drafts.c.id == bindparam("row_id")
_RENEWED = {
    "expires_at": later("open_until", "open_for"),
    "kept_until": case((drafts.c.kept_until.is_not(None), later("kept_until", "kept_for"))),
}
_READ = select(
    *(drafts.c.version, drafts.c.body, drafts.c.expires_at, drafts.c.sent_at, drafts.c.kept_until), THEIRS
).where(_MINE)
_READ_AND_LOCK = _READ.with_for_update()
_SWAP = (
    update(drafts)
    .where(_MINE, drafts.c.version == bindparam("was"), drafts.c.sent_at.is_(None))
    .values(version=drafts.c.version + 1, body=bindparam("sealed"), **_RENEWED)
)
_REOPEN = update(drafts).where(_MINE, drafts.c.sent_at.is_(None)).values(**_RENEWED)
_RENEW = _REOPEN.where(drafts.c.expires_at > earlier("now"))
CLOSE = (
    update(drafts)
    .where(_MINE, drafts.c.version == bindparam("was"), drafts.c.sent_at.is_(None))
    .values(sent_at=bindparam("sent"), expires_at=later("expires", "lasts"), kept_until=None)
)
_THEIRS = (resumes, letters)
_ENDED = tuple(delete(table).where(table.c.draft_id == bindparam("row_id")) for table in _THEIRS)


@cache
def _create(dialect: str) -> Executable:
    return insert_unless_there(dialect, drafts).values(expires_at=later("open_until", "open_for"))


async def read(connection: AsyncConnection | Alone, row_id: bytes, *, lock: bool = False) -> DraftRow | None:
    """The draft of this id; with `lock`, nobody else changes it before the transaction ends."""
    row = (await connection.execute(_READ_AND_LOCK if lock else _READ, {"row_id": row_id})).first()
    return DraftRow(*row) if row else None


async def create(
    connection: AsyncConnection | Alone, row_id: bytes, form: str, body: bytes, life: Life
) -> bool:
    """Store the first version of a draft; False when it is already there."""
    row = {"id": row_id, "form": form, "version": 1, "body": body}
    row |= {"open_until": life.open_until, "open_for": life.open_for}
    return (await connection.execute(_create(connection.dialect.name), row)).rowcount == 1


async def swap(
    connection: AsyncConnection | Alone, row_id: bytes, version: int, body: bytes, life: Life
) -> bool:
    """Store the version after this one; False when somebody else did, or the draft was sent."""
    given = {"row_id": row_id, "was": version, "sealed": body, **life._asdict()}
    return (await connection.execute(_SWAP, given)).rowcount == 1


async def renew(connection: AsyncConnection | Alone, row_id: bytes, life: Life, now: datetime) -> bool:
    """Begin a draft's time anew without a step; False when it was sent, or is over for its browser."""
    given = {"row_id": row_id, "now": now, **life._asdict()}
    return (await connection.execute(_RENEW, given)).rowcount == 1


async def reopen(connection: AsyncConnection, row_id: bytes, life: Life) -> None:
    """A browser was let in by a resume code: its time begins, whether or not that of another is over."""
    await connection.execute(_REOPEN, {"row_id": row_id, **life._asdict()})


async def mark_sent(connection: AsyncConnection | Alone, closing: Closing) -> bool:
    """Close a draft to every change; False when this is not its version any more, or it was sent."""
    if (await connection.execute(CLOSE, closing._asdict())).rowcount != 1:
        return False
    await _end(connection, closing.row_id)
    return True


async def discard(connection: AsyncConnection, row_id: bytes) -> None:
    """Delete a draft that was not sent, with its codes and emails."""
    await _discard_one(connection, (drafts.c.id == row_id) & drafts.c.sent_at.is_(None), row_id)


async def discard_untouched(connection: AsyncConnection, row_id: bytes) -> None:
    """Delete a draft that nobody has gone on with, with its codes and emails."""
    first = (drafts.c.id == row_id) & drafts.c.sent_at.is_(None) & (drafts.c.version == 1)
    await _discard_one(connection, first, row_id)


async def _discard_one(connection: AsyncConnection, which: ColumnElement[bool], row_id: bytes) -> None:
    if (await connection.execute(delete(drafts).where(which))).rowcount:
        await _end(connection, row_id)


async def _end(connection: AsyncConnection | Alone, row_id: bytes) -> None:
    """Delete what belongs to a draft."""
    for ended in _ENDED:
        await connection.execute(ended, {"row_id": row_id})


async def discard_sent(connection: AsyncConnection, row_id: bytes) -> None:
    """Delete a draft that was sent."""
    await connection.execute(delete(drafts).where(drafts.c.id == row_id, drafts.c.sent_at.is_not(None)))


async def discard_expired(connection: AsyncConnection, now: datetime) -> int:
    """Delete every draft whose time is over, with its codes and emails, and say how many drafts."""
    unkept = or_(drafts.c.kept_until.is_(None), drafts.c.kept_until <= now)
    gone = await connection.execute(delete(drafts).where(drafts.c.expires_at <= now, unkept))
    # What belongs to no draft goes, also where somebody was killed between the two.
    for table in _THEIRS:
        theirs = exists().where(drafts.c.id == table.c.draft_id)
        await connection.execute(delete(table).where(~theirs))
    return gone.rowcount
