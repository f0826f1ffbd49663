"""A later page of a form, asked for by a browser that holds nothing of it: cookies gone, another device, time over."""

from fastapi.responses import Response

from app.errors import NotFoundError
from app.forms.pages import Form
from app.routes.start import unwatched
from app.routes.visit import Visit


def not_here(visit: Visit, form: Form) -> Response:
    """Why nothing of it is here, at work; elsewhere the form's start, which says the same to everybody.

    Somebody who opens another's link must not learn whether anything was written (adr/0085).
    """
    if form.private:
        return visit.go(f"/{form.slug}")
    return visit.page("pages/not_here.html", NotFoundError.status, form=form, watched=unwatched(form))
