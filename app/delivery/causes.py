"""Why the people on duty must be told: what stands now, found in the database and in the queue."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Final

from sqlalchemy.ext.asyncio import AsyncConnection

from app.envelope.depths import Depths
from app.envelope.events import CLOSED, DECIDED
from app.forms.writers import FOR_ANYBODY
from app.profiles.hours import overdue_before
from app.profiles.model import Profile
from app.storage import attachments, outbox, referrals, signs
from app.storage.alarms import Pace
from app.storage.clock import not_after
from app.storage.outbox import Late, Unreceipted
from app.storage.referrals import Room
from app.storage.retention import ADDRESS_KEPT
from app.storage.signs import Sign
from app.vocabulary import Route

MINUTE: Final = timedelta(minutes=1)
HOUR: Final = timedelta(hours=1)
DAY: Final = timedelta(days=1)
FORESIGHT: Final = 30 * DAY
"""How long before the last key of a use runs out somebody is told."""
LAST_WEEK: Final = 7 * DAY
ORDINARY: Final = Pace(quiet=HOUR, again=4 * HOUR)
URGENT: Final = Pace(quiet=5 * MINUTE, again=HOUR)
STOPPED: Final = Pace(quiet=15 * MINUTE, again=4 * HOUR)
NUDGE: Final = Pace(quiet=4 * HOUR, again=DAY)
REMEMBERED: Final = 7 * DAY
"""How long what went unsent stands: while the mail server is away nobody can be told of it."""
UNSENT: Final = Pace(quiet=4 * HOUR, again=REMEMBERED)
GIB: Final = 2**30
MOST_NAMED: Final = 1000
"""References in one finding: a look takes no longer, however much has piled up."""


class Cause(StrEnum):
    """What an alarm can be about."""

    URGENT_NO_RECEIPT = "urgent-no-receipt"
    NO_RECEIPT = "no-receipt"
    DEAD_LETTERS = "dead-letters"
    UNUSABLE_QUEUE = "unusable-queue"
    QUEUE_AWAY = "queue-away"
    NO_ROOM_FOR_FILES = "no-room-for-files"
    HUB_KEY = "hub-key"
    OTHER_KEY = "other-key"
    RELAY_STOPPED = "relay-stopped"
    PORTAL_STOPPED = "portal-stopped"
    WATCH_STOPPED = "watch-stopped"
    NO_DECISION = "no-decision"
    TOO_MANY = "too-many"
    EMAILS_UNSENT = "emails-unsent"


@dataclass(frozen=True)
class Finding:
    """A cause, and whether it stands; of what nobody here can see, there is no finding."""

    cause: Cause
    stands: bool
    pace: Pace = ORDINARY
    grown: datetime | None = None
    """When there was last more of it."""
    moment: datetime | None = None
    """When who stopped was last seen, by its own clock; when the last key runs out."""
    count: int = 0
    late: Sequence[Late] = field(default=())


SILENT: Final = 5 * MINUTE
"""How long portal and relay may leave no sign, and the relay none of the queue."""
AHEAD: Final = 5 * MINUTE
"""How far the clock of who leaves a sign may run ahead: a later one proves no life, for it would until then."""
SILENCES: Final = (
    (Cause.PORTAL_STOPPED, (Sign.PORTAL,), SILENT),
    (Cause.RELAY_STOPPED, (Sign.RELAY_TO_HUB, Sign.RELAY_TO_MAIL), SILENT),
    (Cause.QUEUE_AWAY, (Sign.QUEUE,), SILENT),
    (Cause.WATCH_STOPPED, (Sign.WATCH,), HOUR),
)
"""Who has stopped, or is away, once one of its signs is so old. Only who was once seen can be missed."""
LIMITS: Final = {cause: limit for cause, _, limit in SILENCES}
"""How long each may leave no sign; so long after a start an older sign says nothing."""
KEYS: Final = ((Cause.HUB_KEY, Sign.HUB_KEY_ENDS), (Cause.OTHER_KEY, Sign.OTHER_KEY_ENDS))


async def in_database(connection: AsyncConnection, profile: Profile, now: datetime) -> list[Finding]:
    """What the database says of receipts, of keys and of who is at work."""
    left, periods = await signs.read(connection), profile.periods
    ordinary = timedelta(minutes=periods.receipt_alarm_minutes)
    urgent = timedelta(minutes=periods.receipt_alarm_minutes_urgent)
    stopped = [
        _stopped(cause, [left[one] for one in of if one in left], limit, now) for cause, of, limit in SILENCES
    ]
    keys = [key_ends(cause, left[sign], now) for cause, sign in KEYS if sign in left]
    return [
        _without_receipt(
            Cause.URGENT_NO_RECEIPT,
            await outbox.without_receipt(connection, now - urgent, MOST_NAMED, urgent=True),
            urgent,
            URGENT,
        ),
        _without_receipt(
            Cause.NO_RECEIPT,
            await outbox.without_receipt(connection, now - ordinary, MOST_NAMED, urgent=False),
            ordinary,
            ORDINARY,
        ),
        await _too_many(connection, profile, now),
        await _no_room_for_files(connection),
        *_without_what_follows(stopped),
        *keys,
    ]


def in_queue(depths: Depths | None) -> list[Finding]:
    """What the queue says; nothing where it does not answer.

    A message that the hub refuses comes again each quarter of an hour, so that a growing number is no news;
    a referral that is late is told by its own alarm.
    """
    if depths is None:
        return []
    return [
        Finding(Cause.DEAD_LETTERS, bool(depths.refused), count=depths.refused),
        Finding(Cause.UNUSABLE_QUEUE, bool(depths.unusable), count=len(depths.unusable)),
    ]


def key_ends(cause: Cause, ends: datetime, now: datetime) -> Finding:
    """Whether the last key of a use runs out in thirty days' time; told weekly, then daily, then more often."""
    left = ends - now
    stages = ((FORESIGHT, 7 * DAY), (LAST_WEEK, DAY), (timedelta(), 4 * HOUR))
    begun = [(ends - before, again) for before, again in stages if left <= before]
    if not begun:
        return Finding(cause, stands=False)
    grown, again = begun[-1]
    return Finding(cause, stands=True, pace=Pace(HOUR, again), grown=grown, moment=ends)


