"""Lists of public keys in TOML: several of one use, with dates, so that they can be replaced in turn."""

import base64
import binascii
import hashlib
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Annotated, Final, Literal, Self

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from propcache import cached_property
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError, model_validator

from app.envelope.sealing import is_recipient

Use = Literal["contact", "restricted", "escrow", "mail", "receipts", "portal"]
"""What a key is for. Age keys seal contacts, the restricted part, a copy for recovery and addresses for the
relay; Ed25519 keys check the hub's receipts and the portal's messages."""

SIGNING_USES: Final = frozenset({"receipts", "portal"})
NEVER_READ: Final = (-1, -1, -1)


class PublicKey(BaseModel):
    """One `[[key]]` of a list."""

    model_config = ConfigDict(frozen=True, extra="ignore", populate_by_name=True, hide_input_in_errors=True)

    use: Use
    id: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9-]{1,32}$")]
    public: str
    since: date = Field(alias="from")
    until: date

    @model_validator(mode="after")
    def _fits_its_use(self) -> Self:
        fits = verifier(self.public) is not None if self.use in SIGNING_USES else is_recipient(self.public)
        if not fits:
            raise ValueError("not a public key for this use")
        return self

    def in_force(self, today: date) -> bool:
        """Whether to use it today: its first and last day included."""
        return self.since <= today <= self.until

    def toml(self) -> str:
        """The key as an entry of a list."""
        return (
            f'[[key]]\nuse = "{self.use}"\nid = "{self.id}"\npublic = "{self.public}"\n'
            f"from = {self.since}\nuntil = {self.until}\n"
        )


def fingerprint(public: str) -> str:
    """A short name for a public key: eight hexadecimal digits of its SHA-256."""
    return hashlib.sha256(public.encode()).hexdigest()[:8]


def public_text(key: Ed25519PrivateKey) -> str:
    """The public half of a signing key, as lists hold it: base64 of its 32 bytes."""
    return base64.b64encode(key.public_key().public_bytes_raw()).decode()


def verifier(public: str) -> Ed25519PublicKey | None:
    """The Ed25519 public key that this base64 holds; None if it holds none."""
    try:
        return Ed25519PublicKey.from_public_bytes(base64.b64decode(public, validate=True))
    except (binascii.Error, ValueError):
        return None


def verifiers(keys: Iterable[PublicKey], use: Use) -> tuple[Ed25519PublicKey, ...]:
    """Every listed key that checks signatures of this use, whatever its dates.

    A signing key counts for as long as its entry stands; to stop trusting it, remove the entry. A referral
    signed a day too late must still arrive.
    """
    found = (verifier(key.public) for key in keys if key.use == use)
    return tuple(key for key in found if key is not None)


@dataclass(frozen=True, eq=False)
class Listed:
    """What a list held when it was read."""

    entries: tuple[PublicKey | None, ...] = ()
    """None stands for an entry that could not be read."""

    @cached_property
    def keys(self) -> tuple[PublicKey, ...]:
        """The keys that are well formed."""
        return tuple(key for key in self.entries if key is not None)

    @property
    def sound(self) -> bool:
        """Whether every entry could be read; where one could not, nobody knows what it was for."""
        return None not in self.entries

    def has(self, use: Use) -> bool:
        """Whether a key of this use was ever listed."""
        return any(key.use == use for key in self.keys)

    def in_force(self, use: Use, today: date) -> tuple[PublicKey, ...]:
        """The keys of this use to use today."""
        return tuple(key for key in self.keys if key.use == use and key.in_force(today))

    def lasts(self, use: Use, today: date) -> date | None:
        """The last day to which, from today on without a gap, a key of this use is in force; None without one today."""
        last, day = None, today
        while found := self.in_force(use, day):
            last = max(key.until for key in found)
            if last == date.max:
                return last
            day = last + timedelta(days=1)
        return last


MISSING: Final = Listed()


class KeyList:
    """A list of public keys in a file, read again when the file changes, so that it can be mended in use."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._read_as = NEVER_READ
        self._listed = MISSING

    @property
    def listed(self) -> Listed:
        """What it holds now; nothing if the file is missing or is not TOML."""
        try:
            facts = self._path.stat()
        except OSError:
            return MISSING
        read_as = (facts.st_mtime_ns, facts.st_size, facts.st_ino)
        if read_as != self._read_as:
            self._listed, self._read_as = Listed(_read(self._path)), read_as
        return self._listed

    @property
    def keys(self) -> tuple[PublicKey, ...]:
        """The keys that it holds now and that are well formed."""
        return self.listed.keys


def _read(path: Path) -> tuple[PublicKey | None, ...]:
    try:
        entries = tomllib.loads(path.read_text(encoding="utf-8")).get("key", [])
    except (OSError, ValueError):
        return ()
    entries = entries if isinstance(entries, list) else []
    return tuple(map(_key, entries))


def _key(entry: Mapping[str, object]) -> PublicKey | None:
    try:
        return PublicKey.model_validate(entry)
    except ValidationError:
        return None
