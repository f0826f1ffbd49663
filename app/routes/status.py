"""What became of a referral, for whoever holds its reference and its code."""

from collections.abc import Sequence
from typing import Final

from fastapi import APIRouter
from fastapi.responses import Response

from app.errors import StorageUnavailableError
from app.references import parse_reference
from app.routes.account import account
from app.routes.visit import Visit, Visiting
from app.services.desk import now
from app.services.progress import Progress, look_up

router = APIRouter()

NOT_FOUND: Final = "We cannot find a referral with that reference and code. Check both, or call us"
TOO_OFTEN: Final = "Too many tries. Wait an hour, or call us"
NOT_NOW: Final = "We cannot look just now. Wait a minute and try again, or call us"
NO_REFERENCE: Final = "Enter your reference"
NO_CODE: Final = "Enter your status code"


@router.get("/status")
async def ask(visit: Visiting) -> Response:
    """Ask for the reference and the code."""
    return _ask(visit, "", "", ())


@router.post("/status")
async def tell(visit: Visiting) -> Response:
    """Tell what became of it; nothing says whether the reference or the code was wrong."""
    typed = await visit.own_form()
    reference, code = (typed.get(name, ("",))[0].strip()[:100] for name in ("reference", "code"))
    missing = [
        (field, message)
        for field, value, message in (("reference", reference, NO_REFERENCE), ("code", code, NO_CODE))
        if not value
    ]
    if missing:
        return _ask(visit, reference, code, missing)
    named = parse_reference(reference, visit.desk.council.prefix) or reference
    if not visit.attempts.left(named, visit.address):
        return _ask(visit, reference, code, [("reference", TOO_OFTEN)], 429)
    # Counted before the answer is known, so that many tries at once are as many tries.
    visit.attempts.count(named, visit.address)
    try:
        visit.require_turn()
        progress = await look_up(visit.desk, reference, code)
    except StorageUnavailableError:
        return _ask(visit, reference, code, [("reference", NOT_NOW)], 503)
    if progress is None:
        return _ask(visit, reference, code, [("reference", NOT_FOUND)])
    visit.attempts.forgive(named, visit.address)
    return _tell(visit, progress)


def _ask(
    visit: Visit, reference: str, code: str, errors: Sequence[tuple[str, str]], status: int = 0
) -> Response:
    found = [{"text": message, "href": f"#{field}"} for field, message in errors]
    return visit.page(
        "pages/status.html", status or (422 if found else 200), reference=reference, code=code, errors=found
    )


def _tell(visit: Visit, progress: Progress) -> Response:
    told = account(visit.desk.council, progress, now())
    return visit.page(
        "pages/progress.html",
        reference=progress.referral.reference,
        steps=told.steps,
        passages=told.passages,
    )
