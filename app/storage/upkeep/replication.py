"""Whether a PostgreSQL has standbys, and waits for one before it confirms anything."""

from typing import Final, NamedTuple

from sqlalchemy import func, select, text
from sqlalchemy.ext.asyncio import AsyncConnection

WAIT_FOR_NOBODY: Final = ("off", "local")


class Replication(NamedTuple):
    """What a PostgreSQL says of itself and of its standbys."""

    standby: bool
    """It follows another, and takes nothing in."""
    awaited: str
    """Whom it waits for (`synchronous_standby_names`); empty where for nobody."""
    commit: str
    """How long it waits (`synchronous_commit`)."""
    followers: int
    """How many follow it now; a backup that is being made is one too."""

    @property
    def waits_in_vain(self) -> bool:
        """Whether it waits for a standby and none follows: then it confirms nothing."""
        return bool(self.awaited) and self.commit not in WAIT_FOR_NOBODY and not self.followers


async def replication(connection: AsyncConnection) -> Replication | None:
    """What it says; None in the embedded database, which nobody follows."""
    if connection.dialect.name != "postgresql":
        return None
    # Each may be asked by any user; who follows, and how far behind, only by few.
    followers = select(func.count()).select_from(text("pg_stat_replication")).scalar_subquery()
    settings = map(func.current_setting, ("synchronous_standby_names", "synchronous_commit"))
    row = (await connection.execute(select(func.pg_is_in_recovery(), *settings, followers))).one()
    return Replication._make(row)
