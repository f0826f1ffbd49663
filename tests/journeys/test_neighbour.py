"""Sources 000 and 002: a neighbour who stays unknown, about a young child left alone."""

from tests.people import Person, sees_progress, sends
from tests.town import Town


async def test_a_neighbour_tells_of_a_child_left_alone(person: Person, town: Town) -> None:
    await person.goes_to("/")
    await person.chooses("I am a neighbour, relative or friend")
    await person.chooses("Start now")
    await person.chooses("Continue")
    await person.says(danger="no")
    await person.says(urgent_today="no")
    await person.says(worry="My son hears the little boy at number 12 cry. He is on his own most evenings.")
    assert "‘My son’" in await person.reads()
    await person.says(
        worry="The little boy at number 12 is on his own most evenings. He cries at the window."
    )
    await person.says(first_name="Tomasz", birth="estimated-age", estimated_age="4")
    await person.says(another_child="no")
    await person.says(find_address="12 Larch Way, Corby")
    await person.says(anonymity="anonymous")
    await person.says(writer="acquaintance", your_relation="")
    await person.says()
    await person.says()
    told = await sends(person)

    contact = await town.contact(told.reference)
    assert contact["route"] == "community"
    assert contact["admitted_by"] == "community"
    assert contact["source_of_referral"]["dfe"] == "9"
    assert contact["story"]["worry"].startswith("The little boy at number 12")
    assert contact["children"][0]["contact_id"] == f"{told.reference}/1"
    assert not (town.var / "hub" / "identity" / f"{told.reference}.identity.json").exists()
    await sees_progress(person, told, "With our team at")
