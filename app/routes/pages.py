"""One GET and one POST for any page of any form."""

from collections.abc import Sequence
from typing import Final

from fastapi import APIRouter
from fastapi.responses import Response

from app.envelope.drafts import DraftKey
from app.errors import NotFoundError, StorageUnavailableError
from app.forms.answers import Answers
from app.forms.asked import Typed, first_typed
from app.forms.checked import Reference
from app.forms.detached import detached
from app.forms.pages import Form, Group
from app.forms.steps import Fault, Slot, Step
from app.forms.walk import Walk
from app.forms.wizard import LATER, THEN, says_more
from app.routes.asking import Asking, said
from app.routes.callers import Caller, open_to
from app.routes.history import LEFT, is_short
from app.routes.overview import ahead, part
from app.routes.route import PortalRoute
from app.routes.start import onward_url, url, watched, went_back
from app.routes.stored import code_link, saved
from app.routes.visit import Visit, Visiting
from app.services.desk import now, today
from app.services.drafting import Draft, Kept, keep_page, open_draft, reachable
from app.services.submission import sent_reference
from app.vocabulary import YesNo

router = APIRouter(route_class=PortalRoute)

CONFLICT: Final = 409
UNFIT: Final = 422
OUTAGE: Final = 503
GONE: Final = 404
NOTHING: Final = 204
CONTINUE: Final = "Continue"
LEAVING: Final = "exit"
SENT: Final = "You have already sent this form. To add what you wrote below, call us and give your reference"
CLOSED: Final = (
    "This page is not asked any more, because an earlier answer changed. Everything else is kept: go on"
)
FILLED_IN: Final = (
    "We have filled in the reference of what was sent from this browser a short time ago. "
    "Clear it if this is about something else."
)
TOO_OLD: Final = "This page was open for too long. Check what you wrote, then select Continue again"


@router.get("/{slug}/{path:path}")
@open_to(Caller.ANYBODY, Caller.DRAFT_KEY, Caller.SENT_KEY)
async def show(visit: Visiting, slug: str, path: str) -> Response:
    """Any page of any form."""
    form = visit.form(slug)
    draft = await open_draft(visit.desk, form, visit.draft_key(form))
    if draft.sent:
        return visit.hold_sent(visit.go(url(form, "sent")), form, draft.key)
    walk = draft.walk()
    if went_back(visit, draft) and path != walk.steps[0].path:
        return visit.go(url(form, "sent"))
    asked = walk.at(path)
    if asked and not asked.section.gate and not walk.through_gate():
        return visit.go(url(form, walk.after("") or "check"))
    if asked is None and detached(form, path, {}, today()):
        # Whoever goes back to a page that is closed meanwhile has mistyped nothing.
        return visit.go(onward_url(draft))
    step = reachable(walk, path)
    suggested = await _just_sent(visit, step)
    return _page(visit, 200, draft, walk, Asking(step, suggested=suggested))


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
    """Keep what one page says in fields that have been read."""
    ours = visit.is_ours(typed)
    key = visit.draft_key(form)
    try:
        visit.require_turn()
        if not ours:
            return await _too_old(visit, form, path, typed)
        kept = await keep_page(visit.desk, form, key, path, typed)
    except StorageUnavailableError:
        return _alone(visit, OUTAGE, form, path, typed)
    except NotFoundError:
        return await _unasked(visit, form, path, typed)
    if kept.draft.sent:
        return visit.hold_sent(_sent_already(visit, kept.draft, path, typed), form, kept.draft.key)
    if first_typed(typed, THEN) == LATER and not (kept.lost or kept.conflicts):
        answer = visit.go(url(form, "save"))
    elif kept.faults or kept.conflicts or kept.warned:
        answer = _to_mend(visit, kept, path, typed)
    else:
        answer = visit.go(url(form, kept.onward or "check"))
    return visit.hold_draft(answer, form, kept.draft.key)


def _sent_already(visit: Visit, draft: Draft, path: str, typed: Typed) -> Response:
    """What was sent; or the page again, where something was typed that was not sent with it."""
    form, step = draft.form, draft.walk().at(path)
    if says_more(form, draft.answers, step, typed, today()):
        return _alone(visit, CONFLICT, form, path, typed, {"text": SENT, "href": url(form, "sent")})
    return visit.go(url(form, "sent"))


def _to_mend(visit: Visit, kept: Kept, path: str, typed: Typed) -> Response:
    """The page again, with what was typed and what must be mended."""
    asking = Asking(reachable(kept.walk, path), typed, kept.faults)
    conflicts = [_conflict(slot) for slot in kept.conflicts]
    only_here = kept.conflicts or (kept.lost and not is_short(typed))
    special: dict[str, object] = {"history": LEFT} if only_here else {}
    return _page(visit, UNFIT, kept.draft, kept.walk, asking, conflicts=conflicts, **special)


async def shown_again(visit: Visit, form: Form, path: str, faults: Sequence[Fault]) -> Response:
    """A page with what must be mended on it, as the newest draft has it.

    Raises:
        NotFoundError: there is no such page.
    """
    draft = await open_draft(visit.desk, form, visit.draft_key(form))
    walk = draft.walk()
    return _page(visit, UNFIT, draft, walk, Asking(reachable(walk, path), None, faults))


