"""The page on which files are added, in whatever form: it is sent as a form with files, or without."""

from contextlib import suppress
from typing import Final

from fastapi import APIRouter
from fastapi.responses import Response
from starlette.requests import ClientDisconnect

from app.errors import ForgedFormError, HubKeyMissingError, NotFoundError, StorageUnavailableError
from app.filekinds import shown_name
from app.forms.kinds.asked import Typed, first_typed
from app.forms.pages import Form
from app.forms.walking.steps import Fault
from app.routes.page.belated import InVain, of_another, unasked
from app.routes.page.onward import url
from app.routes.page.uploads import Form as Sent
from app.routes.page.uploads import taken_in
from app.routes.pages import keep_typed, post, shown_again
from app.routes.request.callers import Caller, open_to
from app.routes.request.route import PortalRoute
from app.routes.request.visit import Visit, Visiting
from app.security import from_this_site
from app.services.attaching import TOO_MANY, Place, Upload, attach, detach

router = APIRouter(route_class=PortalRoute)

PAGE: Final = "files"
"""Where every form that takes files has its page for them."""
ADDED: Final = f"{PAGE}#added"
"""What is there now: where the page goes on after a file was added or taken away."""
MULTIPART: Final = "multipart/form-data"
NOTHING_CHOSEN: Final = "Select a file"
UNSEALED: Final = "We cannot take files just now. Try again later, or go on without ‘{name}’"


@router.post("/{slug}/files")
@open_to(Caller.ANYBODY, Caller.DRAFT_KEY, Caller.SENT_KEY)
async def keep_files(visit: Visiting, slug: str) -> Response:
    """Add the files that came, or take one away, then show the page again; or go on."""
    form = visit.form(slug)
    if not visit.request.headers.get("content-type", "").lower().startswith(MULTIPART):
        typed = await visit.typed()
        if not first_typed(typed, "remove"):
            return await post(visit, slug, PAGE)
        return await _keep(visit, form, Sent({name: [*values] for name, values in typed.items()}))
    if not from_this_site(visit.request.headers):
        raise ForgedFormError("The form came from another site")
    with taken_in(visit.desk.incoming) as taking:
        try:
            sent = await taking.read(visit.request)
        except ClientDisconnect:
            return Response()
        return await _keep(visit, form, sent)


async def _keep(visit: Visit, form: Form, sent: Sent) -> Response:
    typed: Typed = sent.fields
    adds, removed = "add" in typed, first_typed(typed, "remove")
    if not (adds or removed or sent.files or sent.too_many) or not visit.is_ours(typed):
        return await keep_typed(visit, form, PAGE, typed)
    place = Place(visit.desk, form, visit.draft_key(form), PAGE)
    left = [shown_name(name) for name in (*(name for name, _ in sent.files), *sent.too_many)]
    try:
        if answer := await of_another(visit, form, PAGE, typed, InVain(left, bool(removed))):
            return answer
        if removed:
            await detach(place, removed)
        faults = await _added(visit, place, sent, left) if adds or left else []
        if faults:
            return await shown_again(visit, form, PAGE, faults)
    except NotFoundError:
        return await unasked(visit, form, PAGE, typed, InVain(left, bool(removed)))
    return visit.go(url(form, ADDED)) if adds or removed else await keep_typed(visit, form, PAGE, typed)


async def _added(visit: Visit, place: Place, sent: Sent, left: list[str]) -> list[Fault]:
    """Add each file that came, and take its name from those that are left; what is wrong with the others.

    Raises:
        NotFoundError: there is no place for them, or not any more.
    """
    keep = "keep_details" in sent.fields
    faults = []
    for name, incoming in sent.files:
        fault = await _fault_of(visit, place, Upload(name, incoming, keep))
        faults += [fault] if fault else []
        left.pop(0)
    faults += [Fault(PAGE, TOO_MANY, {"name": shown_name(name)}) for name in sent.too_many]
    if not sent.files and not sent.too_many:
        faults.append(Fault(PAGE, NOTHING_CHOSEN, {}))
    return faults


async def _fault_of(visit: Visit, place: Place, upload: Upload) -> Fault | None:
    draft = place.key.row_id.hex() if place.key else ""
    if visit.tries.files.left(draft, visit.address):
        visit.tries.files.count(draft, visit.address)
        with suppress(HubKeyMissingError, StorageUnavailableError, OSError):
            return await attach(place, upload)
    return Fault(PAGE, UNSEALED, {"name": shown_name(upload.name)})
