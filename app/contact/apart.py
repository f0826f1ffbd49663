"""Which answers are sealed apart from the contact, so that a copy for the paper can leave them out."""

from collections.abc import Iterator

from app.contact.answered import Answered
from app.contact.people import Reach
from app.contact.sealed import Identity, Kept, Restricted
from app.contact.unnamed import FOR_THEMSELVES, reach_hidden, telling
from app.forms.conditions import Facts
from app.forms.rules import refers
from app.forms.walking.steps import Slot
from app.forms.walking.walk import Walk
from app.vocabulary import FormName

Place = tuple[str, str]
"""A scope, and the id of a question that is asked in it."""


def place(slot: Slot) -> Place:
    """Where an answer is kept."""
    return slot.spot.scope, slot.question.id


def sealed_apart(walk: Walk) -> frozenset[Place]:
    """Whose answers go into the restricted or the identity part and not into the contact, answered or not.

    A question that shows that it was not answered would tell, where it is missing, that it was.
    """
    of_whole = {
        name for model in _models(FormName(walk.form.slug), walk.facts) for name in model.model_fields
    }
    slots = (slot for step in walk.steps for slot in step.slots)
    return frozenset(
        place(slot)
        for slot in slots
        if slot.question.id in (Kept.model_fields if slot.spot.scope else of_whole)
    )


def _models(form: FormName, facts: Facts) -> Iterator[type[Answered]]:
    """The models of what is sealed apart, whose fields are named for questions that are asked once."""
    yield from (Restricted, Kept)
    yield from telling(form, facts)
    if form in FOR_THEMSELVES and not refers(form, facts):
        yield from (Identity, Reach)
    if form is FormName.FAMILY and reach_hidden(facts):
        yield Reach
