"""Who changes an answer that closes what they wrote reads before sending that it is not sent, and can look at it."""

from tests.people import ByHttp, sends, tells_of_a_worry

NAME = "Joan Price"
SAYS = "Something that you wrote is not asked for any more"


async def had_given_a_name(visitor: ByHttp, then: str) -> None:
    await tells_of_a_worry(visitor, "Shouting at night")
    await visitor.goes_to("/community/about-you")
    await visitor.says(anonymity="named")
    assert await visitor.path() == "/community/your-name"
    await visitor.says(your_name=NAME)
    await visitor.goes_to("/community/about-you")
    await visitor.says(anonymity=then)
    await visitor.goes_to("/community/check")


async def test_what_was_written_is_said_to_be_left_out_and_closed_from_sight(visitor: ByHttp) -> None:
    await had_given_a_name(visitor, "anonymous")
    assert SAYS in await visitor.reads()
    [kept] = visitor.tree().iter("details")
    assert kept.get("open") is None
    assert NAME in kept.text_content()
    assert "Your name" in kept.text_content()
    assert visitor.page
    assert visitor.page.text.count(NAME) == 1
    assert (await sends(visitor)).reference


async def test_where_everything_is_asked_nothing_is_said(visitor: ByHttp) -> None:
    await had_given_a_name(visitor, "keep-from-family")
    assert NAME in await visitor.reads()
    assert SAYS not in await visitor.reads()
