"""Six digits by email for a professional who has lost the status code: they stand in for it for ten minutes."""

import hmac
import secrets
from datetime import timedelta
from typing import Final
from uuid import UUID, uuid4

from sqlalchemy.ext.asyncio import AsyncConnection

from app.envelope.drafts import address_digest, status_code_digest
from app.envelope.languages import in_language
from app.envelope.sealing import seal_address
from app.errors import TooLargeError
from app.profiles.hours import in_london
from app.references import find_reference
from app.services.desk import Desk, now
from app.storage import numbers, outbox, referrals
from app.storage.clock import clocks
from app.storage.outbox import Outgoing

NUMBER_KEPT: Final = timedelta(minutes=10)

_NUMBERS: Final = 10**6
_NOBODY: Final = UUID(int=0)
_NOTHING: Final = bytes(32)


async def send_number(desk: Desk, reference: str, address: str, language: str) -> None:
    """Send six digits to an address, if it is the one that was given with the referral of this reference.

    Whoever asks is answered before this begins, and all but the writing is done whether it is or not.

    Raises:
        HubKeyMissingError: no address can be sealed to the relay now.
        StorageUnavailableError: it is not known whether an email will be sent.
    """
    named = find_reference(reference, *desk.council.prefixes) or ""
    async with desk.database.single() as connection:
        referral = await referrals.by_reference(connection, named)
    message_id = referral.message_id if referral else _NOBODY
    given = (referral.address_digest if referral else None) or _NOTHING
    number = f"{secrets.randbelow(_NUMBERS):06}"
    try:
        brought = in_language(language, f"{address}\n{number}")
        sealed = seal_address(brought, desk.keys.recipients("mail", in_london(now()).date()))
    except TooLargeError:
        return
    if hmac.compare_digest(address_digest(desk.keys.pepper, message_id, address), given):
        async with desk.database.transaction() as connection:
            await _write(connection, desk, message_id, number, sealed)


async def _write(
    connection: AsyncConnection, desk: Desk, message_id: UUID, number: str, sealed: bytes
) -> None:
    if await referrals.hold(connection, message_id) is None:
        return
    at = await clocks(connection)
    ends = at.ahead + NUMBER_KEPT
    await numbers.replace(
        connection, message_id, status_code_digest(desk.keys.pepper, message_id, number), ends
    )
    await outbox.enqueue(connection, [Outgoing(uuid4(), message_id, outbox.NUMBER, sealed, at.behind, ends)])
