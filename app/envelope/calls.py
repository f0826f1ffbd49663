"""A call that the hub registers: its event, and the draft's key that its link and its code make together."""

import base64
import re
import secrets
from dataclasses import dataclass, field
from datetime import date
from typing import Annotated, Any, Final, Literal, Self

from cryptography.hazmat.primitives.kdf.scrypt import Scrypt
from pydantic import StringConstraints

from app.envelope.attributes import SealedAddress, SignedEvent
from app.envelope.drafts import KEY_SIZE, DraftKey
from app.errors import EnvelopeRefusedError

CALL_TAKEN: Final = "uk.mash.call.taken"
CALL_WITHDRAWN: Final = "uk.mash.call.withdrawn"
LARGEST_DRAFT: Final = 64 * 1024
"""Characters of base64: what the hub knows of a call, sealed, and padded as every draft is."""
LONGEST_NOTE: Final = 4000
"""Characters of what a call was about."""
NAME: Final = re.compile(r"[A-Za-z0-9_-]{22}")

_NAME: Final = 16
_DIGITS: Final = 12
_LONGEST_NAME: Final = 64
# Some 30 milliseconds and 16 MiB: whoever holds the link and the database would need a thousand years of one core.
_WORK: Final = {"n": 2**14, "r": 8, "p": 1}


class CallEvent(SignedEvent):
    """Somebody called, and their referral is begun: sealed under a key that only its link and its code make."""

    type: Literal["uk.mash.call.taken"]
    draftid: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9+/]{43}=$")]
    """Where the draft is kept: its row id, 32 bytes in base64."""
    draft: Annotated[
        str,
        StringConstraints(
            pattern=r"^(?:[A-Za-z0-9+/]{4})+(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$",
            max_length=LARGEST_DRAFT,
        ),
    ]
    """The answers that the hub knows, sealed as the draft's first version, in base64."""
    address: SealedAddress
    """What the relay is told of it (`Caller`), as `seal_address` sealed it."""

    @property
    def draft_id(self) -> bytes:
        """The row id."""
        return base64.b64decode(self.draftid)

    @property
    def body(self) -> bytes:
        """The sealed answers."""
        return base64.b64decode(self.draft)

    def document(self) -> dict[str, Any]:
        """The event as it travels: an object of strings."""
        return self.model_dump(mode="json")


class WithdrawnCall(SignedEvent):
    """A call that should not have been registered: its link opens nothing any more, and nobody is written to."""

    type: Literal["uk.mash.call.withdrawn"]

    def document(self) -> dict[str, Any]:
        """The event as it travels: an object of strings."""
        return self.model_dump(mode="json")


@dataclass(frozen=True)
class CallCode:
    """What a caller holds: a link by email, and a code that was told on the telephone. Neither opens anything alone."""

    name: str
    """What the link calls the call: 22 characters, 128 random bits."""
    digits: str = field(repr=False)
    """Twelve, as a status code has; so they are read out and typed in the same way."""

    @classmethod
    def new(cls) -> Self:
        """A new one, drawn at random."""
        name = base64.urlsafe_b64encode(secrets.token_bytes(_NAME)).decode().rstrip("=")
        return cls(name, f"{secrets.randbelow(10**_DIGITS):0{_DIGITS}}")

    def key(self) -> DraftKey:
        """The key of the draft that they open: slow to make, so that nobody tries every code; the same each time."""
        salt = b"call " + self.name[:_LONGEST_NAME].encode(errors="replace")
        return DraftKey(Scrypt(salt=salt, length=KEY_SIZE, **_WORK).derive(self.digits.encode()))


@dataclass(frozen=True)
class Caller:
    """What the relay is told of a call: whom to write to, and what of it an email may name."""

    address: str = field(repr=False)
    name: str
    """The link's name of the call."""
    day: date
    """The day of the call, in London."""

    def text(self) -> str:
        """The three in lines, to be sealed."""
        return f"{self.address}\n{self.name}\n{self.day.isoformat()}"

    @classmethod
    def parse(cls, text: str) -> Self:
        """What `text` wrote.

        Raises:
            EnvelopeRefusedError: it is anything else.
        """
        address, _, rest = text.partition("\n")
        name, _, day = rest.partition("\n")
        try:
            caller = cls(address, name, date.fromisoformat(day))
        except ValueError:
            caller = None
        if caller is None or not NAME.fullmatch(name) or caller.text() != text:
            raise EnvelopeRefusedError("What was sealed is not about a call.")
        return caller
