"""Questions that tie what is sent now to what came before: something sent (rules.md 6), or a call (rules.md 7)."""

from typing import Final

from app.forms.conditions import Condition, Facts
from app.forms.kinds.asked import Problem
from app.forms.kinds.checked import Reference
from app.forms.pages import Page
from app.profiles.model import Profile
from app.references import is_reference
from app.vocabulary import FormName

CALL: Final = "spoke_reference"
"""The question for the reference of a call that the hub registered."""
ODD: Final = "This does not look like a reference of ours: check each letter and number"

SENT_BEFORE: Final = "Have you already sent us something about this? Its reference (optional)"


def odd_reference(facts: Facts) -> Problem | None:
    """What does not look like a reference may still tell the hub something, and stops nothing."""
    return _odd("linked_reference", facts)


def odd_call(facts: Facts) -> Problem | None:
    """The same of the reference of a call."""
    return _odd(CALL, facts)


def _odd(question: str, facts: Facts) -> Problem | None:
    typed = facts.get(question)
    return Problem(question, ODD) if isinstance(typed, str) and not is_reference(typed) else None


def with_call(page: Page, council: Profile, when: Condition) -> Page:
    """The page, asking also for the reference of a call that was registered."""
    asked = Reference(
        id=CALL,
        label="Reference of the call (optional)",
        hint="If we gave you one.",
        prefixes=council.prefixes,
        when=when,
    )
    return page.model_copy(
        update={"questions": (*page.questions, asked), "warnings": (*page.warnings, odd_call)}
    )


def with_reference(page: Page, council: Profile, label: str = SENT_BEFORE) -> Page:
    """The page, asking also for the reference of something sent before."""
    asked = Reference(
        id="linked_reference",
        label=label,
        hint="Then we can read the two together.",
        prefixes=council.prefixes,
        sent_by=(FormName.ALLEGATION,),
    )
    return page.model_copy(
        update={"questions": (*page.questions, asked), "warnings": (*page.warnings, odd_reference)}
    )
