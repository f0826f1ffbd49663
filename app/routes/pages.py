"""One GET and one POST for any page of any form."""

from collections.abc import Sequence
from functools import partial
from typing import Final

from fastapi import APIRouter
from fastapi.responses import Response

from app.errors import NotFoundError, StorageUnavailableError
from app.forms.kinds.asked import Typed, first_typed
from app.forms.pages import Form
from app.forms.walking.beside import LEFT_OUT, left_out
from app.forms.walking.detached import detached
from app.forms.walking.steps import Fault, Slot
from app.forms.walking.unplaced import of_another_release
from app.forms.wizard import BACK, LATER, THEN
from app.routes.leaving import sent_again
from app.routes.page.asking import Asking, said
from app.routes.page.belated import OUTAGE, alone, begun_elsewhere, sent_already, too_old, unasked
from app.routes.page.filled_in import filled_in
from app.routes.page.not_here import not_here
from app.routes.page.one_page import back, question_page
from app.routes.page.onward import afresh, begun, onward_url, url, went_back
from app.routes.request.callers import Caller, open_to
from app.routes.request.history import LEFT, is_short
from app.routes.request.route import PortalRoute
from app.routes.request.visit import Visit, Visiting
from app.services.desk import today
from app.services.drafting import Kept, open_draft, reachable
from app.services.keeping import keep_page

router = APIRouter(route_class=PortalRoute)

UNFIT: Final = 422
NOTHING: Final = 204
LEAVING: Final = "exit"


@router.get("/{slug}/{path:path}")
@open_to(Caller.ANYBODY, Caller.DRAFT_KEY, Caller.SENT_KEY)
async def show(visit: Visiting, slug: str, path: str) -> Response:
    """Any page of any form."""
    form = visit.form(slug)
    draft = await open_draft(visit.desk, form, visit.draft_key(form))
    if draft.sent:
        return visit.hold_sent(visit.go(url(form, "sent")), form, draft.key)
    walk = draft.walk()
    sent_key = visit.sent_key(form) if went_back(visit, draft) else None
    if sent_key and path != walk.steps[0].path:
        return visit.go(url(form, "sent"))
    asked = walk.at(path)
    # Whoever goes back to a page that is closed meanwhile has mistyped nothing.
    closed = asked is None and detached(form, path, {}, today())
    if not begun(draft) and (closed or walk.before(path)):
        return not_here(visit, form)
    if closed or (asked and not asked.section.gate and not walk.through_gate()):
        return visit.go(onward_url(draft))
    step = reachable(walk, path)
    special = {"shown": afresh(sent_key, path)} if sent_key else {}
    asking = Asking(step, filled_in=await filled_in(visit, draft, step))
    return question_page(visit, 200, draft, walk, asking, **special)


@router.post("/{slug}/{path:path}")
@open_to(Caller.ANYBODY, Caller.DRAFT_KEY, Caller.SENT_KEY)
async def post(visit: Visiting, slug: str, path: str) -> Response:
    """Keep what one page says, then go on, or show the page again with what must be mended.

    Where somebody leaves at once, the script posts the page behind their back: nothing of it is shown, and no
    key comes back.
    """
    form, typed = visit.form(slug), await visit.typed()
    answer = await keep_typed(visit, form, path, typed)
    leaves = form.private and first_typed(typed, THEN) == LEAVING
    return visit.forget_private(Response(status_code=NOTHING)) if leaves else answer


async def keep_typed(visit: Visit, form: Form, path: str, typed: Typed) -> Response:
    """Keep what one page says in fields that have been read; after leaving at once, ask for the page in their stead."""
    if sent_again(visit, form, typed):
        return visit.go(url(form, path))
    return await _keep_typed(visit, form, path, typed)


async def _keep_typed(visit: Visit, form: Form, path: str, typed: Typed) -> Response:
    ours = visit.is_ours(typed)
    key = visit.draft_key(form)
    try:
        visit.require_turn()
        if not ours:
            return await too_old(visit, form, path, typed)
        if answer := await begun_elsewhere(visit, form, path, typed):
            return answer
        room = partial(_require_room, visit)
        kept = await keep_page(visit.desk, form, key, path, typed, may_begin=room)
    except StorageUnavailableError:
        return alone(visit, OUTAGE, form, path, typed)
    except NotFoundError:
        return await unasked(visit, form, path, typed)
    if kept.draft.version and kept.draft.key != key:
        visit.tries.beginning.count("", visit.address)
    if kept.draft.sent:
        return visit.hold_sent(sent_already(visit, kept.draft, path, typed), form, kept.draft.key)
    if (aside := _aside(kept, path, typed)) and not (kept.lost or kept.conflicts):
        answer = visit.go(aside)
    elif kept.faults or kept.conflicts or kept.warned:
        answer = _to_mend(visit, kept, path, typed)
    else:
        answer = visit.go(url(form, kept.onward or "check"))
    return visit.hold_draft(answer, form, kept.draft.key)


def _aside(kept: Kept, path: str, typed: Typed) -> str | None:
    """Where somebody goes who does not go on; None where they do."""
    then = first_typed(typed, THEN)
    if then == BACK and (step := kept.walk.at(path)):
        return back(kept.draft, kept.walk, step)
    return url(kept.draft.form, "save") if then == LATER else None


def _require_room(visit: Visit) -> None:
    """Let nobody begin more forms than a whole town does, for each takes room for as long as it is kept.

    Raises:
        StorageUnavailableError: this one would be one more.
    """
    if not visit.tries.beginning.left("", visit.address):
        raise StorageUnavailableError("Too many forms are begun from here")


def _to_mend(visit: Visit, kept: Kept, path: str, typed: Typed) -> Response:
    """The page again, with what was typed and what must be mended."""
    asking = Asking(reachable(kept.walk, path), typed, kept.faults)
    conflicts = [_conflict(slot) for slot in kept.conflicts]
    only_here = kept.conflicts or (kept.lost and not is_short(typed))
    special: dict[str, object] = {"history": LEFT} if only_here else {}
    # Whoever was told, and is asked about something else now, is not told again.
    special[LEFT_OUT] = left_out(kept.faults, typed) or first_typed(typed, LEFT_OUT)
    special["renewed"] = of_another_release(asking.step.page, typed)
    return question_page(visit, UNFIT, kept.draft, kept.walk, asking, conflicts=conflicts, **special)


async def shown_again(visit: Visit, form: Form, path: str, faults: Sequence[Fault]) -> Response:
    """A page with what must be mended on it, as the newest draft has it.

    Raises:
        NotFoundError: there is no such page, or it was sent.
    """
    draft = await open_draft(visit.desk, form, visit.draft_key(form))
    if draft.sent:
        raise NotFoundError("This was sent")
    walk = draft.walk()
    return question_page(visit, UNFIT, draft, walk, Asking(reachable(walk, path), None, faults))


def _conflict(slot: Slot) -> dict[str, object]:
    return {"label": said(slot.question.label, slot.spot.names), "theirs": slot.question.say(slot.value)}
