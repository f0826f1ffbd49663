"""The language of the pages, where a council offers more than English."""

from urllib.parse import urlsplit

from fastapi import APIRouter
from fastapi.responses import Response

from app.errors import NotFoundError
from app.routes.request.callers import Caller, open_to
from app.routes.request.route import PortalRoute
from app.routes.request.visit import Visit, Visiting

router = APIRouter(prefix="/language", route_class=PortalRoute)


@router.get("/{language}")
@open_to(Caller.ANYBODY)
async def speak(visit: Visiting, language: str) -> Response:
    """Show this page in another language from now on; what is typed on it, and was not sent, stays behind.

    Raises:
        NotFoundError: the council does not offer it.
    """
    if language not in visit.desk.council.languages:
        raise NotFoundError("The pages are not in this language")
    return visit.speak(visit.go(_came_from(visit)), language)


def _came_from(visit: Visit) -> str:
    """The page of ours that the link was on, as far as the browser says; else the first."""
    written = urlsplit(visit.request.headers.get("referer", ""))
    ours = written.netloc == visit.request.headers.get("host", "") and visit.asked_here
    path = written.path if ours else "/"
    return path if path.startswith("/") and not path.startswith(("//", "/\\")) else "/"
