"""Who can write to the database gives nobody another's draft or an earlier file, and keeps nobody from writing anew."""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest
from fastapi import FastAPI
from sqlalchemy import delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from app.envelope.attachments import LARGEST_ATTACHMENT, ask_for
from app.envelope.drafts import DraftKey
from app.envelope.keys import ReceiverKeys
from app.routes.request.shop import Shop
from app.settings import Settings
from app.storage.tables import attachments, drafts, pieces
from tests.people import ByHttp, comes_to_the_files, sends, tells_of_a_worry

Does = Callable[[AsyncConnection, bytes, bytes], Awaitable[Any]]
MINE, THEIRS = "Mine is the red door.", "Theirs is the blue door."


def row_of(person: ByHttp) -> bytes:
    key = DraftKey.from_cookie(person.client.cookies["draft-community"])
    assert key
    return key.row_id


async def swap_bodies(connection: AsyncConnection, mine: bytes, theirs: bytes) -> None:
    held = {row.id: row for row in await connection.execute(select(drafts))}
    for one, other in ((mine, theirs), (theirs, mine)):
        taken = {"body": held[other].body, "version": held[other].version}
        await connection.execute(update(drafts).where(drafts.c.id == one).values(taken))


async def copy_under_my_id(connection: AsyncConnection, mine: bytes, theirs: bytes) -> None:
    (row,) = await connection.execute(select(drafts).where(drafts.c.id == theirs))
    await connection.execute(delete(drafts).where(drafts.c.id == mine))
    await connection.execute(insert(drafts).values({**row._mapping, "id": mine}))  # noqa: SLF001 -- its only name


def changing(**values: Any) -> Does:
    async def change(connection: AsyncConnection, mine: bytes, _: bytes) -> None:
        await connection.execute(update(drafts).where(drafts.c.id == mine).values(values))

    return change


async def say_an_earlier_version(connection: AsyncConnection, mine: bytes, _: bytes) -> None:
    await connection.execute(update(drafts).where(drafts.c.id == mine).values(version=drafts.c.version - 1))


ATTACKS: dict[str, Does] = {
    "bodies swapped": swap_bodies,
    "a row copied": copy_under_my_id,
    "an earlier version": say_an_earlier_version,
    "no version": changing(version=0),
    "less than none": changing(version=-1),
    "the last version": changing(version=2**31 - 1),
    "nothing": changing(body=b""),
    "a short body": changing(body=b"x"),
    "noughts": changing(body=bytes(4096)),
}


@pytest.mark.parametrize("name", ATTACKS)
async def test_a_draft_that_is_not_mine_is_not_shown_and_i_may_begin_anew(
    app: FastAPI, visitor: ByHttp, elsewhere: ByHttp, name: str
) -> None:
    await tells_of_a_worry(visitor, MINE)
    await tells_of_a_worry(elsewhere, THEIRS)
    shop: Shop = app.state.shop
    async with shop.desk.database.transaction() as connection:
        await ATTACKS[name](connection, row_of(visitor), row_of(elsewhere))
    await visitor.goes_to("/community/check")
    assert THEIRS not in await visitor.reads()
    await tells_of_a_worry(visitor, "Anew.")
    assert (await sends(visitor)).reference


@pytest.mark.parametrize("moved", [timedelta(days=3650), -timedelta(days=3650)])
async def test_a_draft_whose_time_was_changed_shows_nothing_but_its_own(
    app: FastAPI, visitor: ByHttp, moved: timedelta
) -> None:
    await tells_of_a_worry(visitor, MINE)
    shop: Shop = app.state.shop
    async with shop.desk.database.transaction() as connection:
        (ends,) = (await connection.execute(select(drafts.c.expires_at))).scalars()
        assert isinstance(ends, datetime)
        await connection.execute(update(drafts).values(expires_at=ends + moved))
    await visitor.goes_to("/community/check")
    assert (MINE in await visitor.reads()) is (moved > timedelta(0))


