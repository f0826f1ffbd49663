"""What people see when something is not there or goes wrong: a calm page with telephone numbers, and no answer."""

from typing import Final

import structlog
from fastapi import FastAPI, Request
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from app.errors import PortalError
from app.routes.request.visit import UNAVAILABLE, Visit
from app.security import from_this_site

log = structlog.get_logger()

FORBIDDEN: Final = 403
NOT_FOUND: Final = ("Page not found", "If you typed the address, check it.")
SENTENCES: Final = {
    400: ("We could not read that", "Go back, check what you wrote and try again, or call us."),
    403: (
        "We could not take that page",
        "We could not tell that it came from a page of ours. Go back, load the page again and try once more.",
    ),
    404: NOT_FOUND,
    405: NOT_FOUND,
    408: ("That took too long", "Go back, check your connection and try again, or call us."),
    413: ("That is more than we can take", "Go back and make it shorter, or call us about the rest."),
    503: (
        "We cannot do this just now",
        "What you have written so far is kept. Wait a minute and try again. If it cannot wait, call.",
    ),
}
NOT_KEPT: Final = (
    "Your browser did not keep our cookie",
    (
        "Without it we cannot tell that this came from a page of ours. Allow cookies for this website, go back, "
        "load the page again and try once more, or call us."
    ),
)
PERHAPS_SENT: Final = "We cannot say if this was sent"
SENT_ONCE: Final = (
    "What you have written is kept. Wait a minute, then try again. "
    "It will be sent once, however often you try. If it cannot wait, call."
)
WRONG: Final = (
    "Something has gone wrong here",
    "It is our fault, and we have been told. What you have written so far is kept. Try again, or call.",
)


def add_failures(app: FastAPI) -> None:
    """Give every failure its page."""

    @app.exception_handler(PortalError)
    async def _foreseen(request: Request, error: PortalError) -> Response:
        return failure(request, error.status)

    @app.exception_handler(HTTPException)
    async def _http(request: Request, error: HTTPException) -> Response:
        answer = failure(request, error.status_code)
        answer.headers.update(error.headers or {})
        return answer

    @app.exception_handler(Exception)
    async def _unforeseen(request: Request, error: Exception) -> Response:
        # The text of an unforeseen error may hold an answer; its type does not.
        log.error("unforeseen", failure=type(error).__name__)
        return failure(request, 500)


def failure(request: Request, status: int) -> Response:
    """The page for a failure of this status."""
    visit, (title, text) = Visit(request), SENTENCES.get(status, WRONG)
    if status == FORBIDDEN and not visit.given and from_this_site(request.headers):
        title, text = NOT_KEPT
    return visit.page("pages/failure.html", status, title=title, text=text, again=None)


def not_known_to_be_sent(visit: Visit, action: str) -> Response:
    """The page for a sending whose end is not known; trying again at `action` sends no second one."""
    return visit.page("pages/failure.html", UNAVAILABLE, title=PERHAPS_SENT, text=SENT_ONCE, again=action)
