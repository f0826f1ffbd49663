"""A professional's work address: confirmed by a number sent to it, then the draft's link goes there."""

from typing import Final

from fastapi import APIRouter
from fastapi.responses import Response

from app.errors import HubKeyMissingError, NotFoundError, StorageUnavailableError
from app.forms.asked import Typed
from app.forms.checked import Email
from app.profiles.spoken import Sentence
from app.references import parse_six_digits
from app.routes.asking import QuestionView
from app.routes.start import begun, url, watched
from app.routes.visit import Visit, Visiting
from app.services.desk import today
from app.services.drafting import Draft, open_draft
from app.services.letters import confirm, send_number

router = APIRouter(prefix="/{slug}")

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
async def ask(visit: Visiting, slug: str) -> Response:
    """Ask for the address; the one in the form is suggested."""
    draft = await _draft(visit, slug)
    if not begun(draft):
        return visit.go(f"/{slug}")
    known = draft.answers.of("").get("your_email")
    return _ask(visit, draft, known if isinstance(known, str) else "", None)


@router.post("/work-email")
async def send(visit: Visiting, slug: str) -> Response:
    """Send a number to the address."""
    typed = await visit.own_form()
    written = typed.get("address", ("",))[0].strip()[:400]
    draft = await _draft(visit, slug)
    address, message = _address(typed)
    if not address:
        return _ask(visit, draft, written, message)
    if not _tries(visit, draft):
        return _ask(visit, draft, written, TOO_OFTEN, 429)
    try:
        await send_number(visit.desk, draft, address)
    except (HubKeyMissingError, StorageUnavailableError):
        return _ask(visit, draft, written, NOT_NOW, 503)
    return _ask_number(visit, draft, address, None)


@router.post("/work-email/number")
async def check(visit: Visiting, slug: str) -> Response:
    """Send the link, if the number is the one that was sent to the address."""
    typed = await visit.own_form()
    draft = await _draft(visit, slug)
    address, _ = _address(typed)
    number = parse_six_digits(typed.get("number", ("",))[0])
    if not address or not number:
        return _ask_number(visit, draft, address, NO_NUMBER)
    if not _tries(visit, draft):
        return _ask_number(visit, draft, address, TOO_OFTEN, 429)
    try:
        right = await confirm(visit.desk, draft, address, number)
    except (HubKeyMissingError, StorageUnavailableError):
        return _ask_number(visit, draft, address, NOT_NOW, 503)
    if not right:
        return _ask_number(visit, draft, address, WRONG_NUMBER)
    return visit.go(url(draft.form, "work-email/sent"))


@router.get("/work-email/sent")
async def sent(visit: Visiting, slug: str) -> Response:
    """The link is on its way, and the code is needed too."""
    draft = await _draft(visit, slug)
    return visit.page(
        "pages/link_sent.html", form=draft.form, back=url(draft.form, "save"), watched=watched(draft)
    )


async def _draft(visit: Visit, slug: str) -> Draft:
    """The draft of somebody at work.

    Raises:
        NotFoundError: the form is for anybody, and never needs an address.
    """
    form = visit.form(slug)
    if form.private:
        raise NotFoundError("This form is not written at work")
    visit.require_turn()
    return await open_draft(visit.desk, form, visit.draft_key(form))


def _tries(visit: Visit, draft: Draft) -> bool:
    """Count a try, unless there were too many."""
    name = draft.key.row_id.hex()
    if not visit.letters.left(name, visit.address):
        return False
    visit.letters.count(name, visit.address)
    return True


def _address(typed: Typed) -> tuple[str, str]:
    """The address that was typed, or what is wrong with it."""
    read = ADDRESS.read(typed, ADDRESS.id, today())
    return (read.value, "") if isinstance(read.value, str) else ("", read.message or ADDRESS.missing)


def _ask(visit: Visit, draft: Draft, written: str, error: str | None, status: int = 0) -> Response:
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
    return _page(visit, draft, question, "pages/email.html", status, action=url(draft.form, "work-email"))


def _ask_number(visit: Visit, draft: Draft, address: str, error: str | None, status: int = 0) -> Response:
    label = Sentence(NUMBER, {"address": address})
    question = QuestionView(
        "number",
        "text",
        label,
        NUMBER_HINT,
        error,
        "",
        "",
        unknown=False,
        inputmode="numeric",
        width_class=NUMBER_WIDTH,
    )
    action = url(draft.form, "work-email/number")
    return _page(visit, draft, question, "pages/email_number.html", status, action=action, address=address)


def _page(
    visit: Visit, draft: Draft, question: QuestionView, template: str, status: int, **special: object
) -> Response:
    errors = [{"text": question.error, "href": f"#{question.id}"}] if question.error else []
    return visit.page(
        template,
        status or (422 if errors else 200),
        form=draft.form,
        question=question,
        errors=errors,
        back=url(draft.form, "save"),
        watched=watched(draft),
        **special,
    )
