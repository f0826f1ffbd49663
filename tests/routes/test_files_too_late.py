"""A file that is added, or taken away, on an old page: its sender is told why that is too late, and what to do."""

from dataclasses import replace
from typing import Any

import pytest
from fastapi import FastAPI

from app.envelope.drafts import DraftKey
from app.forms.kinds.attached import attached
from app.services import attaching
from app.services.drafting import Draft, open_draft
from tests.people import ByHttp, Told, comes_to_the_files, sends, tells_of_a_worry

LATER = ("later.txt", b"More words")
NOT_WITH_IT = (
    "You have already sent this form, and ‘later.txt’ is not with it. Keep the file, call us and give"
)
WENT = "If a file went with it that we should not have, call us"


@pytest.fixture
async def writer(visitor: ByHttp) -> ByHttp:
    """Somebody who has added one file and is about to send."""
    await tells_of_a_worry(visitor)
    await comes_to_the_files(visitor)
    await visitor.adds(("first.txt", b"words"))
    return visitor


async def old_page(writer: ByHttp) -> ByHttp:
    """The page for files, in another tab."""
    tab = replace(writer)
    await tab.goes_to("/community/files")
    return tab


async def other_device(writer: ByHttp, elsewhere: ByHttp) -> ByHttp:
    """The page for files, where the same draft was opened by a code."""
    key = writer.client.cookies["draft-community"]
    elsewhere.client.cookies.set("draft-community", key, domain="127.0.0.1")
    await elsewhere.goes_to("/community/files")
    return elsewhere


async def sent(writer: ByHttp) -> Told:
    await writer.chooses("Continue")
    return await sends(writer)


@pytest.fixture(params=["tab", "device"])
async def late(request: pytest.FixtureRequest, writer: ByHttp, elsewhere: ByHttp) -> tuple[ByHttp, Told]:
    """Whoever still has the page for files before them, and what was sent meanwhile."""
    page = await (old_page(writer) if request.param == "tab" else other_device(writer, elsewhere))
    return page, await sent(writer)


async def test_a_file_added_after_sending_is_said_not_to_be_with_it(late: tuple[ByHttp, Told]) -> None:
    page, told = late
    for _ in range(2):
        await page.adds(LATER)
        assert page.page
        assert page.page.status_code == 409
        words = await page.reads()
        assert NOT_WITH_IT in words
        assert "Page not found" not in words
    await page.chooses("You have already sent this form")
    assert told.reference in await page.reads()


async def test_each_file_is_named(late: tuple[ByHttp, Told]) -> None:
    page, _ = late
    await page.adds(LATER, *((f"{number}.txt", b"words") for number in range(5)))
    words = await page.reads()
    assert [name for name in ("later.txt", "0.txt", "4.txt") if f"‘{name}’ is not with it" not in words] == []


async def test_where_no_file_was_chosen_what_was_sent_is_shown(late: tuple[ByHttp, Told]) -> None:
    page, told = late
    await page.adds()
    assert await page.path() == "/community/sent"
    assert told.reference in await page.reads()


async def test_a_file_that_is_taken_away_after_sending_is_said_to_be_there(late: tuple[ByHttp, Told]) -> None:
    page, told = late
    (button,) = page.tree().xpath("//button[@name='remove']")
    data = {"csrf": page.token(), "remove": button.get("value")}
    page.page = await page.client.post(f"{page.site}/community/files", data=data, follow_redirects=True)
    assert page.page.status_code == 409
    assert WENT in await page.reads()
    await page.chooses("You have already sent this form")
    assert told.reference in await page.reads()


async def test_sent_while_a_file_comes_in_it_is_not_said_that_there_are_too_many(
    app: FastAPI, writer: ByHttp, elsewhere: ByHttp, monkeypatch: pytest.MonkeyPatch
) -> None:
    page, desk = await other_device(writer, elsewhere), app.state.shop.desk
    told = list[Told]()

    async def then_sent(*given: Any) -> Draft:
        draft = await open_draft(*given)
        if not told:
            told.append(await sent(writer))
        return draft

    monkeypatch.setattr(attaching, "open_draft", then_sent)
    await page.adds(LATER)
    words = await page.reads()
    assert NOT_WITH_IT in words
    assert "You can only add" not in words
    key = DraftKey.from_cookie(page.client.cookies["sent-community"])
    draft = await open_draft(desk, desk.form("community"), key)
    assert [one.name for one in attached(draft.answers.of("")["files"])] == ["first.txt"]


async def test_where_the_form_is_no_longer_here_the_page_says_so_and_that_the_file_is_not_kept(
    writer: ByHttp,
) -> None:
    page = await old_page(writer)
    writer.client.cookies.delete("draft-community")
    await page.adds(LATER)
    words = await page.reads()
    assert "The rest of this form is no longer here" in words
    assert "We have not added ‘later.txt’" in words


async def test_where_files_are_not_asked_for_any_more_the_page_says_that_and_names_the_file(
    writer: ByHttp,
) -> None:
    page = await old_page(writer)
    await writer.goes_to("/community/more")
    await writer.says(more=["well"])
    await page.adds(LATER)
    words = await page.reads()
    assert "This page is not asked any more" in words
    assert "We have not added ‘later.txt’" in words
