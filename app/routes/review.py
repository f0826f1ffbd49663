"""Around a form's pages: the task list, checking, sending, the confirmation."""

from collections.abc import Mapping, Sequence
from typing import Final

from fastapi import APIRouter
from fastapi.responses import Response

from app import metrics
from app.envelope.drafts import DraftKey
from app.errors import (
    FileGoneError,
    HubKeyMissingError,
    NotFoundError,
    PortalError,
    StorageUnavailableError,
    TooLargeError,
    TooManyError,
)
from app.forms.kinds.asked import Typed, first_typed
from app.forms.pages import Form
from app.forms.topics.danger import has_spoken
from app.forms.walking.unplaced import mark, unplaced
from app.forms.walking.walk import Walk
from app.references import format_status_code
from app.routes.files import PAGE as FILES
from app.routes.page.not_here import not_here, not_sent, nothing_sent
from app.routes.page.noted import after_call
from app.routes.page.onward import begun, onward_url, unwatched, url, watched, went_back
from app.routes.page.overview import answers_by_section, progress, tasks
from app.routes.page.stored import code_link, saved
from app.routes.page.to_mend import missing, no_longer, odd, unseen
from app.routes.request.callers import Caller, open_to
from app.routes.request.failures import not_known_to_be_sent
from app.routes.request.route import PortalRoute
from app.routes.request.visit import Visit, Visiting
from app.routes.sent.confirmed import of_what_was_written
from app.routes.sent.forgotten import not_found
from app.routes.sent.next_steps import next_steps, reading, waits
from app.saying import Sentence
from app.services.desk import now
from app.services.drafting import Draft, of_another_draft, open_draft, shown_of
from app.services.submission import UnfinishedError, confirmation, send

router = APIRouter(prefix="/{slug}", route_class=PortalRoute)

UNSEEN: Final = "website"
"""A field that is hidden from everybody, screen readers too; programs that fill in every field fill it in."""
UNFIT: Final = 422
CONFLICT: Final = 409
OF_ANOTHER: Final = (
    "Nothing was sent. Another form has been begun on this device since you opened that page. "
    "This is what it says"
)
FILE_GONE: Final = "We no longer have ‘{name}’. Remove it, or add it again, then send"


@router.get("/tasks")
@open_to(Caller.ANYBODY, Caller.DRAFT_KEY, Caller.SENT_KEY)
async def task_list(visit: Visiting, slug: str) -> Response:
    """Every section of a long form, and how far each has come."""
    form = visit.form(slug)
    draft = await open_draft(visit.desk, form, visit.draft_key(form))
    if draft.sent or went_back(visit, draft):
        return visit.go(url(form, "sent"))
    if not begun(draft):
        return not_here(visit, form)
    if not form.task_list:
        return visit.go(onward_url(draft))
    walk = draft.walk()
    sections = tasks(form, walk)
    return visit.page(
        "pages/tasks.html",
        form=form,
        sections=sections,
        progress=progress(form, sections),
        next_url=url(form, walk.after("") or "check"),
        saved=saved(visit, draft),
        code_link=code_link(draft),
        after_call=after_call(visit.desk.council, walk, now()),
        save_url=url(form, "save"),
        watched=watched(draft),
        back=f"/{slug}",
    )


@router.get("/check")
@router.get("/send")
@open_to(Caller.DRAFT_KEY, Caller.SENT_KEY)
async def check(visit: Visiting, slug: str) -> Response:
    """Every answer with a way to change it, what is missing, and Send."""
    form = visit.form(slug)
    draft = await open_draft(visit.desk, form, visit.draft_key(form))
    if draft.sent:
        return visit.hold_sent(visit.go(url(form, "sent")), form, draft.key)
    if went_back(visit, draft):
        return visit.go(url(form, "sent"))
    walk = draft.walk()
    if not walk.through_gate():
        return visit.go(onward_url(draft)) if begun(draft) else not_here(visit, form)
    return _check(visit, draft, walk)


@router.post("/send")
@open_to(Caller.DRAFT_KEY, Caller.SENT_KEY)
async def send_it(visit: Visiting, slug: str) -> Response:
    """Send once; pressed again, show the same confirmation."""
    form = visit.form(slug)
    typed = await visit.own_form()
    key = visit.draft_key(form)
    if key is None:
        return visit.go(url(form, "sent")) if visit.sent_key(form) else nothing_sent(visit, form)
    try:
        visit.require_turn()
        if answer := await _not_sent_yet(visit, form, key, typed):
            return answer
        await send(visit.desk, form, key, first_typed(typed, "without"))
    except StorageUnavailableError:
        return not_known_to_be_sent(visit, url(form, "send"))
    except UnfinishedError as error:
        return _unfinished(visit, error.draft, error.walk)
    except (FileGoneError, HubKeyMissingError, NotFoundError, TooLargeError, TooManyError) as error:
        return await _refused(visit, form, key, error)
    return visit.hold_sent(visit.go(url(form, "sent")), form, key)


