"""Leaving a form for now: how to come back to it, by a code too, giving it to a colleague, staying, and deleting it."""

from typing import Final

from fastapi import APIRouter
from fastapi.responses import Response

from app.profiles.spoken import dated_values
from app.routes.codes.aloud import groups
from app.routes.page.onward import begun, onward_url, unwatched, url, watched
from app.routes.request.callers import Caller, open_to
from app.routes.request.route import PortalRoute
from app.routes.request.visit import Visit, Visiting
from app.saying import Sentence
from app.services.drafting import Draft, open_draft
from app.services.resuming import code_of, discard, make_code, stay
from app.storage.resumes import Holder

router = APIRouter(prefix="/{slug}", route_class=PortalRoute)

HERE: Final = "You can come back to it on this device until {weekday} {day} {month} {year}."
HERE_OPEN: Final = (
    "You can come back to it on this device until you close this browser, or leave it unused for {hours} hours. "
    "After that, only a code opens it."
)
BY_CODE: Final = "The code opens what you have written until {weekday} {day} {month} {year}."
GONE: Final = 410
"""There is nothing to stay with."""
DONE: Final = 204

ALONE: Final = "alone"


@router.get("/save")
@open_to(Caller.DRAFT_KEY)
async def leave_for_now(visit: Visiting, slug: str) -> Response:
    """What is saved, for how long, and how to come back to it here and elsewhere."""
    draft = await _draft(visit, slug)
    if not begun(draft):
        return visit.go(f"/{slug}")
    return visit.page(
        "pages/save.html",
        form=draft.form,
        here=here(visit, draft),
        by_code=until(draft) if await code_of(visit.desk, draft, Holder.WRITER) else None,
        resume_url=onward_url(draft),
        watched=watched(draft),
    )


@router.post("/code")
@open_to(Caller.DRAFT_KEY)
async def get_code(visit: Visiting, slug: str) -> Response:
    """Make a code for the writer, in place of an earlier one."""
    draft = await _own_draft(visit, slug)
    await make_code(visit.desk, draft, Holder.WRITER)
    return visit.go(url(draft.form, "code"))


@router.get("/code")
@open_to(Caller.DRAFT_KEY)
async def show_code(visit: Visiting, slug: str) -> Response:
    """The writer's code; shown again, it is the same."""
    return await _code(visit, slug, Holder.WRITER, "pages/code.html")


@router.get("/hand-over")
@open_to(Caller.DRAFT_KEY)
async def ask_to_hand_over(visit: Visiting, slug: str) -> Response:
    """What it means to give a draft to a colleague."""
    draft = await _draft(visit, slug)
    visit.work_form(slug)
    if not begun(draft):
        return visit.go(f"/{slug}")
    return visit.page(
        "pages/hand_over.html", form=draft.form, back=url(draft.form, "save"), watched=watched(draft)
    )


@router.post("/hand-over")
@open_to(Caller.DRAFT_KEY)
async def hand_over(visit: Visiting, slug: str) -> Response:
    """Make a code for a colleague; if asked to, void the writer's own."""
    draft = await _own_draft(visit, slug)
    visit.work_form(slug)
    typed = await visit.own_form()
    await make_code(visit.desk, draft, Holder.COLLEAGUE, alone=ALONE in typed.get("whose", ()))
    return visit.go(url(draft.form, "handed"))


@router.get("/handed")
@router.get("/let-go")
@open_to(Caller.DRAFT_KEY)
async def show_handed(visit: Visiting, slug: str) -> Response:
    """The colleague's code, to be read to them."""
    return await _code(visit, slug, Holder.COLLEAGUE, "pages/handed.html")


@router.post("/let-go")
@open_to(Caller.ANYBODY)
async def let_go(visit: Visiting, slug: str) -> Response:
    """Have this browser forget the draft, which stays for whoever has its code."""
    form = visit.form(slug)
    await visit.own_form()
    return visit.let_go(visit.go(f"/{slug}/left"), form)


