"""The files of the pages' look: the same for everybody, and kept by browsers for good."""

from typing import Final

from fastapi import APIRouter, Request
from fastapi.responses import Response

from app.errors import NotFoundError
from app.profiles.catalogues import SOURCE
from app.routes.request.callers import Caller, open_to
from app.routes.request.route import PortalRoute
from app.routes.request.shop import Shop
from app.security import IMMUTABLE

router = APIRouter(prefix="/static", route_class=PortalRoute)

SVG: Final = "image/svg+xml"
"""Text too, of which Starlette does not say so."""


@router.get("/{name}")
@open_to(Caller.ANYBODY)
async def file(request: Request, name: str, v: str = "") -> Response:
    """A file, compressed as the browser takes it.

    Raises:
        NotFoundError: there is none of this name.
    """
    shop: Shop = request.app.state.shop
    asset = shop.templates[SOURCE].assets.get(name)
    if asset is None:
        raise NotFoundError("There is no such file")
    content, encoding = asset.sent_as(request.headers.get("accept-encoding", ""))
    headers = {"vary": "accept-encoding"} | ({"content-encoding": encoding} if encoding else {})
    # What a page of another version asked for is not kept under that page's address.
    headers |= {"cache-control": IMMUTABLE} if v == asset.version else {}
    kind = f"{SVG}; charset=utf-8" if asset.kind == SVG else asset.kind
    return Response(content, media_type=kind, headers=headers)
