"""A confirmation that cannot be shown: its hour is over, or the database does not know any more what was sent."""

from typing import Final

from fastapi.responses import Response

from app.errors import NotFoundError
from app.forms.pages import Form
from app.routes.page.onward import begun, url
from app.routes.request.visit import Visit
from app.services.drafting import open_draft

GONE: Final = "This page cannot be shown any more"
GONE_TEXT: Final = (
    "The reference and the code are shown for an hour after sending, on the device that sent it. "
    "If you sent it, it is safe. To add something or to ask about it, call us."
)
FORGOTTEN: Final = "We cannot find what you sent"
FORGOTTEN_TEXT: Final = (
    "Something went wrong at our side after you sent it, and it may not have reached us. It is not your fault. Call us "
    "to be sure, or write it again. If you have a reference, give it."
)
STILL_HERE: Final = (
    "Something went wrong at our side after you sent it, and it may not have reached us. It is not your fault. "
    "What you wrote is still here: check it, and send it again. It keeps its reference and its status code."
)


async def not_found(visit: Visit, form: Form) -> Response:
    """What a browser is told whose confirmation nobody finds.

    One that holds the key of what it sent is never told that it is safe: only a database that was restored from a
    backup, or a standby that was behind, knows nothing of it. Where the draft is unsent again, it is given back
    (adr/0037).
    """
    key = visit.sent_key(form)
    if key is None:
        return visit.page("pages/failure.html", NotFoundError.status, title=GONE, text=GONE_TEXT)
    draft = await open_draft(visit.desk, form, key)
    if not begun(draft) or visit.draft_key(form):
        return visit.page("pages/failure.html", NotFoundError.status, title=FORGOTTEN, text=FORGOTTEN_TEXT)
    look = url(form, "check")
    answer = visit.page(
        "pages/failure.html", NotFoundError.status, title=FORGOTTEN, text=STILL_HERE, look=look
    )
    return visit.forget_sent(visit.hold_draft(answer, form, key), form)