@router.get("/left")
@open_to(Caller.ANYBODY)
async def left(visit: Visiting, slug: str) -> Response:
    """This browser no longer opens the draft."""
    form = visit.form(slug)
    return visit.page("pages/left.html", form=form, watched=unwatched(form))


@router.post("/stay")
@open_to(Caller.DRAFT_KEY)
async def stay_longer(visit: Visiting, slug: str) -> Response:
    """Begin the draft's time anew, for a page that warned of its end."""
    draft = await _own_draft(visit, slug)
    if not await stay(visit.desk, draft):
        return Response(status_code=GONE)
    seconds = int(visit.desk.draft_life(draft.form).total_seconds())
    answer = Response(status_code=DONE, headers={"x-seconds": str(seconds)})
    return visit.hold_draft(answer, draft.form, draft.key)


@router.get("/afresh")
@open_to(Caller.DRAFT_KEY)
async def ask_to_start_afresh(visit: Visiting, slug: str) -> Response:
    """Ask before what was written goes, for somebody who wants to begin again."""
    return await _ask(visit, slug, "afresh")


@router.post("/afresh")
@open_to(Caller.DRAFT_KEY)
async def start_afresh(visit: Visiting, slug: str) -> Response:
    """Delete what was written, and show the first page."""
    draft = await _own_draft(visit, slug)
    await discard(visit.desk, draft)
    fresh = await open_draft(visit.desk, draft.form, None)
    return visit.let_go(visit.go(onward_url(fresh)), draft.form)


@router.get("/delete")
@open_to(Caller.DRAFT_KEY)
async def ask_to_delete(visit: Visiting, slug: str) -> Response:
    """Ask before what was written goes."""
    return await _ask(visit, slug, "delete")


@router.post("/delete")
@open_to(Caller.DRAFT_KEY)
async def delete(visit: Visiting, slug: str) -> Response:
    """Delete what was written, with its codes, links and addresses."""
    draft = await _own_draft(visit, slug)
    await discard(visit.desk, draft)
    return visit.let_go(visit.go(url(draft.form, "deleted")), draft.form)


@router.get("/deleted")
@open_to(Caller.ANYBODY)
async def deleted(visit: Visiting, slug: str) -> Response:
    """It is gone."""
    form = visit.form(slug)
    return visit.page("pages/deleted.html", form=form, watched=unwatched(form))


def here(visit: Visit, draft: Draft) -> Sentence:
    """Until when this browser opens a draft."""
    if draft.form.private:
        return Sentence(HERE_OPEN, {"hours": str(visit.desk.council.periods.session_hours)})
    return Sentence(HERE, dated_values(draft.expires_at))


def until(draft: Draft) -> Sentence:
    """Until when a code opens a draft."""
    return Sentence(BY_CODE, dated_values(draft.kept_until or draft.expires_at))


async def _draft(visit: Visit, slug: str) -> Draft:
    form = visit.form(slug)
    return await open_draft(visit.desk, form, visit.draft_key(form))


async def _own_draft(visit: Visit, slug: str) -> Draft:
    """The draft of this browser, for a form that is certainly ours; it may be a new one that is not stored."""
    visit.form(slug)
    await visit.own_form()
    visit.require_turn()
    return await _draft(visit, slug)


async def _code(visit: Visit, slug: str, holder: Holder, template: str) -> Response:
    draft = await _draft(visit, slug)
    code = await code_of(visit.desk, draft, holder) if begun(draft) else None
    if code is None:
        return visit.go(url(draft.form, "save"))
    return visit.page(
        template,
        form=draft.form,
        groups=groups(code),
        until=until(draft),
        site=f"{visit.desk.settings.site_url.rstrip('/')}/resume",
        mine=await code_of(visit.desk, draft, Holder.WRITER) is not None,
        resume_url=onward_url(draft),
        back=url(draft.form, "save"),
        watched=watched(draft),
    )


async def _ask(visit: Visit, slug: str, what: str) -> Response:
    draft = await _draft(visit, slug)
    if not begun(draft):
        return visit.go(f"/{slug}")
    return visit.page(
        "pages/discard.html", form=draft.form, afresh=what == "afresh", action=url(draft.form, what)
    )
