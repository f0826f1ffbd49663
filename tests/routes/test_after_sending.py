"""What somebody who writes from home, or is young, reads once it is sent."""

from tests.family import asks_for_help_with_her_eldest
from tests.people import ByHttp, sends

NOT_SAFE = "If it is not safe to keep them, you do not have to"
HELPLINE = "0808 2000 247"


async def test_who_cannot_keep_a_code_at_home_reads_that_they_need_not(visitor: ByHttp) -> None:
    """A code on paper in the kitchen tells a partner who hits that she wrote."""
    await asks_for_help_with_her_eldest(visitor)
    told = await sends(visitor)
    assert NOT_SAFE in told.words
    assert "Childline" not in told.words
    assert HELPLINE in told.words


async def test_who_is_hurt_at_home_reads_before_all_else_whom_to_talk_to(visitor: ByHttp) -> None:
    """A hub may not say when it will be read; somebody answers there at night."""
    await visitor.goes_to("/family")
    said = await visitor.reads()
    assert HELPLINE in said
    assert "You do not have to say who you are." in said


async def test_a_young_person_reads_whom_to_talk_to_when_it_is_sent_too(visitor: ByHttp) -> None:
    """They may be at home all the weekend before anybody reads it."""
    await visitor.goes_to("/young-person/danger")
    await visitor.says(danger="no")
    await visitor.says(urgent_today="no")
    await visitor.says(about="me")
    await visitor.says(worry="My stepdad shouts and throws things.")
    while await visitor.path() != "/young-person/check":
        await visitor.says()
    told = await sends(visitor)
    assert "0800 1111" in told.words
    assert NOT_SAFE in told.words
