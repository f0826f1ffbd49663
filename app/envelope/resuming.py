"""Resume codes: what is made of a code, so that a draft's key is stored where only the code opens it."""

import secrets
from dataclasses import dataclass, field
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from propcache import cached_property

from app.envelope.drafts import KEY_SIZE, DraftKey
from app.references import RESUME_CODES, write_resume_code

SALT: Final = 16
"""Bytes; drawn anew for each code of a draft."""

_NONCE: Final = 12
_NOTHING: Final = bytes(_NONCE + KEY_SIZE + 16)


@dataclass(frozen=True)
class ResumeCode:
    """A code that a person holds: the row it leads to, and the key that opens what is there."""

    text: str = field(repr=False)
    """In its one form, as `parse_resume_code` gives it; more than 112 bits of it are random."""

    @classmethod
    def of(cls, key: DraftKey, salt: bytes) -> "ResumeCode":
        """The code that this salt makes of a draft's key: whoever holds the key can have it shown again."""
        drawn = HKDF(SHA256(), KEY_SIZE, salt=salt, info=b"resume code").derive(key.secret)
        # 256 bits over 113 leave a bias of 2 to the power of -143.
        return cls(write_resume_code(int.from_bytes(drawn, "big") % RESUME_CODES))

    @cached_property
    def row_id(self) -> bytes:
        """Where the wrapped key is kept, 32 bytes; nobody comes from it back to the code."""
        return self._derived("resume id")

    def wrap(self, key: DraftKey) -> bytes:
        """A draft's key as it may be stored."""
        nonce = secrets.token_bytes(_NONCE)
        return nonce + self._cipher.encrypt(nonce, key.secret, self.row_id)

    def unwrap(self, wrapped: bytes | None) -> DraftKey | None:
        """The key that `wrap` wrapped; None, after the same work, where there is nothing or it does not open."""
        sealed = wrapped or _NOTHING
        try:
            return DraftKey(self._cipher.decrypt(sealed[:_NONCE], sealed[_NONCE:], self.row_id))
        except (InvalidTag, ValueError):
            return None

    @cached_property
    def _cipher(self) -> AESGCM:
        return AESGCM(self._derived("resume key"))

    def _derived(self, purpose: str) -> bytes:
        return HKDF(SHA256(), KEY_SIZE, salt=None, info=purpose.encode()).derive(self.text.encode())
