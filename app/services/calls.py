"""Calls that the hub registers: heard once, their referral begun and written about, and taken up by link and code."""

import asyncio
from datetime import date, datetime, time, timedelta
from typing import Final
from uuid import UUID, uuid5

from sqlalchemy.ext.asyncio import AsyncConnection

from app.envelope.attributes import from_the_minute
from app.envelope.calls import CallCode, CallEvent, WithdrawnCall
from app.errors import CallWithdrawnError, EnvelopeRefusedError
from app.forms.topics.linked import CALL
from app.forms.walking.walk import Walk
from app.profiles.hours import LONDON, written_due
from app.references import is_reference
from app.services.desk import Desk, now
from app.services.drafting import Draft, open_draft
from app.storage import calls, drafts, letters
from app.storage.calls import Call
from app.storage.clock import Clocks, clocks
from app.storage.drafts import Life
from app.storage.letters import Letter, LetterKind
from app.storage.retention import ADDRESS_KEPT
from app.vocabulary import FormName

FORM: Final = FormName.PROFESSIONAL
REMINDED_AT: Final = time(9)
"""In London, on the day after the last one for a written referral."""
REMINDED_FROM: Final = timedelta(hours=12)
"""Nobody is reminded sooner after a link."""
TOO_LONG_AGO: Final = "The call was too long ago: a form for it would be over by now."
ANOTHER: Final = "Another call has this reference."


async def hear_call(desk: Desk, connection: AsyncConnection, event: CallEvent) -> bool:
    """Begin the referral of a call, and have its caller written to; whether it was new.

    Where the referral came first, nothing is begun and nobody is written to.

    Raises:
        EnvelopeRefusedError: it was too long ago, or another call has its reference.
    """
    # A hub whose clock runs ahead must not have us keep a call for longer than its period.
    at = min(from_the_minute(event.time), now())
    if at + desk.kept_for <= now():
        raise EnvelopeRefusedError(TOO_LONG_AGO)
    clock = await clocks(connection)
    written = _letters(desk, event, at, clock)
    ends = max(clock.ahead + desk.kept_for, *(one.ends_at for one in written if one.ends_at))
    if not await calls.record(connection, Call(event.subject, event.draft_id, ends)):
        known = await calls.find(connection, event.subject)
        if known and known.draft_id not in {None, event.draft_id}:
            raise EnvelopeRefusedError(ANOTHER)
        return False
    await drafts.create(connection, event.draft_id, FORM, event.body, Life(ends, ends))
    for letter in written:
        await letters.replace(connection, letter)
    return True


async def hear_withdrawal(desk: Desk, connection: AsyncConnection, event: WithdrawnCall) -> bool:
    """Take a call back, whether it was heard of or not yet; whether that was new.

    What its caller has written is theirs, and stays where they write.
    """
    return await calls.withdraw(connection, Call(event.subject, None, now() + desk.kept_for, now()))


async def take_up(desk: Desk, name: str, digits: str) -> Draft | None:
    """The referral that was begun for a call, for the browser that is to hold it from now on.

    None, after the same work, whether link or code is wrong, it was sent, or its time is over.

    Raises:
        CallWithdrawnError: the hub took the call back.
    """
    key = await asyncio.to_thread(CallCode(name, digits).key)
    form = desk.form(FORM)
    draft = await open_draft(desk, form, key)
    async with desk.database.single() as connection:
        if await calls.is_withdrawn(connection, key.row_id):
            raise CallWithdrawnError("The call was taken back")
        if draft.sent or not draft.version:
            return None
        await drafts.renew(connection, key.row_id, desk.life(form), now())
    return draft


def followed(desk: Desk, walk: Walk) -> Call | None:
    """The call that a referral names, as it is remembered from the moment of sending."""
    named = walk.facts.get(CALL)
    if not isinstance(named, str) or not is_reference(named):
        return None
    return Call(named, None, now() + desk.kept_for)


def _letters(desk: Desk, event: CallEvent, at: datetime, clock: Clocks) -> list[Letter]:
    """The email with the link; and another for who has not written in time, where the council names a day."""
    due = written_due(desk.council, at)
    found = [_letter(event, LetterKind.CALL, clock.behind, clock)]
    if isinstance(due, date):
        late = datetime.combine(due + timedelta(days=1), REMINDED_AT, LONDON)
        found.append(_letter(event, LetterKind.OVERDUE, max(late, clock.ahead + REMINDED_FROM), clock))
    return found


def _letter(event: CallEvent, kind: LetterKind, due: datetime, clock: Clocks) -> Letter:
    letter_id, ends = uuid5(UUID(event.id), kind), max(due, clock.ahead) + ADDRESS_KEPT
    return Letter(letter_id, event.draft_id, kind, event.address.encode(), due, ends)
