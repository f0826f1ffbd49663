"""Who changes an answer that closes what they wrote reads before sending that it is not sent, and can look at it."""

from fastapi import FastAPI

from tests.contact.conftest import fill, over
from tests.drafted import has_filled_in
from tests.people import ByHttp, sends, tells_of_a_worry

NAME = "Joan Price"
SCAR = "A scar on the chin"
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
    kept, *_ = (one for one in visitor.tree().iter("details") if "will not be sent" in one.text_content())
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


async def test_what_was_written_on_a_page_that_a_release_took_away_can_be_read_and_copied(
    visitor: ByHttp,
) -> None:
    await tells_of_a_worry(visitor, "Shouting at night")
    await visitor.goes_to("/community/worry")
    typed = {"csrf": visitor.token(), "weapons": "He keeps a knife\nby the door", "other": " "}
    visitor.page = await visitor.client.post(f"{visitor.site}/community/weapons", data=typed)
    assert visitor.page.status_code == 409
    assert "We have changed this website" in await visitor.reads()
    assert [one.text for one in visitor.tree().find_class("portal-quote")] == [typed["weapons"]]
    assert typed["csrf"] not in await visitor.reads()
    await visitor.chooses("Go on")
    assert await visitor.path() == "/community/check"


async def test_what_was_chosen_there_is_said_in_words_or_not_at_all(visitor: ByHttp) -> None:
    await tells_of_a_worry(visitor, "Shouting at night")
    await visitor.goes_to("/community/worry")
    chosen = {"weapons": "not-known", "urgent_today": "no", "birth-k3f9w2": "unborn", "knife-unknown": "yes"}
    typed = {"csrf": visitor.token(), **chosen, "worry": "no", "where": "By the door"}
    visitor.page = await visitor.client.post(f"{visitor.site}/community/weapons", data=typed)
    shown = [one.text for one in visitor.tree().find_class("portal-quote")]
    assert shown == ["No", "Not born yet", "no", "By the door"]


async def test_where_only_codes_are_left_none_is_shown(visitor: ByHttp) -> None:
    await tells_of_a_worry(visitor, "Shouting at night")
    await visitor.goes_to("/community/worry")
    typed = {"csrf": visitor.token(), "weapons": "not-known"}
    visitor.page = await visitor.client.post(f"{visitor.site}/community/weapons", data=typed)
    assert visitor.page.status_code == 409
    assert "we have not saved what you selected on it" in await visitor.reads()
    assert visitor.tree().find_class("portal-quote") == []


async def test_where_the_form_was_sent_meanwhile_that_is_said_too(visitor: ByHttp) -> None:
    await tells_of_a_worry(visitor, "Shouting at night")
    await visitor.goes_to("/community/check")
    await sends(visitor)
    typed = {"csrf": visitor.token() if visitor.tree().forms else "", "weapons": NAME}
    visitor.page = await visitor.client.post(f"{visitor.site}/community/weapons", data=typed)
    assert NAME in await visitor.reads()
    await visitor.chooses("Go on")
    assert await visitor.path() in {"/community/sent", "/community"}


async def test_where_nothing_was_written_there_is_no_such_page(visitor: ByHttp) -> None:
    await tells_of_a_worry(visitor, "Shouting at night")
    await visitor.goes_to("/community/worry")
    typed = {"csrf": visitor.token()}
    assert (await visitor.client.post(f"{visitor.site}/community/weapons", data=typed)).status_code == 404


async def test_what_another_tab_closed_meanwhile_is_kept_and_said_at_the_check(
    app: FastAPI, visitor: ByHttp
) -> None:
    """What a child looks like is sent when another tab has said that the child is not born yet."""
    born = fill("community", files=[], birth="estimated-age", description=None)
    path = next(step.path for step in over("community", born).steps if step.page.slug == "looks")
    unborn = born.put(f"children/{path.split('/')[1]}", {"birth": "unborn", "expected_date": None})
    await has_filled_in(visitor.client, app, "community", unborn)
    await visitor.goes_to("/community/worry")
    typed = {"csrf": visitor.token(), "description": SCAR}
    await visitor.client.post(f"/community/{path}", data=typed)
    await visitor.goes_to("/community/check")
    assert SAYS in await visitor.reads()
    assert SCAR in await visitor.reads()
    await visitor.client.post(f"/community/{path}", data={"csrf": typed["csrf"]})
    await visitor.goes_to("/community/check")
    assert SCAR in await visitor.reads()
