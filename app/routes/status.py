"""What became of a referral, for whoever holds its reference and its code."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from fastapi import APIRouter
from fastapi.responses import Response

from app.errors import StorageUnavailableError
from app.profiles.hours import decision_due
from app.profiles.spoken import Sentence, due_sentence
from app.references import parse_reference
from app.routes.dates import at
from app.routes.visit import Visit, Visiting
from app.services.progress import Progress, look_up
from app.storage.referrals import Referral
from app.vocabulary import Route

router = APIRouter()

NOT_FOUND: Final = "We cannot find a referral with that reference and code. Check both, or call us"
TOO_OFTEN: Final = "Too many tries. Wait an hour, or call us"
NOT_NOW: Final = "We cannot look just now. Wait a minute and try again, or call us"
NO_REFERENCE: Final = "Enter your reference"
NO_CODE: Final = "Enter your status code"
RECEIVED: Final = "Received by us"
AT_HUB: Final = "Received by the hub"
AT_DESIGNATED_OFFICER: Final = "With the Designated Officer"
NEXT: Final = "The hub aims to decide what to do {due}. If it cannot wait, call."


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
    referral = progress.referral
    hub = AT_DESIGNATED_OFFICER if referral.route == Route.ALLEGATION else AT_HUB
    return visit.page(
        "pages/progress.html",
        reference=referral.reference,
        steps=[_step(RECEIVED, referral.received_at), _step(hub, progress.at_hub)],
        next_text=_next(visit, referral),
    )


def _next(visit: Visit, referral: Referral) -> str | Sentence:
    """What happens next, and by when; the Designated Officer promises no day."""
    council = visit.desk.council
    if referral.route == Route.ALLEGATION:
        return council.spoken["en"].next_allegation
    return Sentence(NEXT, {"due": str(due_sentence(decision_due(council, referral.received_at)))})


def _step(text: str, moment: datetime | None) -> dict[str, object]:
    return {"text": text, "time": at(moment) if moment else None, "done": moment is not None}
