"""What is filed here and waits for a decision, most pressing first: a file's name says nothing of what is in it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from app.contact.model import Contact
from app.envelope.events import CLOSED, DECIDED
from app.profiles.model import Profile
from app.receiver.steps import TURNS, Step, last_of
from app.references import parse_reference

DANGER: Final = "DANGER"
URGENT: Final = "URGENT"
AT_RISK: Final = "AT RISK"
MISSING: Final = "MISSING"
PROTECTED: Final = "72 HOURS"
"""Police protection ends within them, which may be before the day by which a decision is promised."""
PRESSING: Final = (DANGER, URGENT, AT_RISK, MISSING, PROTECTED, "")
"""What a contact may say of itself, in the order in which it is read."""


@dataclass(frozen=True)
class Undecided:
    """A contact, and what the hub has said of it, oldest first."""

    contact: Contact
    steps: Sequence[Step]

    @property
    def waits(self) -> bool:
        """Whether it is not closed, and either was not decided or is looked at again since."""
        last = last_of(self.steps, TURNS)
        decided = last is not None and last.type == DECIDED
        return not decided and all(step.type != CLOSED for step in self.steps)

    @property
    def pressing(self) -> str:
        """Why it should be read before others, as its writer says; empty where it says nothing of the kind."""
        contact = self.contact
        risks = (contact.in_danger, contact.urgent, contact.still_at_risk)
        held = (*risks, contact.somebody_missing, contact.police_protect, True)
        return next(word for word, holds in zip(PRESSING, held, strict=True) if holds)


def earlier(council: Profile, contact: Contact) -> str | None:
    """The reference of what its writer says that it belongs with; None where they typed none that can be one.

    What else somebody typed there may be a name, and is for the copy alone.
    """
    return parse_reference(contact.opening.linked_reference or "", *council.prefixes)


def undecided(contacts: Iterable[Contact], steps: Mapping[str, Sequence[Step]]) -> list[Undecided]:
    """Each that waits; of those that press alike the oldest first.

    When they came is known to the minute: those of one minute stay in the order in which they are given.
    """
    found = (Undecided(contact, steps.get(contact.reference, ())) for contact in contacts)
    return sorted((one for one in found if one.waits), key=_order)


def _order(one: Undecided) -> tuple[int, datetime]:
    return PRESSING.index(one.pressing), one.contact.received_at
