"""The message from the portal to the hub: three sealed parts in one signed CloudEvent."""

from base64 import b64decode, b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Final, Literal
from uuid import UUID

import orjson
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from app.envelope.attachments import MOST_ATTACHMENTS, Attachment
from app.envelope.attributes import KeyIds, SignedEvent, from_the_minute, to_the_minute
from app.envelope.keys import PortalKeys, ReceiverKeys
from app.envelope.parts import Attributes, Parts, check_inside
from app.envelope.sealing import Identity, seal, unseal
from app.envelope.signing import PORTAL_TO_HUB, Statement, sign, verify
from app.errors import EnvelopeRefusedError

CONTENT_TYPE: Final = "application/cloudevents+json"
MESSAGE_TYPE: Final = "uk.mash.contact.submitted"
DATASCHEMA: Final = "urn:uk-mash:contact:1"
LARGEST_MESSAGE: Final = 6 * 1024 * 1024
"""Bytes: three parts of the largest bucket, sealed, armoured and in base64, and room for the attributes."""

Base64 = Annotated[
    str, StringConstraints(pattern=r"^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$")
]
RouteName = Literal["safeguarding", "early-help", "community", "family", "allegation"]


def _each_once(attachments: tuple[Attachment, ...]) -> tuple[Attachment, ...]:
    if len({one.id for one in attachments}) < len(attachments):
        raise ValueError("an attachment is named twice")
    return attachments


class SealedParts(BaseModel):
    """The parts as armoured age, which `age -d` opens as they stand, and the files that travel beside them."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, hide_input_in_errors=True)

    contact: Base64
    restricted: Base64
    identity: Base64
    attachments: Annotated[
        tuple[Attachment, ...], Field(max_length=MOST_ATTACHMENTS), AfterValidator(_each_once)
    ]


class SubmittedEvent(SignedEvent):
    """A contact on its way to the hub, as anybody who carries it sees it."""

    type: Literal["uk.mash.contact.submitted"]
    dataschema: Literal["urn:uk-mash:contact:1"]
    datacontenttype: Literal["application/json"]
    route: RouteName
    urgent: Literal["true", "false"]
    keyids: KeyIds
    data: SealedParts


@dataclass(frozen=True, kw_only=True)
class Opened(Attributes, Parts):
    """A contact that was verified and opened at the hub."""

    time: datetime
    """When it was sent, in UTC, to the minute."""
    key_ids: tuple[str, ...]
    attachments: tuple[Attachment, ...] = ()


def compose(
    attributes: Attributes,
    parts: Parts,
    keys: PortalKeys,
    now: datetime,
    attachments: Sequence[Attachment] = (),
) -> bytes:
    """Seal the three parts to the hub, sign them and the attachments, and give the message as JSON.

    Raises:
        HubKeyMissingError: if there is no key in force to seal a part to.
        TooLargeError: if a part is larger than the largest bucket.
        EnvelopeRefusedError: if a part does not repeat the attributes, for the hub would refuse it.
    """
    check_inside(attributes, parts)
    in_force = keys.in_force(now.date())
    ordinary, restricted = in_force.recipients("contact"), in_force.recipients("restricted")
    data = {
        "contact": _carried(seal(parts.contact, ordinary)),
        "restricted": _carried(seal(parts.restricted, restricted)),
        "identity": _carried(seal(parts.identity, ordinary)),
    }
    outside = _outside(attributes, in_force.key_ids, now)
    signature = sign(_statement(outside, data, attachments), keys.signing_key)
    return _written(outside | {"signature": signature}, data, attachments)


def open_submitted(raw: bytes, keys: ReceiverKeys, *hubs: str) -> Opened:
    """Verify and open a message that arrived at this hub; whether its id is new is for the caller to see.

    Raises:
        EnvelopeRefusedError: if it is too large, malformed, not signed by a portal we know, for another hub,
            or different inside and outside.
        KeyUnusableError: if none of the hub's keys opens it.
    """
    if len(raw) > LARGEST_MESSAGE:
        raise EnvelopeRefusedError("The message is larger than any that a portal sends.")
    event = SubmittedEvent.read(raw)
    verify_event(event, keys.portal_keys)
    if event.source not in hubs:
        raise EnvelopeRefusedError("The message is for another hub.")
    return unseal_event(event, keys.identities)


def verify_event(event: SubmittedEvent, portals: Sequence[Ed25519PublicKey]) -> None:
    """Check that one of these portals signed a message.

    Raises:
        EnvelopeRefusedError: none did.
    """
    sealed = event.data.model_dump(exclude={"attachments"})
    outside = event.model_dump(exclude={"signature", "data"})
    verify(_statement(outside, sealed, event.data.attachments), event.signature, portals)


def unseal_event(event: SubmittedEvent, identities: Sequence[Identity]) -> Opened:
    """Open a message with these keys, whoever signed it.

    Raises:
        EnvelopeRefusedError: if it is different inside and outside.
        KeyUnusableError: if none of these keys opens one of its parts.
    """
    sealed = event.data.model_dump(exclude={"attachments"})
    opened = _opened(event, {name: unseal(b64decode(part), identities) for name, part in sealed.items()})
    check_inside(opened, opened)
    return opened


def named(raw: bytes) -> dict[str, str]:
    """The message id and reference on the outside, for a log; nothing vouches for them, nor need there be any."""
    try:
        event = SubmittedEvent.read(raw[:LARGEST_MESSAGE])
    except EnvelopeRefusedError:
        return {}
    return {"message_id": event.id, "reference": event.subject}


def _written(
    outside: Mapping[str, str], sealed: Mapping[str, str], attachments: Sequence[Attachment]
) -> bytes:
    """The message as JSON; all of it but the parts is looked at: what was just made is base64."""
    data = {**sealed, "attachments": tuple(one.model_dump() for one in attachments)}
    SubmittedEvent.read({**outside, "data": data | dict.fromkeys(sealed, "")})
    return orjson.dumps({**outside, "data": data})


def _carried(sealed: bytes) -> str:
    return b64encode(sealed).decode()


def _outside(attributes: Attributes, key_ids: tuple[str, ...], now: datetime) -> dict[str, str]:
    return {
        "specversion": "1.0",
        "id": str(attributes.message_id),
        "source": attributes.hub,
        "subject": attributes.reference,
        "time": to_the_minute(now),
        "type": MESSAGE_TYPE,
        "dataschema": DATASCHEMA,
        "datacontenttype": "application/json",
        "route": str(attributes.route),
        "urgent": "true" if attributes.urgent else "false",
        "keyids": " ".join(key_ids),
    }


def _statement(
    outside: Mapping[str, str], sealed: Mapping[str, str], attachments: Sequence[Attachment]
) -> Statement:
    parts = {name: part.encode() for name, part in sealed.items()}
    return Statement(
        PORTAL_TO_HUB, outside, parts, {one.id: bytes.fromhex(one.sha256) for one in attachments}
    )


def _opened(event: SubmittedEvent, documents: Mapping[str, bytes]) -> Opened:
    return Opened(
        **documents,
        message_id=UUID(event.id),
        hub=event.source,
        reference=event.subject,
        route=event.route,
        urgent=event.urgent == "true",
        time=from_the_minute(event.time),
        key_ids=tuple(event.keyids.split(" ")),
        attachments=event.data.attachments,
    )
