"""A hub that registers calls, inside the test, and what the portal holds once it has heard of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid5

import httpx
import orjson
from sqlalchemy import select

from app.envelope.calls import CALL_WITHDRAWN, Caller, CallEvent, WithdrawnCall
from app.envelope.events import BATCH_CONTENT_TYPE, read_event
from app.envelope.keys import ReceiverKeys, RelayKeys
from app.envelope.languages import language_of
from app.envelope.sealing import unseal_address
from app.forms.catalogue import forms
from app.profiles.model import Profile
from app.receiver.calls import Advised, Calls
from app.receiver.hub.calling import Switchboard, Taken
from app.receiver.receipts import Receipts
from app.services.desk import Desk
from app.storage import tables

NOON = datetime(2026, 11, 25, 12, 7, tzinfo=UTC)
CALLER = "t.adeyemi@larch-hill.example"
KEPT: Mapping[str, Any] = dict.fromkeys(
    ("spoke", "spoke_on", "spoke_to", "spoke_about", "spoke_advice", "spoke_insisted", "spoke_reference")
)
"""What a form that a call began already says: answers that stay as the page shows them."""
NOTE = "Canary-7f20: Jakub came to school with a burn, and says that he fell"


@dataclass(frozen=True)
class Registered:
    """A call that the hub has registered: its event, the code that it reads out, and what the link calls it."""

    event: CallEvent
    code: str
    name: str

    @property
    def reference(self) -> str:
        return self.event.subject

    @property
    def link(self) -> str:
        return f"/call/{self.name}"


class Hub:
    """A council's hub with a folder of its own."""

    def __init__(self, council: Profile, key_set: Path, folder: Path) -> None:
        self._keys = key_set
        self.folder = folder
        self.calls, self.receipts = Calls(folder / ".calls"), Receipts(folder / ".receipts")
        self.calls.prepare()
        self.receipts.prepare()
        self.board = Switchboard(
            council.slug,
            council.prefix,
            forms(council)["professional"],
            ReceiverKeys.load(key_set / "receiver"),
            self.calls,
            self.receipts,
        )

    def withdraws(self, call: Registered) -> WithdrawnCall:
        """Takes a call back, now."""
        kept = next(one for one in self.calls.all() if one.call.reference == call.reference)
        self.board.withdraw(kept, datetime.now(UTC))
        event_id = uuid5(kept.call.id, CALL_WITHDRAWN)
        event = read_event((self.folder / ".receipts" / f"{event_id}.json").read_bytes())
        assert isinstance(event, WithdrawnCall)
        return event

    def registers(self, at: datetime | None = None, language: str = "en", **said: Any) -> Registered:
        """Takes a call, now or at a moment, and registers it now."""
        now = datetime.now(UTC)
        usual: dict[str, Any] = {
            "email": CALLER,
            "at": at or now,
            "taken_by": "Ewa Lis",
            "advised": Advised.REFERRAL,
            "insisted": True,
            "about": NOTE,
        }
        call, code = self.board.register(Taken(**usual | said), now, language)
        event = read_event((self.folder / ".receipts" / f"{call.id}.json").read_bytes())
        assert isinstance(event, CallEvent)
        opened = unseal_address(event.address.encode(), RelayKeys.load(self._keys / "relay").identities)
        return Registered(event, code, Caller.parse(language_of(opened)[1]).name)


async def posted(client: httpx.AsyncClient, *events: dict[str, Any]) -> tuple[int, Any]:
    """What the portal says to the hub's events."""
    headers = {"content-type": BATCH_CONTENT_TYPE}
    answer = await client.post("/api/events", content=orjson.dumps(events), headers=headers)
    return answer.status_code, answer.json()


async def rows(desk: Desk, table: Any) -> list[Any]:
    async with desk.database.single() as connection:
        return list((await connection.execute(select(table))).all())


async def everything(desk: Desk) -> list[Any]:
    """Every row of every table but the signs that the portal leaves of itself."""
    return [await rows(desk, one) for one in tables.METADATA.sorted_tables if one is not tables.signs]
