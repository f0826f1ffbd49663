"""What the hub sends back: receipts, progress and decisions, each a signed CloudEvent."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Any, Final, Literal
from uuid import UUID, uuid5

import orjson
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from pydantic import StringConstraints

from app.envelope.attributes import Id, SignedEvent, to_the_minute
from app.envelope.keys import ReceiverKeys
from app.envelope.message import Opened
from app.envelope.signing import HUB_TO_PORTAL, Statement, sign, verify
from app.errors import EnvelopeRefusedError

BATCH_CONTENT_TYPE: Final = "application/cloudevents-batch+json"
LARGEST_BATCH: Final = 256 * 1024
"""Bytes of one request."""
MOST_EVENTS: Final = 100
"""Events in one request; a receiver with more sends several."""

RECEIVED: Final = "uk.mash.contact.received"

EventType = Literal[
    "uk.mash.contact.received",
    "uk.mash.contact.screening",
    "uk.mash.contact.information-requested",
    "uk.mash.contact.decided",
    "uk.mash.contact.closed",
]
Outcome = Literal[
    "social-care-assessment",
    "early-help",
    "early-help-assessment",
    "partnership-service",
    "universal-services",
    "allocated-worker",
    "designated-officer",
    "no-further-action",
]
SealedAddress = Annotated[str, StringConstraints(max_length=4096)]


class HubEvent(SignedEvent):
    """One step at the hub."""

    type: EventType
    contactid: Id
    """The id of the message that this is about."""
    outcome: Outcome | None = None
    """What was decided, with the type 'decided' only."""
    address: SealedAddress | None = None
    """Whom to tell: an email address that `seal_address` sealed to the relay's mail key."""

    def document(self) -> dict[str, Any]:
        """The event as it travels: an object of strings, without what it does not say."""
        return self.model_dump(exclude_none=True)


def event_about(opened: Opened, kind: EventType, event_id: UUID, now: datetime) -> dict[str, str]:
    """The attributes of an event about this contact, to which an outcome may be added before it is signed."""
    return {
        "specversion": "1.0",
        "id": str(event_id),
        "source": opened.hub,
        "subject": opened.reference,
        "contactid": str(opened.message_id),
        "time": to_the_minute(now),
        "type": kind,
    }


def sign_event(attributes: dict[str, str], key: Ed25519PrivateKey, address: bytes | None = None) -> HubEvent:
    """Sign the attributes of an event, and the sealed address that goes with it, if any.

    Raises:
        EnvelopeRefusedError: if they do not make an event.
    """
    sealed = {} if address is None else {"address": address.decode()}
    signature = sign(_statement(attributes, sealed), key)
    return HubEvent.read({**attributes, **sealed, "signature": signature})


def verify_event(raw: bytes | dict[str, Any], keys: Sequence[Ed25519PublicKey]) -> HubEvent:
    """The event in this JSON, or in this value read from JSON, if one of the hub's keys signed it.

    Raises:
        EnvelopeRefusedError: if it is malformed, altered or not the hub's.
    """
    event = HubEvent.read(raw)
    said = event.document()
    sealed = {name: said.pop(name) for name in ("address",) if name in said}
    del said["signature"]
    verify(_statement(said, sealed), event.signature, keys)
    return event


def receipt_for(opened: Opened, keys: ReceiverKeys, now: datetime) -> HubEvent:
    """The hub's word that it has filed this contact; the id of a repeated receipt is the same."""
    return sign_event(
        event_about(opened, RECEIVED, uuid5(opened.message_id, RECEIVED), now), keys.signing_key
    )


def write_batch(events: Sequence[HubEvent]) -> bytes:
    """Events as one request carries them."""
    return orjson.dumps([event.document() for event in events])


def parse_batch(raw: bytes) -> list[dict[str, Any]]:
    """The events of one request, each still to be verified: one that is refused does not stop the others.

    Raises:
        EnvelopeRefusedError: if it is too large, or not a JSON list of at most `MOST_EVENTS` objects.
    """
    if len(raw) > LARGEST_BATCH:
        raise EnvelopeRefusedError("The batch is too large.")
    try:
        batch = orjson.loads(raw)
    except orjson.JSONDecodeError:
        batch = None
    if not isinstance(batch, list) or not all(isinstance(event, dict) for event in batch):
        raise EnvelopeRefusedError("The batch is not a JSON list of events.")
    if len(batch) > MOST_EVENTS:
        raise EnvelopeRefusedError("There are too many events in the batch.")
    return batch


def _statement(attributes: dict[str, str], sealed: dict[str, str]) -> Statement:
    return Statement(HUB_TO_PORTAL, attributes, {name: part.encode() for name, part in sealed.items()})
