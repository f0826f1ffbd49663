"""What a page says of words on another page leads to them."""

import pytest

from tests.people import ByHttp, opens_the_form

FLAT = "I hear it from my flat."
SEEN = "They live next door to us."


async def comes_to_about_you(visitor: ByHttp) -> None:
    await opens_the_form(visitor)
    await visitor.says(worry=FLAT)
    await visitor.says()
    await visitor.goes_to("/community/find-the-child")
    await visitor.says(find_place=SEEN)
    await visitor.says()
    await visitor.goes_to("/community/about-you")


def leads_to(visitor: ByHttp) -> dict[str, str]:
    """Of each warning, the words that it repeats, and where it leads."""
    links = visitor.tree().find_class("govuk-notification-banner__link")
    said = {link.text_content(): link.get("href") for link in links}
    return {words.partition("‘")[2].partition("’")[0]: href for words, href in said.items()}


async def test_each_warning_leads_to_the_page_where_it_was_written(visitor: ByHttp) -> None:
    await comes_to_about_you(visitor)
    assert leads_to(visitor) == {
        "my flat": "/community/worry#worry",
        "next door to us": "/community/find-the-child#find_place",
    }


async def test_nobody_is_said_to_want_what_they_have_not_chosen_yet(visitor: ByHttp) -> None:
    """A grandmother who gives her name comes to this page too."""
    await comes_to_about_you(visitor)
    assert "You want to stay unknown" not in await visitor.reads()
    assert "If you stay unknown, some of what you wrote may show who you are" in await visitor.reads()


async def test_what_was_changed_there_is_warned_of_no_more(visitor: ByHttp) -> None:
    await comes_to_about_you(visitor)
    await visitor.chooses("If you stay unknown")
    assert await visitor.path() == "/community/worry"
    await visitor.says(worry="It is heard every night.")
    await visitor.goes_to("/community/about-you")
    assert list(leads_to(visitor)) == ["next door to us"]


async def test_the_check_says_it_once_and_leads_there_too(visitor: ByHttp) -> None:
    await comes_to_about_you(visitor)
    await visitor.says(anonymity="anonymous")
    await visitor.goes_to("/community/check")
    said = [link.text_content() for link in visitor.tree().find_class("govuk-notification-banner__link")]
    unknown = [words.partition(",")[0] for words in said if "stay unknown" in words]
    assert unknown == ["You want to stay unknown"] * 2
    await visitor.chooses("You want to stay unknown")
    assert await visitor.path() == "/community/worry"


@pytest.mark.parametrize(("anonymity", "warned"), [("named", 0), ("keep-from-family", 2)])
async def test_whose_name_may_be_known_is_not_warned(visitor: ByHttp, anonymity: str, warned: int) -> None:
    await comes_to_about_you(visitor)
    await visitor.says(anonymity=anonymity)
    await visitor.goes_to("/community/check")
    warnings = [one for one in leads_to(visitor).values() if one != "/community/more"]
    assert len(warnings) == warned


async def test_who_named_an_adult_is_led_to_where_me_is_chosen(visitor: ByHttp) -> None:
    await opens_the_form(visitor, "young-person")
    await visitor.says(about="somebody-else")
    await visitor.says(worry="He hits me.")
    await visitor.says(first_name="Kit", estimated_age="40")
    await visitor.chooses("This person is an adult")
    assert await visitor.path() == "/young-person/who"


async def test_a_warning_of_the_page_itself_stays_on_it(visitor: ByHttp) -> None:
    await opens_the_form(visitor)
    await visitor.says(worry=FLAT)
    assert leads_to(visitor) == {"my flat": "#worry"}
