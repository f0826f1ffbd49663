"""Each page of a draft says when it was last stored and until when it can be opened, and claims no more than that."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from app.routes.page.stored import GET_CODE, SAVES, SHOW_CODE, THIS_PAGE
from tests.people import ByHttp, asks_for_a_code, comes_back, opens_the_form, tells_of_a_worry

WINTER = datetime(2026, 11, 25, 16, 50, tzinfo=UTC)
SUMMER = datetime(2027, 7, 1, 15, 50, tzinfo=UTC)
AT_TEN_TO_FIVE = "Last saved at 4:50pm."
OPEN = "You can come back until you close this browser, or leave it unused for 4 hours."
TWENTY = timedelta(minutes=20)


async def on_the_worry(visitor: ByHttp, moment: datetime) -> None:
    with time_machine.travel(moment, tick=False):
        await opens_the_form(visitor)


async def test_before_anything_is_stored_a_page_says_only_what_will_be(visitor: ByHttp) -> None:
    await visitor.goes_to("/community/danger")
    assert SAVES in await visitor.reads()
    assert "Last saved" not in await visitor.reads()


async def test_a_page_whose_buttons_save_it_says_nothing_of_continue(visitor: ByHttp) -> None:
    await visitor.goes_to("/professional/danger")
    for answers in ({"danger": "no"}, {"urgent_today": "no"}, {"kind": "universal"}):
        await visitor.says(**answers)
    words = await visitor.reads()
    assert "Send it anyway" in words
    assert "Last saved" in words
    assert THIS_PAGE not in words


@pytest.mark.parametrize("moment", [WINTER, SUMMER])
async def test_the_time_is_that_of_the_hub_s_clocks(visitor: ByHttp, moment: datetime) -> None:
    await on_the_worry(visitor, moment)
    with time_machine.travel(moment + TWENTY, tick=False):
        await visitor.goes_to("/community/worry")
    assert f"{AT_TEN_TO_FIVE} {THIS_PAGE} {OPEN}" in await visitor.reads()


async def test_only_what_was_stored_moves_the_time(visitor: ByHttp) -> None:
    await on_the_worry(visitor, WINTER)
    with time_machine.travel(WINTER + TWENTY, tick=False):
        await visitor.goes_to("/community/urgent")
        await visitor.says(urgent_today="no")
        assert AT_TEN_TO_FIVE in await visitor.reads()
        await visitor.says(worry="w" * 20_001)
        assert "is too long" in await visitor.reads()
        assert AT_TEN_TO_FIVE in await visitor.reads()
        assert THIS_PAGE in await visitor.reads()
        await visitor.says(worry="Nobody is at home.")
        assert "Last saved at 5:10pm." in await visitor.reads()


async def test_a_page_that_was_open_for_too_long_is_not_said_to_be_saved(visitor: ByHttp) -> None:
    await on_the_worry(visitor, WINTER)
    with time_machine.travel(WINTER + TWENTY, tick=False):
        visitor.page = await visitor.client.post("/community/worry", data={"csrf": "", "worry": "Alone."})
    words = await visitor.reads()
    assert "Alone." in words
    assert f"{AT_TEN_TO_FIVE} {THIS_PAGE}" in words


async def test_where_the_draft_is_gone_nothing_is_said_to_be_saved(visitor: ByHttp) -> None:
    await on_the_worry(visitor, WINTER)
    visitor.client.cookies.delete("draft-community")
    visitor.page = await visitor.client.post(
        "/community/worry", data={"csrf": visitor.token(), "worry": "Alone."}
    )
    assert "is no longer here" in await visitor.reads()
    assert "Last saved" not in await visitor.reads()
    assert SAVES not in await visitor.reads()


async def test_another_day_is_named_and_so_is_the_end(visitor: ByHttp) -> None:
    with time_machine.travel(WINTER, tick=False):
        await visitor.goes_to("/professional/danger")
        await visitor.says(danger="no")
    with time_machine.travel(WINTER + timedelta(days=1), tick=False):
        await visitor.goes_to("/professional/urgent")
    words = await visitor.reads()
    assert "Last saved at 4:50pm on Wednesday 25 November." in words
    assert "You can come back on this device until 9 December 2026." in words


async def test_whoever_comes_by_a_code_reads_when_it_was_saved(visitor: ByHttp, elsewhere: ByHttp) -> None:
    await on_the_worry(visitor, WINTER)
    with time_machine.travel(WINTER + TWENTY, tick=False):
        code = await asks_for_a_code(visitor)
        await comes_back(elsewhere, code)
        await elsewhere.goes_to("/community/worry")
    words = await elsewhere.reads()
    assert AT_TEN_TO_FIVE in words
    assert "Your code opens it until 9 December 2026." in words


async def test_checking_says_it_too_and_no_title_does(visitor: ByHttp) -> None:
    with time_machine.travel(WINTER, tick=False):
        await tells_of_a_worry(visitor)
        assert f"{AT_TEN_TO_FIVE} {OPEN}" in await visitor.reads()
        for path in ("check", "worry"):
            await visitor.goes_to(f"/community/{path}")
            assert "saved" not in visitor.tree().findtext(".//title").casefold()


async def test_from_what_is_saved_somebody_comes_to_their_code_and_what_they_typed_is_kept(
    visitor: ByHttp,
) -> None:
    await visitor.goes_to("/community/danger")
    assert GET_CODE not in await visitor.reads()
    await on_the_worry(visitor, datetime.now(UTC))
    data = {"csrf": visitor.token(), "worry": "Nobody is at home.", **to_the_code(visitor, GET_CODE)}
    visitor.page = await visitor.client.post("/community/worry", data=data, follow_redirects=True)
    assert "look at who can see this screen" in await visitor.reads()
    await visitor.chooses("Show me a code")
    await visitor.goes_to("/community/worry")
    assert "Nobody is at home." in await visitor.reads()
    assert to_the_code(visitor, SHOW_CODE)
    assert GET_CODE not in await visitor.reads()


async def test_where_nothing_is_typed_the_code_is_a_link_away(visitor: ByHttp) -> None:
    await tells_of_a_worry(visitor)
    assert await visitor.path() == "/community/check"
    await visitor.chooses(GET_CODE)
    assert await visitor.path() == "/community/save"


def to_the_code(visitor: ByHttp, words: str) -> dict[str, str]:
    """What pressing the button with these words adds to the form that it stands in."""
    (button,) = (one for one in visitor.tree().forms[0].iter("button") if one.text_content().strip() == words)
    return {button.get("name"): button.get("value")}
