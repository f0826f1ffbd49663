"""Where somebody goes on in a form, and what each of its pages knows of the draft."""

from datetime import timedelta
from typing import Final

from app.envelope.drafts import DraftKey
from app.forms.pages import Form
from app.routes.request.visit import Visit
from app.services.desk import now
from app.services.drafting import Draft

LONGEST_UNWATCHED: Final = timedelta(hours=20)
"""Where there is more time than this, nobody needs a warning before it ends (WCAG 2.2, 2.2.1)."""


def begun(draft: Draft) -> bool:
    """Whether there is something stored that can still be changed."""
    return draft.version > 0 and not draft.sent


def watched(draft: Draft) -> dict[str, object]:
    """What a page tells its script of a draft, and no answer: which version it shows, and the seconds it has left.

    No seconds where nothing is stored, or where there are too many for a warning.
    """
    if not begun(draft):
        return unwatched(draft.form)
    left = draft.expires_at - now()
    seconds = int(left.total_seconds()) if left < LONGEST_UNWATCHED else 0
    return {"form": draft.form.slug, "version": draft.version, "seconds": seconds}


def unwatched(form: Form) -> dict[str, object]:
    """The same where this browser holds no draft, or none any more."""
    return {"form": form.slug, "version": 0, "seconds": 0}


def onward_url(draft: Draft) -> str:
    """Where somebody goes on: the task list once it is open, else the next page, else checking."""
    walk = draft.walk()
    if draft.form.task_list and walk.through_gate():
        return url(draft.form, "tasks")
    return url(draft.form, walk.after("") or "check")


def went_back(visit: Visit, draft: Draft) -> bool:
    """Whether somebody who has just sent a form asks for one of its pages again, with nothing new begun."""
    return draft.version == 0 and visit.sent_key(draft.form) is not None


def afresh(sent: DraftKey, path: str) -> str:
    """What a page shows as its mark that was opened after sending: whoever sends it means to begin another form."""
    return sent.mark(f"afresh {path}")


def url(form: Form, path: str) -> str:
    """The address of a page of a form."""
    return f"/{form.slug}/{path}"
