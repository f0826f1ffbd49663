"""Signs: moments that one process leaves for the others, such as when the relay last worked."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from app.storage.database import insert_once
from app.storage.tables import signs


class Sign(StrEnum):
    """What is left; each is the moment at which it was last true, but for the ends of keys."""

    PORTAL = "portal"
    """A portal was at work."""
    RELAY_TO_HUB = "relay-to-hub"
    """A relay had looked for messages to the hub, and had delivered what it found or put it off."""
    RELAY_TO_MAIL = "relay-to-mail"
    """The same of emails."""
    QUEUE = "queue"
    """A relay had seen that each queue on the way to the hub takes messages."""
    WATCH = "watch"
    """`python -m app watch` had looked at everything."""
    HUB_KEY_ENDS = "hub-key-ends"
    """From this moment on nothing can be sealed to the hub, says the portal, which alone has the list of keys."""
    OTHER_KEY_ENDS = "other-key-ends"
    """From this moment on something else that keys are listed for cannot be done."""


async def leave(connection: AsyncConnection, sign: Sign, at: datetime) -> None:
    """Leave a sign in place of the one before it, whoever left that."""
    changed = await connection.execute(update(signs).where(signs.c.name == sign).values(at=at))
    if not changed.rowcount:
        await insert_once(connection, signs, {"name": sign, "at": at})


async def read(connection: AsyncConnection) -> Mapping[Sign, datetime]:
    """Every sign that was ever left."""
    rows = await connection.execute(select(signs.c.name, signs.c.at))
    return {Sign(row.name): row.at for row in rows if row.name in set(Sign)}
