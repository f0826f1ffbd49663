"""A professional's work address: confirmed by a number sent to it, then the draft's link goes there."""

from typing import Final

from fastapi import APIRouter
from fastapi.responses import Response

from app.errors import HubKeyMissingError, StorageUnavailableError, TooOftenError
from app.forms.kinds.asked import Typed, first_typed
from app.forms.kinds.checked import LONGEST_EMAIL, Email
from app.forms.pages import Form
from app.references import parse_six_digits
from app.routes.page.onward import begun, url
from app.routes.page.views import QuestionView
from app.routes.request.callers import Caller, open_to
from app.routes.request.route import PortalRoute
from app.routes.request.visit import Visit, Visiting
from app.saying import Sentence
from app.services.desk import today
from app.services.drafting import Draft, open_draft
from app.services.letters import confirm, send_number

router = APIRouter(prefix="/{slug}", route_class=PortalRoute)

ADDRESS: Final = Email(
    id="address",
    label="Your work email address",
    hint="We use it for this alone: a number now, the link, and one reminder before what you wrote is deleted",
    missing="Enter your work email address",
)
NUMBER: Final = "The six-digit number that we sent to {address}"
NUMBER_HINT: Final = "It may take a few minutes to come. It works for half an hour"
NUMBER_WIDTH: Final = "govuk-input--width-10"
NO_NUMBER: Final = "Enter the six-digit number"
WRONG_NUMBER: Final = "That is not the number that we sent. Check it, or have another sent"
TOO_OFTEN: Final = "Too many tries. Wait an hour, or get a code instead, which needs no email"
NOT_NOW: Final = (
    "We cannot send emails just now. Try again later, or get a code instead, which needs no email"
)


@router.get("/work-email")
@router.get("/work-email/number")
@open_to(Caller.DRAFT_KEY)
async def ask(visit: Visiting, slug: str) -> Response:
    """Ask for the address; the one in the form is suggested."""
    form = visit.work_form(slug)
    draft = await open_draft(visit.desk, form, visit.draft_key(form))
    if not begun(draft):
        return visit.go(f"/{slug}")
    known = draft.answers.of("").get("your_email")
    return _ask(visit, form, known if isinstance(known, str) else "", None)


@router.post("/work-email")
@open_to(Caller.DRAFT_KEY)
async def send(visit: Visiting, slug: str) -> Response:
    """Send a number to the address."""
    form, typed = visit.work_form(slug), await visit.own_form()
    address, message = _address(typed)
    if not address:
        return _ask(visit, form, first_typed(typed, ADDRESS.id)[:LONGEST_EMAIL], message)
    try:
        draft = await _counted(visit, form)
        await send_number(visit.desk, draft, address, visit.language)
    except TooOftenError:
        return _ask(visit, form, address, TOO_OFTEN, TooOftenError.status)
    except (HubKeyMissingError, StorageUnavailableError):
        return _ask(visit, form, address, NOT_NOW, 503)
    return _ask_number(visit, form, address, None)


@router.post("/work-email/number")
@open_to(Caller.DRAFT_KEY)
async def check(visit: Visiting, slug: str) -> Response:
    """Send the link, if the number is the one that was sent to the address."""
    form, typed = visit.work_form(slug), await visit.own_form()
    address, _ = _address(typed)
    number = parse_six_digits(first_typed(typed, "number"))
    if not address or not number:
        return _ask_number(visit, form, address, NO_NUMBER)
    try:
        draft = await _counted(visit, form)
        right = await confirm(visit.desk, draft, address, number, visit.language)
    except TooOftenError:
        return _ask_number(visit, form, address, TOO_OFTEN, TooOftenError.status)
    except (HubKeyMissingError, StorageUnavailableError):
        return _ask_number(visit, form, address, NOT_NOW, 503)
    if not right:
        return _ask_number(visit, form, address, WRONG_NUMBER)
    return visit.go(url(form, "work-email/sent"))


@router.get("/work-email/sent")
@open_to(Caller.ANYBODY)
async def sent(visit: Visiting, slug: str) -> Response:
    """The link is on its way, and the code is needed too."""
    form = visit.work_form(slug)
    return visit.page("pages/link_sent.html", form=form, back=url(form, "save"))


async def _counted(visit: Visit, form: Form) -> Draft:
    """The draft, with one more try counted for it.

    Raises:
        TooOftenError: there were too many within the hour.
        StorageUnavailableError: it cannot be read now.
    """
    visit.require_turn()
    draft = await open_draft(visit.desk, form, visit.draft_key(form))
    name = draft.key.row_id.hex()
    if not visit.tries.letters.left(name, visit.address):
        raise TooOftenError("Too many tries")
    visit.tries.letters.count(name, visit.address)
    return draft


def _address(typed: Typed) -> tuple[str, str]:
    """The address that was typed, or what is wrong with it."""
    read = ADDRESS.read(typed, ADDRESS.id, today())
    return (read.value, "") if isinstance(read.value, str) else ("", read.message or ADDRESS.missing)


def _ask(visit: Visit, form: Form, written: str, error: str | None, status: int = 0) -> Response:
    question = QuestionView(
        ADDRESS.id,
        "email",
        ADDRESS.label,
        ADDRESS.hint,
        error,
        written,
        "",
        unknown=False,
        autocomplete="email",
    )
    return _page(visit, form, question, "pages/email.html", status, action=url(form, "work-email"))


def _ask_number(visit: Visit, form: Form, address: str, error: str | None, status: int = 0) -> Response:
    question = QuestionView(
        "number",
        "text",
        Sentence(NUMBER, {"address": address}),
        NUMBER_HINT,
        error,
        "",
        "",
        unknown=False,
        inputmode="numeric",
        width_class=NUMBER_WIDTH,
    )
    action = url(form, "work-email/number")
    return _page(visit, form, question, "pages/email_number.html", status, action=action, address=address)


def _page(
    visit: Visit, form: Form, question: QuestionView, template: str, status: int, **special: object
) -> Response:
    errors = [{"text": question.error, "href": f"#{question.id}"}] if question.error else []
    return visit.page(
        template,
        status or (422 if errors else 200),
        form=form,
        question=question,
        errors=errors,
        back=url(form, "save"),
        **special,
    )
