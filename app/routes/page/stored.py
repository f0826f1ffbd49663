"""What a page says, quietly, of what is stored: when that was, and until when it can be opened again."""

from datetime import datetime
from typing import Final

from app.profiles.hours import in_london
from app.profiles.spoken import dated_values, moment_values
from app.routes.request.visit import Visit
from app.saying import Sentence, Word
from app.services.desk import today
from app.services.drafting import Draft

SAVES: Final = "What you write is saved each time you select Continue."
SAVED: Final = "Last saved at {when}."
THIS_PAGE: Final = "Select Continue to save this page too."
EARLIER: Final = "{time} on {weekday} {day} {month}"
HERE: Final = "You can come back on this device until {day} {month} {year}."
HERE_OPEN: Final = "You can come back until you close this browser, or leave it unused for {hours} hours."
BY_CODE: Final = "Your code opens it until {day} {month} {year}."
GET_CODE: Final = "Get a code to come back with"
SHOW_CODE: Final = "Show my code"


def saved(visit: Visit, draft: Draft, *, unsaved: bool = False) -> tuple[str | Sentence, ...]:
    """What of a draft is stored, and for how long; `unsaved` where the page has fields that Continue saves."""
    stored_at = draft.answers.saved_at
    if stored_at is None:
        return (SAVES,) if unsaved else ()
    this_page = (THIS_PAGE,) if unsaved else ()
    return (Sentence(SAVED, {"when": _when(stored_at)}), *this_page, _back(visit, draft))


def code_link(draft: Draft) -> str:
    """What leads on to the writer's code, from a page that says what is stored; '' where nothing is."""
    if draft.answers.saved_at is None:
        return ""
    return SHOW_CODE if draft.kept_until else GET_CODE


def _when(moment: datetime) -> str:
    """The time where the hubs are, with the day where that is not today."""
    values = moment_values(moment)
    return values["time"] if in_london(moment).date() == today() else Word(EARLIER, **values)


def _back(visit: Visit, draft: Draft) -> Sentence:
    if not draft.form.private:
        return Sentence(HERE, dated_values(draft.expires_at))
    if draft.kept_until:
        return Sentence(BY_CODE, dated_values(draft.kept_until))
    return Sentence(HERE_OPEN, {"hours": str(visit.desk.council.periods.session_hours)})
