"""Calls that the hub registered: known once, and followed by a referral at most once."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from app.storage.alone import Alone
from app.storage.database import insert_once, values_of
from app.storage.tables import calls, letters


@dataclass(frozen=True, slots=True)
class Call:
    """A call, without a word of what it was about."""

    reference: str
    draft_id: bytes | None
    """The draft that was begun for it; None where the referral came before the hub's word."""
    ends_at: datetime
    """Until when it is remembered."""


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
