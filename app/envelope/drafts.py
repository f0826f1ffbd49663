"""Drafts, sealed under a key that only the person's browser or their resume code holds."""

import base64
import binascii
import hashlib
import hmac
import secrets
from dataclasses import dataclass, field
from typing import Final, Self
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.hmac import HMAC
from cryptography.hazmat.primitives.kdf.hkdf import HKDF, HKDFExpand
from propcache import cached_property

from app.errors import EnvelopeRefusedError
from app.references import reference_from

KEY_SIZE: Final = 32
COOKIE_LENGTH: Final = 43
SMALLEST_DRAFT: Final = 2048
"""Bytes; a longer draft is padded to the next power of two."""
OWN_MARK: Final = 12
"""Letters by which a page is known to be of a draft."""

_NONCE: Final = 12
_STATUS_DIGITS: Final = 12


@dataclass(frozen=True)
class DraftKey:
    """The 256 bits from which one referral's row id, message id, status code and draft encryption follow."""

    secret: bytes = field(repr=False)

    @classmethod
    def new(cls) -> Self:
        """A new random key."""
        return cls(secrets.token_bytes(KEY_SIZE))

    @classmethod
    def from_cookie(cls, text: str) -> Self | None:
        """The key that a cookie holds; None if it holds anything else."""
        if len(text) != COOKIE_LENGTH:
            return None
        try:
            key = cls(base64.b64decode(f"{text}=", altchars=b"-_", validate=True))
        except (binascii.Error, ValueError):
            return None
        return key if key.cookie == text else None

    @cached_property
    def cookie(self) -> str:
        """The key as a cookie's value: base64url, 43 characters."""
        return base64.urlsafe_b64encode(self.secret).decode().rstrip("=")

    @cached_property
    def row_id(self) -> bytes:
        """Where the draft is kept, 32 bytes; nobody comes from it back to the key."""
        return self._derived("id", 32)

    @cached_property
    def message_id(self) -> UUID:
        """The id of the one message that this form can become."""
        return UUID(bytes=self._derived("message", 16), version=4)

    @cached_property
    def status_code(self) -> str:
        """Twelve digits with which the person can ask how their referral is getting on."""
        # 128 bits over 40 leave a bias of 2 to the power of -88.
        number = int.from_bytes(self._derived("status", 16), "big") % 10**_STATUS_DIGITS
        return f"{number:0{_STATUS_DIGITS}}"

    @cached_property
    def link_name(self) -> str:
        """What an emailed link calls this draft: 22 characters that lead nowhere without a resume code."""
        return base64.urlsafe_b64encode(self._derived("link", 16)).decode().rstrip("=")

    def reference(self, prefix: str, draw: int = 0) -> str:
        """The reference of that message; another draw gives another, where somebody else has it already.

        It follows from the key as the message id does, so that a draft that was sent, and is unsent again because
        a backup was restored, is sent under the same one.
        """
        # 128 bits over 23 to the power of 7 leave a bias of 2 to the power of -96.
        return reference_from(prefix, int.from_bytes(self._derived(f"reference {draw}", 16), "big"))

    def mark(self, text: str) -> str:
        """What tells one text from another, and tells nothing of it to whoever does not hold the key."""
        marking = self._marking.copy()
        marking.update(text.encode())
        return marking.finalize().hex()[:24]

    @cached_property
    def own_mark(self) -> str:
        """What tells this draft from another, and tells nothing of it."""
        return self.mark("draft")[:OWN_MARK]

    def seal(self, version: int, document: bytes) -> bytes:
        """Encrypt this version of a draft, a JSON document, padded to a power of two."""
        nonce = secrets.token_bytes(_NONCE)
        size = max(SMALLEST_DRAFT, 1 << (len(document) - 1).bit_length())
        return nonce + self._cipher.encrypt(nonce, document.ljust(size), self._bound_to(version))

    def unseal(self, version: int, sealed: bytes) -> bytes:
        """The document that `seal` encrypted as this version.

        Raises:
            EnvelopeRefusedError: if it was altered, was never sealed, or belongs to another draft or version.
        """
        try:
            opened = self._cipher.decrypt(sealed[:_NONCE], sealed[_NONCE:], self._bound_to(version))
        except (InvalidTag, ValueError, OverflowError, TypeError):
            # Whoever writes to the database can put a version there that no draft has, or SQLite's text for bytes.
            raise EnvelopeRefusedError("This draft cannot be opened.") from None
        # JSON ends with no blank of any kind; to strip spaces alone, each is looked up, for ten times as long.
        return opened.rstrip()

    @cached_property
    def _cipher(self) -> AESGCM:
        return AESGCM(self._derived("draft", KEY_SIZE))

    def _bound_to(self, version: int) -> bytes:
        return self.row_id + version.to_bytes(8, "big")

    @cached_property
    def _marking(self) -> HMAC:
        # To begin with a key takes as long as all the rest, and Python's own HMAC begins with it anew each time.
        return HMAC(self._derived("mark", KEY_SIZE), SHA256())

    @cached_property
    def _extracted(self) -> bytes:
        """The half of HKDF that is the same for every purpose."""
        return HKDF.extract(SHA256(), salt=None, key_material=self.secret)

    def _derived(self, purpose: str, length: int) -> bytes:
        return HKDFExpand(SHA256(), length, info=purpose.encode()).derive(self._extracted)


def address_digest(pepper: bytes, message_id: UUID, address: str) -> bytes:
    """What a work address is known by: HMAC-SHA-256 over the message id and the address in small letters, 32 bytes."""
    written = address.strip().casefold().encode()
    return hmac.digest(pepper, b"address" + message_id.bytes + written, hashlib.sha256)


def status_code_digest(pepper: bytes, message_id: UUID, code: str) -> bytes:
    """What the portal keeps of a status code: HMAC-SHA-256 over the message id and the code, 32 bytes."""
    return hmac.digest(pepper, message_id.bytes + code.encode(), hashlib.sha256)
