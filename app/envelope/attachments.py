"""Attachments: files that are sealed one by one and travel beside the message, which vouches for each."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Annotated, Final, Protocol
from uuid import UUID

import pyrage  # type: ignore[import-untyped]
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from app.envelope.attributes import Id
from app.envelope.padding import KIB
from app.envelope.sealing import SEALED_CHUNK, Identity, header_at_most, private_keys, public_keys
from app.envelope.signing import HUB_TO_PORTAL, Statement, sign, verify
from app.errors import KeyUnusableError

MOST_ATTACHMENTS: Final = 5
"""Attachments of one message."""
STEP: Final = 256 * KIB
"""Bytes: a file is filled with noughts up to a multiple of this before it is sealed."""
LARGEST_ATTACHMENT: Final = 11 * 1024 * KIB
"""Bytes of a sealed file: a file of 10 MiB, and what age adds to it."""

ASKED: Final = "uk.mash.attachment.asked"

Digest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


class Attachment(BaseModel):
    """One sealed file, as the message names it."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, hide_input_in_errors=True)

    id: Id
    sha256: Digest
    """Of the sealed file, in hexadecimal."""
    size: Annotated[int, Field(gt=0, le=LARGEST_ATTACHMENT)]
    """Bytes of the sealed file."""


def sealed_name(message_id: UUID, attachment_id: str) -> str:
    """What a sealed file is called where it lies beside its message."""
    return f"{message_id}.{attachment_id}.age"


class Source(Protocol):
    """Where bytes come from."""

    def read(self, most: int = -1, /) -> bytes:
        """The next bytes, up to so many; none at the end."""


class Target(Protocol):
    """Where bytes go."""

    def write(self, data: bytes, /) -> int:
        """Take them all."""

    def flush(self) -> None:
        """Nothing is held back."""


def seal_file(source: Source, target: Target, recipients: Sequence[str]) -> tuple[int, int, str]:
    """Seal a file as binary age, some kilobytes at a time.

    Gives the file's own size, and size and SHA-256 (hexadecimal) of what was sealed. `age -d` and `head -c SIZE`
    open it.

    Raises:
        HubKeyMissingError: there is no recipient, or one is not an X25519 public key.
    """
    digested = _Digested(target)
    filled = _Filled(source, digested, header_at_most(len(recipients)))
    pyrage.encrypt_io(filled, digested, public_keys(recipients))
    return filled.size, digested.size, digested.digest.hexdigest()


def open_file(source: Source, target: Target, size: int, identities: Sequence[Identity]) -> None:
    """Open what `seal_file` made, some kilobytes at a time; of what was filled up nothing is written.

    Raises:
        KeyUnusableError: no key opens it, it was altered, or it holds less than it should.
    """
    cut = _Cut(target, size)
    try:
        pyrage.decrypt_io(source, cut, private_keys(identities))
    except (pyrage.DecryptError, OSError) as error:
        if isinstance(error, OSError) and error.errno is not None:
            raise
        raise KeyUnusableError("None of the keys that we hold opens this file.") from None
    if cut.left:
        raise KeyUnusableError("The file is not whole.")


def ask_for(hub: str, message_id: str, attachment_id: str, key: Ed25519PrivateKey) -> str:
    """The hub's signature on its wish for one attachment, in base64: whoever shows it gets the sealed file."""
    return sign(_wish(hub, message_id, attachment_id), key)


def check_asked(
    signature: str, hub: str, message_id: str, attachment_id: str, keys: Sequence[Ed25519PublicKey]
) -> None:
    """Check that the hub asks for this attachment.

    Raises:
        EnvelopeRefusedError: no key of the hub signed that.
    """
    verify(_wish(hub, message_id, attachment_id), signature, keys)


def _wish(hub: str, message_id: str, attachment_id: str) -> Statement:
    attributes = {"type": ASKED, "source": hub, "contactid": message_id, "id": attachment_id}
    return Statement(HUB_TO_PORTAL, attributes)


@dataclass
class _Digested:
    """A target that knows what it was given."""

    target: Target
    size: int = 0
    digest: "hashlib._Hash" = field(default_factory=hashlib.sha256)

    def write(self, data: bytes) -> int:
        self.size += len(data)
        self.digest.update(data)
        return self.target.write(data)

    def flush(self) -> None:
        self.target.flush()


@dataclass
class _Filled:
    """A source, and noughts after its end: up to the next step, and on for as much as age's header could be longer.

    So what is sealed has one length for each step, for its header alone is of a random length (`sealing`).
    """

    source: Source
    sealed: _Digested
    longest_header: int
    size: int = 0
    given: int = 0
    ended: bool = False
    missing: int = 0

    def read(self, most: int = -1) -> bytes:
        data = b"" if self.ended else self.source.read(most)
        if data:
            self.size += len(data)
            self.given += len(data)
            return data
        if not self.ended:
            self.ended, self.missing = True, -self.size % STEP if self.size else STEP
        if not self.missing and self.given % STEP == 0:
            # All chunks but the last have gone to the target, and before them the header.
            self.missing = self.longest_header - self.sealed.size % SEALED_CHUNK
        return self._noughts(most)

    def _noughts(self, most: int) -> bytes:
        given = min(self.missing, most if most >= 0 else self.missing)
        self.missing -= given
        self.given += given
        return bytes(given)


@dataclass
class _Cut:
    """A target that takes so many bytes, and lets the rest fall."""

    target: Target
    left: int

    def write(self, data: bytes) -> int:
        wanted = data[: self.left]
        if wanted:
            self.target.write(wanted)
            self.left -= len(wanted)
        return len(data)

    def flush(self) -> None:
        self.target.flush()
