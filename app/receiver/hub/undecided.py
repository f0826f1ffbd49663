"""What is filed here and waits for a decision, most pressing first: a file's name says nothing of what is in it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from app.contact.model import Contact
from app.envelope.events import CLOSED, DECIDED
from app.profiles.model import Profile
from app.receiver.copies.banners import fears_the_family, waits_in_danger
from app.receiver.copies.violence import may_kill
from app.receiver.steps import TURNS, Step, last_of
from app.references import parse_reference

DANGER: Final = "DANGER"
URGENT: Final = "URGENT"
AT_RISK: Final = "AT RISK"
MISSING: Final = "MISSING"
VIOLENCE: Final = "VIOLENCE"
"""Strangling, a weapon or a threat to kill."""
DELAY: Final = "DELAY"
"""The writer says that one would be dangerous, and that it can wait."""
TELL_NOBODY: Final = "TELL NOBODY"
PROTECTED: Final = "72 HOURS"
"""Police protection ends within them, which may be before the day by which a decision is promised."""
PRESSING: Final = (DANGER, URGENT, AT_RISK, MISSING, VIOLENCE, DELAY, TELL_NOBODY, PROTECTED)
"""What a contact may say of itself, in the order in which it is read."""


@dataclass(frozen=True)
class Undecided:
    """A contact, and what the hub has said of it, oldest first."""

    contact: Contact
    steps: Sequence[Step]

    @property
    def pressing(self) -> Sequence[str]:
        """Why it should be read before others, as its writer says, the first reason first."""
        contact = self.contact
        risks = (contact.in_danger, contact.urgent and not contact.in_danger, contact.still_at_risk)
        waits = (waits_in_danger(contact), fears_the_family(contact), contact.police_protect)
        held = (*risks, contact.somebody_missing, bool(may_kill(contact)), *waits)
        return [word for word, holds in zip(PRESSING, held, strict=True) if holds]


def earlier(council: Profile, contact: Contact) -> str | None:
    """The reference of what its writer says that it belongs with; None where they typed none that can be one.

    What else somebody typed there may be a name, and is for the copy alone.
    """
    return parse_reference(contact.opening.linked_reference or "", *council.prefixes)


def waits(steps: Sequence[Step]) -> bool:
    """Whether one of which this was said is not closed, and either was not decided or is looked at again since."""
    last = last_of(steps, TURNS)
    decided = last is not None and last.type == DECIDED
    return not decided and all(step.type != CLOSED for step in steps)


def by_pressing(contacts: Iterable[Contact], steps: Mapping[str, Sequence[Step]]) -> list[Undecided]:
    """Each with what was said of it; of those that press alike the oldest first.

    When they came is known to the minute: those of one minute stay in the order in which they are given.
    """
    return sorted((Undecided(contact, steps.get(contact.reference, ())) for contact in contacts), key=_order)


def _order(one: Undecided) -> tuple[int, datetime]:
    first = next(iter(one.pressing), None)
    return PRESSING.index(first) if first else len(PRESSING), one.contact.received_at
