"""The database's own clock, and what the time is where what is over goes for good."""

from datetime import UTC, datetime

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection


async def its_time(connection: AsyncConnection) -> datetime | None:
    """What PostgreSQL takes the time to be; None in the embedded database, which has no clock but ours."""
    if connection.dialect.name != "postgresql":
        return None
    return await connection.scalar(select(func.clock_timestamp()))


async def not_after(connection: AsyncConnection) -> datetime:
    """This moment by the clock that is behind, ours or the database's: one that ran ahead ends nothing early."""
    ours = datetime.now(UTC)
    return min(ours, await its_time(connection) or ours)
