"""A parent who fills in the whole form."""

from tests.people import Person


async def asks_for_help_with_her_eldest(person: Person) -> None:
    """A mother of two, named, from the first page of the family form up to checking it."""
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
    await person.says()
