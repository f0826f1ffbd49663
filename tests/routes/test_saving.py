"""Leaving a form for now, and what becomes of it: kept, given to a colleague, begun afresh or deleted."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import html5lib
import httpx
import pytest
import time_machine
from fastapi import FastAPI

from app.storage.census import census
from tests.people import ByHttp, asks_for_a_code, code_in, comes_back, sends, tells_of_a_worry

WORRY = "Canary-2d90: shouting through the wall every night"
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


async def begins(visitor: ByHttp, slug: str = "community") -> None:
    await visitor.goes_to(f"/{slug}/danger")
    await visitor.says(danger="no")


async def on_the_worry(visitor: ByHttp) -> None:
    await begins(visitor)
    await visitor.says(urgent_today="no")


async def leaves(visitor: ByHttp, **typed: str) -> None:
    """Presses 'Save and come back later' with something on the page."""
    data = {"csrf": visitor.token(), "then": "later", **typed}
    visitor.page = await visitor.client.post(await visitor.path(), data=data, follow_redirects=True)


async def test_what_is_on_the_page_is_saved_on_leaving(visitor: ByHttp) -> None:
    await on_the_worry(visitor)
    await leaves(visitor, worry=WORRY)
    assert await visitor.path() == "/community/save"
    words = await visitor.reads()
    assert "What you have written is saved" in words
    assert "We cannot read it until you send it" in words
    await visitor.goes_to("/community/worry")
    assert WORRY in await visitor.reads()


async def test_a_page_that_is_not_finished_may_be_left(visitor: ByHttp) -> None:
    await on_the_worry(visitor)
    await leaves(visitor)
    assert await visitor.path() == "/community/save"
    await visitor.chooses("Go back to it")
    assert await visitor.path() == "/community/worry"


async def test_a_page_that_is_left_untouched_is_not_left_blank(visitor: ByHttp) -> None:
    await visitor.goes_to("/professional/danger")
    await visitor.says(danger="yes")
    await visitor.says(called_999=["yes"])
    await visitor.says(kind="not-sure")
    assert await visitor.path() == "/professional/concerns"
    await leaves(visitor)
    await visitor.chooses("Go back to it")
    assert await visitor.path() == "/professional/concerns"


async def test_what_cannot_be_kept_is_shown_before_leaving(visitor: ByHttp) -> None:
    await on_the_worry(visitor)
    await leaves(visitor, worry="w" * 20_001)
    assert await visitor.path() == "/community/worry"
    assert "is too long" in await visitor.reads()
    assert visitor.page
    assert "w" * 20_001 in visitor.page.text


@pytest.mark.parametrize("path", ["/community/save", "/community/delete", "/community/afresh"])
async def test_where_nothing_is_stored_there_is_nothing_to_leave(visitor: ByHttp, path: str) -> None:
    await visitor.goes_to(path)
    assert await visitor.path() == "/community"


async def test_every_question_page_leads_to_it_once_something_is_saved(visitor: ByHttp) -> None:
    await visitor.goes_to("/professional/danger")
    assert "Save and come back later" not in await visitor.reads()
    await visitor.says(danger="no")
    assert "Save and come back later" in await visitor.reads()
    await visitor.says(urgent_today="no")
    assert "Save and come back later" in await visitor.reads()
    await tells_of_a_worry(visitor)
    assert "Save and come back later" in await visitor.reads()


async def test_a_private_form_warns_of_who_may_see_the_code(visitor: ByHttp) -> None:
    await on_the_worry(visitor)
    await visitor.goes_to("/community/save")
    words = await visitor.reads()
    assert "Whoever has the code can read what you wrote" in words
    assert "until you close this browser, or leave it unused for 4 hours" in words
    assert "work email" not in words
    await visitor.chooses("Show me a code")
    assert "Keep it where nobody looks" in await visitor.reads()


async def test_a_professional_form_says_until_when_and_offers_a_link_and_a_colleague(visitor: ByHttp) -> None:
    with time_machine.travel(NOON, tick=False):
        await begins(visitor, "professional")
        await visitor.goes_to("/professional/save")
        words = await visitor.reads()
    assert "on this device until Monday 7 December 2026" in words
    assert "Have a link sent to your work email" in words
    assert "Give this referral to a colleague" in words


async def test_the_code_stays_the_same_when_the_page_is_loaded_again(visitor: ByHttp) -> None:
    await on_the_worry(visitor)
    code = await asks_for_a_code(visitor)
    await visitor.goes_to("/community/code")
    assert code_in(await visitor.reads()) == code
    await visitor.goes_to("/community/save")
    await visitor.chooses("Show my code again")
    assert code_in(await visitor.reads()) == code


async def test_the_code_says_how_it_is_read_out_and_until_when_it_works(visitor: ByHttp) -> None:
    with time_machine.travel(NOON, tick=False):
        await on_the_worry(visitor)
        code = await asks_for_a_code(visitor)
        words = await visitor.reads()
    assert "until Monday 7 December 2026" in words
    assert "http://127.0.0.1:8000/resume" in words
    for letter in set(code) - set(" 23456789"):
        assert f"{letter} for " in words or "X as in box" in words


async def test_a_new_code_says_that_the_old_one_stops(visitor: ByHttp, elsewhere: ByHttp) -> None:
    await on_the_worry(visitor)
    old = await asks_for_a_code(visitor)
    assert "A new code takes the place of this one" in await visitor.reads()
    await visitor.chooses("Show me a new code")
    assert code_in(await visitor.reads()) != old
    await comes_back(elsewhere, old)
    assert "We cannot open anything with this code" in await elsewhere.reads()


async def test_a_colleague_goes_on_by_a_code_of_their_own(visitor: ByHttp, elsewhere: ByHttp) -> None:
    await begins(visitor, "professional")
    mine = await asks_for_a_code(visitor)
    await visitor.goes_to("/professional/hand-over")
    await visitor.says()
    assert "Your own code still works" in await visitor.reads()
    theirs = code_in(await visitor.reads())
    assert theirs != mine
    await comes_back(elsewhere, theirs)
    assert await elsewhere.path() == "/professional/urgent"


async def test_handing_over_for_good_voids_the_writers_code_and_forgets_it_here(
    visitor: ByHttp, elsewhere: ByHttp
) -> None:
    await begins(visitor, "professional")
    mine = await asks_for_a_code(visitor)
    await visitor.goes_to("/professional/hand-over")
    await visitor.says(whose=["alone"])
    assert "You have no code of your own that works" in await visitor.reads()
    theirs = code_in(await visitor.reads())
    data = {"csrf": visitor.token()}
    visitor.page = await visitor.client.post("/professional/let-go", data=data, follow_redirects=True)
    assert "This browser has forgotten it" in await visitor.reads()
    await visitor.goes_to("/professional")
    assert "Start now" in await visitor.reads()
    await comes_back(elsewhere, mine)
    assert "We cannot open anything" in await elsewhere.reads()
    await comes_back(elsewhere, theirs)
    assert await elsewhere.path() == "/professional/urgent"


@pytest.mark.parametrize("path", ["hand-over", "work-email"])
async def test_forms_for_everybody_have_neither_colleagues_nor_addresses(visitor: ByHttp, path: str) -> None:
    await on_the_worry(visitor)
    answer = await visitor.client.get(f"/community/{path}")
    assert answer.status_code == 404
    data = {"csrf": visitor.token(), "address": "a@larch-hill.example"}
    assert (await visitor.client.post(f"/community/{path}", data=data)).status_code == 404


async def test_a_device_with_a_draft_offers_to_go_on_to_begin_afresh_and_to_delete(visitor: ByHttp) -> None:
    await on_the_worry(visitor)
    await visitor.goes_to("/community")
    words = await visitor.reads()
    assert "You have begun this form on this device" in words
    assert "Start now" not in words
    await visitor.chooses("Continue where you left off")
    assert await visitor.path() == "/community/worry"


async def test_beginning_afresh_says_what_is_lost_and_then_loses_it(
    app: FastAPI, visitor: ByHttp, elsewhere: ByHttp
) -> None:
    await on_the_worry(visitor)
    code = await asks_for_a_code(visitor)
    await visitor.goes_to("/community")
    await visitor.chooses("Start again from the beginning")
    assert "Everything that was written in this form goes" in await visitor.reads()
    await visitor.chooses("Keep it")
    assert await visitor.path() == "/community"
    await visitor.chooses("Start again from the beginning")
    await visitor.chooses("Delete it and start again")
    assert await visitor.path() == "/community/danger"
    await comes_back(elsewhere, code)
    assert "We cannot open anything with this code" in await elsewhere.reads()
    assert {one.rows for one in await census(app.state.shop.desk.database) if one.table != "signs"} == {0}


async def test_what_was_written_can_be_deleted(app: FastAPI, visitor: ByHttp) -> None:
    await on_the_worry(visitor)
    await visitor.goes_to("/community")
    await visitor.chooses("Delete what I have written")
    await visitor.chooses("Delete it")
    words = await visitor.reads()
    assert "What you wrote is deleted" in words
    assert "0300 126 7000" in words
    await visitor.goes_to("/community")
    assert "Start now" in await visitor.reads()
    assert {one.rows for one in await census(app.state.shop.desk.database) if one.table != "signs"} == {0}


async def test_what_was_sent_is_not_deleted_by_an_old_tab(visitor: ByHttp) -> None:
    await tells_of_a_worry(visitor)
    old = replace(visitor)
    await old.goes_to("/community/delete")
    told = await sends(visitor)
    await old.chooses("Delete it")
    await visitor.goes_to("/community/sent")
    assert told.reference in await visitor.reads()


async def test_nothing_works_any_more_with_the_key_of_what_was_deleted(app: FastAPI, visitor: ByHttp) -> None:
    await tells_of_a_worry(visitor, WORRY)
    await asks_for_a_code(visitor)
    token, key = visitor.token(), visitor.client.cookies["draft-community"]
    await visitor.goes_to("/community/delete")
    await visitor.chooses("Delete it")

    async def asks(method: str, path: str, **said: str) -> httpx.Response:
        visitor.client.cookies.set("draft-community", key, domain="127.0.0.1")
        data = {"csrf": token, **said} if method == "POST" else None
        return await visitor.client.request(method, f"/community{path}", data=data, follow_redirects=True)

    for path in ("", "/worry", "/check", "/save", "/code", "/handed", "/afresh", "/delete"):
        answer = await asks("GET", path)
        assert answer.status_code == 200, path
        assert WORRY not in answer.text
        assert "Start now" in answer.text or answer.url.path == "/community/danger", path
    assert (await asks("POST", "/code")).status_code == 404
    assert (await asks("POST", "/stay")).status_code == 410
    assert (await asks("POST", "/send")).status_code == 404
    gone = await asks("POST", "/worry", worry="Typed into what is gone")
    assert gone.status_code == 404
    assert "Typed into what is gone" in gone.text
    assert {one.rows for one in await census(app.state.shop.desk.database) if one.table != "signs"} == {0}


async def test_staying_begins_the_time_anew(visitor: ByHttp) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        await on_the_worry(visitor)
        token = {"csrf": visitor.token()}
        for _ in range(11):
            clock.shift(timedelta(hours=3, minutes=55))
            assert (await visitor.client.post("/community/stay", data=token)).status_code == 204
        await visitor.says(worry=WORRY)
        assert visitor.page
        assert visitor.page.status_code == 200
        clock.shift(timedelta(hours=4))
        assert (await visitor.client.post("/community/stay", data=token)).status_code == 410


async def test_a_page_tells_its_script_the_version_and_the_time_left_and_no_answer(visitor: ByHttp) -> None:
    def watch() -> dict[str, str]:
        found = re.search(r'data-form="(\w+)" data-version="(\d+)" data-seconds="(\d+)"', visitor.page.text)  # type: ignore[union-attr]
        assert found
        return dict(zip(("form", "version", "seconds"), found.groups(), strict=True))

    with time_machine.travel(NOON, tick=False):
        await visitor.goes_to("/community/danger")
        assert watch() == {"form": "community", "version": "0", "seconds": "0"}
        await visitor.says(danger="no")
        await visitor.says(urgent_today="no")
        assert watch() == {"form": "community", "version": "2", "seconds": "14400"}
        await visitor.says(worry="")
        assert watch()["version"] == "3", "a page that comes back shows the version that it has just saved"
        await begins(visitor, "professional")
        assert watch()["seconds"] == "0", "fourteen days need no warning"


POSTS = ("code", "stay", "afresh", "delete", "hand-over", "let-go", "work-email", "work-email/number")


@pytest.mark.parametrize("path", POSTS)
@pytest.mark.parametrize("token", [None, "nonsense"])
async def test_nothing_changes_without_the_token(
    app: FastAPI, visitor: ByHttp, path: str, token: str | None
) -> None:
    await begins(visitor, "professional")
    before = await census(app.state.shop.desk.database)
    data = {} if token is None else {"csrf": token}
    answer = await visitor.client.post(f"/professional/{path}", data=data)
    assert answer.status_code == 403
    after = await census(app.state.shop.desk.database)
    assert [one for one in after if one.table != "signs"] == [one for one in before if one.table != "signs"]
    assert not answer.headers.get_list("set-cookie")


PAGES = (
    "",
    "/save",
    "/code",
    "/hand-over",
    "/handed",
    "/afresh",
    "/delete",
    "/work-email",
    "/work-email/sent",
    "/left",
    "/deleted",
)


@pytest.mark.parametrize("slug", ["professional", "family"])
async def test_every_page_is_valid_html_with_one_heading_and_the_numbers(visitor: ByHttp, slug: str) -> None:
    await begins(visitor, slug)
    await visitor.client.post(f"/{slug}/code", data={"csrf": visitor.token()})
    await visitor.client.post(f"/{slug}/hand-over", data={"csrf": visitor.token()})
    for path in PAGES:
        answer = await visitor.client.get(f"/{slug}{path}", follow_redirects=True)
        if slug == "family" and answer.status_code == 404:
            continue
        tree = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(answer.text)
        assert len(list(tree.iter("h1"))) == 1, path
        assert "0300 126 7000" in answer.text, path


ADDRESSES: dict[str, Callable[[str], str]] = {
    "in a path": "/resume/{}".format,
    "in a query": "/resume?code={}".format,
}


@pytest.mark.parametrize("where", ADDRESSES)
async def test_a_code_in_an_address_is_never_taken(visitor: ByHttp, elsewhere: ByHttp, where: str) -> None:
    await on_the_worry(visitor)
    code = await asks_for_a_code(visitor)
    await elsewhere.goes_to(ADDRESSES[where](code.replace(" ", "-")))
    assert elsewhere.page
    assert code.split()[0] not in elsewhere.page.text.replace(f'action="{await elsewhere.path()}"', "")
    assert not any(name.startswith("draft") for name in elsewhere.client.cookies)
