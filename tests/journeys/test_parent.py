"""Sources 000 and 002: a mother about her eldest child, who frightens her and the younger ones."""

from tests.people import Person, sees_progress, sends
from tests.town import Town


async def test_a_mother_asks_for_help_with_her_eldest(person: Person, town: Town) -> None:
    await person.goes_to("/family")
    await person.chooses("Start now")
    await person.chooses("Continue")
    await person.says(danger="no")
    await person.says(urgent_today="no")
    await person.says(worry="My eldest kicks off at home and I am scared for the little ones.")
    await person.says(first_name="Kayleigh", last_name="O’Brien")
    await person.says(birth="date-of-birth", date_of_birth=(3, 5, 2012))
    await person.says(another_child="yes")
    await person.says(first_name="Ruby", last_name="O’Brien")
    await person.says(birth="estimated-age", estimated_age="6")
    await person.says(another_child="no")
    await person.says(lives="address", address="8 Mill Lane, Kettering", postcode="nn15 7pp")
    await person.says(social_worker="no")
    await person.says(anonymity="named")
    await person.says(
        your_name="Siobhan O’Brien", your_relation="Mother", ways=["phone"], interpreter_language="Irish"
    )
    await person.says(your_phone="07700 900 123", phone_say_who="no", phone_message="no")
    await person.says(others_know="no")
    await person.says(sharing="yes")
    await person.says()
    told = await sends(person)

    contact = await town.contact(told.reference)
    assert contact["route"] == "family"
    assert [child["first_name"] for child in contact["children"]] == ["Kayleigh", "Ruby"]
    assert contact["reach"]["phone_message"]["code"] == "no"
    assert contact["source_of_referral"]["dfe"] == "1A"
    assert contact["home"]["postcode"] == "NN15 7PP"
    await sees_progress(person, told, "Received by the hub at")
