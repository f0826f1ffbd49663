"""The six digits that stand in for a status code: one row a referral, for a few minutes."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from app.storage.tables import numbers


async def replace(connection: AsyncConnection, message_id: UUID, digest: bytes, ends: datetime) -> None:
    """Keep what a number is known by, in place of the one before it; the caller holds the referral."""
    await connection.execute(delete(numbers).where(numbers.c.message_id == message_id))
    await connection.execute(insert(numbers).values(message_id=message_id, digest=digest, ends_at=ends))


async def of(connection: AsyncConnection, message_id: UUID, now: datetime) -> bytes | None:
    """What the number of a referral is known by, if it has one that has not ended."""
    query = select(numbers.c.digest).where(numbers.c.message_id == message_id, numbers.c.ends_at > now)
    digest: bytes | None = (await connection.execute(query)).scalar_one_or_none()
    return digest
