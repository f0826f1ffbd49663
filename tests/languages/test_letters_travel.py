"""From the page that somebody reads to the email that they are sent: the language goes with it, and nobody sees it."""

from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import httpx
import pytest
import time_machine
from fastapi import FastAPI

from app.delivery.channel import open_mail_channel
from app.delivery.letters import LetterCarrier
from app.delivery.relay import Lane, relay_once
from app.portal import portal
from app.routes.request.shop import Shop
from app.settings import Settings
from app.storage.outbox import BY_MAIL
from tests.calls import Hub
from tests.languages.pseudo import PSEUDO, council_in_two_languages, left_in_english, left_of_text
from tests.letters import words
from tests.people import ByHttp, sends
from tests.professional import writes_as_a_professional

HERE = "http://127.0.0.1:8000"
NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)
ADDRESS = "a.okafor@larch-hill.example"
SEND, NUMBER = "⟦Send⟧", "⟦Your number⟧"


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOON, tick=False) as coordinates:
        yield coordinates


@pytest.fixture
def bilingual(settings: Settings, tmp_path: Path) -> Settings:
    return settings.model_copy(
        update={"profile": str(council_in_two_languages(tmp_path, "northamptonshire"))}
    )


@pytest.fixture
async def app(bilingual: Settings, clock: time_machine.Traveller) -> AsyncIterator[FastAPI]:
    assert clock
    built = portal(bilingual)
    async with built.router.lifespan_context(built):
        yield built


@pytest.fixture
def visitor(client: httpx.AsyncClient) -> ByHttp:
    return ByHttp(HERE, client)


async def post(app: FastAPI, settings: Settings) -> dict[str, EmailMessage]:
    """What the relay writes now, by its subject."""
    shop: Shop = app.state.shop
    await shop.errands.finish()
    council, database = shop.desk.council, shop.desk.database
    await relay_once(Lane(database, BY_MAIL, open_mail_channel(settings, council)))
    await LetterCarrier.open(settings, council, database).carry_some()
    found: dict[str, EmailMessage] = {}
    for file in settings.mail_folder.glob("*.eml"):
        email = message_from_bytes(file.read_bytes(), policy=policy.default)
        assert isinstance(email, EmailMessage)
        found[email["Subject"]] = email
        file.unlink()
    return found


def english(app: FastAPI, email: EmailMessage) -> list[str]:
    """What an email says in English, its subject, text and HTML."""
    shop: Shop = app.state.shop
    text, page = words(email)
    council = shop.desk.council
    left = left_of_text(email["Subject"], council) + left_of_text(text, council)
    return left + left_in_english(page, council, ())


async def number_of(app: FastAPI, settings: Settings, subject: str = NUMBER) -> str:
    """The six digits of the email that brings them."""
    email = (await post(app, settings))[subject]
    return "".join(filter(str.isdigit, words(email)[0].splitlines()[0]))


async def test_the_number_and_the_link_are_in_the_language_of_the_page(
    app: FastAPI, bilingual: Settings, visitor: ByHttp, clock: time_machine.Traveller
) -> None:
    await visitor.goes_to(f"/language/{PSEUDO}")
    await visitor.goes_to("/professional/danger")
    await visitor.says(danger="no")
    await visitor.goes_to("/professional/work-email")
    await visitor.says(address=ADDRESS)
    await visitor.says(number=await number_of(app, bilingual))
    ((subject, email),) = (await post(app, bilingual)).items()
    assert subject == "⟦The form you began⟧"
    assert english(app, email) == []
    periods = app.state.shop.desk.council.periods
    clock.shift(timedelta(days=periods.draft_days - periods.reminder_days))
    ((subject, email),) = (await post(app, bilingual)).items()
    assert subject.startswith("⟦The form you began is deleted on ")
    assert subject.endswith(" ⟦December⟧⟧")
    assert english(app, email) == []


async def test_an_acknowledgement_is_in_the_language_of_the_form_and_a_lost_code_in_that_of_the_page(
    app: FastAPI, bilingual: Settings, visitor: ByHttp
) -> None:
    await visitor.goes_to(f"/language/{PSEUDO}")
    await writes_as_a_professional(visitor)
    told = await sends(visitor, SEND)
    ((subject, email),) = (await post(app, bilingual)).items()
    assert subject == f"⟦Received: {told.reference}⟧"
    assert email["To"] == ADDRESS
    assert english(app, email) == []
    for language, named in ((PSEUDO, NUMBER), ("en", "Your number")):
        await visitor.goes_to(f"/language/{language}")
        await visitor.goes_to("/status/number")
        await visitor.says(reference=told.reference, address=ADDRESS)
        assert len(await number_of(app, bilingual, named)) == 6


async def test_somebody_who_called_is_written_to_and_asked_in_the_language_that_the_hub_says(
    app: FastAPI, bilingual: Settings, visitor: ByHttp, key_set: Path
) -> None:
    shop: Shop = app.state.shop
    hub = Hub(shop.desk.council, key_set, bilingual.var / "hub")
    call = hub.registers(language=PSEUDO)
    heard = await visitor.client.post("/api/events", json=[call.event.document()])
    assert heard.json() == {"new": 1, "unknown": 0}
    ((subject, email),) = (await post(app, bilingual)).items()
    assert subject == "⟦Your call: a link to write to us⟧"
    assert english(app, email) == []
    await visitor.goes_to(call.link)
    await visitor.says(code=call.code)
    assert await visitor.path() == "/professional"
    assert visitor.page
    assert f'<html lang="{PSEUDO}"' in visitor.page.text
    await visitor.client.post("/api/events", json=[hub.withdraws(call).document()])
    await visitor.goes_to(call.link)
    await visitor.says(code=call.code)
    assert "⟦This call is closed⟧" in await visitor.reads()
    assert left_in_english(visitor.page.text, shop.desk.council, ()) == []


async def test_the_language_is_nowhere_in_the_clear(visitor: ByHttp, sqlite_url: str) -> None:
    await visitor.goes_to(f"/language/{PSEUDO}")
    await writes_as_a_professional(visitor)
    await sends(visitor, SEND)
    stored = Path(sqlite_url.removeprefix("sqlite:///"))
    for file in (stored, stored.with_name(f"{stored.name}-wal")):
        held = file.read_bytes() if file.exists() else b""
        assert f"({PSEUDO})".encode() not in held
        assert f'"{PSEUDO}"'.encode() not in held
