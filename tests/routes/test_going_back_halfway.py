"""Going back in the middle of what one writes: it is kept, or comes back with what is to mend."""

import pytest

from tests.people import ByHttp, asks_for_a_code, comes_back

WORRY = "Canary-7c15: they fight at night"


async def goes_back(visitor: ByHttp, **typed: str) -> None:
    """Presses Back, as the script sends it, with something written on the page."""
    data = {"csrf": visitor.token(), "then": "back", **typed}
    visitor.page = await visitor.client.post(await visitor.path(), data=data, follow_redirects=True)


@pytest.fixture
async def on_the_worry(visitor: ByHttp) -> ByHttp:
    await visitor.goes_to("/community/danger")
    await visitor.says(danger="no")
    await visitor.says(urgent_today="no")
    return visitor


async def test_what_was_written_is_kept_and_the_page_before_is_shown(on_the_worry: ByHttp) -> None:
    await goes_back(on_the_worry, worry=WORRY)
    assert await on_the_worry.path() == "/community/urgent"
    await on_the_worry.goes_to("/community/worry")
    assert WORRY in await on_the_worry.reads()


async def test_from_the_first_page_it_leads_to_the_start(visitor: ByHttp) -> None:
    await visitor.goes_to("/community/danger")
    await goes_back(visitor, danger="no")
    assert await visitor.path() == "/community"


async def test_what_cannot_be_kept_comes_back(on_the_worry: ByHttp) -> None:
    too_long = WORRY + "x" * 30_000
    await goes_back(on_the_worry, worry=too_long)
    assert await on_the_worry.path() == "/community/worry"
    assert too_long in await on_the_worry.reads()


async def test_continue_on_the_page_before_leads_to_what_was_half_written(on_the_worry: ByHttp) -> None:
    await goes_back(on_the_worry, worry=WORRY)
    await on_the_worry.says(urgent_today="no")
    assert await on_the_worry.path() == "/community/worry"
    assert WORRY in await on_the_worry.reads()


async def test_once_it_is_continued_it_is_passed_as_any_other(on_the_worry: ByHttp) -> None:
    await goes_back(on_the_worry, worry=WORRY)
    await on_the_worry.says(urgent_today="no")
    await on_the_worry.says(worry=WORRY)
    onward = await on_the_worry.path()
    await on_the_worry.goes_to("/community/urgent")
    await on_the_worry.says(urgent_today="no")
    assert await on_the_worry.path() == onward != "/community/worry"


@pytest.mark.parametrize("leaving", ["later", "exit"])
async def test_whoever_comes_back_by_code_goes_on_with_the_page_that_they_left(
    on_the_worry: ByHttp, leaving: str
) -> None:
    code = await asks_for_a_code(on_the_worry)
    await on_the_worry.goes_to("/community/worry")
    data = {"csrf": on_the_worry.token(), "then": leaving, "worry": WORRY}
    await on_the_worry.client.post("/community/worry", data=data)
    on_the_worry.client.cookies.clear()
    await comes_back(on_the_worry, code)
    assert await on_the_worry.path() == "/community/worry"
    assert WORRY in await on_the_worry.reads()


async def test_the_check_says_that_it_is_not_finished_and_kept(on_the_worry: ByHttp) -> None:
    await goes_back(on_the_worry, worry=WORRY)
    await on_the_worry.goes_to("/community/check")
    shown = await on_the_worry.reads()
    assert "Where you left a page before you had finished it, what you wrote there is kept." in shown
    assert "They ask something more now" not in shown


async def test_a_page_left_as_it_was_stays_done(on_the_worry: ByHttp) -> None:
    await on_the_worry.says(worry=WORRY)
    await on_the_worry.goes_to("/community/worry")
    data = {"csrf": on_the_worry.token(), "then": "later", "worry": WORRY}
    await on_the_worry.client.post("/community/worry", data=data)
    await on_the_worry.goes_to("/community/urgent")
    await on_the_worry.says(urgent_today="no")
    assert await on_the_worry.path() != "/community/worry"
