"""Who can write to the database puts no file of theirs into a referral: the sealed draft knows each file's digest."""

import hashlib
from collections.abc import Awaitable, Callable
from io import BytesIO

import pytest
from fastapi import FastAPI
from sqlalchemy import delete, select, update

from app.envelope.attachments import seal_file
from app.routes.request.shop import Shop
from app.services.desk import today
from app.storage.tables import attachments, outbox, pieces
from tests.people import ByHttp, comes_to_the_files, sends, tells_of_a_worry


@pytest.fixture
async def writer(visitor: ByHttp) -> ByHttp:
    """Somebody who has added a file."""
    await tells_of_a_worry(visitor)
    await comes_to_the_files(visitor)
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


async def lose_it(shop: Shop) -> None:
    async with shop.desk.database.transaction() as connection:
        await connection.execute(delete(pieces))
        await connection.execute(delete(attachments))


@pytest.mark.parametrize("happens", [put_another_in_its_place, lose_it])
async def test_a_file_that_is_not_the_writers_is_not_sent_and_its_writer_reads_what_to_do(
    app: FastAPI, writer: ByHttp, happens: Callable[[Shop], Awaitable[None]]
) -> None:
    shop: Shop = app.state.shop
    await happens(shop)
    await writer.chooses("Send")
    assert writer.page
    assert writer.page.status_code == 422
    (told,) = writer.tree().find_class("govuk-error-summary__list")
    assert (
        told.text_content().strip() == "We no longer have ‘true.txt’. Remove it, or add it again, then send"
    )
    assert [link.get("href") for link in told.iter("a")] == ["/community/files"]
    async with shop.desk.database.single() as connection:
        assert (await connection.execute(select(outbox.c.id))).all() == []


@pytest.mark.parametrize("happens", [put_another_in_its_place, lose_it])
async def test_without_it_the_words_are_sent(
    app: FastAPI, writer: ByHttp, happens: Callable[[Shop], Awaitable[None]]
) -> None:
    await happens(app.state.shop)
    await writer.goes_to("/community/files")
    await writer.chooses("Remove true.txt")
    await writer.chooses("Continue")
    assert (await sends(writer)).reference
