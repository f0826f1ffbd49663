"""Going back in the middle of what one writes: it is kept, or comes back with what is to mend."""

import pytest

from tests.people import ByHttp

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
