"""The copy for whoever sent something: read from their sealed draft for an hour, then gone; sooner if they say so."""

from dataclasses import dataclass
from datetime import datetime

from app.contact.apart import Place, place, sealed_apart
from app.envelope.drafts import DraftKey
from app.errors import NotFoundError
from app.forms.pages import Form
from app.forms.walking.walk import Walk, walk
from app.profiles.hours import in_london
from app.services.desk import Desk
from app.services.drafting import open_draft
from app.services.submission import Confirmation, confirmation
from app.storage import drafts


class CopyGoneError(NotFoundError):
    """Nothing was sent under this key, or its copy is gone."""


@dataclass(frozen=True)
class Copy:
    """What was sent, as its sender wrote it."""

    told: Confirmation
    walk: Walk
    apart: frozenset[Place]
    """The questions whose answers are sealed apart from the contact."""
    until: datetime
    """When it goes."""

    @property
    def keeps(self) -> bool:
        """Whether any of them was answered."""
        slots = (slot for step in self.walk.steps for slot in step.slots)
        return any(slot.value is not None and place(slot) in self.apart for slot in slots)


async def sent_copy(desk: Desk, form: Form, key: DraftKey | None) -> Copy:
    """What was sent under this key.

    Raises:
        CopyGoneError: nothing was, its hour is over, or its sender had it removed.
    """
    draft = await open_draft(desk, form, key)
    if not draft.sent:
        raise CopyGoneError("There is no copy to be shown")
    told = await confirmation(desk, key)
    # As it was asked on the day: past midnight a child may be a year older, and other questions be asked.
    sent = walk(form, draft.answers, in_london(told.referral.received_at).date())
    return Copy(told, sent, sealed_apart(sent), draft.expires_at)


async def remove_copy(desk: Desk, key: DraftKey) -> None:
    """Delete what was sent under this key from the portal's database; a draft that was not sent stays."""
    async with desk.database.single() as connection:
        await drafts.discard_sent(connection, key.row_id)
