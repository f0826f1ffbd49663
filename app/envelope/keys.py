"""The key folders, one for each process, so that no process can read a key that is not its own."""

import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Final, Self

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from app.envelope.in_force import NEEDED, InForce, in_force, stand_in
from app.envelope.key_files import (
    FOLDER_MODE,
    read_identities,
    read_secret,
    read_signing_key,
    write_file,
    write_identity,
    write_secret,
    write_signing_key,
)
from app.envelope.public_keys import KeyList, PublicKey, Use, fingerprint, public_text, verifiers
from app.envelope.sealing import Identity
from app.errors import ConfigurationError

BESIDES: Final[tuple[Use, ...]] = ("mail", "escrow", "receipts")
"""Referrals are sent without these, but are not acknowledged, or not safe, or not answered."""
FOLDERS: Final = ("portal", "relay", "receiver", "offline")
IDENTITY_FILES: Final[Mapping[Use, str]] = {
    "contact": "receiver/hub.key",
    "restricted": "receiver/restricted.key",
    "escrow": "offline/escrow.key",
    "mail": "relay/mail.key",
}

_HUB_LIST: Final = """\
# The public keys of the hub. This is a list, so that keys can be replaced in turn: add an entry for the new
# key beside the old one and set their dates. A message is sealed to every key in force that day, and old
# messages open with old keys. A 'receipts' key is believed for as long as its entry stands where it signs a
# receipt, and between its dates where it signs anything else. The portal reads this file again whenever it
# changes.
"""
_PORTAL_LIST: Final = """\
# The public keys of the portals whose messages the receiver believes. This is a list: to replace a key, add
# the new one beside the old one, and remove the old one when nothing that it signed is still on its way. The
# dates say when that is due. A 'mail' key is the relay's: the addresses of those who are told of a decision
# are sealed to it, on the days that it names.
"""
_OFFLINE_NOTE: Final = """\
Move this folder off the machine and keep it safe.
If the hub loses its own keys, escrow.key is the only thing that opens its referrals.
"""


def new_keys(folder: Path, today: date, years: int = 2) -> None:
    """Make a whole set of keys in a folder, in one folder for each process; all of it or nothing.

    Raises:
        ConfigurationError: if there is any key folder already; nothing is ever overwritten.
    """
    folder.mkdir(mode=FOLDER_MODE, parents=True, exist_ok=True)
    if any((folder / name).exists() for name in FOLDERS):
        raise ConfigurationError(f"{folder} already holds keys; nothing was changed.")
    making = Path(tempfile.mkdtemp(prefix=".new-", dir=folder))
    try:
        _make(making, today, _years_later(today, years))
        for name in FOLDERS:
            (making / name).rename(folder / name)
    finally:
        shutil.rmtree(making)


MISSING: Final = (
    "{path} is missing. Look at KEYS, which is now {keys}; only a first installation makes a set of keys: "
    "python -m app keys new"
)


@dataclass(frozen=True)
class PortalKeys:
    """What the portal holds: public keys to seal to, its own signing key and two secrets."""

    hub: KeyList = field(repr=False)
    signing_key: Ed25519PrivateKey = field(repr=False)
    form_token_secret: bytes = field(repr=False)
    pepper: bytes = field(repr=False)

    @classmethod
    def load(cls, folder: Path) -> Self:
        """Read the folder `portal`. Without `hub.toml` the portal starts, but refuses submissions.

        Raises:
            ConfigurationError: naming the private key that is missing or malformed.
        """
        _require(folder / "signing.key")
        return cls(
            hub=KeyList(folder / "hub.toml"),
            signing_key=read_signing_key(folder / "signing.key"),
            form_token_secret=read_secret(folder / "form-token.key"),
            pepper=read_secret(folder / "pepper.key"),
        )

    def in_force(self, today: date) -> InForce:
        """To whom to seal today, from one look at the list, whatever becomes of it meanwhile."""
        return in_force(self.hub.listed, today)

    def recipients(self, use: Use, today: date) -> tuple[str, ...]:
        """The public keys to seal to today.

        Raises:
            HubKeyMissingError: if none of this use is in force.
        """
        return self.in_force(today).recipients(use)

    def sealable_until(self, today: date) -> date | None:
        """The last day to which, from today on without a gap, whatever is sent can be sealed to the hub.

        None where it cannot be today.
        """
        listed = self.hub.listed
        days = [listed.lasts(stand_in(listed, use), today) for use in NEEDED]
        return None if None in days else min(day for day in days if day)

    def complete_until(self, today: date) -> date | None:
        """The last day on which there is a key in force for each other use that is listed; None where one is over.

        A use that was never listed is done without.
        """
        listed = self.hub.listed
        days = [listed.lasts(use, today) for use in BESIDES if listed.has(use)]
        return None if None in days else min((day for day in days if day), default=date.max)

    def receipt_keys(self, today: date | None = None) -> tuple[Ed25519PublicKey, ...]:
        """The keys with which the hub signs what it sends back: all that are listed, or those in force today."""
        return verifiers(
            (key for key in self.hub.keys if today is None or key.in_force(today)),
            "receipts",
        )


