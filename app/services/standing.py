"""Where a referral stands, derived from what the hub has said of it in whatever order; nothing of it is stored."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from app.envelope.events import CLOSED, DECIDED, RECEIVED, REQUESTED, SCREENING
from app.profiles.outcomes import Outcome
from app.storage.referrals import RecordedEvent

AFTER_CLOSING: Final = "The referral was closed before that."
BEFORE_DECISION: Final = "The referral was decided after that."


@dataclass(frozen=True)
class Decision:
    """What was decided, and when."""

    outcome: Outcome | None
    """None where only a newer portal has a word for it."""
    at: datetime
    instead: bool = False
    """Whether it takes the place of another that was told before."""


@dataclass(frozen=True)
class Standing:
    """The steps that the hub has told of, each with the moment of the first word of it."""

    received: datetime | None
    screening: datetime | None
    requested: datetime | None
    decision: Decision | None
    """The last there was: a hub may think again."""
    closed: datetime | None
    at_hub: bool = False
    """Whether the hub has it; whatever it says of it says so too."""

    @property
    def looked_at(self) -> bool:
        """Whether somebody at the hub has begun with it."""
        return any((self.screening, self.requested, self.over))

    @property
    def over(self) -> bool:
        """Whether nothing is promised any more."""
        return self.decision is not None or self.closed is not None


def standing(events: Sequence[RecordedEvent]) -> Standing:
    """Where the referral stands of which the hub said all this, oldest first."""
    decided = [event for event in events if event.outcome]
    return Standing(
        received=_first(events, RECEIVED),
        screening=_first(events, SCREENING),
        requested=_first(events, REQUESTED),
        decision=_decision(decided),
        closed=_first(events, CLOSED),
        at_hub=bool(events),
    )


def contradiction(known: Iterable[RecordedEvent], event: RecordedEvent) -> str | None:
    """Why the hub cannot mean this after all that is known of the same referral; None where it can.

    Closed is closed: what comes late may have happened before, and what happened after is refused. A receipt is
    always believed, for it alone ends the sending.
    """
    if event.type == RECEIVED:
        return None
    if event.type == CLOSED:
        later = any(one.type == DECIDED and one.at > event.at for one in known)
        return BEFORE_DECISION if later else None
    return AFTER_CLOSING if any(one.type == CLOSED and one.at < event.at for one in known) else None


def decided_otherwise(known: Iterable[RecordedEvent], outcome: str) -> bool:
    """Whether something else than this was decided among what is known."""
    return any(one.outcome and one.outcome != outcome for one in known)


def is_last_decision(known: Iterable[RecordedEvent], heard: RecordedEvent) -> bool:
    """Whether a decision that was just heard is the one that counts: what is known may have been decided since."""
    return all((one.at, one.id) < (heard.at, heard.id) for one in known if one.outcome)


def _decision(decided: Sequence[RecordedEvent]) -> Decision | None:
    if not decided:
        return None
    last, outcome = decided[-1], decided[-1].outcome or ""
    return Decision(_known(outcome), last.at, decided_otherwise(decided, outcome))


def _known(outcome: str) -> Outcome | None:
    return Outcome(outcome) if outcome in set(Outcome) else None


def _first(events: Sequence[RecordedEvent], kind: str) -> datetime | None:
    return next((event.at for event in events if event.type == kind), None)
