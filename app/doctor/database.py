"""The database: whether it answers, keeps what it confirms and is up to date; and what it says of the town."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Final

from app.delivery.causes import Cause, in_database, undecided, unsent
from app.delivery.duty import words_of
from app.doctor.report import Line
from app.doctor.standbys import standbys
from app.profiles.model import Profile
from app.storage import outbox, signs
from app.storage.clock import its_time
from app.storage.database import Database
from app.storage.outbox import CHANNELS
from app.storage.signs import Sign
from app.storage.upkeep.durability import require_durable
from app.storage.upkeep.replication import replication
from app.storage.upkeep.revision import require_current

SKEW: Final = timedelta(seconds=5)
"""How far two clocks may be apart."""
SEEN: Final = (
    (Sign.PORTAL, Cause.PORTAL_STOPPED, "Start it: python -m app serve."),
    (Sign.RELAY_TO_HUB, Cause.RELAY_STOPPED, "Start it: python -m app relay."),
    (Sign.WATCH, Cause.WATCH_STOPPED, "Let a timer run it every five minutes: docs/operating.md says how."),
)


async def fitness(database: Database) -> list[Line]:
    """Whether this database may be used at all.

    Raises:
        ConfigurationError: a setting is off, or the migrations have not been run.
        StorageUnavailableError: it did not answer.
    """
    await require_durable(database)
    await require_current(database)
    lines = [Line("database", "It answers, keeps what it confirms, and its tables are up to date.")]
    async with database.single() as connection:
        theirs, found = await its_time(connection), await replication(connection)
    if theirs:
        lines.append(clock("the database’s", theirs))
    return [*lines, *standbys(found)] if found else lines


def clock(whose: str, theirs: datetime) -> Line:
    """Whether this machine's clock agrees with another, a second or two of travelling aside."""
    apart = abs(datetime.now(UTC) - theirs)
    if apart > SKEW:
        return Line(
            "clock",
            f"This machine’s clock and {whose} are {apart.total_seconds():.0f} seconds apart.",
            "Let both follow a time server (chrony or systemd-timesyncd).",
        )
    return Line("clock", f"This machine’s clock agrees with {whose}.")


async def town(database: Database, profile: Profile) -> list[Line]:
    """What is not settled, what is late, and who was seen.

    Raises:
        StorageUnavailableError: it did not answer.
    """
    now = datetime.now(UTC)
    async with database.single() as connection:
        backlog = await outbox.backlog(connection)
        left = await signs.read(connection)
        found = [*await in_database(connection, profile, now), await undecided(connection, profile, now)]
        found.append(await unsent(connection))
    lines = [_waiting(channel, backlog[channel].rows, backlog[channel].oldest, now) for channel in CHANNELS]
    standing = {finding.cause: finding for finding in found if finding.stands}
    for sign, cause, to_do in SEEN:
        if sign not in left:
            lines.append(Line(sign, "It was never seen at work.", to_do))
        elif cause not in standing:
            lines.append(Line(sign, f"It was at work {_ago(now - left[sign])} ago."))
    return [*lines, *(as_line(finding.cause, words_of(finding, profile)) for finding in standing.values())]


def as_line(about: str, words: tuple[Iterable[str], Iterable[str]]) -> Line:
    """What an alarm says, as one line."""
    said, to_do = (" ".join(one) for one in words)
    return Line(about, said, to_do)


def _waiting(channel: str, rows: int, oldest: datetime | None, now: datetime) -> Line:
    if oldest is None:
        return Line(channel, "Nothing waits.")
    return Line(channel, f"Not settled: {rows}. The oldest was sent {_ago(now - oldest)} ago.")


def _ago(time: timedelta) -> str:
    seconds = int(time.total_seconds())
    for unit, size in (("days", 86400), ("hours", 3600), ("minutes", 60)):
        if seconds >= 2 * size:
            return f"{seconds // size} {unit}"
    return f"{max(seconds, 0)} seconds"
