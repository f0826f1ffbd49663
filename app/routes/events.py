"""Where the hub says what became of a referral: signed events, in batches."""

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, Response

from app import metrics
from app.envelope.events import LARGEST_BATCH, parse_batch
from app.errors import EnvelopeRefusedError, TooLargeError
from app.routes.request.callers import Caller, open_to
from app.routes.request.route import PortalRoute
from app.routes.request.visit import Visiting
from app.services.progress import hear

router = APIRouter(route_class=PortalRoute)


@router.post("/api/events")
@open_to(Caller.HUB)
async def receive(visit: Visiting, request: Request) -> Response:
    """Take a batch of events, all or none of it; each is believed for its signature alone."""
    visit.require_turn()
    try:
        batch = parse_batch(await _body(request))
        told = await hear(visit.desk, batch)
    except EnvelopeRefusedError as error:
        metrics.EVENTS.labels("refused").inc()
        return JSONResponse({"refused": str(error)}, error.status)
    metrics.EVENTS.labels("new").inc(told.new)
    metrics.EVENTS.labels("unknown").inc(told.unknown)
    metrics.EVENTS.labels("known").inc(len(batch) - told.new - told.unknown)
    return JSONResponse({"new": told.new, "unknown": told.unknown})


async def _body(request: Request) -> bytes:
    """The body, up to the largest batch."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > LARGEST_BATCH:
            metrics.EVENTS.labels("refused").inc()
            raise TooLargeError("The batch is too large")
    return bytes(body)
