"""After a restore from a backup a draft that was sent is unsent again: sent once more, it is still one referral."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import orjson
import pytest
import time_machine
from sqlalchemy import select

from app.delivery.channel import Channel, open_hub_channel
from app.delivery.relay import Lane, relay_once
from app.envelope.drafts import DraftKey
from app.envelope.keys import PortalKeys
from app.forms.catalogue import forms
from app.profiles.loading import load_profile
from app.receiver.receive import Receiver, open_receiver
from app.services.desk import Desk
from app.services.drafting import keep_page
from app.services.progress import hear, look_up
from app.services.submission import Confirmation, send
from app.settings import Settings
from app.storage.database import Database
from app.storage.outbox import HUB
from app.storage.tables import outbox
from tests.backups import saved
from tests.town import council_of

FIRST = "He is alone at night."
EDITED = "He is alone at night, and there is nothing to eat."
MORNING = datetime(2026, 11, 25, 9, tzinfo=UTC)


@dataclass
class Place:
    """A portal, its relay, and the hub that it sends to; the database may be put in another's place."""

    desk: Desk
    channel: Channel
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


@pytest.fixture(
    params=["spool", pytest.param("rabbitmq", marks=[pytest.mark.rabbitmq, pytest.mark.postgresql])]
)
def backed(request: pytest.FixtureRequest, tmp_path: Path, key_set: Path) -> Settings:
    """The embedded defaults, or PostgreSQL with RabbitMQ."""
    if request.param == "spool":
        url = request.getfixturevalue("sqlite_url")
        return Settings(var=tmp_path / "var", keys=key_set, database_url=url)
    return Settings(
        var=tmp_path / "var",
        keys=key_set,
        database_url=request.getfixturevalue("postgresql_url"),
        queue_url=request.getfixturevalue("amqp_url"),
        profile=str(council_of(request.getfixturevalue("hub"), tmp_path)),
    )


@pytest.fixture
async def place(backed: Settings) -> AsyncIterator[Place]:
    council = load_profile(backed.profile)
    database = Database(backed.database_address)
    keys = PortalKeys.load(backed.keys_folder / "portal")
    desk = Desk(backed, council, forms(council), database, keys)
    queue, receiver = open_hub_channel(backed, council), open_receiver(backed, council)
    await queue.declare()
    yield Place(desk, queue, receiver, backed.hub_folder)
    await receiver.source.close()
    await queue.close()
    await database.close()


async def test_sent_again_unchanged_it_is_one_referral_with_one_reference(
    place: Place, backed: Settings, tmp_path: Path
) -> None:
    key = await place.begins()
    async with saved(backed.database_address, tmp_path) as restore:
        first = await place.sends(key)
        await place.carries()
        later = place.moved_to(await restore())
        again = await later.sends(key)
        assert (again.referral.reference, again.status_code) == (first.referral.reference, first.status_code)
        await later.carries()
        assert later.worries() == {first.referral.reference: FIRST}
        assert (await hear(later.desk, later.receipts())).new == 1
        assert await later.unsettled() == 0
        seen = await look_up(later.desk, again.referral.reference, again.status_code)
        assert seen
        assert [event.type for event in seen.events] == ["uk.mash.contact.received"]


async def test_sent_again_with_other_words_the_hub_has_both_under_one_reference(
    place: Place, backed: Settings, tmp_path: Path
) -> None:
    key = await place.begins()
    async with saved(backed.database_address, tmp_path) as restore:
        first = await place.sends(key)
        await place.carries()
        later = place.moved_to(await restore())
        await later.writes(key, EDITED)
        reference = (await later.sends(key)).referral.reference
        assert reference == first.referral.reference
        await later.carries()
        assert later.worries() == {reference: FIRST, f"{reference}.2": EDITED}
        said = (later.folder / f"{reference}.2.html").read_text()
        assert f"Read both: this, and {reference}.html" in said
        # Carried once more, as whatever is not receipted is, it is not filed once more.
        with time_machine.travel(datetime.now(UTC) + timedelta(hours=1)):
            await later.carries()
        assert set(later.worries()) == {reference, f"{reference}.2"}
        await hear(later.desk, later.receipts())
        assert await later.unsettled() == 0


async def test_a_receipt_from_before_does_not_end_the_sending_of_the_other_words(
    place: Place, backed: Settings, tmp_path: Path
) -> None:
    with time_machine.travel(MORNING, tick=False) as clock:
        key = await place.begins()
        async with saved(backed.database_address, tmp_path) as restore:
            first = await place.sends(key)
            await place.carries()
            before = place.receipts()
            clock.shift(timedelta(hours=2))
            later = place.moved_to(await restore())
            await later.writes(key, EDITED)
            await later.sends(key)
            assert (await hear(later.desk, before)).new == 0
            assert await later.unsettled() == 1
            await later.carries()
            assert later.worries()[f"{first.referral.reference}.2"] == EDITED
            assert (await hear(later.desk, later.receipts())).new == 1
            assert await later.unsettled() == 0
