"""Coming back by a resume code, on whatever device; a code that opens nothing tells nothing."""

from typing import Final

from fastapi import APIRouter
from fastapi.responses import Response

from app.errors import StorageUnavailableError
from app.references import RESUME_GROUPS, Slip, parse_resume_code
from app.routes.asking import QuestionView
from app.routes.callers import Caller, open_to
from app.routes.route import PortalRoute
from app.routes.start import begun, onward_url
from app.routes.visit import Visit, Visiting
from app.saying import Sentence
from app.services.drafting import Draft, open_draft
from app.services.resuming import resume

router = APIRouter(prefix="/resume", route_class=PortalRoute)

LABEL: Final = "Your code"
HINT: Final = "Five groups of six letters and numbers. Small letters, spaces and hyphens do not matter"
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
TOO_OFTEN: Final = "Too many tries. Wait an hour, or call us"
NOT_NOW: Final = "We cannot look just now. Wait a minute and try again, or call us"
ANOTHER_HERE: Final = (
    "This browser already holds another form of this kind that was begun here. If you open yours, this browser "
    "forgets that one, and only a code for it opens it again"
)
LONGEST_SHOWN: Final = 200


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
    written = typed.get("code", ("",))[0].strip()[:LONGEST_SHOWN]
    code = parse_resume_code(written)
    if isinstance(code, Slip):
        return _ask(visit, written, _slip(code) if written else MISSING)
    if not visit.guesses.left("", visit.address):
        return _ask(visit, written, TOO_OFTEN, 429)
    # Counted before the answer is known, so that many tries at once are as many tries.
    visit.guesses.count("", visit.address)
    try:
        visit.require_turn()
        draft = await resume(visit.desk, code, named)
        other = draft and await holds_another(visit, draft)
    except StorageUnavailableError:
        return _ask(visit, written, NOT_NOW, 503)
    if draft is None:
        return _ask(visit, written, OPENS_NOTHING)
    visit.guesses.forgive("", visit.address)
    if other and "replace" not in typed:
        return _ask(visit, written, ANOTHER_HERE, 409, replace=True)
    onward = visit.speak(visit.go(onward_url(draft)), draft.answers.language)
    return visit.hold_draft(onward, draft.form, draft.key)


async def holds_another(visit: Visit, draft: Draft) -> bool:
    """Whether this browser holds another draft of the same form."""
    key = visit.draft_key(draft.form)
    return key not in {None, draft.key} and begun(await open_draft(visit.desk, draft.form, key))


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
    errors = [{"text": error, "href": "#code"}] if error else []
    return visit.page(
        "pages/resume.html",
        status or (422 if error else 200),
        question=question,
        errors=errors,
        replace=replace,
    )
