"""The help pages: one route for them all, without the database, for whoever comes before or after a referral."""

from fastapi import APIRouter
from fastapi.responses import Response

from app.errors import NotFoundError
from app.help.catalogue import ARTICLES, SHELVES, shelf_of
from app.help.model import facts_of
from app.profiles.catalogues import SOURCE
from app.routes.request.callers import Caller, open_to
from app.routes.request.route import PortalRoute
from app.routes.request.visit import Visiting

router = APIRouter(prefix="/help", route_class=PortalRoute)


@router.get("")
@open_to(Caller.ANYBODY)
async def shelves(visit: Visiting) -> Response:
    """Every help page, by what it is about."""
    facts = facts_of(visit.desk.council, SOURCE)
    return visit.page("pages/help.html", shelves=SHELVES, facts=facts)


@router.get("/{topic}")
@open_to(Caller.ANYBODY)
async def article(visit: Visiting, topic: str) -> Response:
    """One help page, in this council's words where it has some.

    Raises:
        NotFoundError: there is none of this name.
    """
    if topic not in ARTICLES:
        raise NotFoundError("No help page has this name")
    found, council = ARTICLES[topic], visit.desk.council
    return visit.page(
        "pages/help_article.html",
        article=found,
        parts=found.told(council, SOURCE),
        facts=facts_of(council, SOURCE),
        shelf=shelf_of(found),
    )
