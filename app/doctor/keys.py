"""The keys on this machine: whole, private, in force, and none that belongs elsewhere."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Final

from app.doctor.report import Line
from app.envelope.keys import PortalKeys, ReceiverKeys, RelayKeys
from app.envelope.public_keys import Use
from app.errors import HubKeyMissingError

FORESIGHT: Final = timedelta(days=30)
OTHERS: Final = 0o077
LOADED: Final[dict[str, Callable[[Path], object]]] = {
    "portal": PortalKeys.load,
    "relay": RelayKeys.load,
    "receiver": ReceiverKeys.load,
}
LISTED: Final[tuple[tuple[Use, str], ...]] = (
    ("mail", "no professional gets an acknowledgement"),
    ("escrow", "if the hub loses its keys, nothing opens what is sent now"),
)
REPLACE: Final = (
    "Make a new key and add its public half to hub.toml, beside the old one: no restart is needed."
)


def own_keys(part: str, folder: Path, today: date) -> Iterator[Line]:
    """What one process needs to start, and for how long it will do.

    Raises:
        ConfigurationError: a key is missing or malformed.
    """
    keys = LOADED[part](folder)
    yield Line("keys", f"The {part} has its private keys.")
    if isinstance(keys, PortalKeys):
        yield from _hub_list(keys, today)


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
        yield Line("hub key", "Nothing can be sealed to the hub: no referral can be sent.", REPLACE)
    elif last - today < FORESIGHT:
        yield Line(
            "hub key", f"The last day of the hub’s keys is {last}: after it no referral can be sent.", REPLACE
        )
    else:
        yield Line("hub key", f"The hub’s keys last to {last}.")
    if not keys.hub.sound:
        yield Line(
            "hub.toml", "An entry cannot be read, and nobody knows what it was for.", "Mend or remove it."
        )
    if not keys.receipt_keys():
        yield Line("hub.toml", "No key for ‘receipts’: nothing the hub says is believed.", "Add the hub’s.")
    elif not keys.receipt_keys(today):
        yield Line(
            "hub.toml",
            "The key for ‘receipts’ is past its day: no decision is believed.",
            "Add the hub’s new one.",
        )
    for use, so in LISTED:
        try:
            keys.recipients(use, today)
        except HubKeyMissingError:
            yield Line(f"{use} key", f"None is in force: {so}.", REPLACE)
