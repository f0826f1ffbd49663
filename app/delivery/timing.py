"""When a row of the outbox is tried again, and when it is closed: pure functions, told the time."""

from datetime import datetime, timedelta
from typing import Final

from app.errors import UndeliverableError
from app.patience import backoff
from app.storage.outbox import BY_MAIL, HUB, OutboxRow

LONGEST_DELIVERY: Final = timedelta(seconds=30)
"""After this a delivery is given up as failed."""
LEASE: Final = timedelta(minutes=1)
"""How long a claimed row is kept from other relays: longer than delivering and settling can take.

What a relay had in hand when it was killed waits for so long.
"""
RECEIPT_WAIT: Final = timedelta(minutes=15)
"""After this, what the hub has not receipted is published again."""


def next_try(row: OutboxRow, failure: Exception | None, now: datetime) -> datetime | None:
    """When to deliver a row again after a delivery; None when it is closed.

    The hub's rows are closed by its receipt alone; emails that nobody takes, by `retention.purge` once they are over.
    """
    if failure is None:
        return now + RECEIPT_WAIT if row.channel == HUB else None
    if row.channel in BY_MAIL and isinstance(failure, UndeliverableError):
        return None
    return now + timedelta(seconds=backoff(row.attempts))
