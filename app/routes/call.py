"""A call that the hub registered: its link and the code that was told on the telephone open the form that was begun."""

from functools import partial
from typing import Final

from fastapi import APIRouter
from fastapi.responses import Response

from app.errors import CallWithdrawnError
from app.references import parse_status_code
from app.routes.codes.opening import Door, code_page, open_door, written_code
from app.routes.page.views import QuestionView
from app.routes.request.callers import Caller, open_to
from app.routes.request.route import PortalRoute
from app.routes.request.visit import Visit, Visiting
from app.services.calls import FORM, take_up

router = APIRouter(prefix="/call", route_class=PortalRoute)

LABEL: Final = "Your code"
HINT: Final = "12 numbers. Spaces do not matter."
MISSING: Final = "Enter the code that we gave you on the telephone"
NOT_TWELVE: Final = "Enter all 12 numbers of your code"
OPENS_NOTHING: Final = (
    "We cannot open anything with this link and this code. Check both. What they opened may have been sent, deleted "
    "or kept until its last day. You can write to us without them, or call us"
)


@router.get("/{named}")
@open_to(Caller.ANYBODY)
async def ask(visit: Visiting, named: str) -> Response:  # noqa: ARG001 -- it says no more than any other
    """Ask for the code; a link that names a call says no more than any other."""
    return _ask(visit, "", "")


@router.post("/{named}")
@open_to(Caller.CALL_CODE, Caller.DRAFT_KEY)
async def take(visit: Visiting, named: str) -> Response:
    """Give the form that was begun to this browser, if link and code open one."""
    typed = await visit.own_form()
    written = written_code(typed)
    digits = parse_status_code(written)
    if digits is None:
        return _ask(visit, written, NOT_TWELVE if written else MISSING)
    door = Door(
        visit.tries.calls,
        named,
        look=partial(take_up, visit.desk, named, digits),
        ask=partial(_ask, visit, written),
        opens_nothing=OPENS_NOTHING,
        onward=lambda draft: f"/{draft.form.slug}",
    )
    try:
        return await open_door(visit, door, typed)
    except CallWithdrawnError:
        visit.tries.calls.forgive(named, visit.address)
        return visit.page("pages/call_withdrawn.html", without_url=f"/{FORM}")


def _ask(visit: Visit, written: str, error: str, status: int = 0, *, replace: bool = False) -> Response:
    field = QuestionView("code", "text", LABEL, HINT, error or None, written, "", unknown=False)
    question = field._replace(inputmode="numeric", width_class="govuk-input--width-20")
    return code_page(visit, "pages/call.html", question, status, replace=replace, without_url=f"/{FORM}")
