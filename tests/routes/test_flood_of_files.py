"""Whoever floods the portal with files fills no disk and keeps nobody out; words are sent all the same."""

import asyncio
import errno
from collections.abc import AsyncIterator
from dataclasses import replace

import httpx
import pytest
from fastapi import FastAPI

from app.files.incoming import Incoming
from app.files.workshop import Workshop
from app.routes.request import gate
from app.routes.request.shop import Shop
from app.routes.request.tries import Tries
from app.security import Attempts
from app.storage import attachments
from tests.people import ByHttp, sends, tells_of_a_worry

NOT_NOW = "We cannot take files just now. Try again later, or go on without ‘{name}’"
KIND = {"content-type": "multipart/form-data; boundary=edge"}


@pytest.fixture
async def writer(visitor: ByHttp) -> ByHttp:
    """Somebody who has come to the page for files."""
    await tells_of_a_worry(visitor)
    await visitor.goes_to("/community/more")
    await visitor.says(more=["files"])
    return visitor


async def test_where_so_much_is_kept_files_are_not_taken_and_words_are_sent(
    writer: ByHttp, monkeypatch: pytest.MonkeyPatch
) -> None:
    await writer.adds(("first.txt", b"words"))
    monkeypatch.setattr(attachments, "MOST_KEPT", 2**18)
    await writer.adds(("second.txt", b"words"))
    said = await writer.reads()
    assert NOT_NOW.format(name="second.txt") in said
    assert "first.txt (5 bytes)" in said
    await writer.chooses("Continue")
    assert (await sends(writer)).reference


@pytest.mark.parametrize(
    ("most", "added"),
    [({"of_one": 2, "of_visitor": 10}, 2), ({"of_one": 10, "of_visitor": 3}, 3)],
    ids=["to one form", "by one visitor"],
)
async def test_after_so_many_files_within_an_hour_words_are_sent_without_more(
    app: FastAPI, writer: ByHttp, most: dict[str, int], added: int
) -> None:
    shop: Shop = app.state.shop
    app.state.shop = replace(shop, tries=Tries(files=Attempts(**most)))
    await writer.adds(*((f"{number}.txt", b"words") for number in range(1, 5)))
    said = await writer.reads()
    for number in range(1, 5):
        assert (f"{number}.txt (5 bytes)" in said) is (number <= added)
        assert (NOT_NOW.format(name=f"{number}.txt") in said) is (number > added)
    await writer.chooses("Continue")
    assert (await sends(writer)).reference


async def test_who_sends_files_slowly_keeps_no_other_visitor_out(
    app: FastAPI, client: httpx.AsyncClient
) -> None:
    ending = asyncio.Event()

    async def slowly() -> AsyncIterator[bytes]:
        yield b'--edge\r\ncontent-disposition: form-data; name="files"; filename="a.txt"\r\n\r\n'
        await ending.wait()

    async def sends_slowly() -> int:
        return (await client.post("/community/files", content=slowly(), headers=KIND)).status_code

    slow = [asyncio.create_task(sends_slowly()) for _ in range(gate.MOST_UPLOADS)]
    while sum(one.done() for one in slow) < gate.MOST_UPLOADS - gate.MOST_OF_ONE:  # noqa: ASYNC110
        await asyncio.sleep(0.01)
    elsewhere = httpx.ASGITransport(app=app, client=("192.0.2.7", 1))
    async with httpx.AsyncClient(transport=elsewhere, base_url=client.base_url) as another:
        answer = await another.post("/community/files", content=b"--edge--\r\n", headers=KIND)
    ending.set()
    refused = [one for one in await asyncio.gather(*slow) if one == 503]
    assert answer.status_code != 503
    assert len(refused) == gate.MOST_UPLOADS - gate.MOST_OF_ONE


@pytest.mark.parametrize(
    "where", [(Incoming, "write"), (Workshop, "make_ready")], ids=["coming in", "sealed"]
)
async def test_where_the_disk_is_full_files_are_not_taken_and_words_are_sent(
    writer: ByHttp, monkeypatch: pytest.MonkeyPatch, where: tuple[type, str]
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(*where, full)
        await writer.adds(("a.txt", b"words"))
    assert writer.page
    assert writer.page.status_code in {422, 503}
    assert "999" in writer.page.text
    await writer.goes_to("/community/files")
    await writer.chooses("Continue")
    assert (await sends(writer)).reference
