"""Sources 000 and 002: a mother about her eldest child, who frightens her and the younger ones."""

from tests.family import asks_for_help_with_her_eldest
from tests.people import Person, sees_progress, sends
from tests.town import Town


async def test_a_mother_asks_for_help_with_her_eldest(person: Person, town: Town) -> None:
    await asks_for_help_with_her_eldest(person)
    told = await sends(person)

    contact = await town.contact(told.reference)
    assert contact["route"] == "family"
    assert [child["first_name"] for child in contact["children"]] == ["Kayleigh", "Ruby"]
    assert contact["reach"]["phone_message"]["code"] == "no"
    assert contact["source_of_referral"]["dfe"] == "1A"
    assert contact["home"]["postcode"] == "NN15 7PP"
    await sees_progress(person, told, "With our team at")
