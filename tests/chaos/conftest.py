"""A portal without a socket, for people who send by chance, and a hub that opens what they sent."""

from collections.abc import Awaitable, Callable
from pathlib import Path
from random import Random

import httpx
import pytest

from app.delivery.relay import Lane, relay_once
from app.delivery.spool import SpoolChannel
from app.profiles.loading import load_profile
from app.receiver.receive import open_receiver
from app.settings import Settings
from app.storage.database import Database
from app.storage.outbox import HUB
from tests.chaos.answering import Answering, all_fields
from tests.chaos.people import Journey, Traveller, Visitor, mark_of

COUNCIL = load_profile("northamptonshire")


@pytest.fixture
def traveller(client: httpx.AsyncClient) -> Traveller:
    """Lets somebody fill in a form and send it."""

    async def travels(form: str, number: int) -> Journey:
        client.cookies.clear()
        journey = Journey(number, form, mark_of(number))
        chance = Random(number)  # noqa: S311
        answering = Answering(all_fields(COUNCIL)[form], chance, journey.mark)
        await Visitor(("http://127.0.0.1:8000",), client, answering, chance, journey).sends_a_form()
        return journey

    return travels


@pytest.fixture
async def opened_at_the_hub(settings: Settings) -> Callable[[], Awaitable[Path]]:
    """Relays and receives once, and gives the hub's folder."""

    async def carried() -> Path:
        database = Database(settings.database_address)
        await relay_once(Lane(database, (HUB,), SpoolChannel(settings.spool_folder)))
        await database.close()
        await open_receiver(settings, COUNCIL).receive_some()
        return settings.hub_folder

    return carried
