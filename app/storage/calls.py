"""Calls that the hub registered: known once, and followed by a referral at most once."""

from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from app.storage.database import insert_once
from app.storage.tables import calls, letters


@dataclass(frozen=True, slots=True)
class Call:
    """A call, without a word of what it was about."""

    reference: str
    draft_id: bytes | None
    """The draft that was begun for it; None where the referral came before the hub's word."""
    ends_at: datetime
    """Until when it is remembered."""


async def record(connection: AsyncConnection, call: Call) -> bool:
    """Keep a call; False when one of its reference is known."""
    return await insert_once(connection, calls, asdict(call))


async def find(connection: AsyncConnection, reference: str) -> Call | None:
    """The call of this reference."""
    row = (await connection.execute(select(calls).where(calls.c.reference == reference))).first()
    return Call(*row) if row else None


async def follow(connection: AsyncConnection, call: Call) -> None:
    """The referral after a call was sent: nobody is written to about it any more, whatever is heard of it later."""
    if await record(connection, call):
        return
    begun = select(calls.c.draft_id).where(calls.c.reference == call.reference)
    await connection.execute(delete(letters).where(letters.c.draft_id.in_(begun)))
