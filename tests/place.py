"""A portal, its relay and its hub in the test's own process, for what happens between them and not on a page."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import orjson
from sqlalchemy import select

from app.delivery.channel import Queue, open_hub_channel
from app.delivery.relay import Lane, relay_once
from app.envelope.drafts import DraftKey
from app.envelope.keys import PortalKeys
from app.forms.catalogue import forms
from app.profiles.loading import load_profile
from app.receiver.receive import Receiver, open_receiver
from app.services.desk import Desk
from app.services.keeping import keep_page
from app.services.progress import hear
from app.services.submission import Confirmation, send
from app.settings import Settings
from app.storage.database import Database
from app.storage.outbox import HUB
from app.storage.tables import outbox

FIRST = "He is alone at night."


@dataclass
class Place:
    """A portal, its relay, and the hub that it sends to; the database may be put in another's place."""

    desk: Desk
    channel: Queue
    receiver: Receiver
    folder: Path

    async def begins(self) -> DraftKey:
        form = self.desk.form("community")
        key = (await keep_page(self.desk, form, None, "danger", {"danger": ["yes"]})).draft.key
        await keep_page(self.desk, form, key, "emergency", {"called_999": ["yes"]})
        await self.writes(key, FIRST)
        return key

    async def writes(self, key: DraftKey, worry: str) -> None:
        await keep_page(self.desk, self.desk.form("community"), key, "worry", {"worry": [worry]})

    async def sends(self, key: DraftKey) -> Confirmation:
        return await send(self.desk, self.desk.form("community"), key)

    async def carries(self) -> None:
        """What waits goes to the hub, and is opened there."""
        await relay_once(Lane(self.desk.database, (HUB,), self.channel))
        while await self.receiver.receive_some():
            pass

    def receipts(self) -> list[dict[str, Any]]:
        return [receipt.document() for receipt in self.receiver.receipts.waiting().values()]

    def worries(self) -> dict[str, str]:
        """What the hub has, by the name of the file."""
        found = {path.stem: orjson.loads(path.read_bytes()) for path in self.folder.glob("*.json")}
        return {name: contact["story"]["worry"] for name, contact in found.items()}

    def moved_to(self, database: Database) -> "Place":
        return replace(self, desk=replace(self.desk, database=database))

    async def unsettled(self) -> int:
        query = select(outbox.c.id).where(outbox.c.channel == HUB, outbox.c.settled_at.is_(None))
        async with self.desk.database.single() as connection:
            return len((await connection.execute(query)).all())

    async def sends_one(self, worry: str) -> str:
        """Somebody writes of a worry and sends it; its reference."""
        key = await self.begins()
        await self.writes(key, worry)
        return (await self.sends(key)).referral.reference

    async def receipted(self) -> int:
        """The receiver posts what it has; how many receipts were new."""
        waiting = self.receiver.receipts.waiting()
        heard = await hear(self.desk, [receipt.document() for receipt in waiting.values()])
        self.receiver.receipts.forget([*waiting])
        return heard.new

    def portal_restarted(self) -> None:
        """The portal reads its own keys again, as it does when it starts."""
        keys = PortalKeys.load(self.desk.settings.keys_folder / "portal")
        self.desk = replace(self.desk, keys=keys)

    def receiver_restarted(self) -> None:
        self.receiver = open_receiver(self.desk.settings, self.desk.council)


@asynccontextmanager
async def place_of(settings: Settings) -> AsyncIterator[Place]:
    """Such a place, with its queue, until the end of the block."""
    council = load_profile(settings.profile)
    database = Database(settings.database_address)
    keys = PortalKeys.load(settings.keys_folder / "portal")
    desk = Desk(settings, council, forms(council), database, keys)
    queue, receiver = open_hub_channel(settings, council), open_receiver(settings, council)
    await queue.declare()
    place = Place(desk, queue, receiver, settings.hub_folder)
    yield place
    await place.receiver.source.close()
    await queue.close()
    await database.close()
