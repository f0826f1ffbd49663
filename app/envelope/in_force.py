"""To whom a message is sealed on one day, read off a hub's list once."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final

from app.envelope.public_keys import Listed, Use
from app.errors import HubKeyMissingError

NEEDED: Final[tuple[Use, ...]] = ("contact", "restricted")
"""Without a key for each of these nothing is sealed."""
SEALING_USES: Final[tuple[Use, ...]] = ("contact", "restricted", "escrow")


@dataclass(frozen=True)
class InForce:
    """The public keys of a hub's list to which to seal on one day."""

    public: Mapping[Use, tuple[str, ...]]
    key_ids: tuple[str, ...]
    """The ids of all the keys that a message is sealed to."""

    def recipients(self, use: Use) -> tuple[str, ...]:
        """Those of this use, and the escrow key of anything but mail.

        A hub that lists no key for the restricted part has it sealed to its ordinary one.

        Raises:
            HubKeyMissingError: if none of this use is in force; escrow alone is not enough.
        """
        if not self.public[use]:
            raise HubKeyMissingError(f"No public key for '{use}' is in force in hub.toml.")
        return self.public[use]


@lru_cache(maxsize=4)
def in_force(listed: Listed, today: date) -> InForce:
    """To whom a list has everything sealed on a day."""
    found = {use: listed.in_force(stand_in(listed, use), today) for use in (*NEEDED, "mail")}
    escrow = listed.in_force("escrow", today)
    sealed_to = {use: (*keys, *(escrow if keys and use != "mail" else ())) for use, keys in found.items()}
    named = (key.id for use in SEALING_USES for key in listed.in_force(use, today))
    return InForce(
        {use: tuple(dict.fromkeys(key.public for key in keys)) for use, keys in sealed_to.items()},
        tuple(dict.fromkeys(named)),
    )


def stand_in(listed: Listed, use: Use) -> Use:
    """The use whose keys serve for this one."""
    # Only where none was ever listed: one that has run out, or has a typo, must not widen who can read.
    return "contact" if use == "restricted" and not listed.has(use) and listed.sound else use
