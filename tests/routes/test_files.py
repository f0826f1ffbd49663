"""The page for files takes what it should, in bounded memory, and says plainly what it does not."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI

from app.files.incoming import Incoming
from app.forms.kinds.attached import attached
from app.routes.page import uploads
from app.routes.request import gate
from app.routes.request.shop import Shop
from app.services.desk import Desk
from app.services.drafting import open_draft
from app.settings import Settings
from tests import samples
from tests.contact.conftest import fill
from tests.drafted import has_filled_in
from tests.listening import listening
from tests.people import ByHttp, comes_to_the_files, sends, tells_of_a_worry

BOUNDARY = "xxxxxxxx"
KIND = {"content-type": f"multipart/form-data; boundary={BOUNDARY}"}


@pytest.fixture
async def writer(visitor: ByHttp) -> ByHttp:
    """Somebody who has come to the page for files."""
    await tells_of_a_worry(visitor)
    await comes_to_the_files(visitor)
    return visitor


def part(name: str, content: bytes, filename: str | None = None) -> bytes:
    named = f'; filename="{filename}"' if filename is not None else ""
    return (
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"{named}\r\n\r\n'.encode()
        + content
        + b"\r\n"
    )


def body(writer: ByHttp, *parts: bytes) -> bytes:
    token = part("csrf", writer.token().encode())
    return token + part("add", b"yes") + b"".join(parts) + f"--{BOUNDARY}--\r\n".encode()


async def slowly(content: bytes, step: int = 1) -> AsyncIterator[bytes]:
    for at in range(0, len(content), step):
        yield content[at : at + step]
        await asyncio.sleep(0)


async def test_one_byte_at_a_time_comes_in_as_well(writer: ByHttp) -> None:
    content = body(writer, part("files", b"Three words", "a.txt"))
    answer = await writer.client.post("/community/files", content=slowly(content), headers=KIND)
    assert answer.status_code == 303
    await writer.goes_to("/community/files")
    assert "a.txt (11 bytes)" in await writer.reads()


async def test_what_comes_too_slowly_is_ended(writer: ByHttp, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "GRACE", 0)
    monkeypatch.setattr(uploads, "LEAST_RATE", 10**9)
    content = body(writer, part("files", b"words " * 2000, "a.txt"))
    answer = await writer.client.post("/community/files", content=slowly(content, 100), headers=KIND)
    assert answer.status_code == 408


async def test_what_stops_half_way_leaves_the_draft_as_it_was(
    app: FastAPI, writer: ByHttp, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(uploads, "LONGEST_PAUSE", 0.05)

    async def stopping() -> AsyncIterator[bytes]:
        yield body(writer, part("files", b"words" * 50_000, "a.txt"))[:-200]
        await asyncio.sleep(60)

    answer = await writer.client.post("/community/files", content=stopping(), headers=KIND)
    assert answer.status_code == 408
    await writer.goes_to("/community/files")
    assert "a.txt" not in await writer.reads()
    assert not [*(settings.var / "incoming").iterdir()]
    assert app


@pytest.mark.parametrize(
    ("content", "status"),
    [
        pytest.param(b"no form", 400, id="no form"),
        pytest.param(f"--{BOUNDARY}\r\n".encode() + b"x" * 100_000, 400, id="an endless header"),
        pytest.param(part("a", b"x" * 100_000), 413, id="an endless field"),
        pytest.param(part("a", b"x") * 100, 413, id="endless fields"),
    ],
)
async def test_what_is_no_form_is_not_taken(writer: ByHttp, content: bytes, status: int) -> None:
    answer = await writer.client.post("/community/files", content=content, headers=KIND)
    assert answer.status_code == status
    assert "999" in answer.text


async def test_a_file_that_is_too_large_is_said_beside_those_that_came(writer: ByHttp) -> None:
    await writer.adds(("large.pdf", b"%PDF-1.7 " + bytes(12 * 1024 * 1024)), ("small.txt", b"words"))
    words = await writer.reads()
    assert "‘large.pdf’ must be smaller than 10 MB" in words
    assert "small.txt (5 bytes)" in words


async def test_a_request_that_never_ends_is_ended(writer: ByHttp, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "LARGEST_UPLOAD", 1_000_000)
    content = body(writer, part("files", bytes(2_000_000), "a.txt"))
    answer = await writer.client.post("/community/files", content=slowly(content, 65536), headers=KIND)
    assert answer.status_code == 413


async def test_more_than_so_many_do_not_come_in_at_once(
    writer: ByHttp, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gate, "MOST_UPLOADS", 0)
    content = body(writer, part("files", b"words", "a.txt"))
    answer = await writer.client.post("/community/files", content=content, headers=KIND)
    assert answer.status_code == 503
    assert "999" in answer.text


@pytest.mark.parametrize("headers", [{"sec-fetch-site": "cross-site"}, {"origin": "https://evil.example"}])
async def test_another_site_adds_nothing(writer: ByHttp, headers: dict[str, str]) -> None:
    content = body(writer, part("files", b"words", "a.txt"))
    answer = await writer.client.post("/community/files", content=content, headers={**KIND, **headers})
    assert answer.status_code == 403
    await writer.goes_to("/community/files")
    assert "a.txt" not in await writer.reads()


async def test_without_our_token_nothing_is_added(writer: ByHttp) -> None:
    content = part("add", b"yes") + part("files", b"words", "a.txt") + f"--{BOUNDARY}--\r\n".encode()
    answer = await writer.client.post("/community/files", content=content, headers=KIND)
    assert answer.status_code == 403
    await writer.goes_to("/community/files")
    assert "a.txt" not in await writer.reads()


async def test_a_name_says_nothing_but_itself(writer: ByHttp) -> None:
    await writer.adds(("<script>alert(1)</script>\r\nSet-Cookie: a=b\u202e.txt", b"words"))
    assert writer.page
    assert "<script>alert" not in writer.page.text
    assert "set-cookie" not in {name.lower() for name in writer.page.headers if name == "a"}
    assert "\u202e" not in writer.page.text
    assert ".txt (5 bytes)" in await writer.reads()


async def test_a_chosen_file_is_added_by_continue_too(writer: ByHttp) -> None:
    content = part("csrf", writer.token().encode()) + part("files", b"words", "a.txt")
    content += f"--{BOUNDARY}--\r\n".encode()
    answer = await writer.client.post("/community/files", content=content, headers=KIND)
    assert answer.headers["location"] == "/community/check"
    await writer.goes_to("/community/check")
    assert "a.txt (5 bytes)" in await writer.reads()


async def test_the_copy_names_a_file_and_leads_nowhere_near_it(writer: ByHttp) -> None:
    await writer.adds(("a.txt", b"Canary-5b1e"))
    await writer.chooses("Continue")
    await sends(writer)
    for path in ("/community/copy", "/community/whole-copy"):
        await writer.goes_to(path)
        assert "a.txt (11 bytes)" in await writer.reads()
        assert "Canary-5b1e" not in await writer.reads()
        links = [link.get("href", "") for link in writer.tree().iter("a", "img", "form")]
        assert not [link for link in links if "file" in link or "attachment" in link or "a.txt" in link]


async def test_no_hub_key_no_file(
    writer: ByHttp, app: FastAPI, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(app.state.shop.desk.keys.hub, "_path", tmp_path / "nothing.toml")
    await writer.adds(("a.txt", b"words"))
    assert "We cannot take files just now" in await writer.reads()


async def test_the_hub_alone_gets_a_file(client: httpx.AsyncClient, writer: ByHttp) -> None:
    await writer.adds(("a.pdf", samples.pdf()))
    one = "0b6f3a52-8c1e-4a57-9d6e-1b8f0f4f3c11"
    for headers in ({}, {"authorization": "Signature "}, {"authorization": "Bearer x"}):
        answer = await client.get(f"/api/attachments/{one}/{one}", headers=headers)
        assert answer.status_code == 401


async def test_what_cannot_be_scanned_is_said_and_the_rest_is_sent_without_it(
    writer: ByHttp, app: FastAPI
) -> None:
    shop: Shop = app.state.shop
    scanned = shop.desk.settings.model_copy(update={"clamd_url": "tcp://127.0.0.1:1"})
    app.state.shop = replace(shop, desk=replace(shop.desk, settings=scanned))
    await writer.adds(("a.txt", b"words"))
    said = await writer.reads()
    assert "We could not check ‘a.txt’ for viruses, so we have not kept it" in said
    assert "or go on without it" in said
    assert "Files that you have added" not in said
    await writer.chooses("Continue")
    assert await writer.path() == "/community/check"
    await sends(writer)


async def test_at_work_hidden_details_stay_in_what_they_were_to_be_kept_in(
    app: FastAPI, client: httpx.AsyncClient, visitor: ByHttp
) -> None:
    key = await has_filled_in(client, app, "professional", fill("professional", files=[]))
    await visitor.goes_to("/professional/files")
    assert "Keep hidden details in what I add now" in await visitor.reads()
    for name, more in (("cleaned.jpg", ()), ("kept.jpg", (part("keep_details", b"yes"),))):
        content = body(visitor, part("files", samples.jpeg(), name), *more)
        answer = await client.post("/professional/files", content=content, headers=KIND)
        assert answer.headers["location"] == "/professional/files#added"
    desk: Desk = app.state.shop.desk
    draft = await open_draft(desk, desk.form("professional"), key)
    assert {one.name: one.cleaned for one in attached(draft.answers.of("")["files"])} == {
        "cleaned.jpg": True,
        "kept.jpg": False,
    }


async def test_others_are_told_that_hidden_details_go_and_are_not_asked(writer: ByHttp) -> None:
    said = await writer.reads()
    assert "We take hidden details out of a file before we keep it" in said
    assert "Keep hidden details" not in said


async def test_of_six_in_one_request_five_are_taken_and_the_sixth_is_named(
    writer: ByHttp, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = list[Path]()

    def incoming(folder: Path) -> Incoming:
        made.append(folder)
        return Incoming(folder)

    monkeypatch.setattr(uploads, "Incoming", incoming)
    await writer.adds(*((f"{number}.txt", b"words") for number in range(1, 7)))
    said = await writer.reads()
    assert "You can only add 5 files. Remove one to add ‘6.txt’" in said
    assert "5.txt (5 bytes)" in said
    assert "6.txt (5 bytes)" not in said
    assert "For example, a photo" not in said, "nothing can be chosen"
    assert len(made) == 5, "the sixth lies nowhere"


async def test_a_connection_that_breaks_half_way_leaves_nothing_and_is_no_failure(
    app: FastAPI, writer: ByHttp, settings: Settings, capfd: pytest.CaptureFixture[str]
) -> None:
    content = body(writer, part("files", b"words" * 50_000, "a.txt"))
    cookies = "; ".join(f"{name}={value}" for name, value in writer.client.cookies.items())
    head = f"POST /community/files HTTP/1.1\r\nhost: 127.0.0.1\r\ncookie: {cookies}\r\n"
    head += f"content-type: {KIND['content-type']}\r\ncontent-length: {len(content)}\r\n"
    async with listening(app, settings) as (port, state):
        answer, out = await asyncio.open_connection("127.0.0.1", port)
        out.write(f"{head}expect: 100-continue\r\n\r\n".encode())
        assert b"100" in await answer.readline()
        out.write(content[:-1000])
        out.close()
        await out.wait_closed()
        await asyncio.wait(state.tasks)
    assert "".join(capfd.readouterr()) == ""
    assert not [*(settings.var / "incoming").iterdir()]
    await writer.goes_to("/community/files")
    assert "a.txt" not in await writer.reads()


async def test_each_file_that_is_not_taken_is_told_at_the_head_and_beside_the_field(writer: ByHttp) -> None:
    await writer.adds(("Nothing.txt", b""), ("Game.exe", b"MZ" + b"\0" * 200), ("Letter.txt", b"Three words"))
    tree = writer.tree()
    above = [link.text_content() for link in tree.find_class("govuk-error-summary")[0].iter("a")]
    beside = [
        one.text_content().strip().removeprefix("Error: ") for one in tree.find_class("govuk-error-message")
    ]
    assert [said[: said.index("’")] for said in beside] == ["‘Nothing.txt", "‘Game.exe"]
    assert beside == above
    described = tree.get_element_by_id("files").get("aria-describedby").split()
    told = [one.get("id") for one in tree.find_class("govuk-error-message")]
    assert described[-len(told) :] == told
    assert len({one.get("id") for one in tree.iter() if one.get("id")}) == len(
        [1 for one in tree.iter() if one.get("id")]
    )
