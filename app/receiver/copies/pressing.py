"""What presses, in one order: the head of a copy follows it, and so does the list of what waits."""

from collections.abc import Callable, Iterator
from typing import Final, NamedTuple

from app.contact.model import Contact
from app.forms.telling import TOLD_TO_NOBODY_YET
from app.receiver.copies.knowing import delay_is_dangerous
from app.receiver.copies.violence import head_of_violence, may_kill
from app.saying import Sentence
from app.vocabulary import FormName

IN_DANGER: Final = "IMMEDIATE DANGER: the writer says that a child is in danger now"
IN_DANGER_OF: Final = {
    FormName.FAMILY: "IMMEDIATE DANGER: the writer says that they or a child are in danger now",
    FormName.YOUNG_PERSON: "IMMEDIATE DANGER: the writer says that they or somebody else are in danger now",
}
"""Where those who write are asked about themselves too."""
CANNOT_WAIT: Final = "URGENT: the writer says that this cannot wait"
STILL_AT_RISK: Final = "STILL AT RISK: the writer says that a child is still at risk from the adult"
MISSING_NOW: Final = "MISSING: the writer says that a child is missing now"
DELAYED: Final = (
    "DANGEROUS DELAY: the writer says that telling somebody in the family first would cause one, and that this can "
    "wait. Ask them today whether it can"
)
TELL_NOBODY_ELSE: Final = (
    "TELL NOBODY ELSE IN THE FAMILY YET: the writer names FGM, a forced marriage or harm for ‘honour’. Whoever "
    "learns of it may take a child away, or have a child say nothing"
)
IN_PROTECTION: Final = (
    "POLICE PROTECTION: the writer says that a child is in it, which ends within 72 hours of its beginning"
)


class Press(NamedTuple):
    """One thing that presses: its word in the list, and what the head of the copy says of it."""

    word: str
    holds: Callable[[Contact], bool]
    head: Callable[[Contact], str | Sentence]


def _says(head: str) -> Callable[[Contact], str]:
    return lambda _: head


def waits_in_danger(contact: Contact) -> bool:
    """Whether its writer says that a delay would be dangerous, and that it can wait."""
    return delay_is_dangerous(contact) and not contact.urgent


def fears_the_family(contact: Contact) -> bool:
    """Whether somebody who is no professional names what a family may want, of which nobody is told yet."""
    named = any(one.code in TOLD_TO_NOBODY_YET for one in contact.opening.concerns)
    return named and contact.form is not FormName.PROFESSIONAL


DANGER: Final = Press("DANGER", lambda one: one.in_danger, lambda one: IN_DANGER_OF.get(one.form, IN_DANGER))
URGENT: Final = Press("URGENT", lambda one: one.urgent, _says(CANNOT_WAIT))
AT_RISK: Final = Press("AT RISK", lambda one: one.still_at_risk, _says(STILL_AT_RISK))
PRESSING: Final = (
    DANGER,
    URGENT,
    AT_RISK,
    Press("MISSING", lambda one: one.somebody_missing, _says(MISSING_NOW)),
    Press("VIOLENCE", lambda one: bool(may_kill(one)), head_of_violence),
    Press("DELAY", waits_in_danger, _says(DELAYED)),
    Press("TELL NOBODY", fears_the_family, _says(TELL_NOBODY_ELSE)),
    # Police protection may end before the day by which a decision is promised.
    Press("72 HOURS", lambda one: one.police_protect, _says(IN_PROTECTION)),
)
"""In the order in which it is read."""


def presses(contact: Contact) -> Iterator[Press]:
    """All of it that its writer says, the first first."""
    return (one for one in PRESSING if one.holds(contact))
