"""Source 003: a parent who will not say who he is; he is told what that means, and it is his to choose."""

from tests.people import Person, sees_progress, sends
from tests.town import Town


async def test_a_father_asks_for_help_and_stays_anonymous(person: Person, town: Town) -> None:
    await person.goes_to("/family")
    await person.chooses("Start now")
    await person.chooses("Continue")
    await person.says(danger="no")
    await person.says(urgent_today="no")
    await person.says(worry="I lose my temper with the boys since I lost my work.")
    await person.says(**{"first_name": "Kofi", "last_name-unknown": "yes"})
    await person.says(birth="estimated-age", estimated_age="5")
    await person.says(another_child="no")
    await person.says(lives="not-known")
    await person.says(social_worker="no")
    await person.says(anonymity="anonymous")
    assert "cannot arrange help" in await person.reads()
    await person.chooses("Stay anonymous")
    asked = await person.asks()
    assert "your_name" not in asked
    assert "ways" not in asked
    await person.says(others_know="no")
    await person.says(sharing="no")
    assert "If a child may come to harm" in await person.reads()
    await person.says()
    await person.says()
    told = await sends(person)
    assert "We may not be able to find your family" in told.words
    assert "aim to decide" not in told.words

    contact = await town.contact(told.reference)
    assert contact["source_of_referral"]["dfe"] == "9"
    assert contact["parent"]["anonymity"]["code"] == "anonymous"
    assert "reach" not in contact
    assert contact["parent"]["sharing"]["code"] == "no"
    await sees_progress(person, told, "With our team at")
