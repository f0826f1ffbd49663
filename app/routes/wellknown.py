"""Whom somebody tells who has found a flaw, where the council has named anybody (RFC 9116)."""

from datetime import UTC, datetime, time, timedelta
from typing import Final

from fastapi import APIRouter
from fastapi.responses import PlainTextResponse, Response

from app.errors import NotFoundError
from app.profiles.hours import LONDON
from app.routes.request.callers import Caller, open_to
from app.routes.request.route import PortalRoute
from app.routes.request.visit import Visiting
from app.services.desk import today

router = APIRouter(prefix="/.well-known", route_class=PortalRoute)

PATH: Final = "/.well-known/security.txt"


@router.get("/security.txt")
@open_to(Caller.ANYBODY)
async def security(visit: Visiting) -> Response:
    """The council's word on it, up to the last day on which it stands by it.

    Raises:
        NotFoundError: nobody is named, or that day is over: what is out of date would mislead.
    """
    council = visit.desk.council
    named = council.security
    if named is None or named.until < today():
        raise NotFoundError("Nobody is named")
    ends = datetime.combine(named.until + timedelta(days=1), time(), LONDON).astimezone(UTC)
    lines = [
        f"Contact: {named.contact}",
        f"Expires: {ends.strftime('%Y-%m-%dT%H:%M:%SZ')}",
        f"Preferred-Languages: {', '.join(council.languages)}",
        f"Canonical: {visit.desk.settings.site_url}{PATH}",
        *([f"Policy: {named.policy}"] if named.policy else ()),
    ]
    return PlainTextResponse("\n".join(lines) + "\n")
