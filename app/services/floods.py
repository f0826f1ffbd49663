"""A flood through the forms for anybody: beyond the profile's most of an hour, people are asked to call (ADR 46)."""

from datetime import timedelta
from typing import Final

import structlog

from app import metrics
from app.errors import TooManyError
from app.forms.pages import Form
from app.forms.writers import FOR_ANYBODY
from app.services.desk import Desk
from app.storage import referrals
from app.storage.referrals import Referral

log = structlog.get_logger()

FLOOD: Final = timedelta(hours=1)
"""In which contacts are counted."""


async def require_room(desk: Desk, form: Form, referral: Referral) -> None:
    """Let no more through; what is urgent, and whoever writes at work, always comes through.

    Raises:
        TooManyError: the profile's most came within the hour.
    """
    if referral.urgent or not form.private:
        return
    most = desk.council.most_an_hour
    async with desk.database.quick() as connection:
        came = await referrals.came_since(connection, referral.received_at - FLOOD, FOR_ANYBODY, most)
    if came >= most:
        log.warning("too_many_contacts")
        metrics.REFUSED.labels("too-many").inc()
        raise TooManyError("More came within the hour than anybody could read")
