"""In Chromium: after a page that answered a form, Back, Forward and reload show a page of ours and lose nothing."""

from collections.abc import Awaitable, Callable, Mapping

import pytest

from tests.outages import NOWHERE, served_by
from tests.people import sends
from tests.traveller import Traveller

pytestmark = pytest.mark.chromium

WORRY = "A small child is alone at night."
TOO_LONG = "w" * 20_001
ASKED, SENT = "GET", "POST"
NO_CALL = "/call/AAAAAAAAAAAAAAAAAAAAAA"
FILLS_IN = "() => { document.querySelector('#website').value = 'https://elsewhere.example'; }"


async def leaves_it_blank(traveller: Traveller) -> None:
    await traveller.opens_the_worry()
    await traveller.says()


async def writes_a_number_that_is_none(traveller: Traveller) -> None:
    await traveller.opens_when_all_is_filled_in("professional", "your-contact")
    await traveller.says(your_email="nobody@")


async def writes_too_much(traveller: Traveller) -> None:
    await traveller.opens_the_worry()
    await traveller.says(worry=TOO_LONG)


async def changes_what_another_tab_changed(traveller: Traveller) -> None:
    await traveller.opens_the_worry()
    tab = await traveller.other_tab()
    await tab.goes_to("/community/worry")
    await tab.says(worry="From the other tab")
    await traveller.says(worry="From this one")
    assert "changed after you opened this page" in await traveller.reads()


async def keeps_a_page_open_for_too_long(traveller: Traveller) -> None:
    await traveller.opens_the_worry()
    await traveller.page.fill("[name=worry]", WORRY)
    await traveller.forges("Continue")
    assert "open for too long" in await traveller.reads()


async def answers_what_is_not_asked_any_more(traveller: Traveller) -> None:
    await traveller.opens_when_all_is_filled_in("professional", "children")
    await traveller.page.get_by_role("link", name="Remove").last.click()
    tab = await traveller.other_tab()
    first = traveller.page.url.removeprefix(f"{traveller.site}").removesuffix("remove")
    await tab.goes_to(f"{first}name")
    await traveller.chooses("Remove")
    await tab.chooses("Continue")
    assert "not asked any more" in await tab.reads()
    traveller.page = tab.page


async def writes_into_what_is_gone(traveller: Traveller) -> None:
    await traveller.opens_the_worry()
    await traveller.page.context.clear_cookies(name="draft-community")
    await traveller.says(worry=WORRY)
    assert "no longer here" in await traveller.reads()


async def writes_in_an_outage(traveller: Traveller) -> None:
    await traveller.opens_the_worry()
    async with served_by(traveller.app, NOWHERE):
        await traveller.says(worry=WORRY)
    assert await traveller.holds("worry") == WORRY


async def adds_no_file(traveller: Traveller) -> None:
    await traveller.opens_when_all_is_filled_in("professional", "files")
    await traveller.chooses("Add what you chose")
    assert "Select a file" in await traveller.reads()


async def sends_what_is_not_finished(traveller: Traveller) -> None:
    await traveller.opens_the_worry()
    await traveller.goes_to("/community/check")
    await traveller.chooses("Send")
    assert await traveller.path() == "/community/send"


async def is_taken_for_a_program(traveller: Traveller) -> None:
    await traveller.opens_when_all_is_filled_in("community", "check")
    await traveller.page.evaluate(FILLS_IN)
    await traveller.chooses("Send")
    assert await traveller.path() == "/community/send"


async def sends_in_an_outage(traveller: Traveller) -> None:
    await traveller.opens_when_all_is_filled_in("community", "check")
    async with served_by(traveller.app, NOWHERE):
        await traveller.chooses("Send")
    assert "We cannot say if this was sent" in await traveller.reads()


async def gives_no_reference(traveller: Traveller) -> None:
    await traveller.goes_to("/status")
    await traveller.says(code="1234 5678 9012")


async def gives_a_wrong_code(traveller: Traveller) -> None:
    await traveller.goes_to("/status")
    await traveller.says(reference="NN-7K4M-9QXR", code="1234 5678 9012")
    assert "We cannot find" in await traveller.reads()


