"""A young person about themselves: helplines first, safe ways to be reached, and the family is not to know."""

from tests.people import Person, sees_progress, sends
from tests.town import Town


async def test_a_young_person_asks_for_help_for_herself(person: Person, town: Town) -> None:
    await person.goes_to("/")
    await person.chooses("I am a child or young person")
    first = await person.reads()
    assert first.index("0800 1111") < first.index("Start now")
    assert first.index("999") < first.index("Start now")
    assert first.index("101") < first.index("Start now")
    await person.chooses("Start now")
    await person.chooses("Continue")
    await person.says(danger="no")
    await person.says(urgent_today="no")
    await person.says(about="me")
    await person.says(worry="My stepdad shouts and throws things. I am scared to go home.")
    assert "we may have to tell people who can help" in await person.reads()
    await person.says(anonymity="keep-from-family")
    await person.says(first_name="Amara", last_name="Okafor", estimated_age="14", social_worker="no")
    await person.says(school="Larch Academy")
    await person.says(ways=["text"])
    await person.says(text_phone="07700 900 982", text_times="Before 4pm", text_say_who="no")
    await person.says(concerns=["emotional-abuse"])
    await person.says(more=["hurt", "want"])
    await person.says(injury="A bruise on my arm")
    await person.says(help_wanted="I want to live with my gran.")
    await person.says()
    told = await sends(person)

    contact = await town.contact(told.reference)
    assert (contact["form"], contact["route"], contact["admitted_by"]) == (
        "young-person",
        "community",
        "community",
    )
    assert contact["source_of_referral"]["dfe"] == "1C"
    (child,) = contact["children"]
    assert (child["first_name"], child["age"], child["school"]) == ("Amara", 14, "Larch Academy")
    assert (child["injury"], child["assessment_factors"]) == ("A bruise on my arm", ["17A"])
    assert contact["story"]["help_wanted"] == "I want to live with my gran."
    identity = await town.apart("identity", told.reference)
    assert identity["reach"]["text_say_who"]["code"] == "no"
    assert "07700" not in (town.var / "hub" / f"{told.reference}.html").read_text()
    await sees_progress(person, told, "With our team at")
