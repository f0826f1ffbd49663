"""The home page, and the first page of each form."""

from typing import Final

from fastapi import APIRouter
from fastapi.responses import Response

from app.profiles.hours import when_read
from app.profiles.spoken import dated_values, reading_sentence, seen_sentence
from app.routes.page.noted import after_call, call_noted
from app.routes.page.onward import begun, onward_url, url, watched
from app.routes.request.callers import Caller, open_to
from app.routes.request.route import PortalRoute
from app.routes.request.visit import Visit, Visiting
from app.saying import Sentence
from app.services.desk import now
from app.services.drafting import Draft, open_draft

router = APIRouter(route_class=PortalRoute)

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
