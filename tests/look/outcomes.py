"""What comes back from the hub: how far each form has come, every decision there is, and calls that it registered."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import httpx
import time_machine
from sqlalchemy import select

from app.envelope.calls import CallEvent
from app.envelope.events import (
    BATCH_CONTENT_TYPE,
    CLOSED,
    DECIDED,
    RECEIVED,
    REQUESTED,
    SCREENING,
    EventType,
    HubEvent,
    event_about,
    sign_event,
    write_batch,
)
from app.envelope.keys import ReceiverKeys
from app.envelope.message import Opened, open_submitted
from app.profiles.outcomes import Outcome
from app.storage.outbox import HUB
from app.storage.tables import outbox
from tests.calls import Hub
from tests.look.gathering import Reader
from tests.look.lives import LIVES, lived


async def standings(reader: Reader, receiver: ReceiverKeys) -> None:
    """What is told of what was sent: not yet there, at each step, decided in each way, and closed."""
    async with reader.desk.database.single() as connection:
        rows = (await connection.execute(select(outbox).where(outbox.c.channel == HUB))).all()
    opened = [open_submitted(row.body, receiver, reader.desk.council.slug) for row in rows]
    await _told(reader, "sent")
    begun = datetime.now(UTC)
    said: list[tuple[EventType, Outcome | None]] = [(kind, None) for kind in (RECEIVED, SCREENING, REQUESTED)]
    said += [*((DECIDED, outcome) for outcome in Outcome), (CLOSED, None)]
    for number, (kind, outcome) in enumerate(said, 1):
        # The last decision counts, and a minute is as fine as the hub tells the time.
        with time_machine.travel(begun + timedelta(minutes=number), tick=False):
            await _says(reader, receiver, opened, kind, outcome)
            await _told(reader, outcome or kind.rpartition(".")[2])


async def _says(
    reader: Reader,
    receiver: ReceiverKeys,
    contacts: list[Opened],
    kind: EventType,
    outcome: Outcome | None = None,
) -> None:
    """The hub says one thing of all of them."""
    for contact in contacts:
        said = event_about(contact, kind, uuid4(), datetime.now(UTC))
        said |= {"outcome": outcome} if outcome else {}
        await _hears(reader, sign_event(said, receiver.signing_key))


async def _hears(reader: Reader, event: HubEvent | CallEvent) -> None:
    headers = {"content-type": BATCH_CONTENT_TYPE}
    answer = await reader.client.post("/api/events", content=write_batch([event]), headers=headers)
    assert answer.status_code == httpx.codes.OK, answer.text


async def _told(reader: Reader, state: str) -> None:
    for slug, (reference, code) in reader.told.items():
        ask = await reader.client.get("/status")
        shown = await reader.posts("/status", ask, reference=reference, code=code)
        reader.keeps(slug, "progress", state, "/status", shown)


async def calls(reader: Reader, keys: Path, folder: Path) -> None:
    """Whoever has called: their link, a code that is wrong, what the code opens, and a form that is there already."""
    await reader.begins()
    form = reader.desk.form("professional")
    call = Hub(reader.desk.council, keys, folder).registers()
    await _hears(reader, call.event)
    page = await reader.looks("professional", "call", "empty", call.link)
    for state, code in (("error", ""), ("slip", "12"), ("opens nothing", "1234 5678 9012")):
        reader.keeps("professional", "call", state, call.link, await reader.posts(call.link, page, code=code))
    await reader.holds(form, lived(form, next(life for life in LIVES if life.form == form.slug)))
    other = await reader.posts(call.link, page, code=call.code)
    reader.keeps("professional", "call", "another here", call.link, other)
    await reader.begins()
    await reader.posts(call.link, await reader.client.get(call.link), code=call.code)
    for page_ in ("tasks", "called-already"):
        await reader.looks("professional", page_, "after a call", f"/professional/{page_}")
