"""Whether the portal is alive, and whether it can take a referral."""

from fastapi import APIRouter
from fastapi.responses import JSONResponse, PlainTextResponse, Response

from app.errors import StorageUnavailableError
from app.routes.request.callers import Caller, open_to
from app.routes.request.route import PortalRoute
from app.routes.request.visit import Visiting
from app.services.desk import today
from app.storage.upkeep.replication import replication

router = APIRouter(route_class=PortalRoute)


@router.get("/healthz")
@open_to(Caller.ANYBODY)
async def alive() -> Response:
    """The process answers."""
    return PlainTextResponse("ok")


@router.get("/readyz")
@open_to(Caller.ANYBODY)
async def ready(visit: Visiting) -> Response:
    """The database answers and takes something in, and something can be sealed to the hub today."""
    states = {"database": await _database(visit), "hub-key": _hub_key(visit)}
    return JSONResponse(states, 200 if all(state == "ok" for state in states.values()) else 503)


async def _database(visit: Visiting) -> str:
    try:
        async with visit.desk.database.single() as connection:
            found = await replication(connection)
    except StorageUnavailableError:
        return "unavailable"
    if found and found.standby:
        return "standby"
    return "no-standby" if found and found.waits_in_vain else "ok"


def _hub_key(visit: Visiting) -> str:
    return "ok" if visit.desk.keys.sealable_until(today()) else "missing"
