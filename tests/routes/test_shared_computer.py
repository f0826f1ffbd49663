"""One browser for several people, as on a ward: an old page of one form puts nothing into another that is open now."""

from dataclasses import replace

import pytest

from tests.people import (
    ByHttp,
    code_in,
    comes_back,
    comes_to_the_files,
    opens_the_form,
    sends,
    tells_of_a_worry,
)

HERS = "Her worry, of the first child"
OTHERS = "The other nurse's worry, of the second child"
NOT_SAVED = "We have not saved this page. Another form has been begun on this device"


@pytest.fixture
async def tab(visitor: ByHttp) -> ByHttp:
    """A page of the first nurse's form; she is called away, and the other one begins afresh in another tab."""
    await opens_the_form(visitor)
    tab = replace(visitor)
    await visitor.goes_to("/community/afresh")
    await visitor.chooses("Delete it and start again")
    await opens_the_form(visitor)
    return tab


async def test_nothing_of_one_childs_story_goes_unsaid_into_anothers(visitor: ByHttp, tab: ByHttp) -> None:
    await tab.says(worry=HERS)
    assert tab.page
    assert tab.page.status_code == 409
    assert NOT_SAVED in await tab.reads()
    assert HERS in tab.page.text
    await visitor.goes_to("/community/worry")
    assert visitor.page
    assert HERS not in visitor.page.text


async def test_the_page_leads_to_a_code_and_to_the_form_that_is_open_now(tab: ByHttp) -> None:
    await tab.says(worry=HERS)
    await replace(tab).chooses("If you have a code for the form")
    code = replace(tab)
    await code.chooses("If you have a code for the form")
    assert await code.path() == "/resume"
    start = replace(tab)
    await start.chooses("We have not saved this page")
    assert await start.path() == "/community"


async def test_a_page_with_nothing_typed_does_not_lead_on_into_the_other_form(tab: ByHttp) -> None:
    await tab.says()
    assert tab.page
    assert tab.page.status_code == 409


async def test_whoever_means_it_for_the_form_that_is_open_now_puts_it_there(
    visitor: ByHttp, tab: ByHttp
) -> None:
    await tab.says(worry=HERS)
    assert "If what is below belongs in the form that is open now, select Continue" in await tab.reads()
    await tab.says(worry=HERS)
    await visitor.goes_to("/community/worry")
    assert visitor.page
    assert HERS in visitor.page.text


async def test_it_stands_over_nothing_that_the_form_says_that_is_open_now(
    visitor: ByHttp, tab: ByHttp
) -> None:
    await visitor.says(worry=OTHERS)
    await tab.says(worry=HERS)
    await tab.says(worry=HERS)
    assert OTHERS in await tab.reads()


async def test_a_child_of_the_one_form_is_not_said_to_be_closed_in_the_other(visitor: ByHttp) -> None:
    await opens_the_form(visitor)
    await visitor.says(worry=HERS)
    tab = replace(visitor)
    await visitor.goes_to("/community/afresh")
    await visitor.chooses("Delete it and start again")
    await opens_the_form(visitor)
    await tab.says(first_name="Rowan")
    words = await tab.reads()
    assert NOT_SAVED in words
    assert "an earlier answer changed" not in words
    assert "select Continue" not in words
    assert tab.page
    assert "Rowan" in tab.page.text


async def test_what_is_urgent_is_never_stopped(visitor: ByHttp, tab: ByHttp) -> None:
    await tab.goes_to("/community/urgent")
    await visitor.goes_to("/community/afresh")
    await visitor.chooses("Delete it and start again")
    await visitor.says(danger="no")
    await tab.says(urgent_today="yes")
    assert await tab.path() == "/community/call-now"


async def test_a_file_is_not_put_with_the_other_child(visitor: ByHttp) -> None:
    await tells_of_a_worry(visitor)
    await comes_to_the_files(visitor)
    tab = replace(visitor)
    await visitor.goes_to("/community/afresh")
    await visitor.chooses("Delete it and start again")
    await tells_of_a_worry(visitor)
    await comes_to_the_files(visitor)
    await tab.adds(("scan.txt", b"Hers"))
    assert tab.page
    assert tab.page.status_code == 409
    assert "We have not added ‘scan.txt’" in await tab.reads()
    await visitor.goes_to("/community/files")
    assert visitor.page
    assert "scan.txt" not in visitor.page.text


async def test_send_on_an_old_page_sends_nothing_of_the_other_form(visitor: ByHttp) -> None:
    await tells_of_a_worry(visitor)
    await visitor.goes_to("/community/check")
    tab = replace(visitor)
    await visitor.goes_to("/community/afresh")
    await visitor.chooses("Delete it and start again")
    await tells_of_a_worry(visitor)
    await tab.chooses("Send")
    assert tab.page
    assert tab.page.status_code == 409
    assert "Nothing was sent. Another form has been begun on this device" in await tab.reads()
    await visitor.goes_to("/community/check")
    assert (await sends(visitor)).reference


async def test_who_finds_a_colleagues_form_keeps_it_for_them_and_begins_their_own(
    visitor: ByHttp, elsewhere: ByHttp
) -> None:
    await opens_the_form(visitor, "professional")
    await visitor.goes_to("/professional")
    assert "This form has been begun on this device" in await visitor.reads()
    await visitor.chooses("Start again from the beginning")
    assert "If a colleague began it on this computer, they lose it." in await visitor.reads()
    await visitor.goes_to("/professional")
    await visitor.chooses("A colleague began it")
    await visitor.chooses("Continue")
    code = code_in(await visitor.reads())
    await visitor.chooses("Have this browser forget it")
    await visitor.chooses("Begin another form")
    assert "Start now" in await visitor.reads()
    await comes_back(elsewhere, code)
    assert await elsewhere.path() == "/professional/kind"


async def test_nobody_is_asked_elsewhere_whose_form_it_is(visitor: ByHttp) -> None:
    await opens_the_form(visitor)
    for page in ("/community", "/community/afresh"):
        await visitor.goes_to(page)
        assert "colleague" not in await visitor.reads()
