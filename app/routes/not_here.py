"""A later page of a form, asked for by a browser that holds nothing of it: cookies gone, another device, time over."""

from typing import Final

from fastapi.responses import Response

from app.errors import NotFoundError
from app.forms.pages import Form
from app.routes.start import unwatched
from app.routes.visit import Visit

NOT_SENT: Final = "This has not been sent"
NOT_SENT_TEXT: Final = (
    "It was left for too long, or deleted, and is no longer here. If you have a code to come back with, it may still "
    "open it. If not, you can start again, or call us."
)


def not_here(visit: Visit, form: Form) -> Response:
    """Why nothing of it is here, at work; elsewhere the form's start, which says the same to everybody.

    Somebody who opens another's link must not learn whether anything was written (adr/0085).
    """
    if form.private:
        return visit.go(f"/{form.slug}")
    return visit.page("pages/not_here.html", NotFoundError.status, form=form, watched=unwatched(form))


def not_sent(visit: Visit) -> Response:
    """What came of Send, pressed over a draft that is over."""
    return visit.page("pages/failure.html", NotFoundError.status, title=NOT_SENT, text=NOT_SENT_TEXT)
