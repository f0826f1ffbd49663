"""Who can write to the database puts no file of theirs into a referral: the sealed draft knows each file's digest."""

import hashlib
from io import BytesIO

import pytest
from fastapi import FastAPI
from sqlalchemy import select, update

from app.envelope.attachments import seal_file
from app.routes.shop import Shop
from app.services.desk import today
from app.storage.tables import attachments, outbox, pieces
from tests.people import ByHttp, sends, tells_of_a_worry


@pytest.fixture
async def writer(visitor: ByHttp) -> ByHttp:
    """Somebody who has added a file."""
    await tells_of_a_worry(visitor)
    await visitor.goes_to("/community/more")
    await visitor.says(more=["files"])
    await visitor.adds(("true.txt", b"What I saw"))
    await visitor.chooses("Continue")
    return visitor


async def put_another_in_its_place(shop: Shop) -> None:
    """What the database's thief can do: anybody can seal to the hub, for its key is public."""
    sealed = BytesIO()
    _, size, digest = seal_file(
        BytesIO(b"What I did not see"), sealed, shop.desk.keys.recipients("contact", today())
    )
    assert digest == hashlib.sha256(sealed.getvalue()).hexdigest()
    async with shop.desk.database.transaction() as connection:
        await connection.execute(update(attachments).values(size=size, sha256=digest))
        await connection.execute(update(pieces).where(pieces.c.number == 0).values(body=sealed.getvalue()))


async def test_a_file_that_another_was_put_in_the_place_of_is_not_sent(app: FastAPI, writer: ByHttp) -> None:
    shop: Shop = app.state.shop
    await put_another_in_its_place(shop)
    await writer.chooses("Send")
    assert writer.page
    assert writer.page.status_code == 503
    async with shop.desk.database.single() as connection:
        assert (await connection.execute(select(outbox.c.id))).all() == []


async def test_without_it_the_words_are_sent(app: FastAPI, writer: ByHttp) -> None:
    await put_another_in_its_place(app.state.shop)
    await writer.goes_to("/community/files")
    await writer.chooses("Remove true.txt")
    await writer.chooses("Continue")
    assert (await sends(writer)).reference
