"""After a restore from a backup a draft that was sent is unsent again: sent once more, it is still one referral."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import time_machine

from app.services.progress import hear, look_up
from app.settings import Settings
from tests.backups import saved
from tests.place import FIRST, Place, place_of
from tests.town import council_of

EDITED = "He is alone at night, and there is nothing to eat."
MORNING = datetime(2026, 11, 25, 9, tzinfo=UTC)


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
    async with place_of(backed) as opened:
        yield opened


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
