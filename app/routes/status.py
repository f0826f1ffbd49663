"""What became of a referral, for whoever holds its reference and its code."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from fastapi import APIRouter
from fastapi.responses import Response

from app.profiles.hours import decision_due
from app.profiles.spoken import Sentence, due_sentence
from app.routes.dates import at
from app.routes.visit import Visit, Visiting
from app.services.progress import Progress, look_up
from app.vocabulary import Route

router = APIRouter()

NOT_FOUND: Final = "We cannot find a referral with that reference and code. Check both, or call us"
TOO_OFTEN: Final = "Too many tries. Wait an hour, or call us"
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
    if not visit.attempts.left(reference, visit.address):
        return _ask(visit, reference, code, [("reference", TOO_OFTEN)], 429)
    progress = await look_up(visit.desk, reference, code)
    if progress is None:
        visit.attempts.count(reference, visit.address)
        return _ask(visit, reference, code, [("reference", NOT_FOUND)])
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
    due = due_sentence(decision_due(visit.desk.council, referral.received_at))
    return visit.page(
        "pages/progress.html",
        reference=referral.reference,
        steps=[_step(RECEIVED, referral.received_at), _step(hub, progress.at_hub)],
        next_text=Sentence(NEXT, {"due": str(due)}),
    )


def _step(text: str, moment: datetime | None) -> dict[str, object]:
    return {"text": text, "time": at(moment) if moment else None, "done": moment is not None}
