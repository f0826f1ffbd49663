"""Ed25519 signatures over one unambiguous encoding of everything that a message says.

The encoding follows DSSE's pre-authentication encoding (https://github.com/secure-systems-lab/dsse/blob/master/protocol.md):
every field is preceded by its length, so that nothing can move from one field to another.
"""

import base64
import binascii
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from app.errors import EnvelopeRefusedError

PORTAL_TO_HUB: Final = "uk.mash.contact/1 portal->hub"
HUB_TO_PORTAL: Final = "uk.mash.contact/1 hub->portal"


@dataclass(frozen=True)
class Statement:
    """What one signature vouches for."""

    direction: str
    """`PORTAL_TO_HUB` or `HUB_TO_PORTAL`: what was signed for one is worth nothing in the other."""
    attributes: Mapping[str, str]
    parts: Mapping[str, bytes] = field(default_factory=dict)
    """The sealed parts, by name, exactly as they travel."""
    attachments: Mapping[str, bytes] = field(default_factory=dict)
    """The SHA-256 of each attachment, by id; attachments travel on their own."""

    def encoded(self) -> bytes:
        """The bytes that are signed."""
        attributes = {name: value.encode() for name, value in self.attributes.items()}
        digests = {name: hashlib.sha256(part).digest() for name, part in self.parts.items()}
        tables = (attributes, digests, self.attachments)
        fields = [b"DSSEv1", self.direction.encode()]
        for table in tables:
            fields += _table(table)
        return b" ".join([b"%d %b" % (len(one), one) for one in fields])


def sign(statement: Statement, key: Ed25519PrivateKey) -> str:
    """The signature of a statement, in base64."""
    return base64.b64encode(key.sign(statement.encoded())).decode()


def verify(statement: Statement, signature: str, keys: Sequence[Ed25519PublicKey]) -> None:
    """Check that one of these keys signed exactly this; there are several while keys are being replaced.

    Raises:
        EnvelopeRefusedError: if none did.
    """
    encoded, signed = statement.encoded(), _signature_bytes(signature)
    if not any(_fits(key, signed, encoded) for key in keys):
        raise EnvelopeRefusedError("No key that we know signed this.")


def _table(values: Mapping[str, bytes]) -> list[bytes]:
    fields = [str(len(values)).encode()]
    for name in sorted(values):
        fields += (name.encode(), values[name])
    return fields


def _signature_bytes(signature: str) -> bytes:
    try:
        signed = base64.b64decode(signature, validate=True)
    except (binascii.Error, ValueError):
        raise EnvelopeRefusedError("The signature is not base64.") from None
    # Other spellings of the same bytes would let one message have two forms.
    if base64.b64encode(signed).decode() != signature:
        raise EnvelopeRefusedError("The signature is not base64.")
    return signed


def _fits(key: Ed25519PublicKey, signed: bytes, encoded: bytes) -> bool:
    try:
        key.verify(signed, encoded)
    except InvalidSignature:
        return False
    return True
