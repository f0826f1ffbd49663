"""Coming back by a resume code, on whatever device; a code that opens nothing tells nothing."""

from functools import partial
from typing import Final

from fastapi import APIRouter
from fastapi.responses import Response

from app.references import RESUME_GROUPS, Slip, parse_resume_code
from app.routes.codes.opening import Door, code_page, open_door, written_code
from app.routes.page.onward import onward_url
from app.routes.page.views import QuestionView
from app.routes.request.callers import Caller, open_to
from app.routes.request.route import PortalRoute
from app.routes.request.visit import Visit, Visiting
from app.saying import Sentence
from app.services.resuming import resume

router = APIRouter(prefix="/resume", route_class=PortalRoute)

LABEL: Final = "Your code"
HINT: Final = "Five groups of six letters and numbers. Small letters, spaces and hyphens do not matter."
MISSING: Final = "Enter your code"
WRONG_GROUP: Final = "Check group {groups} of your code: it is not quite right"
WRONG_GROUPS: Final = "Check groups {groups} of your code: they are not quite right"
WRONG_LENGTH: Final = (
    "Enter all five groups of your code: it has 30 letters and numbers, and this has {count}"
)
OPENS_NOTHING: Final = (
    "We cannot open anything with this code. It may have been replaced by a newer one, or what it opened was sent, "
    "deleted or kept until its last day. Check the code, start again, or call us"
)


@router.get("")
@router.get("/{named}")
@open_to(Caller.ANYBODY)
async def ask(visit: Visiting) -> Response:
    """Ask for the code; a link to a draft says no more than any other."""
    return _ask(visit, "", None)


@router.post("")
@router.post("/{named}")
@open_to(Caller.RESUME_CODE, Caller.DRAFT_KEY)
async def come_back(visit: Visiting, named: str = "") -> Response:
    """Give the draft to this browser, if the code opens one."""
    typed = await visit.own_form()
    written = written_code(typed)
    code = parse_resume_code(written)
    if isinstance(code, Slip):
        return _ask(visit, written, _slip(code) if written else MISSING)
    door = Door(
        visit.tries.resume_codes,
        named="",
        look=partial(resume, visit.desk, code, named),
        ask=partial(_ask, visit, written),
        opens_nothing=OPENS_NOTHING,
        onward=onward_url,
    )
    return await open_door(visit, door, typed)


def _slip(slip: Slip) -> Sentence:
    if len(slip.groups) == 1:
        return Sentence(WRONG_GROUP, {"groups": str(slip.groups[0])})
    if slip.groups and len(slip.groups) < RESUME_GROUPS:
        return Sentence(WRONG_GROUPS, {"groups": ", ".join(map(str, slip.groups))})
    if slip.groups:
        return Sentence(OPENS_NOTHING, {})
    return Sentence(WRONG_LENGTH, {"count": str(slip.characters)})


def _ask(
    visit: Visit, written: str, error: str | Sentence | None, status: int = 0, *, replace: bool = False
) -> Response:
    question = QuestionView("code", "text", LABEL, HINT, error, written, "", unknown=False, rows=2)
    return code_page(visit, "pages/resume.html", question, status, replace=replace)
