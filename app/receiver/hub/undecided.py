"""What is filed here and waits for a decision, most pressing first: a file's name says nothing of what is in it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from app.contact.model import Contact
from app.envelope.events import CLOSED, DECIDED
from app.profiles.model import Profile
from app.receiver.copies.pressing import DANGER, PRESSING, URGENT, presses
from app.receiver.steps import TURNS, Step, last_of, since_it_came
from app.references import parse_reference


@dataclass(frozen=True)
class Undecided:
    """A version of a contact, and what the hub has said since it came, oldest first."""

    contact: Contact
    steps: Sequence[Step]
    version: int = 1

    @property
    def pressing(self) -> Sequence[str]:
        """Why it should be read before others, as its writer says, the first reason first."""
        words = [one.word for one in presses(self.contact)]
        return [one for one in words if one != URGENT.word or DANGER.word not in words]


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


def by_pressing(
    versions: Iterable[tuple[Contact, int]], steps: Mapping[str, Sequence[Step]]
) -> list[Undecided]:
    """Each with what was said of it; of those that press alike the oldest first.

    When they came is known to the minute: those of one minute stay in the order in which they are given.
    """
    found = (
        Undecided(contact, since_it_came(steps.get(contact.reference, ()), version), version)
        for contact, version in versions
    )
    return sorted(found, key=_order)


def _order(one: Undecided) -> tuple[int, datetime]:
    first = next(presses(one.contact), None)
    return PRESSING.index(first) if first else len(PRESSING), one.contact.received_at
