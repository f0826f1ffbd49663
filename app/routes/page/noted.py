"""What pages say of a call that was made before: when it was, and by when it is to be followed in writing."""

from datetime import date, datetime
from typing import Final

from app.contact.derived import written
from app.forms.walking.walk import Walk
from app.profiles.model import Profile
from app.profiles.spoken import day_values
from app.saying import Sentence
from app.services.drafting import Draft

WRITE_BY: Final = "You called us, so please send this by the end of {weekday} {day} {month}."
WRITTEN_LATE: Final = (
    "After your call, this was due by the end of {weekday} {day} {month}. It is marked as late, and it is read "
    "all the same."
)
CALLED: Final = "You spoke to us on {weekday} {day} {month}."
SPOKE_TO: Final = "You spoke to {name} on {weekday} {day} {month}."


def after_call(council: Profile, walk: Walk, moment: datetime) -> Sentence | None:
    """By when a call must be followed in writing, or that it was not; None where the hub publishes no day."""
    follow_up = written(council, walk.facts, moment)
    if follow_up.due is None:
        return None
    return Sentence(WRITTEN_LATE if follow_up.late else WRITE_BY, day_values(follow_up.due))


def call_noted(draft: Draft) -> Sentence | None:
    """When its writer called us and to whom they spoke, as the form already says; None where it does not."""
    facts = draft.walk().facts
    called, name = facts.get("spoke_on"), facts.get("spoke_to")
    if not isinstance(called, str):
        return None
    values = day_values(date.fromisoformat(called))
    return Sentence(SPOKE_TO, {**values, "name": name}) if isinstance(name, str) else Sentence(CALLED, values)
