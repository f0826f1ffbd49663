"""What a message holds: three documents that are sealed, and what may be known of them without opening them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final
from uuid import UUID

import orjson

from app.errors import EnvelopeRefusedError

EMPTY_PART: Final = b"{}"


@dataclass(frozen=True)
class Attributes:
    """What may be known of a contact without opening it."""

    message_id: UUID
    hub: str
    """The hub's slug."""
    reference: str
    route: str
    """One of the values of `RouteName`."""
    urgent: bool


@dataclass(frozen=True, kw_only=True)
class Parts:
    """The three JSON documents of a contact; an empty object is sealed all the same."""

    contact: bytes = field(repr=False)
    """Repeats message_id, reference, hub, route and urgent, so that none can be changed from outside."""
    restricted: bytes = field(default=EMPTY_PART, repr=False)
    """What must be kept from the family or other agencies; repeats message_id and reference unless empty."""
    identity: bytes = field(default=EMPTY_PART, repr=False)
    """A community reporter's own details; repeats message_id and reference unless empty."""


def check_inside(attributes: Attributes, parts: Parts) -> None:
    """See that the documents repeat what is outside.

    Raises:
        EnvelopeRefusedError: if one does not, or is no JSON object.
    """
    named = {"message_id": str(attributes.message_id), "reference": attributes.reference}
    all_of_them = {
        **named,
        "hub": attributes.hub,
        "route": attributes.route,
        "urgent": attributes.urgent,
    }
    agrees = _repeats(_object(parts.contact), all_of_them) and all(
        part == {} or _repeats(part, named) for part in (_object(parts.restricted), _object(parts.identity))
    )
    if not agrees:
        raise EnvelopeRefusedError("What is inside the message is not what is written on the outside.")


def _repeats(part: Mapping[str, object], expected: Mapping[str, object]) -> bool:
    return expected.items() <= part.items()


def _object(document: bytes) -> dict[str, Any]:
    try:
        part = orjson.loads(document)
    except orjson.JSONDecodeError:
        part = None
    if not isinstance(part, dict):
        raise EnvelopeRefusedError("A part of the message is not a JSON object.")
    return part
