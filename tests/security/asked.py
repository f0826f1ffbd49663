"""What catalogue 27 measures: asking after what somebody sent, and after what nobody did."""

from collections.abc import Callable
from dataclasses import replace
from time import process_time_ns
from typing import Any
from uuid import UUID, uuid4

from app.envelope.events import CLOSED, DECIDED, RECEIVED, SCREENING
from app.references import ALPHABET, RANDOM_CHARACTERS, reference_from
from app.services.desk import Desk, now
from app.services.progress import look_up
from app.storage import referrals
from app.storage.referrals import RecordedEvent
from tests.timed import PAIRS, slower

UNKNOWN = reference_from("NN", 12345)
ENDS = [reference_from("NN", number) for number in (0, len(ALPHABET) ** RANDOM_CHARACTERS - 1)]
"""No reference comes before the one, or after the other."""
WRONG = "1234 5678 9012"

Clock = Callable[[], int]


async def hub_says_all(desk: Desk, message_id: UUID) -> None:
    """The hub says of a referral all that it can say."""
    async with desk.database.transaction() as connection:
        for kind in (RECEIVED, SCREENING, DECIDED, CLOSED):
            await referrals.add_event(connection, RecordedEvent(str(uuid4()), message_id, kind, now()))


async def others_have_sent(desk: Desk, known: str) -> None:
    """Somebody's reference comes before any that is asked for, and somebody's after it, as in a town.

    Of what comes after all others SQLite has no next one to read, which took 0.2 µs less: that tells of no reference.
    """
    async with desk.database.transaction() as connection:
        found = await referrals.by_reference(connection, known)
        assert found
        for end in ENDS:
            await referrals.record(connection, replace(found, message_id=uuid4(), reference=end))


async def share_by_looking_up(desk: Desk, known: str, clock: Clock = process_time_ns) -> float:
    """How often a known reference takes longer than one that nobody has, both with a wrong code."""

    async def of_nobody() -> None:
        assert await look_up(desk, UNKNOWN, WRONG) is None

    async def of_somebody() -> None:
        assert await look_up(desk, known, WRONG) is None

    await others_have_sent(desk, known)
    for _ in range(50):
        await of_nobody()
        await of_somebody()
    return await slower(of_somebody, of_nobody, PAIRS, clock)


async def share_by_looking_hastily(
    desk: Desk, known: str, pairs: int, clock: Clock = process_time_ns
) -> float:
    """The same where nothing is looked for that is not there."""

    async def hastily(reference: str) -> Any:
        async with desk.database.single() as connection:
            found = await referrals.by_reference(connection, reference)
            return found and await referrals.events_of(connection, found.message_id)

    return await slower(lambda: hastily(known), lambda: hastily(UNKNOWN), pairs, clock)