@dataclass(frozen=True)
class ReceiverKeys:
    """What the hub's receiver holds: every private key, old ones too, and the portals that it believes."""

    identities: tuple[Identity, ...]
    signing_key: Ed25519PrivateKey = field(repr=False)
    portal_keys: tuple[Ed25519PublicKey, ...] = field(repr=False)
    mail_keys: tuple[PublicKey, ...] = field(default=(), repr=False)
    """The relay's, to which the addresses of those are sealed who are told of decisions."""

    @classmethod
    def load(cls, folder: Path) -> Self:
        """Read the folder `receiver`: `hub*.key`, `restricted*.key`, `signing.key`, `portal.toml`.

        Raises:
            ConfigurationError: naming the file that is missing or malformed.
        """
        portal = folder / "portal.toml"
        _require(portal)
        listed = KeyList(portal).keys
        portal_keys = verifiers(listed, "portal")
        if not portal_keys:
            raise ConfigurationError(f"{portal} lists no public key of a portal.")
        _require(folder / "signing.key")
        return cls(
            identities=(*_identities(folder, "hub"), *_identities(folder, "restricted", required=False)),
            signing_key=read_signing_key(folder / "signing.key"),
            portal_keys=portal_keys,
            mail_keys=tuple(key for key in listed if key.use == "mail"),
        )

    def mail_recipients(self, today: date) -> tuple[str, ...]:
        """The relay's public keys that are in force; none where nobody can be written to."""
        return tuple(key.public for key in self.mail_keys if key.in_force(today))


@dataclass(frozen=True)
class RelayKeys:
    """What the relay holds: the private keys of the addresses that it writes to."""

    identities: tuple[Identity, ...]

    @classmethod
    def load(cls, folder: Path) -> Self:
        """Read the folder `relay`: every `mail*.key`.

        Raises:
            ConfigurationError: naming the file that is missing or malformed.
        """
        return cls(_identities(folder, "mail"))


def _require(path: Path) -> None:
    if not path.exists():
        raise ConfigurationError(_missing(path))


def _missing(path: Path) -> str:
    """Far more often KEYS names another folder than there are no keys: with new ones what waits opens for nobody."""
    return MISSING.format(path=path, keys=path.parent.parent.absolute())


def _identities(folder: Path, name: str, *, required: bool = True) -> tuple[Identity, ...]:
    paths = sorted(folder.glob(f"{name}*.key"))
    if required and not paths:
        raise ConfigurationError(_missing(folder / f"{name}.key"))
    return tuple(identity for path in paths for identity in read_identities(path))


def _make(folder: Path, today: date, until: date) -> None:
    for name in FOLDERS:
        (folder / name).mkdir(mode=FOLDER_MODE)
    hub, portal = Ed25519PrivateKey.generate(), Ed25519PrivateKey.generate()
    publics: dict[Use, str] = {"receipts": public_text(hub)}
    for use, path in IDENTITY_FILES.items():
        identity = Identity.generate()
        write_identity(folder / path, identity, today)
        publics[use] = identity.public
    write_signing_key(folder / "receiver/signing.key", hub)
    write_signing_key(folder / "portal/signing.key", portal)
    write_secret(folder / "portal/form-token.key")
    write_secret(folder / "portal/pepper.key")
    write_file(folder / "portal/hub.toml", _listed(_HUB_LIST, publics, today, until))
    portals: dict[Use, str] = {"portal": public_text(portal), "mail": publics["mail"]}
    write_file(folder / "receiver/portal.toml", _listed(_PORTAL_LIST, portals, today, until))
    write_file(folder / "offline/README.txt", _OFFLINE_NOTE)


def _listed(comment: str, publics: Mapping[Use, str], today: date, until: date) -> str:
    keys = (
        PublicKey(use=use, id=fingerprint(public), public=public, since=today, until=until)
        for use, public in publics.items()
    )
    return "\n".join((comment, *(key.toml() for key in keys)))


def _years_later(today: date, years: int) -> date:
    leap_day = (today.month, today.day) == (2, 29)
    return today.replace(year=today.year + years, day=28 if leap_day else today.day)
