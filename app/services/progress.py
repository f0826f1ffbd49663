"""What became of a referral: for the person who holds its reference and code, and from the hub's events."""

import hmac
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final
from uuid import UUID

import orjson
from sqlalchemy.ext.asyncio import AsyncConnection

from app.envelope.attributes import from_the_minute
from app.envelope.calls import CallEvent, WithdrawnCall
from app.envelope.drafts import status_code_digest
from app.envelope.events import (
    RECEIVED,
    Event,
    HubEvent,
    is_call,
    is_withdrawal,
    signed_by,
    verify_call,
    verify_event,
    verify_withdrawal,
)
from app.errors import EnvelopeRefusedError
from app.profiles.outcomes import Outcome
from app.references import find_reference, parse_six_digits, parse_status_code
from app.services.calls import hear_call, hear_withdrawal
from app.services.desk import Desk, now, today
from app.services.standing import contradiction, decided_otherwise, is_last_decision
from app.storage import attachments, outbox, referrals
from app.storage.driver.alone import Alone
from app.storage.outbox import Outgoing
from app.storage.referrals import RecordedEvent, Referral
from app.storage.retention import ADDRESS_KEPT

CLOCKS: Final = timedelta(minutes=5)
"""By how much a hub's clock may differ from ours."""


@dataclass(frozen=True)
class Progress:
    """A referral, and what the hub has said of it, oldest first."""

    referral: Referral
    events: Sequence[RecordedEvent]


async def look_up(desk: Desk, reference: str, code: str) -> Progress | None:
    """The progress of the referral with this reference and code, or with the six digits that were sent in its place.

    None, after the same work, whether the reference or the code is wrong.
    """
    named = find_reference(reference, *desk.council.prefixes) or ""
    digits = parse_status_code(code) or parse_six_digits(code) or ""
    async with desk.database.single() as connection:
        held = await referrals.held_codes(connection, named, now())
        given = status_code_digest(desk.keys.pepper, held.message_id, digits)
        # Both are compared, whichever of them is right.
        if not sum(hmac.compare_digest(given, one) for one in held.digests):
            return None
        referral = await referrals.by_message(connection, held.message_id)
        events = await referrals.events_of(connection, held.message_id)
    return Progress(referral, events) if referral else None


@dataclass(frozen=True)
class Heard:
    """How many events of a batch were new, and how many were about referrals that are not here."""

    new: int
    unknown: int


async def hear(desk: Desk, batch: Sequence[dict[str, Any]]) -> Heard:
    """Take what the hub says: all of it or nothing.

    Repeated events, and those about referrals that this portal does not know, change nothing; a call begins a referral,
    and one that is taken back ends it.

    Raises:
        EnvelopeRefusedError: an event is malformed, not signed by this hub, or cannot be true beside the others.
    """
    told = sorted(
        (_believed(desk, event) for event in batch if not _of_call(event)), key=lambda event: event.time
    )
    called = [_believed_call(desk, event) for event in batch if _of_call(event)]
    by_message: dict[UUID, list[HubEvent]] = {}
    for event in told:
        by_message.setdefault(UUID(event.contactid), []).append(event)
    if not called:
        async with desk.database.quick_transaction() as quick:
            return await _apply_all(quick, by_message)
    async with desk.database.transaction() as connection:
        heard = await _apply_all(connection, by_message)
        calls = sorted(called, key=lambda event: (event.subject, event.type))
        new = sum([await _hear_of_call(desk, connection, call) for call in calls])
    return Heard(heard.new + new, heard.unknown)


async def _apply_all(
    connection: AsyncConnection | Alone, by_message: Mapping[UUID, Sequence[HubEvent]]
) -> Heard:
    new = unknown = 0
    # In one order, so that no two batches wait for each other.
    for message_id in sorted(by_message):
        about = by_message[message_id]
        referral = await referrals.hold(connection, message_id)
        if referral is None:
            unknown += len(about)
        else:
            new += sum([await _apply(connection, referral, event) for event in about])
    return Heard(new, unknown)


