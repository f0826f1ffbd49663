"""The keys on this machine: whole, private, in force, and none that belongs elsewhere."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Final

from app.doctor.report import Line
from app.envelope.keys import PortalKeys, ReceiverKeys, RelayKeys
from app.envelope.public_keys import KeyList, Listed, Use

FORESIGHT: Final = timedelta(days=30)
OTHERS: Final = 0o077
LOADED: Final[dict[str, Callable[[Path], object]]] = {
    "portal": PortalKeys.load,
    "relay": RelayKeys.load,
    "receiver": ReceiverKeys.load,
}
PORTAL_LIST: Final[tuple[tuple[Use, str], ...]] = (
    ("mail", "no professional gets an acknowledgement"),
    ("escrow", "if the hub loses its keys, nothing opens what is sent now"),
)
HUB_LIST: Final[tuple[tuple[Use, str], ...]] = (
    ("mail", "nobody is told of a decision by email"),
    ("portal", "the portal’s signing key is older than was planned"),
)
HUB_KEY: Final = "Replace it as docs/keys.md says: the portal needs no restart."
REPLACE: Final = "Replace it as docs/keys.md says, beside the old one in {file}."


def own_keys(part: str, folder: Path, today: date) -> Iterator[Line]:
    """What one process needs to start, and for how long it will do.

    Raises:
        ConfigurationError: a key is missing or malformed.
    """
    keys = LOADED[part](folder)
    yield Line("keys", f"The {part} has its private keys.")
    if isinstance(keys, PortalKeys):
        yield from _hub_list(keys, today)
    if isinstance(keys, ReceiverKeys):
        yield from _hub_side(folder, today)


def private(keys_folder: Path) -> Iterator[Line]:
    """Whether others can read a key here, and whether the escrow key still lies about."""
    files = [path for path in keys_folder.rglob("*.key") if path.is_file()]
    readable = [path for path in files if path.stat().st_mode & OTHERS]
    if readable:
        yield Line("keys", f"Others can read {readable[0]}.", "Let its owner alone read it: chmod 600.")
    if (keys_folder / "offline").exists():
        yield Line(
            "escrow key",
            "The escrow key is on this machine: who breaks into it can open every referral.",
            f"Move {keys_folder / 'offline'} to where no machine reads it.",
        )


def _hub_list(keys: PortalKeys, today: date) -> Iterator[Line]:
    last = keys.sealable_until(today)
    if last is None:
        yield Line("hub key", "Nothing can be sealed to the hub: no referral can be sent.", HUB_KEY)
    elif last - today < FORESIGHT:
        yield Line(
            "hub key", f"The last day of the hub’s keys is {last}: after it no referral can be sent.", HUB_KEY
        )
    else:
        yield Line("hub key", f"The hub’s keys last to {last}.")
    listed = keys.hub.listed
    if not listed.sound:
        yield Line(
            "hub.toml", "An entry cannot be read, and nobody knows what it was for.", "Mend or remove it."
        )
    if not listed.has("receipts"):
        yield Line("hub.toml", "No key for ‘receipts’: nothing the hub says is believed.", "Add the hub’s.")
    else:
        yield from _lasting(listed, "receipts", "no decision is believed", today, "hub.toml")
    for use, so in PORTAL_LIST:
        yield from _lasting(listed, use, so, today, "hub.toml")


def _hub_side(folder: Path, today: date) -> Iterator[Line]:
    listed = KeyList(folder / "portal.toml").listed
    for use, so in HUB_LIST:
        yield from _lasting(listed, use, so, today, "portal.toml")


def _lasting(listed: Listed, use: Use, so: str, today: date, file: str) -> Iterator[Line]:
    """What follows where the last key of a use is over or soon will be."""
    last = listed.lasts(use, today)
    if last is None:
        yield Line(f"{use} key", f"None is in force: {so}.", REPLACE.format(file=file))
    elif last - today < FORESIGHT:
        yield Line(f"{use} key", f"Its last day is {last}. Without another, {so}.", REPLACE.format(file=file))
