"""An old page of a form that was sent, where another was begun since: nothing of it goes into the new one unsaid."""

from dataclasses import replace

import pytest

from tests.people import ByHttp, Told, comes_to_the_files, opens_the_form, sends, tells_of_a_worry

OLD = "An old worry, of the first child"
NEW = "A new worry, of another child"
SAYS = "To put what is below into the new form"


@pytest.fixture
async def old(visitor: ByHttp) -> ByHttp:
    """A tab with a page of what was sent meanwhile; beside it a new form was begun."""
    await tells_of_a_worry(visitor)
    tab = replace(visitor)
    await tab.goes_to("/community/worry")
    return tab


@pytest.fixture
async def told(visitor: ByHttp, old: ByHttp) -> Told:
    """What was sent, before a new form was begun."""
    assert old.page
    told = await sends(visitor)
    await opens_the_form(visitor)
    return told


async def test_what_is_typed_there_is_not_silently_put_into_the_new_form(
    visitor: ByHttp, old: ByHttp, told: Told
) -> None:
    await old.says(worry=OLD)
    assert old.page
    assert old.page.status_code == 409
    words = await old.reads()
    assert SAYS in words
    assert OLD in old.page.text
    await visitor.goes_to("/community/worry")
    assert visitor.page
    assert OLD not in visitor.page.text
    await replace(old).chooses("You have already sent this form")
    assert told.reference


async def test_whoever_means_it_for_the_new_form_puts_it_there(
    visitor: ByHttp, old: ByHttp, told: Told
) -> None:
    await old.says(worry=OLD)
    await old.says(worry=OLD)
    assert told
    await visitor.goes_to("/community/worry")
    assert visitor.page
    assert OLD in visitor.page.text


async def test_it_stands_over_nothing_that_the_new_form_says(
    visitor: ByHttp, old: ByHttp, told: Told
) -> None:
    await visitor.says(worry=NEW)
    await old.says(worry=OLD)
    await old.says(worry=OLD)
    assert told
    assert NEW in await old.reads()
    await visitor.goes_to("/community/worry")
    assert visitor.page
    assert NEW in visitor.page.text


async def test_what_was_sent_and_no_more_leads_to_what_was_sent(old: ByHttp, told: Told) -> None:
    await old.says()
    assert told.reference in await old.reads()


async def test_a_page_of_a_child_who_is_not_on_the_new_form_says_that_it_was_sent(visitor: ByHttp) -> None:
    await opens_the_form(visitor)
    await visitor.says(worry=OLD)
    old = replace(visitor)
    for said in ({}, {"another_child": "no"}, {}, {}, {"anonymity": "anonymous"}, {}, {}, {}):
        await visitor.says(**said)
    await sends(visitor)
    await opens_the_form(visitor)
    await old.says(first_name="Rowan")
    assert old.page
    assert old.page.status_code == 409
    words = await old.reads()
    assert "To add what you wrote below, call us" in words
    assert "an earlier answer changed" not in words
    assert "Rowan" in old.page.text


async def test_what_is_urgent_is_never_stopped(visitor: ByHttp, old: ByHttp) -> None:
    await old.goes_to("/community/urgent")
    await sends(visitor)
    await visitor.goes_to("/community/danger")
    await visitor.says(danger="no")
    await old.says(urgent_today="yes")
    assert await old.path() == "/community/call-now"


@pytest.mark.parametrize("asked", [True, False])
async def test_a_file_that_is_added_there_is_not_put_into_the_new_form(
    visitor: ByHttp, *, asked: bool
) -> None:
    await tells_of_a_worry(visitor)
    await comes_to_the_files(visitor)
    old = replace(visitor)
    await visitor.chooses("Continue")
    await sends(visitor)
    await opens_the_form(visitor)
    if asked:
        await comes_to_the_files(visitor)
    await old.adds(("later.txt", b"More words"))
    assert old.page
    assert old.page.status_code == 409
    assert "‘later.txt’ is not with it" in await old.reads()
    if asked:
        await visitor.goes_to("/community/files")
        assert visitor.page
        assert "later.txt" not in visitor.page.text


async def test_a_tab_of_the_new_form_itself_is_kept_as_ever(visitor: ByHttp, told: Told) -> None:
    tab = replace(visitor)
    await tab.goes_to("/community/worry")
    await tab.says(worry=NEW)
    assert told
    assert (await tab.path()).endswith("/child")
