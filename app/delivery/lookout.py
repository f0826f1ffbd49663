"""The lookout: whoever can see the database and the queue looks at both, and raises the alarms of what stands."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Final
from urllib.parse import urlsplit

from app import metrics
from app.delivery.alarms import Duty, raise_alarms
from app.delivery.causes import LIMITS, Finding, in_database, in_queue, undecided, unsent
from app.delivery.channel import Queue
from app.delivery.duty import open_duty
from app.envelope.depths import Depths, broker_depths, spool_depths
from app.envelope.queues import REFUSED
from app.errors import DeliveryError
from app.patience import keep_doing, keep_trying
from app.profiles.loading import load_profile
from app.profiles.model import Profile
from app.settings import Settings
from app.storage import figures, signs
from app.storage.database import Database
from app.storage.signs import Sign
from app.storage.upkeep.revision import require_current

DATABASE_PACE: Final = 10.0
"""Seconds between two looks of the relay at the database."""
PROMISES_PACE: Final = 600.0
"""Seconds between its looks for what was promised: all decisions of a day fall due together, and emails have days."""
QUEUE_PACE: Final = 60.0
"""Seconds between its looks at the queue, each of which is a connection."""


@dataclass(frozen=True)
class Lookout:
    """Looks, and tells; any number may look at once."""

    settings: Settings
    profile: Profile
    database: Database
    duty: Duty
    begun: datetime | None = None
    """When whoever looks began to; None for a single look."""
    hub: Queue | None = None
    """The relay's own way to the hub."""

    @property
    def looks(self) -> Sequence[tuple[str, Callable[[], Awaitable[bool]], float]]:
        """What it looks at again and again: by name, with the seconds between two looks."""
        return (
            ("look at the database", self.look_at_database, DATABASE_PACE),
            ("look at what was promised", self.look_at_promises, PROMISES_PACE),
            ("look at the queue", self.look_at_queue, QUEUE_PACE),
        )

    async def look_at_database(self) -> bool:
        """Raise the alarms of what the database says, and show its figures.

        Raises:
            StorageUnavailableError: the next look will find the same.
        """
        now = datetime.now(UTC)
        async with self.database.single() as connection:
            await figures.show(connection)
            found = await in_database(connection, self.profile, now)
        await raise_alarms(self.database, self.duty, [one for one in found if not self._is_over(one, now)])
        return False

    def _is_over(self, finding: Finding, now: datetime) -> bool:
        """Whether it is an absence from before we began: who began with us may not have left a sign yet.

        After a restore from a backup, or a weekend without power, every sign is old.
        """
        limit = LIMITS.get(finding.cause)
        if self.begun is None or limit is None or not finding.stands:
            return False
        # A clock that was put back since then hides nothing.
        return timedelta() <= now - self.begun <= limit

    async def look_at_promises(self) -> bool:
        """The same of what the hub should have decided, and of emails that should have left.

        Raises:
            StorageUnavailableError: the next look will find the same.
        """
        async with self.database.single() as connection:
            decisions = await undecided(connection, self.profile, datetime.now(UTC))
            emails = await unsent(connection)
        await raise_alarms(self.database, self.duty, [decisions, emails])
        return False

    async def look_at_queue(self) -> bool:
        """The same of the queue; a relay leaves a sign that it takes messages."""
        depths = await queue_depths(self.settings, self.profile)
        for queue, count in {**depths.waiting, REFUSED: depths.refused}.items() if depths else ():
            metrics.QUEUED.labels(queue).set(count)
        if depths and depths.takes and self.hub and self.hub.takes:
            async with self.database.transaction() as connection:
                await signs.leave(connection, Sign.QUEUE, datetime.now(UTC))
        await raise_alarms(self.database, self.duty, in_queue(depths))
        return False


def open_lookout(
    settings: Settings,
    profile: Profile,
    database: Database,
    begun: datetime | None = None,
    hub: Queue | None = None,
) -> Lookout:
    """A lookout that writes to the duty address.

    Raises:
        ConfigurationError: MAIL_FROM is no address.
    """
    return Lookout(settings, profile, database, open_duty(settings, profile), begun, hub)


async def queue_depths(settings: Settings, profile: Profile) -> Depths | None:
    """What waits in the queue that QUEUE_URL names; None where it does not answer."""
    try:
        return await seen_queue(settings, profile)
    except DeliveryError:
        return None


async def seen_queue(settings: Settings, profile: Profile) -> Depths | None:
    """The same; None where a spool has no folder yet.

    Raises:
        DeliveryError: the broker does not answer.
    """
    if urlsplit(settings.queue_url).scheme == "spool":
        return spool_depths(settings.spool_folder)
    return await broker_depths(settings.queue_url, profile.slug)


async def watch_once(settings: Settings) -> None:
    """One look from outside the relay, to be made by a timer: it tells of a relay that stopped.

    Raises:
        ConfigurationError: the profile or MAIL_FROM is not usable, or the tables are not up to date.
        StorageUnavailableError: nothing could be seen.
    """
    async with Database(settings.database_address) as database:
        await require_current(database)
        await _look(settings, database)


async def keep_watch(settings: Settings, stopping: asyncio.Event, every: float) -> None:
    """The same look every so many seconds, until told to stop; a failure is waited for.

    Raises:
        ConfigurationError: the tables are not up to date when it begins; it goes on while they are renewed.
    """
    begun = datetime.now(UTC)

    async def look() -> bool:
        async with Database(settings.database_address) as database:
            await _look(settings, database, begun)
        return False

    current = partial(_see_that_tables_are_ours, settings)
    await keep_trying("see that the tables are up to date", current, stopping)
    await keep_doing("watch", look, stopping, every)


async def _see_that_tables_are_ours(settings: Settings) -> None:
    async with Database(settings.database_address) as database:
        await require_current(database)


async def _look(settings: Settings, database: Database, begun: datetime | None = None) -> None:
    lookout = open_lookout(settings, load_profile(settings.profile), database, begun)
    for _, look, _ in lookout.looks:
        await look()
    async with database.transaction() as connection:
        await signs.leave(connection, Sign.WATCH, datetime.now(UTC))
