"""A young person about a friend, of whom they know little, and who stays unknown."""

from tests.people import Person, sees_progress, sends
from tests.town import Town


async def test_a_young_person_tells_of_a_friend(writer: Person, town: Town) -> None:
    await writer.goes_to("/young-person")
    await writer.chooses("Start now")
    await writer.chooses("Continue")
    await writer.says(danger="no")
    await writer.says(urgent_today="no")
    await writer.says(about="somebody-else")
    await writer.says(worry="A girl in year 9 gets presents from a man. She says I must not tell my mum.")
    await writer.says(first_name="Jade", estimated_age="13")
    await writer.says(another_child="no")
    await writer.says(find_online="jade.skates, on a chat app")
    await writer.says(anonymity="anonymous")
    await writer.says(writer="acquaintance")
    await writer.says(concerns=["sexual-exploitation"])
    await writer.says(more=["hurt"])
    await writer.says(injury="Marks on her wrist")
    await writer.says()
    told = await sends(writer)

    contact = await town.contact(told.reference)
    assert contact["source_of_referral"]["dfe"] == "9"
    assert contact["finding"]["about"]["code"] == "somebody-else"
    assert contact["finding"]["find_online"] == "jade.skates, on a chat app"
    assert contact["children"][0]["age"] == 13
    assert contact["children"][0]["injury"] == "Marks on her wrist"
    assert not (town.var / "hub" / "identity" / f"{told.reference}.identity.json").exists()
    await sees_progress(writer, told, "With our team at")
