"""The first page of a form that was sent, still open in another tab: nobody begins another form without knowing it."""

from dataclasses import replace

import pytest
from fastapi import FastAPI

from tests.contact.conftest import fill
from tests.drafted import stored
from tests.people import ByHttp, Told, sends, tells_of_a_worry

ANOTHER = (
    "You have already sent this form. To add to it, call us and give your reference. To begin a new form"
)
NEW = "This is a new form. What you sent before is with us, and what you write here is not added to it."
DRAFT = "draft-community"


def shown(tab: ByHttp) -> str:
    (mark,) = tab.tree().xpath("//input[@name='shown']/@value")
    return str(mark)


@pytest.fixture
async def old(visitor: ByHttp) -> ByHttp:
    """A tab with the first page, from before anything was written."""
    tab = replace(visitor)
    await tab.goes_to("/community/danger")
    return tab


@pytest.fixture
async def told(visitor: ByHttp, old: ByHttp) -> Told:
    """What was sent meanwhile, from the tab beside the old one."""
    assert old.page
    await tells_of_a_worry(visitor)
    return await sends(visitor)


async def test_who_says_there_what_was_sent_is_shown_what_was_sent(old: ByHttp, told: Told) -> None:
    await old.says(danger="no")
    assert await old.path() == "/community/sent"
    assert told.reference in await old.reads()
    assert DRAFT not in old.client.cookies


async def test_a_first_page_that_was_looked_at_again_before_sending_is_old_too(visitor: ByHttp) -> None:
    await tells_of_a_worry(visitor)
    tab = replace(visitor)
    await tab.goes_to("/community/danger")
    await visitor.goes_to("/community/check")
    told = await sends(visitor)
    await tab.says()
    assert told.reference in await tab.reads()
    assert DRAFT not in tab.client.cookies


async def test_who_leaves_it_blank_is_told_that_it_was_sent_and_may_begin_a_new_one(
    visitor: ByHttp, old: ByHttp, told: Told
) -> None:
    await old.says()
    assert old.page
    assert old.page.status_code == 409
    assert ANOTHER in await old.reads()
    assert DRAFT not in old.client.cookies
    await replace(old).chooses("You have already sent this form")
    assert told.reference
    await old.says(danger="no")
    assert await old.path() == "/community/urgent"
    assert NEW in await old.reads()
    assert DRAFT in visitor.client.cookies


async def test_what_is_urgent_is_never_stopped_and_says_that_it_is_a_new_form(
    old: ByHttp, told: Told
) -> None:
    await old.says(danger="yes")
    assert await old.path() == "/community/emergency"
    words = await old.reads()
    assert NEW in words
    assert "999" in words
    assert told.reference not in words


async def test_who_begins_after_sending_is_not_stopped(visitor: ByHttp, told: Told) -> None:
    await visitor.goes_to("/community/danger")
    # Somebody else may sit down there: nothing says on it that anything was sent.
    assert NEW not in await visitor.reads()
    await visitor.says(danger="no")
    assert await visitor.path() == "/community/urgent"
    assert NEW in await visitor.reads()
    await visitor.says(urgent_today="no")
    assert await visitor.path() == "/community/worry"
    assert NEW not in await visitor.reads()
    assert told


async def test_a_page_that_was_begun_afresh_is_old_once_that_is_sent_too(visitor: ByHttp, told: Told) -> None:
    tab = replace(visitor)
    await tab.goes_to("/community/danger")
    await tells_of_a_worry(visitor, "Another child")
    second = await sends(visitor)
    await tab.says(danger="no")
    assert second.reference in await tab.reads()
    assert second.reference != told.reference


async def test_a_page_that_was_open_for_too_long_stays_an_old_one(old: ByHttp, told: Told) -> None:
    form = {"csrf": "mistyped", "shown": shown(old)}
    old.page = await old.client.post("/community/danger", data=form)
    assert old.page.status_code == 403
    await old.says(danger="no")
    assert told.reference in await old.reads()


async def test_a_program_that_says_nothing_of_what_it_was_shown_begins_a_new_form(
    old: ByHttp, told: Told
) -> None:
    answer = await old.client.post("/community/danger", data={"csrf": old.token(), "danger": "no"})
    assert answer.headers["location"] == "/community/urgent"
    assert told


async def test_who_leaves_an_old_page_at_once_begins_nothing(old: ByHttp, told: Told) -> None:
    data = {"csrf": old.token(), "shown": shown(old), "danger": "no", "then": "exit"}
    answer = await old.client.post("/community/danger", data=data)
    assert (answer.status_code, answer.content) == (204, b"")
    assert not [name for name in old.client.cookies if name.endswith("community")]
    assert told


async def test_at_work_a_new_first_page_says_that_it_is_one(app: FastAPI, visitor: ByHttp) -> None:
    await visitor.goes_to("/professional/danger")
    assert NEW not in await visitor.reads()
    key = await stored(app, "professional", fill("professional", files=[]))
    visitor.client.cookies.set("draft-professional", key.cookie, domain="127.0.0.1")
    await visitor.goes_to("/professional/check")
    await sends(visitor)
    await visitor.goes_to("/professional/danger")
    assert NEW in await visitor.reads()
