"""Whether keys belong together: those on this machine with each other, and the hub's with what the portal knows."""

import ssl
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final
from uuid import UUID

import httpx

from app.doctor.report import Line
from app.envelope.attachments import ask_for
from app.envelope.keys import PortalKeys, ReceiverKeys, RelayKeys
from app.envelope.public_keys import KeyList, Use, public_text
from app.envelope.sealing import Identity
from app.errors import ConfigurationError
from app.profiles.model import Profile
from app.receiver.fetching import SCHEME
from app.settings import Settings

PATIENCE: Final = 10.0
"""Seconds for an answer over the network."""
NO_MESSAGE: Final = str(UUID(int=0))
"""The id of a message and a file that nobody has."""
BELIEVED: Final = "It believes what this hub signs."
NOT_BELIEVED: Final = "It does not believe what this hub signs: another set of keys, or another PROFILE."
ONE_SET: Final = (
    "Its hub.toml and the receiver’s keys must be of one set: python -m app keys show there names its keys, "
    "and docs/keys.md says how one is added."
)
NO_FILES: Final = "It answers {status} where files are fetched: messages with files wait here."
WAY: Final = "Let the hub reach /api/attachments at the portal, beside /api/events."
TWO_SETS: Final = "These are keys of two sets: {so}."
TOGETHER: Final = "Give each process the folder of one set; docs/keys.md says how a single key is replaced."


async def believed(settings: Settings, profile: Profile) -> list[Line]:
    """Whether the portal knows the key with which this hub signs: it is asked for a file that nobody has."""
    try:
        keys = ReceiverKeys.load(settings.keys_folder / "receiver")
    except ConfigurationError:
        return []
    signature = ask_for(profile.slug, NO_MESSAGE, NO_MESSAGE, keys.signing_key)
    address = f"{settings.attachments_address}/{NO_MESSAGE}/{NO_MESSAGE}"
    try:
        async with httpx.AsyncClient(timeout=PATIENCE, verify=ssl.create_default_context()) as client:
            answer = await client.get(address, headers={"authorization": f"{SCHEME}{signature}"})
    except httpx.HTTPError:
        return []
    if answer.status_code == httpx.codes.GONE:
        return [Line("portal", BELIEVED)]
    if answer.status_code == httpx.codes.UNAUTHORIZED:
        return [Line("portal", NOT_BELIEVED, ONE_SET)]
    return [Line("portal", NO_FILES.format(status=answer.status_code), WAY)]


def together(keys_folder: Path, today: date) -> Iterator[Line]:
    """Which of the keys that are on this machine do not fit one another; of a key that is not here nothing is said."""
    for pair in _pairs(keys_folder, today):
        if pair.listed and pair.held.isdisjoint(pair.listed):
            yield Line("keys", TWO_SETS.format(so=pair.so), TOGETHER)


@dataclass(frozen=True)
class _Pair:
    """Public keys that one process goes by, and those whose private halves another has."""

    listed: set[str]
    held: set[str]
    so: str


def _pairs(keys_folder: Path, today: date) -> Iterator[_Pair]:
    portal, relay, receiver = (keys_folder / name for name in ("portal", "relay", "receiver"))
    hub, portals = KeyList(portal / "hub.toml"), KeyList(receiver / "portal.toml")
    try:
        if receiver.is_dir() and portal.is_dir():
            ours, theirs = PortalKeys.load(portal), ReceiverKeys.load(receiver)
            opened = _public(theirs.identities)
            for use in ("contact", "restricted"):
                yield _Pair(_listed(hub, use, today), opened, f"the hub cannot open the {use} part")
            yield _Pair(
                _listed(hub, "receipts", today), {public_text(theirs.signing_key)}, "no receipt is believed"
            )
            signer = {public_text(ours.signing_key)}
            yield _Pair(_listed(portals, "portal", today), signer, "the hub refuses what the portal signs")
        if relay.is_dir():
            addressed = _public(RelayKeys.load(relay).identities)
            for listed in (hub, portals):
                yield _Pair(_listed(listed, "mail", today), addressed, "the relay opens no address")
    except (ConfigurationError, PermissionError):
        # A key that is missing or malformed has its line already; another process's is for its own user alone.
        return


def _public(identities: Iterable[Identity]) -> set[str]:
    return {identity.public for identity in identities}


def _listed(listed: KeyList, use: Use, today: date) -> set[str]:
    return {key.public for key in listed.listed.in_force(use, today)}
