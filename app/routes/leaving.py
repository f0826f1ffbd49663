"""Leaving at once: this browser forgets what was written, and another site takes the page's place."""

from fastapi import APIRouter
from fastapi.responses import RedirectResponse, Response

from app.forms.kinds.asked import Typed
from app.forms.pages import Form
from app.routes.page.onward import begun, onward_url
from app.routes.request.callers import Caller, open_to
from app.routes.request.route import PortalRoute
from app.routes.request.visit import SEE_OTHER, Visit, Visiting
from app.security import LEFT
from app.services.drafting import open_draft

router = APIRouter(route_class=PortalRoute)


def sent_again(visit: Visit, form: Form, typed: Typed) -> bool:
    """Whether a browser that somebody left sends once more what it holds from before: Back may, without a script."""
    return form.private and visit.session.startswith(LEFT) and not visit.is_ours(typed)


@router.get("/exit")
@open_to(Caller.ANYBODY)
async def leave(visit: Visiting) -> Response:
    """Go to the council's neutral site; keys go too, unless it was another site that sent this browser here."""
    answer: Response = RedirectResponse(visit.desk.council.exit_to, SEE_OTHER)
    return visit.forget_private(answer) if visit.asked_here else answer


@router.get("/{slug}/leaving")
@open_to(Caller.ANYBODY, Caller.DRAFT_KEY)
async def how_to_leave(visit: Visiting, slug: str) -> Response:
    """What leaving at once does and cannot do, before the first page on which it is offered."""
    form = visit.form(slug)
    draft = await open_draft(visit.desk, form, visit.draft_key(form))
    if begun(draft) or not form.private:
        return visit.go(onward_url(draft))
    return visit.page("pages/leaving.html", form=form, start_url=onward_url(draft), back=f"/{form.slug}")
