"""What a field holds before its question is answered: it is looked at first, and an answer by Continue alone."""

from collections.abc import Iterable, Iterator
from typing import Final

from app.forms.conditions import Answer
from app.forms.walking.steps import Slot, Step
from app.profiles.hours import in_london
from app.routes.page.asking import FilledIn
from app.routes.request.visit import Visit
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
        for slug in slot.question.sent_by if slot.question.kind == "reference" else ():
            if reference := await sent_reference(visit.desk, visit.sent_key(visit.form(slug))):
                found[slot.field] = reference
    return found


def _today(draft: Draft, slots: Iterable[Slot]) -> Iterator[tuple[str, str]]:
    """Today for each day that is nearly always today; not in a draft of another day, in which it was said then."""
    for slot in slots:
        starts = slot.question.starts_today if slot.question.kind == "date" else None
        if starts and _is_of_today(draft) and starts.holds(slot.spot.facts):
            yield slot.field, today().isoformat()


def _is_of_today(draft: Draft) -> bool:
    stored_at = draft.answers.saved_at
    return stored_at is not None and in_london(stored_at).date() == today()


def _put_away(draft: Draft, step: Step) -> Iterator[tuple[str, Answer]]:
    """What was written under an answer that another page has done away with: should it come back, so do they."""
    kept = [
        (spot.field(question.id), value)
        for spot in step.spots
        for question in step.page.questions
        if question.when and (value := draft.answers.of(spot.scope).get(question.id)) is not None
    ]
    asked = {slot.field for slot in step.slots} if kept else ()
    yield from ((name, value) for name, value in kept if name not in asked)
