"""What a status page says: how far it has come, what was decided or is promised, and what to do when it is late."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from app.profiles.catalogues import SOURCE
from app.profiles.decided import (
    decision_words,
    to_learn_it,
    when_nothing_comes,
    when_one_disagrees,
    where_none_is_shown,
)
from app.profiles.hours import decision_due, passed, when_read
from app.profiles.model import Profile
from app.profiles.outcomes import Audience, audience_of, is_known
from app.profiles.spoken import reading_sentence, spoken_due
from app.routes.sent.dates import at
from app.routes.sent.unfound import if_found, only_if_found
from app.saying import Sentence
from app.services.progress import Progress
from app.services.standing import Standing, standing
from app.vocabulary import FormName, Route

RECEIVED: Final = "Received by us"
AT_HUB: Final = "With our team"
AT_DESIGNATED_OFFICER: Final = "With the Designated Officer"
LOOKED_AT: Final = "Being looked at"
GATHERED: Final = "More information asked for"
DECIDED: Final = "Decided"
CLOSED: Final = "Closed"

WHAT_NEXT: Final = "What happens next"
CANNOT_WAIT: Final = "If it cannot wait, call."
ASKED_OF_WHOM: Final = (
    "We have asked for more information. It may be from another agency. If nobody has asked you for anything, you do "
    "not have to do anything. If we have asked you, call us. Or send another form, and give this reference there."
)
NOTHING_NEW: Final = "If this page shows nothing new {due}, ask."
NOTHING_YET: Final = "There is nothing new yet that we can show here."
"""No source says by when a Designated Officer decides, so that a day is named for asking alone."""
REFERENCE_READY: Final = "When you call, have your reference ready."
"""What happens next has named the number."""
LATE: Final = "This is taking longer than we said"
LATE_SAYS: Final = "We aimed to decide what to do {due}. There is no decision yet that we can show here."
THE_DECISION: Final = "The decision"
DISAGREE: Final = "I disagree with this decision"
UNHAPPY: Final = "If you are unhappy with this"
"""For those to whom nobody says what was decided."""
CLOSED_SAYS: Final = (
    "We have finished with this. If you have a new worry, or things get worse, tell us again."
)
ANYTHING_ELSE: Final = "If something changes"


@dataclass(frozen=True)
class Step:
    """One line of how far it has come."""

    text: str
    time: Sentence | None
    done: bool


@dataclass(frozen=True)
class Passage:
    """Some sentences under a heading."""

    title: str
    says: Sequence[str | Sentence]


@dataclass(frozen=True)
class Account:
    """One referral as its status page shows it."""

    steps: Sequence[Step]
    passages: Sequence[Passage]


def account(council: Profile, progress: Progress, now: datetime) -> Account:
    """What whoever sent a referral may be told of it at an aware moment (the table of messages.md)."""
    referral, stands = progress.referral, standing(progress.events)
    audience = audience_of(referral.form, referral.route)
    first = Step(RECEIVED, at(referral.received_at), done=True)
    return Account(
        (first, *_steps(audience, stands)),
        tuple(_passages(council, audience, stands, progress, now)),
    )


def _steps(audience: Audience, stands: Standing) -> Iterator[Step]:
    """The hub's steps; before its decision those to come are shown too, and after it what it left out is not."""
    here = AT_DESIGNATED_OFFICER if audience is Audience.ALLEGATION else AT_HUB
    yield _step(here, stands.received, done=stands.at_hub)
    apart = audience is Audience.PROFESSIONAL
    looked = stands.screening if apart else _first(stands.screening, stands.requested)
    if looked or not stands.over:
        yield _step(LOOKED_AT, looked, done=stands.looked_at)
    if apart and stands.requested:
        yield _step(GATHERED, stands.requested)
    if stands.decision or not stands.closed:
        yield _step(DECIDED, stands.decision.at if stands.decision else None)
    if stands.closed:
        yield _step(CLOSED, stands.closed)


def _passages(
    council: Profile, audience: Audience, stands: Standing, progress: Progress, now: datetime
) -> Iterator[Passage]:
    if stands.decision:
        decided = stands.decision
        said = decision_words(council, audience, decided.outcome, SOURCE, instead=decided.instead)
        yield Passage(THE_DECISION, (*said, *to_learn_it(council, audience, SOURCE)))
        known = audience in (Audience.PROFESSIONAL, Audience.FAMILY)
        yield Passage(DISAGREE if known else UNHAPPY, when_one_disagrees(council, audience, SOURCE))
    elif not stands.closed:
        yield _promised(council, audience, stands, progress, now)
    else:
        yield Passage(THE_DECISION, where_none_is_shown(council, audience, SOURCE))
        yield Passage(UNHAPPY, when_one_disagrees(council, audience, SOURCE))
    if stands.closed:
        yield Passage(ANYTHING_ELSE, (CLOSED_SAYS,))


def _promised(
    council: Profile, audience: Audience, stands: Standing, progress: Progress, now: datetime
) -> Passage:
    """By when the hub decides, or what to do as it has not; for the Designated Officer, by when to ask.

    What only a newer portal has words for may promise something else.
    """
    if not is_known(progress.referral.form, progress.referral.route):
        return Passage(WHAT_NEXT, (NOTHING_YET, REFERENCE_READY))
    words = council.spoken[SOURCE]
    due = decision_due(council, progress.referral.received_at)
    by = {"due": spoken_due(due)}
    unread = () if stands.looked_at else tuple(_unread(council, progress.referral.received_at, now))
    unless = (*unread, *only_if_found(council, progress.referral, now))
    if audience is Audience.ALLEGATION:
        ask = NOTHING_YET if passed(due, now) else Sentence(NOTHING_NEW, by)
        happens = council.happens(FormName.ALLEGATION, Route.ALLEGATION, SOURCE)
        return Passage(WHAT_NEXT, (*unless, happens, ask, REFERENCE_READY))
    asked = [ASKED_OF_WHOM] if audience is Audience.PROFESSIONAL and stands.requested else []
    if passed(due, now):
        late = Sentence(LATE_SAYS, by)
        return Passage(LATE, (late, *asked, *unless, *when_nothing_comes(council, audience, SOURCE)))
    form = FormName(progress.referral.form)
    cannot_wait = () if unread else (CANNOT_WAIT,)
    says: list[str | Sentence] = [*unless, if_found(form, by["due"]), *cannot_wait, *asked]
    if audience is Audience.PROFESSIONAL:
        says += [words.below_threshold] if progress.referral.route == Route.EARLY_HELP else []
        says += [words.outcome_told]
    return Passage(WHAT_NEXT, says)


def _unread(council: Profile, received: datetime, now: datetime) -> Iterator[Sentence]:
    """Until when nobody may read it, and whom to call meanwhile: *With our team* sounds as if somebody had."""
    found = when_read(council, received)
    if found.opens and now < found.opens:
        yield reading_sentence(found)


def _step(text: str, moment: datetime | None, *, done: bool | None = None) -> Step:
    return Step(text, at(moment) if moment else None, moment is not None if done is None else done)


def _first(*moments: datetime | None) -> datetime | None:
    return min((moment for moment in moments if moment), default=None)
