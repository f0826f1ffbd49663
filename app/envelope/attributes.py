"""What messages in both directions have on the outside: CloudEvents 1.0 attributes, strict and small.

Source: https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/formats/json-format.md
"""

from datetime import UTC, datetime
from typing import Annotated, Any, Final, Literal, Self
from uuid import UUID

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    StringConstraints,
    ValidationError,
    WithJsonSchema,
)

from app.errors import EnvelopeRefusedError
from app.references import CANONICAL, is_reference

DAY: Final = "[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
TO_THE_MINUTE: Final = "%Y-%m-%dT%H:%M:00Z"


def to_the_minute(moment: datetime) -> str:
    """A moment as messages carry it, in UTC and without seconds, such as '2026-11-22T16:50:00Z'."""
    return moment.astimezone(UTC).strftime(TO_THE_MINUTE)


def from_the_minute(text: str) -> datetime:
    """The moment, in UTC, that `to_the_minute` wrote.

    Raises:
        ValueError: if it is in any other form.
    """
    moment = datetime.fromisoformat(text)
    if moment.tzinfo != UTC or to_the_minute(moment) != text:
        raise ValueError("not a UTC time to the minute")
    return moment


def _canonical_id(text: str) -> str:
    if str(UUID(text)) != text:
        raise ValueError("not a UUID in its usual form")
    return text


def _reference(text: str) -> str:
    if not is_reference(text):
        raise ValueError("not a reference")
    return text


def _minute(text: str) -> str:
    from_the_minute(text)
    return text


# Each value has one spelling only, so that one id, one reference and one time cannot travel as two.
Id = Annotated[
    str,
    AfterValidator(_canonical_id),
    WithJsonSchema({"type": "string", "pattern": "^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$"}),
]
Reference = Annotated[
    str,
    AfterValidator(_reference),
    WithJsonSchema({"type": "string", "pattern": f"^{CANONICAL.pattern}$"}),
]
Minute = Annotated[
    str,
    AfterValidator(_minute),
    WithJsonSchema({"type": "string", "pattern": f"^{DAY}T([01][0-9]|2[0-3]):[0-5][0-9]:00Z$"}),
]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=64)]
KeyIds = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9-]+( [A-Za-z0-9-]+)*$", max_length=1024)]
SealedAddress = Annotated[str, StringConstraints(max_length=4096)]
Signature = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9+/]{86}==$")]


class SignedEvent(BaseModel):
    """The attributes that every event has; an attribute that we do not know is refused."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", strict=True, hide_input_in_errors=True, cache_strings="keys"
    )

    specversion: Literal["1.0"]
    id: Id
    source: Slug
    """The hub's slug, in both directions."""
    subject: Reference
    time: Minute
    signature: Signature

    @classmethod
    def read(cls, raw: bytes | dict[str, Any]) -> Self:
        """The event in this JSON, or in this value read from JSON.

        Raises:
            EnvelopeRefusedError: if it is no such event; it names those of our attributes that are wrong.
        """
        try:
            return cls.model_validate(raw) if isinstance(raw, dict) else cls.model_validate_json(raw)
        except ValidationError as error:
            raise EnvelopeRefusedError(f"This is not an event that we know.{cls._why(error)}") from None

    @classmethod
    def _why(cls, error: ValidationError) -> str:
        """What is wrong, in names and sentences of our own: nothing that a stranger sent is repeated."""
        faults = error.errors(include_url=False, include_input=False)
        wrong = {str(place) for fault in faults for place in fault["loc"][:1]} & set(cls.model_fields)
        look = [f"Look at: {', '.join(sorted(wrong))}."] if wrong else []
        ours = [
            f"{fault['ctx']['error']}."
            for fault in faults
            if not fault["loc"] and "error" in fault.get("ctx", {})
        ]
        return "".join(f" {said}" for said in (*look, *ours))