async def undecided(connection: AsyncConnection, profile: Profile, now: datetime) -> Finding:
    """What should have been decided by now, and whoever sent it told; the Designated Officer promises no day.

    All that the portal knows of is gone through for it, so that whoever looks often leaves it out.
    """
    days = profile.periods.feedback_working_days
    if days is None:
        return Finding(Cause.NO_DECISION, stands=False, pace=NUDGE)
    before = overdue_before(profile, now, days)
    late = await referrals.without_event(connection, (DECIDED, CLOSED), Route.ALLEGATION, before, MOST_NAMED)
    # All of one day fall due together.
    grown = before.astimezone(UTC) if late else None
    return Finding(Cause.NO_DECISION, bool(late), NUDGE, grown, count=len(late), late=late)


async def unsent(connection: AsyncConnection) -> Finding:
    """Which emails that were promised have waited for a day, and which were never sent."""
    moment = await not_after(connection)
    left = ADDRESS_KEPT - DAY
    found = await outbox.unsent(connection, moment + left, moment - REMEMBERED, MOST_NAMED)
    grown = max((one.settled_at or one.ends_at - left for one in found), default=None)
    late = sorted({one.late for one in found}, key=lambda late: (late.received_at, late.reference))
    return Finding(Cause.EMAILS_UNSENT, bool(late), UNSENT, grown, count=len(late), late=late)


async def _too_many(connection: AsyncConnection, profile: Profile, now: datetime) -> Finding:
    """Whether so many came within the hour by the forms for anybody that others are asked to call."""
    room = Room.at(now, FOR_ANYBODY, profile.most_an_hour)
    came = await referrals.came(connection, room)
    return Finding(Cause.TOO_MANY, came >= room.most, URGENT, count=came)


async def _no_room_for_files(connection: AsyncConnection) -> Finding:
    """Whether so much of files is kept that no more are taken."""
    kept = await attachments.kept(connection)
    return Finding(Cause.NO_ROOM_FOR_FILES, kept >= attachments.MOST_KEPT, count=kept // GIB)


def _without_what_follows(stopped: Sequence[Finding]) -> Sequence[Finding]:
    """Without the queue, where no relay is there to see it."""
    unseen = any(one.stands and one.cause is Cause.RELAY_STOPPED for one in stopped)
    return [one for one in stopped if not (unseen and one.cause is Cause.QUEUE_AWAY)]


def _without_receipt(cause: Cause, found: Unreceipted, period: timedelta, pace: Pace) -> Finding:
    grown = found.newest and found.newest + period
    return Finding(cause, bool(found.count), pace, grown, count=found.count, late=found.oldest)


def _stopped(cause: Cause, seen: Sequence[datetime], limit: timedelta, now: datetime) -> Finding:
    last = min((one for one in seen if not -AHEAD <= now - one <= limit), default=None)
    if last is None:
        return Finding(cause, stands=False, pace=STOPPED)
    grown = last + limit if last <= now else None
    return Finding(cause, stands=True, pace=STOPPED, grown=grown, moment=last)
