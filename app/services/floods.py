"""A flood through the forms for anybody: beyond the profile's most of an hour, people are asked to call (ADR 46)."""

import structlog

from app import metrics
from app.errors import TooManyError
from app.forms.pages import Form
from app.forms.writers import FOR_ANYBODY
from app.services.desk import Desk
from app.storage import referrals
from app.storage.referrals import Referral, Room

log = structlog.get_logger()


def room_for(desk: Desk, form: Form, referral: Referral) -> Room | None:
    """What there must be room in; None for what is urgent and for whoever writes at work, who always come through."""
    if referral.urgent or not form.private:
        return None
    return Room.at(referral.received_at, FOR_ANYBODY, desk.council.most_an_hour)


async def require_room(desk: Desk, room: Room) -> None:
    """Let no more through.

    Raises:
        TooManyError: the profile's most came within the hour.
    """
    async with desk.database.quick() as connection:
        if await referrals.has_room(connection, room):
            return
    log.warning("too_many_contacts")
    metrics.REFUSED.labels("too-many").inc()
    raise TooManyError("More came within the hour than anybody could read")
