"""Source 003: a parent who will not say who he is; he is told what that means, and it is his to choose."""

from tests.people import Person, sees_progress, sends
from tests.town import Town


async def test_a_father_asks_for_help_and_stays_anonymous(writer: Person, town: Town) -> None:
    await writer.goes_to("/family")
    await writer.chooses("Start now")
    await writer.chooses("Continue")
    await writer.says(danger="no")
    await writer.says(urgent_today="no")
    await writer.says(worry="I lose my temper with the boys since I lost my work.")
    await writer.says(**{"first_name": "Kofi", "last_name-unknown": "yes"})
    await writer.says(birth="estimated-age", estimated_age="5")
    await writer.says(another_child="no")
    await writer.says(lives="not-known")
    await writer.says(social_worker="no")
    await writer.says(anonymity="anonymous")
    assert "cannot arrange help" in await writer.reads()
    await writer.chooses("Stay anonymous")
    asked = await writer.asks()
    assert "your_name" not in asked
    assert "ways" not in asked
    await writer.says(others_know="no")
    await writer.says(sharing="no")
    assert "If a child may come to harm" in await writer.reads()
    await writer.says()
    await writer.says()
    await writer.says()
    told = await sends(writer)
    assert "We may not be able to find your family" in told.words
    assert "aim to decide" not in told.words

    contact = await town.contact(told.reference)
    assert contact["source_of_referral"]["dfe"] == "9"
    assert contact["parent"]["anonymity"]["code"] == "anonymous"
    assert "reach" not in contact
    assert contact["parent"]["sharing"]["code"] == "no"
    await sees_progress(writer, told, "With our team at")
