"""That this portal is at work, and how long its list of keys will do: left for whoever raises the alarms."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from app.profiles.hours import LONDON
from app.services.desk import Desk, now, today
from app.storage import figures, signs
from app.storage.signs import Sign

PACE: Final = 30.0
"""Seconds between two rounds of signs."""


async def leave_signs(desk: Desk) -> bool:
    """Leave every sign, and show the database's figures; False, for there is no more to do at once.

    Raises:
        StorageUnavailableError: the next round leaves them.
    """
    async with desk.database.transaction() as connection:
        await signs.leave(connection, Sign.PORTAL, now())
        await signs.leave(connection, Sign.HUB_KEY_ENDS, _after(desk.keys.sealable_until(today())))
        await signs.leave(connection, Sign.OTHER_KEY_ENDS, _after(desk.keys.complete_until(today())))
    async with desk.database.single() as connection:
        await figures.show(connection)
    return False


def _after(last: date | None) -> datetime:
    """The midnight in London that ends a last day; one that is past where it ended before today."""
    last = last or today() - timedelta(days=1)
    day_after = min(last, date.max - timedelta(days=1)) + timedelta(days=1)
    return datetime.combine(day_after, time(), LONDON).astimezone(UTC)
