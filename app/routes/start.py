"""The home page, and the first page of each form."""

from datetime import date, datetime
from typing import Final

from fastapi import APIRouter
from fastapi.responses import Response

from app.contact.derived import written
from app.forms.walking.walk import Walk
from app.profiles.hours import when_read
from app.profiles.model import Profile
from app.profiles.spoken import dated_values, day_values, reading_sentence, seen_sentence
from app.routes.page.onward import begun, onward_url, url, watched
from app.routes.request.callers import Caller, open_to
from app.routes.request.route import PortalRoute
from app.routes.request.visit import Visit, Visiting
from app.saying import Sentence
from app.services.desk import now
from app.services.drafting import Draft, open_draft

router = APIRouter(route_class=PortalRoute)

WRITE_BY: Final = "You called us, so please send this by the end of {weekday} {day} {month}."
WRITTEN_LATE: Final = (
    "After your call, this was due by the end of {weekday} {day} {month}. It is marked as late, and it is read "
    "all the same."
)
CALLED: Final = "You spoke to us on {weekday} {day} {month}."
SPOKE_TO: Final = "You spoke to {name} on {weekday} {day} {month}."
KEPT_UNTIL: Final = (
    "Your words are saved at every step. On this device you can come back until {day} {month} {year}."
)
KEPT_OPEN: Final = (
    "Your words are saved until you close this browser, or leave them unused for {hours} hours."
)
KEPT_BY_CODE: Final = (
    "Your words are saved. Your code opens them until {day} {month} {year}; this browser, until you close it or "
    "leave them unused for {hours} hours."
)
@router.get("/")
@open_to(Caller.ANYBODY)
async def home(visit: Visiting) -> Response:
    """Where each kind of visitor finds their form."""
    return visit.page("pages/start.html", opens=seen_sentence(when_read(visit.desk.council, now())))


@router.get("/{slug}")
@open_to(Caller.ANYBODY, Caller.DRAFT_KEY)
async def form_start(visit: Visiting, slug: str) -> Response:
    """What a form is for, who reads it and when, and what is kept."""
    form = visit.form(slug)
    draft = await open_draft(visit.desk, form, visit.draft_key(form))
    return visit.page(
        "pages/form_start.html",
        form=form,
        reading=reading_sentence(when_read(visit.desk.council, now())),
        needed=form.needed,
        minutes=form.minutes,
        kept=kept(visit, draft),
        start_url=url(form, "leaving") if form.private and not begun(draft) else onward_url(draft),
        begun=begun(draft),
        noted=call_noted(draft),
        after_call=after_call(visit.desk.council, draft.walk(), now()),
        # Before anything is written, the next page says first what leaving at once does.
        exits=form.private and begun(draft),
        watched=watched(draft),
    )


def kept(visit: Visit, draft: Draft) -> Sentence:
    """How long a draft is kept, and where."""
    hours = {"hours": str(visit.desk.council.periods.session_hours)}
    if draft.form.private and draft.kept_until:
        return Sentence(KEPT_BY_CODE, {**dated_values(draft.kept_until), **hours})
    if draft.form.private:
        return Sentence(KEPT_OPEN, hours)
    return Sentence(KEPT_UNTIL, dated_values(draft.expires_at))


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
