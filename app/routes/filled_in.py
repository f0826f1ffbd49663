"""What a field holds before its question is answered: it is looked at first, and an answer by Continue alone."""

from collections.abc import Iterable, Iterator
from typing import Final

from app.forms.checked import Date, Reference
from app.forms.conditions import Answer
from app.forms.steps import Slot, Step
from app.profiles.hours import in_london
from app.routes.asking import FilledIn
from app.routes.visit import Visit
from app.services.desk import today
from app.services.drafting import Draft
from app.services.submission import sent_reference

JUST_SENT: Final = (
    "We have filled in the reference of what was sent from this browser a short time ago. "
    "Clear it if this is about something else."
)
TODAY: Final = "We have filled in today. Change it if it was another day."


async def filled_in(visit: Visit, draft: Draft, step: Step) -> FilledIn:
    """What is in the fields of a page that nobody has answered as it is now."""
    unanswered = [slot for slot in step.slots if not slot.recorded]
    references = await _just_sent(visit, unanswered)
    days = dict(_today(draft, unanswered))
    values = {**dict(_put_away(draft, step)), **references, **days}
    return FilledIn(values, dict.fromkeys(days, TODAY), (JUST_SENT,) * bool(references))


async def _just_sent(visit: Visit, slots: Iterable[Slot]) -> dict[str, str]:
    """The references that this browser was given within the hour.

    The key in the cookie finds them, so that no reference is ever in an address.
    """
    found: dict[str, str] = {}
    for slot in slots:
        for slug in slot.question.sent_by if isinstance(slot.question, Reference) else ():
            if reference := await sent_reference(visit.desk, visit.sent_key(visit.form(slug))):
                found[slot.field] = reference
    return found


def _today(draft: Draft, slots: Iterable[Slot]) -> Iterator[tuple[str, str]]:
    """Today for each day that is nearly always today; not in a draft of another day, in which it was said then."""
    stored_at = draft.answers.saved_at
    if stored_at is None or in_london(stored_at).date() != today():
        return
    for slot in slots:
        starts = slot.question.starts_today if isinstance(slot.question, Date) else None
        if starts and starts.holds(slot.spot.facts):
            yield slot.field, today().isoformat()


def _put_away(draft: Draft, step: Step) -> Iterator[tuple[str, Answer]]:
    """What was written under an answer that another page has done away with: should it come back, so do they."""
    asked = {slot.field for slot in step.slots}
    for spot in step.spots:
        said = draft.answers.of(spot.scope)
        for question in step.page.questions:
            kept = said.get(question.id)
            if question.when and kept is not None and spot.field(question.id) not in asked:
                yield spot.field(question.id), kept
