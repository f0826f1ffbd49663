"""Pages that come back when their draft went on without them, was sent or is out of reach: nothing typed is lost."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from fastapi.responses import Response

from app.envelope.drafts import DraftKey
from app.errors import NotFoundError
from app.forms.answers import Answers
from app.forms.kinds.asked import Typed, first_typed
from app.forms.pages import Form
from app.forms.walking.copied_out import in_words
from app.forms.walking.detached import detached
from app.forms.walking.steps import Fault, Step
from app.forms.wizard import NO_ANSWERS, post, says_more, written
from app.routes.page.asking import Asking
from app.routes.page.one_page import back_to_start, question_page
from app.routes.page.onward import afresh, begun, onward_url, url
from app.routes.page.to_mend import Entry
from app.routes.request.visit import Visit
from app.saying import Sentence
from app.services.desk import now, today
from app.services.drafting import Draft, of_another_draft, open_draft, reachable, shown_of

CONFLICT: Final = 409
FORBIDDEN: Final = 403
OUTAGE: Final = 503
GONE: Final = 404
SENT: Final = "You have already sent this form. To add what you wrote below, call us and give your reference"
NOT_WITH_IT: Final = (
    "You have already sent this form, and ‘{name}’ is not with it. "
    "Keep the file, call us and give your reference"
)
ANOTHER: Final = (
    "You have already sent this form. To add to it, call us and give your reference. "
    "To begin a new form, answer below and select Continue"
)
INTO_NEW: Final = (
    "You have already sent this form. To add to it, call us and give your reference. "
    "To put what is below into the new form that you have begun, select Continue"
)
WENT: Final = (
    "You have already sent this form. If a file went with it that we should not have, "
    "call us and give your reference"
)
OF_ANOTHER: Final = (
    "We have not saved this page. Another form has been begun on this device since it was opened"
)
CODE_FOR_IT: Final = (
    "If you have a code for the form that you were writing, enter it. Copy what is below first"
)
INTO_OPEN: Final = "If what is below belongs in the form that is open now, select Continue"
NOT_ADDED: Final = "We have not added ‘{name}’"
CLOSED: Final = (
    "This page is not asked any more: an earlier answer changed, or this website did. "
    "Everything else is kept: go on"
)
TOO_OLD: Final = "This page was open for too long. Check what you wrote, then select Continue again"


class InVain(NamedTuple):
    """What somebody wanted to do with files, where that cannot be done any more."""

    names: Sequence[str] = ()
    """Of the files that came, and are not kept."""
    removing: bool = False

    def each(self, text: str) -> Sequence[Sentence]:
        """A sentence about each of the files."""
        return [Sentence(text, {"name": name}) for name in self.names]


NO_FILES: Final = InVain()


def sent_already(visit: Visit, draft: Draft, path: str, typed: Typed, files: InVain = NO_FILES) -> Response:
    """What was sent; or the page again, where something was typed or added that was not sent with it."""
    form, confirmed = draft.form, url(draft.form, "sent")
    wrong: Sequence[str | Sentence] = (WENT,) if files.removing else files.each(NOT_WITH_IT)
    if not wrong and says_more(form, draft.answers, draft.walk().at(path), typed, today()):
        wrong = (SENT,)
    if not wrong:
        return visit.go(confirmed)
    return alone(visit, CONFLICT, form, path, typed, *_leading(wrong, confirmed))


async def begun_elsewhere(visit: Visit, form: Form, path: str, typed: Typed) -> Response | None:
    """The answer to an old page of another form, which would begin one or go into one; None for others.

    Raises:
        NotFoundError: no form begins with this page.
    """
    unawares = await begun_unawares(visit, form, path, typed)
    return unawares or await of_another(visit, form, path, typed)


async def of_another(
    visit: Visit, form: Form, path: str, typed: Typed, files: InVain = NO_FILES
) -> Response | None:
    """The answer to an old page of any other draft than the one that is open now; None for others.

    Raises:
        NotFoundError: there is no such page.
    """
    since = await begun_since(visit, form, path, typed, files)
    return since or await begun_by_another(visit, form, path, typed, files)


async def begun_unawares(visit: Visit, form: Form, path: str, typed: Typed) -> Response | None:
    """The answer to a page that was opened before its form was sent, and would silently begin another; None for others.

    What is urgent goes on at once: the pages after it say that they are of a new form.

    Raises:
        NotFoundError: no form begins with this page.
    """
    key, shown = visit.sent_key(form), first_typed(typed, "shown")
    if visit.draft_key(form) or key is None or shown in {"", afresh(key, path)}:
        return None
    new = await open_draft(visit.desk, form, None)
    if post(form, new.answers, reachable(new.walk(), path), typed, today()).walk.waived:
        return None
    sent = await open_draft(visit.desk, form, key)
    confirmed = url(form, "sent")
    if sent.sent and not says_more(form, sent.answers, sent.walk().at(path), typed, today()):
        return visit.go(confirmed)
    again = {**typed, "shown": (afresh(key, path),)}
    return alone(visit, CONFLICT, form, path, again, *_leading([ANOTHER], confirmed))


async def begun_since(
    visit: Visit, form: Form, path: str, typed: Typed, files: InVain = NO_FILES
) -> Response | None:
    """The answer to an old page of what was sent, where another form was begun since; None for others.

    What makes the new one urgent goes into it at once.
    """
    key, sent_key = visit.draft_key(form), visit.sent_key(form)
    if key is None or sent_key is None or not shown_of(sent_key, first_typed(typed, "shown")):
        return None
    new, sent = await open_draft(visit.desk, form, key), await open_draft(visit.desk, form, sent_key)
    step = new.walk().at(path)
    if not (begun(new) and sent.sent) or (step and _is_urgent(new, step, typed)):
        return None
    more = says_more(form, sent.answers, sent.walk().at(path), typed, today())
    if not more or step is None or files != NO_FILES:
        return sent_already(visit, sent, path, typed, files)
    # Without its mark it stands over nothing that the new form says.
    again = {**typed, "shown": ("",)}
    return alone(visit, CONFLICT, form, path, again, *_leading([INTO_NEW], url(form, "sent")))


async def begun_by_another(
    visit: Visit, form: Form, path: str, typed: Typed, files: InVain
) -> Response | None:
    """The answer to an old page of a draft that was put aside or deleted, where another was begun; None for others.

    On a computer of several people the two are about different children (adr/0096). What makes the new one urgent goes
    into it at once.
    """
    key = visit.draft_key(form)
    if key is None or not of_another_draft(key, first_typed(typed, "shown")):
        return None
    new = await open_draft(visit.desk, form, key)
    walk = new.walk()
    step = walk.at(path)
    # The first page may have been opened, by whoever began the form, before there was a draft.
    if not begun(new) or path == walk.steps[0].path or (step and _is_urgent(new, step, typed)):
        return None
    wrong = [*_leading([OF_ANOTHER], f"/{form.slug}"), *_leading([CODE_FOR_IT], "/resume")]
    wrong += _leading([INTO_OPEN] if step and files == NO_FILES else files.each(NOT_ADDED), "#main-content")
    # Without its mark it stands over nothing that the form says which is open now.
    return alone(visit, CONFLICT, form, path, {**typed, "shown": ("",)}, *wrong)


def _is_urgent(new: Draft, step: Step, typed: Typed) -> bool:
    return step.section.gate and post(new.form, new.answers, step, typed, today()).walk.waived


async def too_old(visit: Visit, form: Form, path: str, typed: Typed) -> Response:
    """The page again with everything typed, under a token that fits."""
    draft = await open_draft(visit.desk, form, visit.draft_key(form))
    walk = draft.walk()
    late = (Fault("main-content", TOO_OLD, {}),) if visit.given else ()
    asking = Asking(reachable(walk, path), typed, late)
    # Of a draft that is not stored the mark says nothing but when the page was opened, and that stays true.
    special = {} if draft.version else {"shown": first_typed(typed, "shown")}
    return question_page(visit, FORBIDDEN, draft, walk, asking, cookieless=not visit.given, **special)


async def unasked(visit: Visit, form: Form, path: str, typed: Typed, files: InVain = NO_FILES) -> Response:
    """The page again with everything typed, where these answers do not lead to it: why, and where to go on."""
    draft = await open_draft(visit.desk, form, visit.draft_key(form))
    if draft.sent:
        return visit.hold_sent(sent_already(visit, draft, path, typed, files), form, draft.key)
    if draft.version:
        wrong = _leading([CLOSED, *files.each(NOT_ADDED)], onward_url(draft))
        return alone(visit, CONFLICT, form, path, typed, *wrong)
    if key := visit.sent_key(form):
        return sent_already(visit, await open_draft(visit.desk, form, key), path, typed, files)
    return alone(visit, GONE, form, path, typed, *_leading(files.each(NOT_ADDED), "#files"))


def _leading(wrong: Sequence[str | Sentence], href: str) -> list[Entry]:
    """The entries of an error summary, each of which leads there."""
    return [{"text": text, "href": href} for text in wrong]


def alone(visit: Visit, status: int, form: Form, path: str, typed: Typed, *errors: Entry) -> Response:
    """The page again with everything typed, though its draft is out of reach or has no place for it.

    Where a release took its address away, what was typed can be read and copied.

    Raises:
        NotFoundError: there is no such page, and nothing was written on one.
    """
    step = detached(form, path, typed, today())
    if step is None:
        return _taken_away(visit, status, form, typed, errors)
    draft = Draft(DraftKey.new(), form, 0, Answers(), now())
    walk, asking = draft.walk(), Asking(step, typed)
    special = {"shown": typed.get("shown", ("",))[0], "outage": status == OUTAGE, "saved": (), "ahead": None}
    special |= {"gone": status == GONE, "save_url": None, "watched": None, "back": back_to_start(form, step)}
    return question_page(visit, status, draft, walk, asking, errors=errors, **special)


def _taken_away(visit: Visit, status: int, form: Form, typed: Typed, errors: Sequence[Entry]) -> Response:
    """What was said on a page that this release does not have."""
    if not written(typed):
        raise NotFoundError("There is no such page")
    words = tuple(in_words(form, typed, NO_ANSWERS))
    on = errors[0]["href"] if errors else f"/{form.slug}"
    told = [error for error in errors if error["text"] != CLOSED]
    return visit.page("pages/taken_away.html", status, errors=told, words=words, onward=on)
