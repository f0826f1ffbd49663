"""From a signed decision to the page and the email of whoever sent it: each audience, each outcome."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from fastapi import FastAPI
from sqlalchemy import select

from app.delivery.email import MailChannel
from app.delivery.relay import Lane, relay_once
from app.envelope.drafts import DraftKey
from app.envelope.events import BATCH_CONTENT_TYPE, DECIDED, event_about, sign_event, write_batch
from app.envelope.keys import ReceiverKeys, RelayKeys
from app.envelope.message import Opened, open_submitted
from app.envelope.sealing import seal_address
from app.profiles.decided import INSTEAD
from app.profiles.feedback import TO_A_PROFESSIONAL
from app.profiles.outcomes import Audience, Outcome
from app.services.desk import Desk, today
from app.services.keeping import keep_page
from app.services.submission import send
from app.storage.outbox import BY_MAIL, HUB
from app.storage.tables import outbox
from tests.letters import Pile, stationery, words
from tests.people import ByHttp, Told, sends, tells_of_a_coach, tells_of_a_worry
from tests.professional import writes_as_a_professional

ADDRESS = "somebody@home.example"
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


async def by_a_professional(visitor: ByHttp, _desk: Desk) -> Told:
    await writes_as_a_professional(visitor)
    return await sends(visitor)


async def by_a_parent(_visitor: ByHttp, desk: Desk) -> Told:
    form = desk.form("family")
    key: DraftKey = (await keep_page(desk, form, None, "danger", {"danger": ["yes"]})).draft.key
    await keep_page(desk, form, key, "emergency", {"called_999": ["yes"]})
    told = await send(desk, form, key)
    return Told(told.referral.reference, told.status_code, "")


async def by_a_neighbour(visitor: ByHttp, _desk: Desk) -> Told:
    await tells_of_a_worry(visitor)
    return await sends(visitor)


async def about_a_coach(visitor: ByHttp, _desk: Desk) -> Told:
    await tells_of_a_coach(visitor)
    return await sends(visitor)


SENT: dict[Audience, Callable[[ByHttp, Desk], Awaitable[Told]]] = {
    Audience.PROFESSIONAL: by_a_professional,
    Audience.FAMILY: by_a_parent,
    Audience.COMMUNITY: by_a_neighbour,
    Audience.ALLEGATION: about_a_coach,
}


async def opened_at_the_hub(desk: Desk, keys: ReceiverKeys) -> Opened:
    async with desk.database.single() as connection:
        row = (await connection.execute(select(outbox).where(outbox.c.channel == HUB))).one()
    return open_submitted(row.body, keys, desk.council.slug)


@pytest.mark.parametrize("audience", Audience)
async def test_each_outcome_reaches_the_page_and_one_email_of_whoever_sent_it(
    app: FastAPI, visitor: ByHttp, key_set: Path, audience: Audience
) -> None:
    desk: Desk = app.state.shop.desk
    told = await SENT[audience](visitor, desk)
    keys, pile = ReceiverKeys.load(key_set / "receiver"), Pile()
    opened = await opened_at_the_hub(desk, keys)
    mail = MailChannel(
        desk.council,
        RelayKeys.load(key_set / "relay"),
        pile,
        stationery(desk.council),
    )
    lane = Lane(desk.database, BY_MAIL, mail)
    await relay_once(lane)
    pile.sent.clear()  # the acknowledgement
    for number, outcome in enumerate(Outcome):
        said = event_about(opened, DECIDED, uuid4(), NOON + number * timedelta(minutes=1))
        sealed = seal_address(ADDRESS, desk.keys.recipients("mail", today()))
        batch = write_batch([sign_event(said | {"outcome": outcome}, keys.signing_key, sealed)])
        for _ in range(2):
            answer: Any = await visitor.client.post(
                "/api/events", content=batch, headers={"content-type": BATCH_CONTENT_TYPE}
            )
            assert answer.status_code == 200
            await relay_once(lane)
        (email,) = pile.sent
        pile.sent.clear()
        await visitor.goes_to("/status")
        await visitor.says(reference=told.reference, code=told.code)
        told_by = {"page": await visitor.reads(), "email": words(email)[0]}
        assert email["To"] == ADDRESS
        assert told.code not in told_by["email"]
        theirs = (
            desk.council.feedback["en"].says(Audience.PROFESSIONAL, outcome) or TO_A_PROFESSIONAL[outcome]
        )
        sentence = theirs.format_map(desk.council.facts("en"))
        for way, text in told_by.items():
            assert (way, sentence in text) == (way, audience is Audience.PROFESSIONAL)
            assert (way, "A decision has been made." in text) == (way, audience is not Audience.PROFESSIONAL)
            another = audience is Audience.PROFESSIONAL and number > 0
            assert (way, INSTEAD in text) == (way, another)