async def with_file(person: ByHttp, content: bytes) -> None:
    await tells_of_a_worry(person)
    await comes_to_the_files(person)
    await person.adds(("seen.txt", content))


@pytest.mark.parametrize("size", [0, -1, LARGEST_ATTACHMENT + 1, 2**31 - 1])
async def test_a_file_of_a_size_that_none_has_is_gone_and_the_words_may_be_sent(
    app: FastAPI, visitor: ByHttp, size: int
) -> None:
    await with_file(visitor, b"mine")
    shop: Shop = app.state.shop
    async with shop.desk.database.transaction() as connection:
        await connection.execute(update(attachments).values(size=size))
    await visitor.goes_to("/community/check")
    await visitor.chooses("Send")
    assert "We no longer have ‘seen.txt’" in await visitor.reads()


async def test_a_file_that_was_moved_from_one_draft_to_another_is_in_neither(
    app: FastAPI, visitor: ByHttp, elsewhere: ByHttp
) -> None:
    await with_file(visitor, b"mine")
    await with_file(elsewhere, b"theirs")
    shop: Shop = app.state.shop
    async with shop.desk.database.transaction() as connection:
        await connection.execute(update(attachments).values(draft_id=row_of(elsewhere)))
    await visitor.goes_to("/community/check")
    await visitor.chooses("Send")
    assert "We no longer have ‘seen.txt’" in await visitor.reads()
    await elsewhere.goes_to("/community/check")
    assert (await sends(elsewhere)).reference
    async with shop.desk.database.single() as connection:
        (left,) = await connection.execute(select(attachments))
    assert left.message_id


async def lose_a_piece(connection: AsyncConnection) -> None:
    await connection.execute(delete(pieces))


async def turn_a_bit_over(connection: AsyncConnection) -> None:
    for row in await connection.execute(select(pieces)):
        body = bytes([row.body[0] ^ 1]) + row.body[1:]
        await connection.execute(update(pieces).where(pieces.c.number == row.number).values(body=body))


async def add_a_piece(connection: AsyncConnection) -> None:
    (one,) = (await connection.execute(select(attachments.c.id))).scalars()
    await connection.execute(insert(pieces).values(attachment_id=one, number=9, body=b"more"))
    await connection.execute(insert(pieces).values(attachment_id=one, number=2, body=b"more"))


async def say_another_size(connection: AsyncConnection) -> None:
    await connection.execute(update(attachments).values(size=5))


@pytest.mark.parametrize("happens", [lose_a_piece, turn_a_bit_over, add_a_piece, say_another_size])
async def test_a_file_that_is_not_as_it_was_kept_is_said_to_be_gone_for_the_words_wait_for_it(
    app: FastAPI,
    visitor: ByHttp,
    client: httpx.AsyncClient,
    settings: Settings,
    happens: Callable[[AsyncConnection], Awaitable[None]],
) -> None:
    await with_file(visitor, b"mine")
    await visitor.goes_to("/community/check")
    await sends(visitor)
    shop: Shop = app.state.shop
    async with shop.desk.database.transaction() as connection:
        (row,) = await connection.execute(select(attachments))
    keys = ReceiverKeys.load(settings.keys_folder / "receiver")

    async def asked(message_id: UUID, file_id: UUID) -> int:
        wish = ask_for(shop.desk.council.slug, str(message_id), str(file_id), keys.signing_key)
        headers = {"authorization": f"Signature {wish}"}
        answer = await client.get(f"/api/attachments/{message_id}/{file_id}", headers=headers)
        assert len(answer.content) == row.size or answer.status_code == 410
        return answer.status_code

    assert await asked(row.message_id, row.id) == 200
    assert await asked(row.message_id, uuid4()) == 410
    async with shop.desk.database.transaction() as connection:
        await happens(connection)
    assert await asked(row.message_id, row.id) == 410
