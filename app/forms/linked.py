"""One question that ties what is sent now to what was sent before, such as an allegation (rules.md 6)."""

from app.forms.asked import Problem
from app.forms.checked import Reference
from app.forms.conditions import Facts
from app.forms.pages import Page
from app.profiles.model import Profile
from app.references import is_reference
from app.vocabulary import FormName


def odd_reference(facts: Facts) -> Problem | None:
    """What does not look like a reference may still tell the hub something, and stops nothing."""
    typed = facts.get("linked_reference")
    if not isinstance(typed, str) or is_reference(typed):
        return None
    return Problem(
        "linked_reference", "This does not look like a reference of ours: check each letter and number"
    )


def with_reference(page: Page, council: Profile) -> Page:
    """The page, asking also for the reference of something sent before."""
    asked = Reference(
        id="linked_reference",
        label="Have you already sent us something about this? Its reference (optional)",
        hint="Then we can read the two together.",
        prefix=council.prefix,
        sent_by=(FormName.ALLEGATION,),
    )
    return page.model_copy(
        update={"questions": (*page.questions, asked), "warnings": (*page.warnings, odd_reference)}
    )
