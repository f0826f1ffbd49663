"""What became of a referral, for whoever holds its reference and its code."""

from collections.abc import Sequence
from functools import partial
from typing import Final

from fastapi import APIRouter
from fastapi.responses import Response

from app.errors import StorageUnavailableError
from app.forms.kinds.checked import Email
from app.references import LONGEST_TYPED, count_of_code, find_reference, parse_six_digits, parse_status_code
from app.routes.request.callers import Caller, open_to
from app.routes.request.route import PortalRoute
from app.routes.request.visit import Visit, Visiting
from app.routes.sent.account import account
from app.saying import Sentence
from app.services.desk import now, today
from app.services.numbers import send_number
from app.services.progress import Progress, look_up

router = APIRouter(route_class=PortalRoute)

Slip = tuple[str, str | Sentence]
"""A field, and what is wrong with what was typed into it."""

NOT_FOUND: Final = "We cannot find anything with that reference and code. Check both, or call us"
TOO_OFTEN: Final = "Too many tries. Wait an hour, or call us"
NOT_NOW: Final = "We cannot look just now. Wait a minute and try again, or call us"
ADDRESS: Final = Email(id="address", label="Your work email address", missing="Enter your work email address")
NO_REFERENCE: Final = "Enter your reference"
NO_CODE: Final = "Enter your status code"
WRONG_REFERENCE: Final = "Check your reference: it is not quite right"
WRONG_LENGTH: Final = "Enter all of your status code: it has 12 digits, and this has {count}"
WRONG_LENGTH_OF_EITHER: Final = (
    "Enter all of it: a status code has 12 digits, the number in our email has six, and this has {count}"
)
NO_DIGITS: Final = "Check your status code: it has digits only, and no letters"
LENGTHS: Final = (12, 6)
NEARLY_SIX: Final = (5, 7)
"""Figures typed that may be meant for the number in an email; of it, nobody else reads."""


@router.get("/status")
@open_to(Caller.ANYBODY)
async def ask(visit: Visiting) -> Response:
    """Ask for the reference and the code."""
    return _ask(visit, "", "", ())


@router.post("/status")
@open_to(Caller.STATUS_CODE)
async def tell(visit: Visiting) -> Response:
    """Tell what became of it; nothing says whether the reference or the code was wrong."""
    typed = await visit.own_form()
    reference, code = (typed.get(name, ("",))[0].strip()[:LONGEST_TYPED] for name in ("reference", "code"))
    reference, code = _in_order(visit, reference, code)
    slips = _slips(("reference", _slip_of_reference(visit, reference)), ("code", _slip_of_code(code)))
    if slips:
        return _ask(visit, reference, code, slips)
    named = find_reference(reference, *visit.desk.council.prefixes) or reference
    if not visit.tries.status_codes.left(named, visit.address):
        return _ask(visit, reference, code, [("reference", TOO_OFTEN)], 429)
    # Counted before the answer is known, so that many tries at once are as many tries.
    visit.tries.status_codes.count(named, visit.address)
    try:
        visit.require_turn()
        progress = await look_up(visit.desk, reference, code)
    except StorageUnavailableError:
        visit.tries.status_codes.forgive(named, visit.address)
        return _ask(visit, reference, code, [("reference", NOT_NOW)], 503)
    if progress is None:
        return _ask(visit, reference, code, [("reference", NOT_FOUND)])
    visit.tries.status_codes.forgive(named, visit.address)
    return _tell(visit, progress)


@router.get("/status/number")
@open_to(Caller.ANYBODY)
async def ask_for_number(visit: Visiting) -> Response:
    """Ask a professional who has lost the code for the reference and their work address."""
    return _ask_for_number(visit, "", "", ())


@router.post("/status/number")
@open_to(Caller.ANYBODY)
async def send_it(visit: Visiting) -> Response:
    """Have six digits sent, if the address is the one that was given; the answer is the same, and given first."""
    typed = await visit.own_form()
    reference, written = (typed.get(name, ("",))[0].strip()[:400] for name in ("reference", "address"))
    read = ADDRESS.read(typed, ADDRESS.id, today())
    address = read.value if isinstance(read.value, str) else ""
    no_address = "" if address else str(read.message or ADDRESS.missing)
    slips = _slips(("reference", _slip_of_reference(visit, reference)), ("address", no_address))
    if slips:
        return _ask_for_number(visit, reference, written, slips)
    named = find_reference(reference, *visit.desk.council.prefixes) or reference
    if not visit.tries.numbers.left(named, visit.address):
        return _ask_for_number(visit, reference, written, [("reference", TOO_OFTEN)], 429)
    visit.tries.numbers.count(named, visit.address)
    try:
        visit.require_turn()
    except StorageUnavailableError:
        return _ask_for_number(visit, reference, written, [("reference", NOT_NOW)], 503)
    visit.errands.send("send numbers", partial(send_number, visit.desk, reference, address, visit.language))
    return visit.page("pages/status.html", reference=reference, code="", errors=(), number=True)


def _in_order(visit: Visit, reference: str, code: str) -> tuple[str, str]:
    """The reference and the code, also where each was typed into the other's field."""
    is_code = parse_status_code(reference) or parse_six_digits(reference)
    return (
        (code, reference)
        if is_code and find_reference(code, *visit.desk.council.prefixes)
        else (reference, code)
    )


def _slips(*found: Slip) -> list[Slip]:
    return [(field, says) for field, says in found if says]


def _slip_of_reference(visit: Visit, reference: str) -> str:
    """Why this is no reference of ours; '' where it may be one, known or not."""
    if not reference:
        return NO_REFERENCE
    return "" if find_reference(reference, *visit.desk.council.prefixes) else WRONG_REFERENCE


def _slip_of_code(code: str) -> str | Sentence:
    """Why this is no code; '' where it may be one."""
    if not code:
        return NO_CODE
    if parse_status_code(code) or parse_six_digits(code):
        return ""
    count = count_of_code(code)
    if count in LENGTHS:
        return NO_DIGITS
    return Sentence(WRONG_LENGTH_OF_EITHER if count in NEARLY_SIX else WRONG_LENGTH, {"count": str(count)})


def _ask_for_number(
    visit: Visit, reference: str, address: str, errors: Sequence[Slip], status: int = 0
) -> Response:
    found = [{"text": message, "href": f"#{field}"} for field, message in errors]
    given = {"reference": reference, "address": address, "errors": found}
    return visit.page("pages/status_number.html", status or (422 if found else 200), **given)


def _ask(visit: Visit, reference: str, code: str, errors: Sequence[Slip], status: int = 0) -> Response:
    found = [{"text": message, "href": f"#{field}"} for field, message in errors]
    given = {"reference": reference, "code": code, "errors": found, "number": False}
    return visit.page("pages/status.html", status or (422 if found else 200), **given)


def _tell(visit: Visit, progress: Progress) -> Response:
    told = account(visit.desk.council, progress, now())
    return visit.page(
        "pages/progress.html",
        reference=progress.referral.reference,
        steps=told.steps,
        passages=told.passages,
    )
