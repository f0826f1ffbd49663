"""What people at the hub say of a contact: written down, then signed and queued as receipts are."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final
from uuid import UUID, uuid5

from app.durable import held
from app.envelope.events import CLOSED, DECIDED, EventType, event_about, sign_event
from app.envelope.keys import ReceiverKeys
from app.envelope.languages import in_language
from app.envelope.sealing import seal_address
from app.errors import ContradictionError
from app.profiles.hours import in_london
from app.profiles.outcomes import Outcome
from app.receiver.filing import CLAIMS
from app.receiver.hub.telling import Reader
from app.receiver.papers import Filed
from app.receiver.receipts import Receipts
from app.receiver.steps import TURNS, Step, Steps, last_of, since_it_came

MINUTE: Final = timedelta(minutes=1)
CLOSED_BEFORE: Final = (
    "The contact was closed: nothing more can be said of it. "
    "What whoever sent it must know, tell them yourselves, where that is safe."
)
NOT_DECIDED: Final = """\
{reference} is not closed: no decision was said of it, and after closing none can be.
If something was decided, say it first, and close it then. Leave OUTCOME out to read which there are:
    python -m app hub decide {reference} OUTCOME
If nothing was or will be decided (it was sent twice, say), close it as that, and tell whoever sent it
yourselves, where that is safe. It cannot be undone:
    python -m app hub close {reference} --undecided"""
NO_MAIL_KEY: Final = "portal.toml lists no key for ‘mail’ that is in force"


@dataclass(frozen=True)
class Saying:
    """One thing to be said of a contact."""

    type: EventType
    outcome: Outcome | None = None
    undecided: bool = False
    """Whether what is closed was meant to be closed without a decision."""


@dataclass(frozen=True)
class _Place:
    """Where a step stands among those of its contact."""

    type: EventType
    id: UUID
    at: datetime
    number: int


@dataclass(frozen=True)
class Voice:
    """What it takes to speak for the hub."""

    keys: ReceiverKeys
    folder: Path
    receipts: Receipts
    steps: Steps

    def say(self, filed: Filed, saying: Saying, whom: Reader, now: datetime) -> Reader:
        """Write a step down and queue its event; whom an email tells of it. Said again, it is the same event.

        Raises:
            ContradictionError: the contact is closed, or would be without a decision and nobody said so.
        """
        with held(self.folder / CLAIMS / str(filed.message_id)):
            return self._say(filed, saying, whom, now)

    def _say(self, filed: Filed, saying: Saying, whom: Reader, now: datetime) -> Reader:
        before = self.steps.of(filed.reference)
        # Nobody has decided on other words that came since, and the portal that sent them knows of no decision.
        of_these = since_it_came(before)
        _require_possible(of_these, saying, filed.reference)
        step = _repeated(of_these, saying) or _next(before, saying, filed.message_id, now)
        attributes = event_about(filed, step.type, step.id, step.at)
        if saying.outcome:
            attributes["outcome"] = saying.outcome
        heard, address = self._sealed(saying, whom, now)
        event = sign_event(attributes, self.keys.signing_key, address)
        self.steps.add(Step.of(event, step.number))
        self.receipts.queue(event)
        return heard

    def _sealed(self, saying: Saying, whom: Reader, now: datetime) -> tuple[Reader, bytes | None]:
        if saying.type != DECIDED or whom.address is None:
            return whom, None
        recipients = self.keys.mail_recipients(in_london(now).date())
        if not recipients:
            return Reader(why_not=NO_MAIL_KEY), None
        return whom, seal_address(in_language(whom.language, whom.address), recipients)


def _require_possible(before: Sequence[Step], saying: Saying, reference: str) -> None:
    closed = any(step.type == CLOSED for step in before)
    if closed and saying.type != CLOSED:
        raise ContradictionError(CLOSED_BEFORE)
    ended = closed or saying.undecided or any(step.type == DECIDED for step in before)
    if saying.type == CLOSED and not ended:
        raise ContradictionError(NOT_DECIDED.format(reference=reference))


def _repeated(before: Sequence[Step], saying: Saying) -> Step | None:
    """The step of this kind that was last written down, where it said the same and nothing took its place."""
    last = last_of(before, TURNS if saying.type in TURNS else (saying.type,))
    return last if last and (last.type, last.outcome) == (saying.type, saying.outcome) else None


def _next(before: Sequence[Step], saying: Saying, message_id: UUID, now: datetime) -> _Place:
    """Where a new step goes: times are to the minute, and of two of one kind the later must be seen to be."""
    same = [step.at for step in before if step.type == saying.type]
    earliest = [step.at for step in before] + [at + MINUTE for at in same]
    kind = f"{saying.type} {len(same)}"
    return _Place(saying.type, uuid5(message_id, kind), max([now, *earliest]), len(before))