def _believed(desk: Desk, raw: dict[str, Any]) -> HubEvent:
    """An event that this hub signed; a key that is not in force any more signs receipts alone.

    A receipt only ends the sending, and a referral must not be sent for ever because a key was forgotten. What
    people are told, and whom we write to, needs a key that the hub has not retired.
    """
    event = verify_event(raw, desk.keys.receipt_keys())
    _require_ours(desk, event)
    if event.type != RECEIVED:
        _require_in_force(desk, event)
    return event


async def _hear_of_call(desk: Desk, connection: AsyncConnection, event: CallEvent | WithdrawnCall) -> bool:
    if isinstance(event, CallEvent):
        return await hear_call(desk, connection, event)
    return await hear_withdrawal(desk, connection, event)


def _of_call(raw: dict[str, Any]) -> bool:
    return is_call(raw) or is_withdrawal(raw)


def _believed_call(desk: Desk, raw: dict[str, Any]) -> CallEvent | WithdrawnCall:
    """What this hub says of a call, with a key that it has not retired."""
    verify = verify_call if is_call(raw) else verify_withdrawal
    event = verify(raw, desk.keys.receipt_keys())
    _require_ours(desk, event)
    _require_in_force(desk, event)
    return event


def _require_ours(desk: Desk, event: Event) -> None:
    if event.source not in desk.council.slugs:
        raise EnvelopeRefusedError("An event is from another hub.")


def _require_in_force(desk: Desk, event: Event) -> None:
    if not signed_by(event, desk.keys.receipt_keys(today())):
        raise EnvelopeRefusedError("The key that signed this is not in force any more.")


async def _apply(connection: AsyncConnection | Alone, referral: Referral, event: HubEvent) -> bool:
    """Keep an event; whether it was new."""
    if referral.reference != event.subject:
        raise EnvelopeRefusedError("The event names another referral than its message.")
    known = await referrals.events_of(connection, referral.message_id)
    if any(one.id == event.id for one in known):
        return False
    told, moment = from_the_minute(event.time), now()
    sent = min(referral.received_at, moment)  # Whatever our clock said then, it was by now.
    if event.type == RECEIVED and told < sent - CLOCKS:
        # Of an earlier sending of the same draft, which a restored backup does not know of: the hub may not have
        # these words yet.
        return False
    # A clock that is wrong says nothing of what came before what, and keeps no referral beyond its period.
    can_be = sent - CLOCKS <= told <= moment + CLOCKS
    at = min(told, moment) if can_be else moment
    heard = RecordedEvent(event.id, referral.message_id, event.type, at, event.outcome)
    if can_be and (against := contradiction(known, heard)):
        raise EnvelopeRefusedError(against)
    if event.type == RECEIVED:
        await outbox.settle_receipted(connection, referral.message_id, now())
        await attachments.discard_received(connection, referral.message_id)
    if event.outcome and is_last_decision(known, heard):
        await _tell(connection, known, event, event.outcome)
    return await referrals.add_event(connection, heard)


async def _tell(
    connection: AsyncConnection | Alone, known: Sequence[RecordedEvent], event: HubEvent, outcome: Outcome
) -> None:
    """Have an email tell of the decision that counts now, and none that has not gone yet of one before it."""
    await outbox.settle_news(connection, UUID(event.contactid), now())
    if event.address:
        told_of = _feedback(event, event.address, outcome, instead=decided_otherwise(known, outcome))
        await outbox.enqueue(connection, [told_of])


def _feedback(event: HubEvent, address: str, outcome: Outcome, *, instead: bool) -> Outgoing:
    """The email that tells of a decision; it has the event's id, and so is one however often it is heard."""
    body = orjson.dumps({"address": address, "outcome": outcome, "instead": instead})
    ends = now() + ADDRESS_KEPT
    message_id = UUID(event.contactid)
    return Outgoing(UUID(event.id), message_id, outbox.FEEDBACK, body, now(), ends, ADDRESS_KEPT)
