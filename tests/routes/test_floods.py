"""Spam and malice: a field that nobody sees asks once more, a flood is asked to call, and no draft is lost."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import httpx
import pytest
import time_machine
from fastapi import FastAPI
from lxml import html

from app.envelope.drafts import DraftKey
from app.profiles.loading import load_profile
from app.routes.request.shop import Shop
from app.services.keeping import keep_page
from app.storage import referrals
from app.storage.referrals import Referral

MOMENT = datetime(2026, 11, 25, 16, 50, tzinfo=UTC)
MOST = load_profile("northamptonshire").most_an_hour


@pytest.fixture
async def shop(app: FastAPI) -> AsyncIterator[Shop]:
    with time_machine.travel(MOMENT, tick=False):
        held: Shop = app.state.shop
        yield held


async def finished(shop: Shop, client: httpx.AsyncClient, form: str = "community", danger: str = "no") -> str:
    """A draft with everything answered that its form demands; the token of its pages."""
    key: DraftKey | None = None
    asked = shop.desk.form(form)
    draft = (await keep_page(shop.desk, asked, None, "danger", {"danger": [danger]})).draft
    key = draft.key
    while path := draft.walk().after(""):
        step = draft.walk().at(path)
        assert step
        typed: dict[str, list[str]] = {}
        for slot in step.slots:
            options = list(getattr(slot.question, "options", {}))
            preferred = "no" if "no" in options else (options[0] if options else "Alone at night")
            typed[slot.field] = [preferred] if slot.question.missing else [""]
        draft = (await keep_page(shop.desk, asked, key, path, typed)).draft
    client.cookies.set(f"draft-{form}", key.cookie)
    page = await client.get(f"/{form}/check")
    return str(tree(page).forms[0].fields["csrf"])


async def came(shop: Shop, number: int, minutes_ago: int = 1, form: str = "community") -> None:
    """As many contacts were sent before."""
    at = MOMENT - timedelta(minutes=minutes_ago)
    async with shop.desk.database.transaction() as connection:
        for each in range(number):
            referral = Referral(
                message_id=uuid4(),
                reference=f"NN-{minutes_ago:04}-{each:04}",
                form=form,
                hub=shop.desk.council.slug,
                route="community",
                urgent=False,
                received_at=at,
                code_digest=bytes(32),
            )
            await referrals.record(connection, referral)


def tree(page: httpx.Response) -> Any:
    return html.document_fromstring(page.text)


async def test_the_field_is_seen_by_nobody(shop: Shop, client: httpx.AsyncClient) -> None:
    await finished(shop, client)
    page = tree(await client.get("/community/check"))
    (field,) = page.xpath("//input[@name='website']")
    assert (field.get("tabindex"), field.get("autocomplete")) == ("-1", "off")
    assert field.getparent().get("hidden") is not None


async def test_who_fills_it_in_is_asked_once_more_and_then_sends(
    shop: Shop, client: httpx.AsyncClient
) -> None:
    csrf = await finished(shop, client)
    page = await client.post("/community/send", data={"csrf": csrf, "website": "https://cheap.example"})
    assert page.status_code == 422
    assert "This has not been sent yet" in page.text
    assert "cheap.example" not in page.text
    again = tree(page).forms[0]
    assert "website" not in again.fields
    sent = await client.post("/community/send", data=dict(again.form_values()))
    assert (sent.status_code, sent.headers["location"]) == (303, "/community/sent")


async def test_an_empty_one_sends_at_once(shop: Shop, client: httpx.AsyncClient) -> None:
    csrf = await finished(shop, client)
    sent = await client.post("/community/send", data={"csrf": csrf, "website": ""})
    assert sent.headers["location"] == "/community/sent"


async def test_beyond_the_most_of_an_hour_people_are_asked_to_call_and_keep_their_draft(
    shop: Shop, client: httpx.AsyncClient
) -> None:
    await came(shop, MOST)
    csrf = await finished(shop, client)
    page = await client.post("/community/send", data={"csrf": csrf})
    assert page.status_code == 503
    assert "We cannot send this just now" in page.text
    assert shop.desk.council.telephone.main.number in page.text
    with time_machine.travel(MOMENT + timedelta(hours=1), tick=False):
        sent = await client.post("/community/send", data={"csrf": csrf})
    assert sent.headers["location"] == "/community/sent"


@pytest.mark.parametrize(
    ("number", "minutes_ago", "form"),
    [(MOST - 1, 1, "community"), (MOST, 60, "community"), (MOST, 1, "professional")],
)
async def test_until_then_everybody_sends(
    shop: Shop, client: httpx.AsyncClient, number: int, minutes_ago: int, form: str
) -> None:
    await came(shop, number, minutes_ago, form)
    csrf = await finished(shop, client)
    sent = await client.post("/community/send", data={"csrf": csrf})
    assert sent.headers["location"] == "/community/sent"


async def test_what_is_urgent_is_always_sent(shop: Shop, client: httpx.AsyncClient) -> None:
    await came(shop, MOST)
    csrf = await finished(shop, client, danger="yes")
    sent = await client.post("/community/send", data={"csrf": csrf})
    assert sent.headers["location"] == "/community/sent"
