"""What the hub sends back: receipts, progress and decisions, each a signed CloudEvent."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Any, Final, Literal, Protocol, Self, TypeVar
from uuid import UUID, uuid5

import orjson
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from pydantic import ConfigDict, Strict, model_validator

from app.envelope.attributes import Id, SealedAddress, SignedEvent, to_the_minute
from app.envelope.calls import CALL_TAKEN, CALL_WITHDRAWN, CallEvent, WithdrawnCall
from app.envelope.keys import ReceiverKeys
from app.envelope.signing import HUB_TO_PORTAL, Statement, sign, verify
from app.errors import EnvelopeRefusedError
from app.profiles.outcomes import Outcome

BATCH_CONTENT_TYPE: Final = "application/cloudevents-batch+json"
LARGEST_BATCH: Final = 256 * 1024
"""Bytes of one request."""
MOST_EVENTS: Final = 100
"""Events in one request; a receiver with more sends several."""

EventType = Literal[
    "uk.mash.contact.received",
    "uk.mash.contact.screening",
    "uk.mash.contact.information-requested",
    "uk.mash.contact.decided",
    "uk.mash.contact.closed",
]
RECEIVED: Final[EventType] = "uk.mash.contact.received"
SCREENING: Final[EventType] = "uk.mash.contact.screening"
REQUESTED: Final[EventType] = "uk.mash.contact.information-requested"
DECIDED: Final[EventType] = "uk.mash.contact.decided"
CLOSED: Final[EventType] = "uk.mash.contact.closed"


class About(Protocol):
    """What names a contact in an event."""

    @property
    def message_id(self) -> UUID:
        """The id of its message."""

    @property
    def hub(self) -> str:
        """The hub's slug."""

    @property
    def reference(self) -> str:
        """Its reference."""


DECIDES_OR_NOT: Final[dict[str, Any]] = {
    "if": {"properties": {"type": {"const": DECIDED}}},
    "then": {"required": ["outcome"], "properties": {"outcome": {"type": "string"}}},
    "else": {"properties": {"outcome": {"type": "null"}, "address": {"type": "null"}}},
}
"""What `HubEvent` demands of outcome and address, as its published schema says it."""


class HubEvent(SignedEvent):
    """One step at the hub."""

    model_config = ConfigDict(json_schema_extra=DECIDES_OR_NOT)

    type: EventType
    contactid: Id
    """The id of the message that this is about."""
    outcome: Annotated[Outcome, Strict(strict=False)] | None = None
    """What was decided: with the type 'decided', and with no other."""
    address: SealedAddress | None = None
    """Whom to tell of a decision: an email address that `seal_address` sealed to the relay's mail key."""

    @model_validator(mode="after")
    def _decides_or_not(self) -> Self:
        if (self.type == DECIDED) is (self.outcome is None):
            raise ValueError("A decision has an outcome, and nothing else has")
        if self.address is not None and self.type != DECIDED:
            raise ValueError("An address goes with a decision only")
        return self

    def document(self) -> dict[str, Any]:
        """The event as it travels: an object of strings, without what it does not say."""
        return self.model_dump(mode="json", exclude_none=True)


Event = HubEvent | CallEvent | WithdrawnCall
"""Whatever a hub says."""
E = TypeVar("E", HubEvent, CallEvent, WithdrawnCall)
SEALED: Final[tuple[str, ...]] = ("address", "draft")
"""What the signature covers as parts, not as attributes."""


def event_about(contact: About, kind: EventType, event_id: UUID, now: datetime) -> dict[str, str]:
    """The attributes of an event about this contact, to which an outcome may be added before it is signed."""
    return {
        "specversion": "1.0",
        "id": str(event_id),
        "source": contact.hub,
        "subject": contact.reference,
        "contactid": str(contact.message_id),
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


def sign_call(attributes: dict[str, str], sealed: dict[str, str], key: Ed25519PrivateKey) -> CallEvent:
    """Sign the attributes of a call's event, and what travels sealed in it: `draft` and `address`.

    Raises:
        EnvelopeRefusedError: if they do not make an event.
    """
    signature = sign(_statement(attributes, sealed), key)
    return CallEvent.read({**attributes, **sealed, "signature": signature})


def sign_withdrawal(attributes: dict[str, str], key: Ed25519PrivateKey) -> WithdrawnCall:
    """Sign the attributes of the event that takes a call back.

    Raises:
        EnvelopeRefusedError: if they do not make an event.
    """
    return WithdrawnCall.read({**attributes, "signature": sign(_statement(attributes, {}), key)})


def verify_event(raw: bytes | dict[str, Any], keys: Sequence[Ed25519PublicKey]) -> HubEvent:
    """The event in this JSON, or in this value read from JSON, if one of the hub's keys signed it.

    Raises:
        EnvelopeRefusedError: if it is malformed, altered or not the hub's.
    """
    return _verified(HubEvent, raw, keys)


def verify_call(raw: bytes | dict[str, Any], keys: Sequence[Ed25519PublicKey]) -> CallEvent:
    """The same of the event of a call."""
    return _verified(CallEvent, raw, keys)


def verify_withdrawal(raw: bytes | dict[str, Any], keys: Sequence[Ed25519PublicKey]) -> WithdrawnCall:
    """The same of the event that takes a call back."""
    return _verified(WithdrawnCall, raw, keys)


def is_call(raw: dict[str, Any]) -> bool:
    """Whether what was read from JSON means to be the event of a call."""
    return raw.get("type") == CALL_TAKEN


def is_withdrawal(raw: dict[str, Any]) -> bool:
    """Whether it means to take a call back."""
    return raw.get("type") == CALL_WITHDRAWN


def read_event(raw: bytes) -> Event:
    """The event in this JSON, of whichever kind; its signature is not looked at.

    Raises:
        EnvelopeRefusedError: if it is none.
    """
    try:
        said = orjson.loads(raw)
    except orjson.JSONDecodeError:
        said = None
    match said:
        case {"type": "uk.mash.call.taken"}:
            return CallEvent.read(raw)
        case {"type": "uk.mash.call.withdrawn"}:
            return WithdrawnCall.read(raw)
        case _:
            return HubEvent.read(raw)


def _verified(kind: type[E], raw: bytes | dict[str, Any], keys: Sequence[Ed25519PublicKey]) -> E:
    event = kind.read(raw)
    verify(_said(event), event.signature, keys)
    return event


def signed_by(event: Event, keys: Sequence[Ed25519PublicKey]) -> bool:
    """Whether one of these keys signed this event."""
    try:
        verify(_said(event), event.signature, keys)
    except EnvelopeRefusedError:
        return False
    return True


def receipt_for(contact: About, keys: ReceiverKeys, now: datetime) -> HubEvent:
    """The hub's word that it has filed this contact; the id of a repeated receipt is the same."""
    return sign_event(
        event_about(contact, RECEIVED, uuid5(contact.message_id, RECEIVED), now), keys.signing_key
    )


def write_batch(events: Sequence[Event]) -> bytes:
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


def _said(event: Event) -> Statement:
    """What the signature of an event covers."""
    said = event.document()
    sealed = {name: said.pop(name) for name in SEALED if name in said}
    del said["signature"]
    return _statement(said, sealed)


def _statement(attributes: dict[str, str], sealed: dict[str, str]) -> Statement:
    return Statement(HUB_TO_PORTAL, attributes, {name: part.encode() for name, part in sealed.items()})