def _unfinished(visit: Visit, draft: Draft, walk: Walk) -> Response:
    """What is still needed; where it is one of the first questions, new since, not even what is urgent goes without."""
    return _check(visit, draft, walk, status=UNFIT) if walk.through_gate() else visit.go(onward_url(draft))


async def _not_sent_yet(visit: Visit, form: Form, key: DraftKey, typed: Typed) -> Response | None:
    """What comes before it is sent: whether a person presses, and for which form; None where nothing does."""
    if first_typed(typed, UNSEEN):
        return await _ask_whether_a_person(visit, form, key)
    return await _of_another(visit, form, key, first_typed(typed, "shown"))


async def _of_another(visit: Visit, form: Form, key: DraftKey, shown: str) -> Response | None:
    """The answer to Send on a page of another draft than the one that is open now; None for others (adr/0096)."""
    if not of_another_draft(key, shown):
        return None
    sent_key = visit.sent_key(form)
    if sent_key and shown_of(sent_key, shown):
        return visit.go(url(form, "sent"))
    draft = await open_draft(visit.desk, form, key)
    if not begun(draft):
        return None
    errors = [{"text": OF_ANOTHER, "href": f"/{form.slug}"}]
    return _check(visit, draft, draft.walk(), status=CONFLICT, errors=errors)


async def _ask_whether_a_person(visit: Visit, form: Form, key: DraftKey) -> Response:
    """The same page once more: a field that nobody sees was filled in, by a program or by a browser that meant well."""
    metrics.REFUSED.labels("unseen-field").inc()
    draft = await open_draft(visit.desk, form, key)
    if not begun(draft):
        return visit.go(url(form, "check")) if draft.sent else not_sent(visit, form)
    return _check(visit, draft, draft.walk(), status=UNFIT, doubted=True)


async def _refused(visit: Visit, form: Form, key: DraftKey, error: PortalError) -> Response:
    """Why it cannot be sent; or that it was, by another press, which took its files along."""
    if isinstance(error, NotFoundError):
        return not_sent(visit, form)
    draft = await open_draft(visit.desk, form, key)
    if draft.sent:
        return visit.go(url(form, "check"))
    if isinstance(error, FileGoneError):
        gone = {"text": Sentence(FILE_GONE, {"name": error.name}), "href": url(form, FILES)}
        return _check(visit, draft, draft.walk(), status=error.status, errors=[gone])
    return _check(visit, draft, draft.walk(), status=error.status, refusal=True)


@router.get("/sent")
@open_to(Caller.DRAFT_KEY, Caller.SENT_KEY)
async def sent(visit: Visiting, slug: str) -> Response:
    """The confirmation, for an hour after sending, on the device that sent it."""
    form = visit.form(slug)
    try:
        told = await confirmation(visit.desk, visit.sent_key(form))
    except NotFoundError:
        return await not_found(visit, form)
    draft = await open_draft(visit.desk, form, visit.sent_key(form))
    referral, walk = told.referral, draft.walk()
    return visit.page(
        "pages/sent.html",
        200,
        reference=referral.reference,
        code=format_status_code(told.status_code),
        # Looked at again within the hour, the page gives the number that is staffed then.
        reading=reading(visit.desk.council, referral, now()),
        next_steps=next_steps(visit.desk.council, referral, walk.facts if draft.sent else None, now()),
        urgent=referral.urgent,
        private=form.private,
        notice=form.notice,
        **of_what_was_written(visit, draft, walk, referral.received_at),
        watched=unwatched(form),
    )


def _check(
    visit: Visit,
    draft: Draft,
    walk: Walk,
    *,
    status: int = 200,
    errors: Sequence[Mapping[str, object]] = (),
    **unusual: bool,
) -> Response:
    """Every answer, and Send; `errors` and `unusual` say what came of pressing it."""
    form: Form = draft.form
    left_out = unplaced(form, draft.answers)
    return visit.page(
        "pages/check.html",
        status,
        form=form,
        errors=errors,
        sections=answers_by_section(form, walk),
        unmet=missing(form, walk),
        unseen=unseen(form, walk),
        odd=odd(form, walk),
        no_longer=no_longer(walk, draft.answers),
        unplaced=left_out,
        without=mark(left_out),
        shown=draft.mark,
        statement=form.statement,
        waits=waits(visit.desk.council, now(), urgent=walk.waived),
        after_call=after_call(visit.desk.council, walk, now()),
        saved=saved(visit, draft),
        code_link=code_link(draft),
        send_url=url(form, "send"),
        urgent=walk.waived,
        spoken=has_spoken(walk.facts),
        refusal=unusual.get("refusal", False),
        doubted=unusual.get("doubted", False),
        save_url=url(form, "save"),
        watched=watched(draft),
        back=url(form, "tasks") if form.task_list else url(form, walk.steps[-1].path),
    )
