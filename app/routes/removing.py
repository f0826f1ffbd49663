"""Removing a child or another person from a form: asked first, with what goes and what stays."""

from fastapi import APIRouter
from fastapi.responses import Response

from app.errors import NotFoundError
from app.forms.pages import Form
from app.forms.walking.removing import is_needed, pointing
from app.routes.page.not_here import not_here
from app.routes.page.onward import begun, url, went_back
from app.routes.request.callers import Caller, open_to
from app.routes.request.route import PortalRoute
from app.routes.request.visit import Visit, Visiting
from app.services.drafting import Draft, open_draft, removable, remove_item

router = APIRouter(prefix="/{slug}", route_class=PortalRoute)


@router.get("/{group}/{item}/remove")
@open_to(Caller.DRAFT_KEY, Caller.SENT_KEY)
async def ask_to_remove(visit: Visiting, slug: str, group: str, item: str) -> Response:
    """Ask before an item goes."""
    form = visit.form(slug)
    draft = await open_draft(visit.desk, form, visit.draft_key(form))
    if not begun(draft) and form.group(group):
        gone = draft.sent or went_back(visit, draft)
        return visit.go(url(form, "sent")) if gone else not_here(visit, form)
    try:
        place, seen = removable(draft, group, item), draft.walk()
    except NotFoundError:
        return _to_the_list(visit, form, group)
    same = [
        (seen.called(one.group, one.item), bool(one.meant))
        for one in pointing(seen, draft.answers, group, item)
    ]
    return visit.page(
        "pages/remove.html",
        unnamed=place.unnamed,
        name=seen.called(place, item),
        written=draft.answers.tells_of(item),
        replaced=is_needed(form, draft.answers, group),
        same=list(dict.fromkeys(name for name, meant in same if meant)),
        asked_again=list(dict.fromkeys(name for name, meant in same if not meant)),
        action=url(form, f"{group}/{item}/remove"),
        back=url(form, group),
    )


@router.post("/{group}/{item}/remove")
@open_to(Caller.DRAFT_KEY)
async def remove(visit: Visiting, slug: str, group: str, item: str) -> Response:
    """Remove an item and everything that was said about it."""
    form = visit.form(slug)
    await visit.own_form()
    visit.require_turn()
    key = visit.draft_key(form)
    if key is None and form.group(group):
        return not_here(visit, form)
    try:
        draft = await remove_item(visit.desk, form, key, group, item)
    except NotFoundError:
        return _to_the_list(visit, form, group)
    if draft.sent:
        return visit.hold_sent(visit.go(url(form, "sent")), form, draft.key)
    return visit.go(url(form, _then(draft, group)))


def _to_the_list(visit: Visit, form: Form, group: str) -> Response:
    """Where nothing is to be removed any more: pressed twice, or come back to, it is as they wanted it.

    Raises:
        NotFoundError: the form has no such list.
    """
    if form.group(group) is None:
        raise NotFoundError("There is no such list")
    return visit.go(url(form, group))


def _then(draft: Draft, group: str) -> str:
    """Where to go on: the list, or the first page of the one that the form needs in the place of the one removed."""
    place, items = draft.form.group(group), draft.answers.items(group)
    begun = len(items) != 1 or draft.answers.tells_of(items[0])
    if place is None or begun or not is_needed(draft.form, draft.answers, group):
        return group
    return draft.walk().first_of(place, items[0]).path
