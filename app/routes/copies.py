"""The copy of what was sent, for an hour: to be seen, printed, saved as a PDF, and removed from the device."""

from typing import Any, Final

from fastapi import APIRouter
from fastapi.responses import Response

from app.errors import NotFoundError, PressError
from app.forms.pages import Form
from app.profiles.spoken import dated_values, moment_values
from app.references import format_status_code
from app.routes.page.onward import url
from app.routes.page.overview import answers_by_section
from app.routes.request.callers import Caller, open_to
from app.routes.request.route import PortalRoute
from app.routes.request.visit import UNAVAILABLE, Visit, Visiting
from app.saying import Sentence
from app.services.copying import Copy, CopyGoneError, remove_copy, sent_copy

router = APIRouter(prefix="/{slug}", route_class=PortalRoute)

PDF: Final = "application/pdf"
NEUTRAL: Final = "copy"
"""What a file is called whose name should tell nobody who uses the same device what it is."""
SENT: Final = "{time} on {weekday} {day} {month} {year}"
UNTIL: Final = "You can see this copy on this device until {time}. After that it is gone."
GONE: Final = "There is no copy here"
GONE_TEXT: Final = (
    "A copy can be seen for an hour after sending, on the device that sent it, unless it was removed. "
    "What was sent is safe. To add something or to ask about it, call us."
)
NO_PDF: Final = "We could not make the PDF just now"
NO_PDF_TEXT: Final = (
    "Your copy is still here: go back and print the page, or wait a minute and try the PDF again."
)
REMOVED: Final = "The copy is removed from this device"


@router.get("/copy")
@router.get("/copy/remove")
@open_to(Caller.SENT_KEY)
async def see(visit: Visiting, slug: str) -> Response:
    """The copy without what is kept apart."""
    return await _seen(visit, slug, whole=False)


@router.get("/whole-copy")
@open_to(Caller.SENT_KEY)
async def see_whole(visit: Visiting, slug: str) -> Response:
    """The copy with everything, for somebody who was warned and asked for it."""
    return await _seen(visit, slug, whole=True)


@router.get("/copy.pdf")
@open_to(Caller.SENT_KEY)
async def save(visit: Visiting, slug: str) -> Response:
    """The same as a PDF, without what is kept apart."""
    return await _saved(visit, slug, whole=False)


@router.get("/whole-copy.pdf")
@open_to(Caller.SENT_KEY)
async def save_whole(visit: Visiting, slug: str) -> Response:
    """The PDF with everything."""
    return await _saved(visit, slug, whole=True)


@router.post("/copy/remove")
@open_to(Caller.SENT_KEY)
async def remove(visit: Visiting, slug: str) -> Response:
    """Remove the copy, the reference and the code from the device; what was sent stays sent."""
    form = visit.form(slug)
    await visit.own_form()
    visit.require_turn()
    if key := visit.sent_key(form):
        await remove_copy(visit.desk, key)
    return visit.forget_sent(visit.go(url(form, "copy-removed")), form)


@router.get("/copy-removed")
@open_to(Caller.ANYBODY)
async def removed(visit: Visiting, slug: str) -> Response:
    """Where somebody is once the copy is removed; and what else they may want to remove."""
    return visit.page("pages/copy_removed.html", form=visit.form(slug), title=REMOVED)


async def _seen(visit: Visit, slug: str, *, whole: bool) -> Response:
    form = visit.form(slug)
    try:
        copy = await sent_copy(visit.desk, form, visit.sent_key(form))
    except CopyGoneError:
        return visit.page("pages/failure.html", NotFoundError.status, title=GONE, text=GONE_TEXT)
    name = _name(whole=whole)
    return visit.page(
        "pages/copy.html",
        **_content(form, copy, whole=whole),
        until=Sentence(UNTIL, moment_values(copy.until)),
        left_out=copy.keeps and not whole,
        other_url=url(form, _name(whole=not whole)),
        pdf_url=url(form, f"{name}.pdf") if visit.press else None,
        remove_url=url(form, "copy/remove"),
        back=url(form, "sent"),
    )


async def _saved(visit: Visit, slug: str, *, whole: bool) -> Response:
    form = visit.form(slug)
    if visit.press is None:
        raise NotFoundError("No PDF can be made here")
    try:
        copy = await sent_copy(visit.desk, form, visit.sent_key(form))
        content = _content(form, copy, whole=whole)
        pdf = await visit.press.pdf(visit.templates.render("paper/copy.html", **content))
    except CopyGoneError:
        return visit.page("pages/failure.html", NotFoundError.status, title=GONE, text=GONE_TEXT)
    except PressError:
        return visit.page("pages/failure.html", UNAVAILABLE, title=NO_PDF, text=NO_PDF_TEXT)
    called = NEUTRAL if form.private else copy.told.referral.reference
    return Response(
        pdf, media_type=PDF, headers={"content-disposition": f'attachment; filename="{called}.pdf"'}
    )


def _name(*, whole: bool) -> str:
    return "whole-copy" if whole else "copy"


def _content(form: Form, copy: Copy, *, whole: bool) -> dict[str, Any]:
    """What the page and the PDF both show."""
    referral = copy.told.referral
    return {
        "form": form,
        "reference": referral.reference,
        "code": format_status_code(copy.told.status_code),
        "sent": Sentence(SENT, dated_values(referral.received_at)),
        "sections": answers_by_section(form, copy.walk, () if whole else copy.apart),
        "whole": whole and copy.keeps,
    }