async def sees_what_has_happened(traveller: Traveller) -> None:
    await traveller.opens_when_all_is_filled_in("community", "check")
    told = await sends(traveller)
    await traveller.goes_to("/status")
    await traveller.says(reference=told.reference, code=told.code)
    assert "Received by us" in await traveller.reads()


async def gives_no_address(traveller: Traveller) -> None:
    await traveller.goes_to("/status/number")
    await traveller.says(reference="NN-7K4M-9QXR")


async def has_digits_sent(traveller: Traveller) -> None:
    await traveller.goes_to("/status/number")
    await traveller.says(reference="NN-7K4M-9QXR", address="a.okafor@larch-hill.example")
    assert "is on its way" in await traveller.reads()


async def mistakes_the_resume_code(traveller: Traveller) -> None:
    await traveller.goes_to("/resume")
    await traveller.says(code="BCDFGH BCDFGH BCDFGH BCDFGH BCDFGH")


async def mistakes_the_code_of_a_call(traveller: Traveller) -> None:
    await traveller.goes_to(NO_CALL)
    await traveller.says(code="1234")


async def writes_no_work_address(traveller: Traveller) -> None:
    await traveller.opens_when_all_is_filled_in("professional", "work-email")
    await traveller.says(address="")


async def is_asked_for_the_number(traveller: Traveller) -> None:
    await traveller.opens_when_all_is_filled_in("professional", "work-email")
    await traveller.says(address="a.okafor@larch-hill.example")
    assert "six-digit number" in await traveller.reads()


async def mistakes_the_number(traveller: Traveller) -> None:
    await is_asked_for_the_number(traveller)
    await traveller.says(number="12345")
    assert await traveller.path() == "/professional/work-email/number"


def refused_at(path: str, button: str) -> Callable[[Traveller], Awaitable[None]]:
    """Somebody whose press of a button we could not take: their cookies are gone, or another site sent it."""

    async def is_refused(traveller: Traveller) -> None:
        await traveller.opens_when_all_is_filled_in("professional", path)
        await traveller.forges(button)
        assert "We could not take that page" in await traveller.reads()

    return is_refused


async def is_refused_when_removing_somebody(traveller: Traveller) -> None:
    await traveller.opens_when_all_is_filled_in("professional", "children")
    await traveller.page.get_by_role("link", name="Remove").last.click()
    await traveller.forges("Remove")


async def is_refused_when_letting_go(traveller: Traveller) -> None:
    await traveller.opens_when_all_is_filled_in("professional", "hand-over")
    await traveller.chooses("Continue")
    await traveller.forges("Have this browser forget it")


async def is_refused_when_removing_the_copy(traveller: Traveller) -> None:
    await traveller.opens_when_all_is_filled_in("community", "check")
    await sends(traveller)
    await traveller.goes_to("/community/copy")
    await traveller.forges("Remove this copy from this device")


MISHAPS: Mapping[str, Callable[[Traveller], Awaitable[None]]] = {
    one.__name__.replace("_", " "): one
    for one in (
        leaves_it_blank,
        writes_a_number_that_is_none,
        writes_too_much,
        changes_what_another_tab_changed,
        keeps_a_page_open_for_too_long,
        answers_what_is_not_asked_any_more,
        writes_into_what_is_gone,
        writes_in_an_outage,
        adds_no_file,
        sends_what_is_not_finished,
        is_taken_for_a_program,
        sends_in_an_outage,
        gives_no_reference,
        gives_a_wrong_code,
        sees_what_has_happened,
        gives_no_address,
        has_digits_sent,
        mistakes_the_resume_code,
        mistakes_the_code_of_a_call,
        writes_no_work_address,
        is_asked_for_the_number,
        mistakes_the_number,
        is_refused_when_removing_somebody,
        is_refused_when_letting_go,
        is_refused_when_removing_the_copy,
    )
} | {
    f"is refused at {path}": refused_at(path, button)
    for path, button in (
        ("save", "Show me a code"),
        ("hand-over", "Continue"),
        ("work-email", "Continue"),
        ("afresh", "Delete it and start again"),
        ("delete", "Delete it"),
        ("check", "Send"),
    )
}


