"""A later page of a form, asked for by a browser that holds nothing of it: cookies gone, another device, time over."""

from typing import Final

from fastapi.responses import Response

from app.errors import NotFoundError
from app.forms.pages import Form
from app.routes.page.onward import unwatched
from app.routes.request.visit import Visit

NOT_SENT: Final = "This has not been sent"
NOT_SENT_TEXT: Final = (
    "It was left for too long, or deleted, and is no longer here. If you have a code to come back with, it may still "
    "open it. If not, you can start again, or call us."
)
NOTHING_SENT: Final = "Nothing was sent just now"
NOTHING_SENT_TEXT: Final = (
    "This browser no longer holds what was written. If you sent it before, we have it. You were shown a reference "
    "then. If you did not, or are not sure, call us. You can also use a code to come back with, or start again."
)


def not_here(visit: Visit, form: Form) -> Response:
    """Why nothing of it is here, at work; elsewhere the form's start, which says the same to everybody.

    Somebody who opens another's link must not learn whether anything was written (adr/0085).
    """
    if form.private:
        return visit.go(f"/{form.slug}")
    return visit.page("pages/not_here.html", NotFoundError.status, form=form, watched=unwatched(form))


def not_sent(visit: Visit, form: Form) -> Response:
    """What came of Send, pressed over a draft that is over."""
    return _send_again(visit, form, NOT_SENT, NOT_SENT_TEXT)


def nothing_sent(visit: Visit, form: Form) -> Response:
    """What came of Send, pressed on a page of this browser's own session that holds no key of the form any more.

    It may have been sent more than an hour ago, from a page that is still open (adr/0086).
    """
    return _send_again(visit, form, NOTHING_SENT, NOTHING_SENT_TEXT)


def _send_again(visit: Visit, form: Form, title: str, text: str) -> Response:
    said = {"title": title, "text": text, "form": form, "watched": unwatched(form)}
    return visit.page("pages/not_sent.html", NotFoundError.status, **said)
