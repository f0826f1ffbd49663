"""One page of a form as it is shown: its questions, what is wrong or odd, and where it leads."""

from functools import partial
from typing import Final

from fastapi.responses import Response

from app.forms.pages import Form, Group
from app.forms.topics.danger import has_spoken
from app.forms.walking.removing import is_needed
from app.forms.walking.steps import Step
from app.forms.walking.unplaced import asks
from app.forms.walking.walk import Walk
from app.routes.page.asking import Asking, said
from app.routes.page.onward import url, watched
from app.routes.page.overview import ahead, part, where_asked
from app.routes.page.stored import code_link, saved
from app.routes.request.visit import Visit
from app.services.drafting import Draft
from app.vocabulary import YesNo

CONTINUE: Final = "Continue"
NEW: Final = (
    "This is a new form. What you sent before is with us, and what you write here is not added to it."
)


def question_page(
    visit: Visit, status: int, draft: Draft, walk: Walk, asking: Asking, **special: object
) -> Response:
    """A page of a form; `special` says what is not as usual."""
    step, form, urgent = asking.step, draft.form, walk.facts.get("urgent") == YesNo.YES
    questions, errors = asking.questions(), asking.errors()
    told = (NEW,) * _is_another(visit, draft, step) + asking.filled_in.says
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
        "insets": [said(inset, step.home.names) for inset in (*step.insets, *told)],
        "warnings": asking.warnings(partial(where_asked, form, walk, step)),
        "warned": step.warned,
        "shown": draft.shown(step),
        "asks": asks(step.page),
        "back": back(draft, walk, step),
        "button": CONTINUE,
        "urgent": urgent,
        "spoken": urgent and has_spoken(walk.facts),
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


def _is_another(visit: Visit, draft: Draft, step: Step) -> bool:
    """Whether a page must say that it is of a new form: this browser has sent one, and somebody has begun this one.

    The very first page says so at work alone: elsewhere somebody else may sit down there.
    """
    begun = draft.version > 0 if draft.form.private else True
    return begun and step.section.gate and not draft.sent and visit.sent_key(draft.form) is not None


def back(draft: Draft, walk: Walk, step: Step) -> str:
    """The address of the page before one, or where its section is come to from."""
    before = walk.before(step.path)
    if not before or (draft.form.task_list and not step.section.gate and before.section is not step.section):
        return back_to_start(draft.form, step)
    return url(draft.form, before.path)


def back_to_start(form: Form, step: Step) -> str:
    """Where the section of a page is come to from."""
    return url(form, "tasks") if form.task_list and not step.section.gate else f"/{form.slug}"


def _listing(draft: Draft, walk: Walk, group: Group) -> list[dict[str, str | None]]:
    """A group's items by name, each with where to change it, and to remove it where there is something to remove."""
    spare = not is_needed(draft.form, draft.answers, group.id)
    listed: list[dict[str, str | None]] = []
    for item in draft.answers.items(group.id):
        goes = spare or draft.answers.tells_of(item)
        remove = url(draft.form, f"{group.id}/{item}/remove") if goes else None
        name, first = walk.called(group, item), walk.first_of(group, item)
        listed.append({"name": name, "change_url": url(draft.form, first.path), "remove_url": remove})
    return listed
