"""Catalogue 7: two referrals of one size, whatever they say, differ in no length that is stored or carried."""

from collections.abc import Mapping
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from sqlalchemy import select

from app.delivery.channel import open_hub_channel
from app.delivery.relay import Lane, relay_once
from app.envelope.drafts import SMALLEST_DRAFT
from app.envelope.padding import pad
from app.forms.answers import Answers
from app.services.desk import Desk
from app.storage.outbox import HUB
from app.storage.tables import METADATA
from tests.contact.conftest import fill, sent
from tests.drafted import SLUGS, has_filled_in
from tests.people import ByHttp, asks_for_a_code, sends

LITTLE: Mapping[str, Any] = {
    "worry": "No. ",
    "your_name": "A B",
    "your_email": "a@b.example",
    "first_name": "Al",
    "keep_what": "x",
}
MORE: Mapping[str, Any] = {
    "worry": "Never ",
    "your_name": "Maximiliana Featherstonehaugh-Cholmondeley",
    "your_email": "maximiliana.featherstonehaugh.cholmondeley@larch-hill-primary.example",
    "first_name": "Wilhelmina-Alexandra",
    "keep_what": "The address of the house where they are now, and of the school. ",
}
Lengths = dict[str, list[dict[str, int]]]


async def stored(desk: Desk) -> Lengths:
    """How long each text and each blob is, in every row of every table."""
    lengths: Lengths = {}
    async with desk.database.single() as connection:
        for name, table in METADATA.tables.items():
            if name == "signs":  # of processes, left at any moment
                continue
            rows = (await connection.execute(select(table))).mappings()
            measured = [
                {column: len(value) for column, value in row.items() if isinstance(value, bytes | str)}
                | {column: value for column, value in row.items() if column == "size"}
                for row in rows
            ]
            lengths[name] = sorted(measured, key=str)
    return lengths


def new(before: Lengths, after: Lengths) -> Lengths:
    """The rows that were not there before."""
    added = {name: list(rows) for name, rows in after.items()}
    for name, rows in before.items():
        for row in rows:
            added[name].remove(row)
    return {name: rows for name, rows in added.items() if rows}


def sizes(slug: str, answers: Answers) -> tuple[int, ...]:
    """The bucket of each part, and the power of two of the draft."""
    parts = sent(slug, answers)
    documents = (part.document() for part in (parts.contact, parts.restricted, parts.identity))
    draft = max(SMALLEST_DRAFT, 1 << (len(answers.document()) - 1).bit_length())
    return (draft, *(len(pad(document)) for document in documents))


def two_of_one_size(slug: str) -> tuple[Answers, Answers]:
    """Two that say quite different things, and as much of it as comes to the same sizes."""
    for words in range(1, 1000, 50):
        pair = [
            fill(slug, files=[], keep="yes", anonymity="named", **{**said, "worry": said["worry"] * words})
            for said in (LITTLE, MORE)
        ]
        if sizes(slug, pair[0]) == sizes(slug, pair[1]):
            return pair[0], pair[1]
    raise AssertionError("there are none")


async def writes_and_sends(app: FastAPI, client: httpx.AsyncClient, slug: str, answers: Answers) -> Lengths:
    """What it adds to the database when somebody sends this."""
    desk: Desk = app.state.shop.desk
    before = await stored(desk)
    await has_filled_in(client, app, slug, answers)
    person = ByHttp(str(client.base_url).rstrip("/"), client)
    await person.goes_to(f"/{slug}/check")
    await sends(person)
    return new(before, await stored(desk))


@pytest.mark.parametrize("slug", SLUGS)
async def test_no_stored_length_tells_what_was_written(
    app: FastAPI, client: httpx.AsyncClient, slug: str
) -> None:
    little, more = [await writes_and_sends(app, client, slug, one) for one in two_of_one_size(slug)]
    assert {"drafts", "referrals", "outbox"} <= set(little)
    assert little == more
    desk: Desk = app.state.shop.desk
    assert await relay_once(Lane(desk.database, (HUB,), open_hub_channel(desk.settings, desk.council))) == 2
    assert len({path.stat().st_size for path in desk.settings.spool_folder.glob("*.json")}) == 1


async def test_no_length_of_a_file_tells_what_it_holds(app: FastAPI, client: httpx.AsyncClient) -> None:
    desk: Desk = app.state.shop.desk
    added = []
    for content, name in (
        (b"No", "a.txt"),
        (b"He is alone each night. " * 5000, "every-night-of-november.txt"),
    ):
        before = await stored(desk)
        await has_filled_in(client, app, "community", fill("community", files=[], **LITTLE))
        person = ByHttp(str(client.base_url).rstrip("/"), client)
        await person.goes_to("/community/files")
        await person.adds((name, content))
        await person.chooses("Continue")
        await sends(person)
        added.append(new(before, await stored(desk)))
    assert set(added[0]) >= {"attachments", "pieces"}
    assert added[0] == added[1]


async def test_no_length_of_a_letter_or_a_code_tells_to_whom_it_goes(
    app: FastAPI, client: httpx.AsyncClient
) -> None:
    desk: Desk = app.state.shop.desk
    added = []
    for said in (LITTLE, MORE):
        before = await stored(desk)
        client.cookies.clear()
        person = ByHttp(str(client.base_url).rstrip("/"), client)
        await person.goes_to("/professional/danger")
        await person.says(danger="no")
        await asks_for_a_code(person)
        await person.goes_to("/professional/work-email")
        await person.says(address=said["your_email"])
        added.append(new(before, await stored(desk)))
    assert set(added[0]) == {"drafts", "letters", "resumes"}
    assert added[0] == added[1]
