"""Calls that the hub registered: known once, and followed by a referral at most once."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from app.storage import drafts
from app.storage.database import insert_once, values_of
from app.storage.driver.alone import Alone
from app.storage.tables import calls, letters


@dataclass(frozen=True, slots=True)
class Call:
    """A call, without a word of what it was about."""

    reference: str
    draft_id: bytes | None
    """The draft that was begun for it; None where the referral came before the hub's word."""
    ends_at: datetime
    """Until when it is remembered."""
    withdrawn_at: datetime | None = None
    """When the hub took it back."""


_BEGUN = select(calls.c.draft_id).where(calls.c.reference == bindparam("named"))
_LET_BE = delete(letters).where(letters.c.draft_id.in_(_BEGUN))


async def record(connection: AsyncConnection | Alone, call: Call) -> bool:
    """Keep a call; False when one of its reference is known."""
    return await insert_once(connection, calls, values_of(call))


async def find(connection: AsyncConnection, reference: str) -> Call | None:
    """The call of this reference."""
    row = (await connection.execute(select(calls).where(calls.c.reference == reference))).first()
    return Call(*row) if row else None


async def follow(connection: AsyncConnection | Alone, call: Call) -> None:
    """The referral after a call was sent: nobody is written to about it any more, whatever is heard of it later."""
    if await record(connection, call):
        return
    await connection.execute(_LET_BE, {"named": call.reference})


async def withdraw(connection: AsyncConnection, call: Call) -> bool:
    """The hub took a call back: nobody is written to about it; whether that was new.

    What was begun for it goes, unless its caller has gone on with it.
    """
    if await record(connection, call):
        return True
    standing = update(calls).where(calls.c.reference == call.reference, calls.c.withdrawn_at.is_(None))
    if not (await connection.execute(standing.values(withdrawn_at=call.withdrawn_at))).rowcount:
        return False
    await connection.execute(_LET_BE, {"named": call.reference})
    known = await find(connection, call.reference)
    if known and known.draft_id:
        await drafts.discard_untouched(connection, known.draft_id)
    return True


async def is_withdrawn(connection: AsyncConnection, draft_id: bytes) -> bool:
    """Whether the call that this draft was begun for was taken back."""
    named = select(calls.c.reference).where(calls.c.draft_id == draft_id, calls.c.withdrawn_at.is_not(None))
    return (await connection.execute(named)).first() is not None
