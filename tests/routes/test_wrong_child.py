"""Somebody who may be no child is asked about once, where it is urgent too: nobody looks for the wrong person."""

from tests.people import ByHttp, opens_the_form


async def is_urgent(visitor: ByHttp, form: str) -> None:
    await visitor.goes_to(f"/{form}/danger")
    await visitor.says(danger="no")
    await visitor.says(urgent_today="yes")
    await visitor.says(called_now="yes")


async def names(visitor: ByHttp, age: str) -> None:
    """A young person, who can wait for nothing, says who somebody else is."""
    await is_urgent(visitor, "young-person")
    await visitor.says(about="somebody-else")
    await visitor.says(worry="He hits me.")
    await visitor.says(first_name="Kit", estimated_age=age)


async def test_who_names_the_adult_who_hurts_them_is_told_once_to_choose_me(visitor: ByHttp) -> None:
    await names(visitor, "40")
    assert visitor.page
    assert visitor.page.status_code == 422
    here = await visitor.path()
    assert "If they are hurting you, go back and choose ‘Me’" in await visitor.reads()
    await visitor.says(estimated_age="41")
    assert await visitor.path() != here


async def test_a_friend_is_asked_about_no_further(visitor: ByHttp) -> None:
    await names(visitor, "15")
    assert await visitor.path() == "/young-person/children"


async def test_a_writer_who_is_grown_up_is_kept_from_nothing(visitor: ByHttp) -> None:
    await is_urgent(visitor, "young-person")
    await visitor.says(about="me")
    await visitor.says(worry="He hits me.")
    await visitor.says(anonymity="anonymous")
    await visitor.says(estimated_age="18")
    assert await visitor.path() == "/young-person/where-you-are"


async def test_of_a_grown_up_child_a_neighbour_is_told_once_where_adults_are_helped(visitor: ByHttp) -> None:
    await is_urgent(visitor, "community")
    await visitor.says(worry="He is not safe.")
    here = await visitor.path()
    await visitor.says(birth="estimated-age", estimated_age="40")
    assert "This form is about people under 18" in await visitor.reads()
    await visitor.says()
    assert await visitor.path() != here


async def test_what_nobody_was_shown_is_not_taken_as_seen(visitor: ByHttp) -> None:
    await opens_the_form(visitor)
    await visitor.says(worry="He is not safe.")
    await visitor.says(birth="estimated-age", estimated_age="40", first_name="x" * 20_001)
    assert visitor.page
    assert visitor.page.status_code == 422
    assert "warned" not in visitor.tree().forms[0].fields
