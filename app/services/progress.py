"""What became of a referral: for the person who holds its reference and code, and from the hub's events."""

import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from app.envelope.attributes import from_the_minute
from app.envelope.drafts import status_code_digest
from app.envelope.events import RECEIVED, HubEvent, verify_event
from app.errors import EnvelopeRefusedError
from app.references import parse_reference, parse_status_code
from app.services.desk import Desk, now
from app.storage import outbox, referrals
from app.storage.referrals import RecordedEvent, Referral

NOBODY: Final = UUID(int=0)
NOTHING: Final = bytes(32)


@dataclass(frozen=True)
class Progress:
    """A referral, and what the hub has said of it, oldest first."""

    referral: Referral
    events: Sequence[RecordedEvent]

    @property
    def at_hub(self) -> datetime | None:
        """When the hub had it, if it has said so."""
        return next((event.at for event in self.events if event.type == RECEIVED), None)


async def look_up(desk: Desk, reference: str, code: str) -> Progress | None:
    """The progress of the referral with this reference and code.

    None, after the same work, whether the reference or the code is wrong.
    """
    named = parse_reference(reference, desk.council.prefix) or ""
    digits = parse_status_code(code) or ""
    async with desk.database.single() as connection:
        referral = await referrals.by_reference(connection, named)
        message_id = referral.message_id if referral else NOBODY
        events = await referrals.events_of(connection, message_id)
    expected = referral.code_digest if referral else NOTHING
    right = hmac.compare_digest(status_code_digest(desk.keys.pepper, message_id, digits), expected)
    return Progress(referral, events) if referral and right else None


async def hear(desk: Desk, batch: Sequence[dict[str, Any]]) -> int:
    """Take what the hub says; how many events of the batch were new.

    Repeated events and those of unknown referrals change nothing.

    Raises:
        EnvelopeRefusedError: an event is malformed, or not signed by this hub; none of the batch is taken.
    """
    told = [verify_event(event, desk.keys.receipt_keys()) for event in batch]
    if any(event.source != desk.council.slug for event in told):
        raise EnvelopeRefusedError("An event is from another hub")
    known = [event for event in told if await _known(desk, event)]
    return sum([await _apply(desk, event) for event in known])


async def _known(desk: Desk, event: HubEvent) -> bool:
    """Whether the event is about a referral of ours.

    Raises:
        EnvelopeRefusedError: its reference is not that of its message.
    """
    async with desk.database.single() as connection:
        referral = await referrals.by_message(connection, UUID(event.contactid))
    if referral and referral.reference != event.subject:
        raise EnvelopeRefusedError("The event names another referral than its message")
    return referral is not None


async def _apply(desk: Desk, event: HubEvent) -> bool:
    message_id = UUID(event.contactid)
    # A hub whose clock runs ahead must not keep a referral beyond its period.
    at = min(from_the_minute(event.time), now())
    heard = RecordedEvent(event.id, message_id, event.type, at, event.outcome)
    async with desk.database.transaction() as connection:
        if not await referrals.holds(connection, message_id):
            # Its period ended a moment ago.
            return False
        if event.type == RECEIVED:
            await outbox.settle_receipted(connection, message_id, now())
        return await referrals.add_event(connection, heard)