@pytest.mark.parametrize("mishap", MISHAPS)
async def test_back_forward_and_reload_show_a_page_and_send_nothing(
    traveller: Traveller, mishap: str
) -> None:
    await MISHAPS[mishap](traveller)
    traveller.ways.clear()
    page = traveller.page
    await traveller.chooses("Cookies")
    await page.go_back()
    await traveller.sees_a_page_of_ours()
    await page.go_back()
    await page.go_forward()
    await traveller.sees_a_page_of_ours()
    await page.go_forward()
    await page.go_back()
    await page.reload()
    await traveller.sees_a_page_of_ours()
    assert set(traveller.ways) == {ASKED}


async def test_back_shows_what_was_mended(traveller: Traveller) -> None:
    await leaves_it_blank(traveller)
    assert await traveller.is_told_what_is_wrong()
    await traveller.says(worry=WORRY)
    onward = await traveller.path()
    traveller.ways.clear()
    for _ in range(2):
        await traveller.page.go_back()
        await traveller.sees_a_page_of_ours()
        assert await traveller.path() == "/community/worry"
        assert await traveller.holds("worry") == WORRY
        assert not await traveller.is_told_what_is_wrong()
    for _ in range(2):
        await traveller.page.go_forward()
    assert await traveller.path() == onward
    await traveller.page.go_back()
    await traveller.page.reload()
    assert await traveller.holds("worry") == WORRY
    assert set(traveller.ways) == {ASKED}
    await traveller.chooses("Continue")
    assert await traveller.path() == onward


async def test_a_page_whose_words_are_all_kept_is_loaded_again_without_sending_them(
    traveller: Traveller,
) -> None:
    await writes_a_number_that_is_none(traveller)
    assert await traveller.is_told_what_is_wrong()
    telephone = await traveller.holds("your_phone")
    traveller.ways.clear()
    await traveller.page.reload()
    assert traveller.ways == [ASKED]
    assert await traveller.holds("your_phone") == telephone
    assert not await traveller.is_told_what_is_wrong()


@pytest.mark.parametrize("mishap", [writes_too_much, changes_what_another_tab_changed])
async def test_what_is_nowhere_else_stays_as_long_as_the_page(
    traveller: Traveller, mishap: Callable[[Traveller], Awaitable[None]]
) -> None:
    await mishap(traveller)
    typed = await traveller.holds("worry")
    traveller.ways.clear()
    await traveller.page.reload()
    assert traveller.ways == [SENT]
    assert await traveller.holds("worry") == typed
    await traveller.says(worry=WORRY)
    assert await traveller.path() != "/community/worry"
    traveller.ways.clear()
    await traveller.page.go_back()
    assert await traveller.holds("worry") == WORRY
    assert traveller.ways == [ASKED]


async def test_what_an_outage_stopped_is_kept_by_a_reload_after_it(traveller: Traveller) -> None:
    await writes_in_an_outage(traveller)
    traveller.ways.clear()
    await traveller.page.reload()
    assert traveller.ways == [SENT, ASKED]
    await traveller.goes_to("/community/worry")
    assert await traveller.holds("worry") == WORRY


async def test_a_sending_that_was_held_up_leads_back_to_what_was_sent(traveller: Traveller) -> None:
    await sends_in_an_outage(traveller)
    told = await sends(traveller, "Try to send again")
    for _ in range(2):
        await traveller.page.go_back()
        assert told.reference in await traveller.sees_a_page_of_ours()


async def test_what_was_looked_up_is_asked_for_again(traveller: Traveller) -> None:
    await sees_what_has_happened(traveller)
    await traveller.chooses("Cookies")
    await traveller.page.go_back()
    assert "Received by us" not in await traveller.sees_a_page_of_ours()
    assert await traveller.holds("code") == ""