async def _just_sent(visit: Visit, step: Step) -> dict[str, str]:
    """The references that this browser was given within the hour, for the fields that nobody has answered yet.

    The key in the cookie finds them, so that no reference is ever in an address.
    """
    found: dict[str, str] = {}
    for slot in (one for one in step.slots if not one.recorded):
        for slug in slot.question.sent_by if isinstance(slot.question, Reference) else ():
            if reference := await sent_reference(visit.desk, visit.sent_key(visit.form(slug))):
                found[slot.field] = reference
    return found


def _page(visit: Visit, status: int, draft: Draft, walk: Walk, asking: Asking, **special: object) -> Response:
    """A page of a form; `special` says what is not as usual."""
    step, form = asking.step, draft.form
    questions, errors = asking.questions(), asking.errors()
    filled_in = (FILLED_IN,) if asking.suggested else ()
    usual: dict[str, object] = {
        "form": form,
        "caption": part(form, step),
        "title": said(step.page.title, step.home.names),
        "tab_title": said(step.page.title, step.nameless),
        "lede": said(step.page.lede, step.home.names),
        "notice": step.notice,
        "may_wait": step.may_wait,
        "save_url": url(form, "save") if draft.version else None,
        "watched": watched(draft),
        "questions": questions,
        "errors": errors,
        "insets": [said(inset, step.home.names) for inset in (*step.insets, *filled_in)],
        "warnings": asking.warnings(),
        "warned": step.warned,
        "shown": draft.shown(step),
        "back": _back(draft, walk, step),
        "button": CONTINUE,
        "urgent": walk.facts.get("urgent") == YesNo.YES,
        "conflicts": (),
        "outage": False,
        "waivable": bool(errors) and walk.waived,
        "listing": _listing(draft, walk, step.lists) if step.lists else None,
        "action": url(form, step.path),
        "private": form.private,
        "saved": saved(visit, draft, unsaved=not any(question.buttons for question in questions)),
        "code_link": code_link(draft),
        "ahead": ahead(form, walk, step),
        "send_now_url": url(form, "check") if walk.waived and walk.through_gate() else None,
    }
    return visit.page("pages/question.html", status, **(usual | special))


def _back(draft: Draft, walk: Walk, step: Step) -> str:
    before = walk.before(step.path)
    if not before or (draft.form.task_list and not step.section.gate and before.section is not step.section):
        return _start(draft.form, step)
    return url(draft.form, before.path)


def _start(form: Form, step: Step) -> str:
    """Where the section of a page is come to from."""
    return url(form, "tasks") if form.task_list and not step.section.gate else f"/{form.slug}"


def _conflict(slot: Slot) -> dict[str, object]:
    return {"label": said(slot.question.label, slot.spot.names), "theirs": slot.question.say(slot.value)}


def _listing(draft: Draft, walk: Walk, group: Group) -> list[dict[str, str | None]]:
    """A group's items by name, each with where to change it, and to remove it where the form can do without."""
    spare = len(draft.answers.items(group.id)) > group.least
    listed: list[dict[str, str | None]] = []
    for item in draft.answers.items(group.id):
        remove = url(draft.form, f"{group.id}/{item}/remove") if spare else None
        name, first = walk.called(group, item), walk.first_of(group, item)
        listed.append({"name": name, "change_url": url(draft.form, first.path), "remove_url": remove})
    return listed


async def _too_old(visit: Visit, form: Form, path: str, typed: Typed) -> Response:
    """The page again with everything typed, under a token that fits."""
    draft = await open_draft(visit.desk, form, visit.draft_key(form))
    walk = draft.walk()
    asking = Asking(reachable(walk, path), typed, (Fault("main-content", TOO_OLD, {}),))
    return _page(visit, 403, draft, walk, asking)


async def _unasked(visit: Visit, form: Form, path: str, typed: Typed) -> Response:
    """The page again with everything typed, where these answers do not lead to it: why, and where to go on."""
    draft = await open_draft(visit.desk, form, visit.draft_key(form))
    if draft.version:
        return _alone(visit, CONFLICT, form, path, typed, {"text": CLOSED, "href": onward_url(draft)})
    if visit.sent_key(form):
        return _alone(visit, CONFLICT, form, path, typed, {"text": SENT, "href": url(form, "sent")})
    return _alone(visit, GONE, form, path, typed)


def _alone(visit: Visit, status: int, form: Form, path: str, typed: Typed, *errors: object) -> Response:
    """The page again with everything typed, though its draft is out of reach or has no place for it.

    Raises:
        NotFoundError: there is no such page.
    """
    step = detached(form, path, typed, today())
    if step is None:
        raise NotFoundError("There is no such page")
    draft = Draft(DraftKey.new(), form, 0, Answers(), now())
    walk, asking = draft.walk(), Asking(step, typed)
    special = {"shown": typed.get("shown", ("",))[0], "outage": status == OUTAGE, "saved": (), "ahead": None}
    special |= {"gone": status == GONE, "save_url": None, "watched": None, "back": _start(form, step)}
    return _page(visit, status, draft, walk, asking, errors=errors, **special)
