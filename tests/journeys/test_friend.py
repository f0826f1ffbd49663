"""A young person about a friend, of whom they know little, and who stays unknown."""

from tests.people import Person, sees_progress, sends
from tests.town import Town


async def test_a_young_person_tells_of_a_friend(person: Person, town: Town) -> None:
    await person.goes_to("/young-person")
    await person.chooses("Start now")
    await person.chooses("Continue")
    await person.says(danger="no")
    await person.says(urgent_today="no")
    await person.says(about="somebody-else")
    await person.says(worry="A girl in year 9 gets presents from a man. She says I must not tell my mum.")
    await person.says(first_name="Jade", estimated_age="13")
    await person.says(another_child="no")
    await person.says(find_online="jade.skates, on a chat app")
    await person.says(anonymity="anonymous")
    await person.says(writer="acquaintance")
    await person.says(more=["about", "hurt"])
    await person.says(concerns=["sexual-exploitation"])
    await person.says(injury="Marks on her wrist")
    await person.says()
    told = await sends(person)

    contact = await town.contact(told.reference)
    assert contact["source_of_referral"]["dfe"] == "9"
    assert contact["finding"]["about"]["code"] == "somebody-else"
    assert contact["finding"]["find_online"] == "jade.skates, on a chat app"
    assert contact["children"][0]["age"] == 13
    assert contact["children"][0]["injury"] == "Marks on her wrist"
    assert not (town.var / "hub" / "identity" / f"{told.reference}.identity.json").exists()
    await sees_progress(person, told, "With our team at")
