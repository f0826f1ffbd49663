"""Sealing to public keys with age (https://age-encryption.org/v1): only private keys open it again."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final, Self

import pyrage  # type: ignore[import-untyped]

from app.envelope.padding import pad, unpad
from app.errors import EnvelopeRefusedError, HubKeyMissingError, KeyUnusableError, TooLargeError

ADDRESS_SIZE: Final = 512
"""Bytes to which every email address is padded before it is sealed."""

_AGE_CHUNK: Final = 64 * 1024
_AGE_TAG: Final = 16
SEALED_CHUNK: Final = _AGE_CHUNK + _AGE_TAG
"""Bytes of a sealed chunk that is not the last, of which age makes as many as it needs."""

_AGE_FIXED: Final = len("age-encryption.org/v1\n--- \n") + 43 + 16
_AGE_STANZA: Final = len("-> X25519 \n\n") + 2 * 43
_GREASE_AT_MOST: Final = 192
_ARMOUR_LINE: Final = 64
_ARMOUR_MARKS: Final = len("-----BEGIN AGE ENCRYPTED FILE----------END AGE ENCRYPTED FILE-----")


@dataclass(frozen=True)
class Identity:
    """A private age key; its representation tells nothing."""

    secret: str = field(repr=False)
    """The line that begins with AGE-SECRET-KEY-1."""

    @classmethod
    def generate(cls) -> Self:
        """A new private key."""
        return cls(str(pyrage.x25519.Identity.generate()))

    @property
    def public(self) -> str:
        """The public key, which begins with 'age1'.

        Raises:
            KeyUnusableError: if the secret is not a private key.
        """
        return str(_private(self.secret).to_public())


def is_recipient(public: str) -> bool:
    """Whether this text is an X25519 public key to which age can seal."""
    try:
        _public(public)
    except HubKeyMissingError:
        return False
    return True


def seal(document: bytes, recipients: Sequence[str]) -> bytes:
    """Pad a JSON document and seal it to every recipient, as armoured age; one length for each bucket.

    Raises:
        TooLargeError: if the document is larger than the largest bucket.
        HubKeyMissingError: if there is no recipient, or one is not an X25519 public key.
    """
    return _encrypt(pad(document), recipients)


def unseal(ciphertext: bytes, identities: Sequence[Identity]) -> bytes:
    """Open what `seal` made, with whichever of the private keys fits, and take off the padding.

    Raises:
        KeyUnusableError: if none of them opens it, or if it was altered.
    """
    try:
        opened: bytes = pyrage.decrypt(ciphertext, private_keys(identities))
    except pyrage.DecryptError:
        raise KeyUnusableError("None of the keys that we hold opens this.") from None
    return unpad(opened)


def seal_address(text: str, recipients: Sequence[str]) -> bytes:
    """Seal an email address, padded to 512 bytes, so that no address differs from another in length.

    Raises:
        TooLargeError: if the address is longer than that.
    """
    address = text.encode()
    if len(address) > ADDRESS_SIZE:
        raise TooLargeError("The email address is too long.")
    return _encrypt(address.ljust(ADDRESS_SIZE), recipients)


def unseal_address(ciphertext: bytes, identities: Sequence[Identity]) -> str:
    """The email address that `seal_address` sealed.

    Raises:
        KeyUnusableError: if no key opens it.
        EnvelopeRefusedError: if what was sealed is not text.
    """
    try:
        return unseal(ciphertext, identities).decode()
    except UnicodeDecodeError:
        raise EnvelopeRefusedError("What was sealed is not an address.") from None


def header_at_most(recipients: int) -> int:
    """Bytes before the first chunk of what age seals to so many, where it adds the longest stanza that it may."""
    return _AGE_FIXED + _GREASE_AT_MOST + recipients * _AGE_STANZA


def public_keys(recipients: Sequence[str]) -> list[object]:
    """The public keys of these texts, as age takes them.

    Raises:
        HubKeyMissingError: there is none, or one is not an X25519 public key.
    """
    if not recipients:
        raise HubKeyMissingError("There is no public key to seal this to.")
    return [_public(one) for one in recipients]


def private_keys(identities: Sequence[Identity]) -> list[object]:
    """The private keys of these identities, as age takes them.

    Raises:
        KeyUnusableError: one is no private key.
    """
    return [_private(one.secret) for one in identities]


@lru_cache(maxsize=64)
def _public(text: str) -> object:
    try:
        recipient: object = pyrage.x25519.Recipient.from_str(text)
    except pyrage.RecipientError:
        raise HubKeyMissingError("This is not a public key of age.") from None
    return recipient


def _private(text: str) -> pyrage.x25519.Identity:
    try:
        return pyrage.x25519.Identity.from_str(text)
    except pyrage.IdentityError:
        raise KeyUnusableError("This is not a private key of age.") from None


def _encrypt(padded: bytes, recipients: Sequence[str]) -> bytes:
    armoured: bytes = pyrage.encrypt(padded, public_keys(recipients), armored=True)
    return _levelled(armoured, len(padded), len(recipients))


def _levelled(armoured: bytes, size: int, recipients: int) -> bytes:
    # pyrage adds a stanza of random length ("grease") to each header, so that readers stay tolerant. White
    # space after armour means nothing to age, so it fills the difference: as many bytes and as many lines
    # each time, because JSON writes the end of a line as two characters.
    chunks = max(1, -(-size // _AGE_CHUNK))
    longest = size + header_at_most(recipients) + chunks * _AGE_TAG
    characters = 4 * -(-longest // 3)
    lines = -(-characters // _ARMOUR_LINE) + 2
    filled = armoured + b"\n" * (lines - armoured.count(b"\n"))
    return filled.ljust(characters + lines + _ARMOUR_MARKS)
