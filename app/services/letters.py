"""Emails about a draft to a work address that its writer has confirmed: a number, then a link, then a reminder."""

import hashlib
import hmac
from datetime import datetime, timedelta
from typing import Final
from uuid import uuid4

from app.envelope.languages import in_language
from app.envelope.sealing import seal_address
from app.errors import NotFoundError
from app.profiles.hours import in_london
from app.services.desk import Desk, now
from app.services.drafting import Draft
from app.storage import drafts, letters
from app.storage.clock import Clocks, clocks
from app.storage.letters import Letter, LetterKind
from app.storage.retention import ADDRESS_KEPT

NUMBER_KEPT: Final = timedelta(minutes=30)
"""How long a number stays the same; it is taken for as long again."""
REMINDED_FROM: Final = timedelta(days=1)
"""Nobody is reminded sooner after a link."""

_DIGITS: Final = 6


async def send_number(desk: Desk, draft: Draft, address: str, language: str) -> None:
    """Send six digits to an address, to see that the writer reads what comes there.

    Raises:
        NotFoundError: there is no draft to send anything about.
        HubKeyMissingError: no address can be sealed to the relay now.
        StorageUnavailableError: it is not known whether an email will be sent.
    """
    number = _number(desk, draft, address, _period())
    brought = in_language(language, f"{address}\n{number}")
    await _post(desk, draft, brought, LetterKind.NUMBER)


async def confirm(desk: Desk, draft: Draft, address: str, number: str, language: str) -> bool:
    """Send the draft's link to an address, and a reminder before it ends, if the number is the one sent there.

    Raises:
        NotFoundError, HubKeyMissingError, StorageUnavailableError: as `send_number`.
    """
    periods = (_period(), _period() - 1)
    if not any(hmac.compare_digest(number, _number(desk, draft, address, one)) for one in periods):
        return False
    brought = in_language(language, f"{address}\n{link(desk, draft)}")
    await _post(desk, draft, brought, LetterKind.LINK, LetterKind.REMINDER)
    return True


def link(desk: Desk, draft: Draft) -> str:
    """The address that names a draft, and opens it to nobody who has no code."""
    return f"{desk.settings.site_url.rstrip('/')}/resume/{draft.key.link_name}"


def _number(desk: Desk, draft: Draft, address: str, period: int) -> str:
    """Six digits of this draft, address and half hour; nothing of them is stored."""
    told = b"address" + draft.key.row_id + period.to_bytes(8, "big") + address.encode()
    drawn = int.from_bytes(hmac.digest(desk.keys.pepper, told, hashlib.sha256)[:16], "big")
    return f"{drawn % 10**_DIGITS:0{_DIGITS}}"


def _period() -> int:
    return int(now().timestamp() // NUMBER_KEPT.total_seconds())


def _letter(desk: Desk, draft: Draft, kind: LetterKind, brought: str, at: Clocks) -> Letter:
    body = seal_address(brought, desk.keys.recipients("mail", in_london(now()).date()))
    due = _reminded(desk, draft, at.ahead) if kind is LetterKind.REMINDER else at.behind
    ends = {LetterKind.NUMBER: at.ahead + 2 * NUMBER_KEPT, LetterKind.LINK: at.ahead + ADDRESS_KEPT}
    return Letter(uuid4(), draft.key.row_id, kind, body, due, ends.get(kind))


def _reminded(desk: Desk, draft: Draft, moment: datetime) -> datetime:
    """When to look whether a draft's writer must be reminded: at each look before that, it would be found in vain."""
    before = timedelta(days=desk.council.periods.reminder_days)
    return max(moment + REMINDED_FROM, draft.expires_at - before)


async def _post(desk: Desk, draft: Draft, brought: str, *kinds: LetterKind) -> None:
    async with desk.database.transaction() as connection:
        row = await drafts.read(connection, draft.key.row_id, lock=True)
        if row is None or row.sent_at is not None:
            raise NotFoundError("There is no draft to write about")
        at = await clocks(connection)
        for kind in kinds:
            await letters.replace(connection, _letter(desk, draft, kind, brought, at))
