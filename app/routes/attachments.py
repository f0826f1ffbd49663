"""Where the hub takes the files of a message: sealed, and only while it has not said that it has them."""

from collections.abc import AsyncIterator
from typing import Annotated, Final
from uuid import UUID

from fastapi import APIRouter, Header
from fastapi.responses import JSONResponse, Response, StreamingResponse

from app.errors import EnvelopeRefusedError
from app.routes.request.callers import Caller, open_to
from app.routes.request.route import PortalRoute
from app.routes.request.visit import Visiting
from app.services.fetching import Fetched, fetch, pieces_of

router = APIRouter(route_class=PortalRoute)

SCHEME: Final = "Signature "
SEALED: Final = "application/octet-stream"
GONE: Final = 410
NOT_ASKED: Final = 401


@router.get("/api/attachments/{message_id}/{attachment_id}")
@open_to(Caller.HUB)
async def give(
    visit: Visiting, message_id: UUID, attachment_id: UUID, authorization: Annotated[str, Header()] = ""
) -> Response:
    """A sealed file, to whoever shows the hub's signature; 410 says that it is not here, and will not be."""
    visit.require_turn()
    try:
        wanted = Fetched(message_id, attachment_id, authorization.removeprefix(SCHEME))
        row = await fetch(visit.desk, wanted)
    except EnvelopeRefusedError as error:
        return JSONResponse({"refused": str(error)}, NOT_ASKED)
    if row is None:
        return JSONResponse({"refused": "This file is not here any more"}, GONE)
    pieces: AsyncIterator[bytes] = pieces_of(visit.desk, row)
    return StreamingResponse(pieces, media_type=SEALED, headers={"content-length": str(row.size)})
