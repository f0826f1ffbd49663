"""Rules.md 6: a teacher about a colleague, later than 24 hours, with a reason; a child is still at risk."""

from tests.people import Person, sees_progress, sends
from tests.town import Town


async def tells_of_a_colleague(person: Person) -> None:
    await person.chooses("Go to the form about the adult")
    await person.chooses("Start now")
    await person.chooses("Continue")
    await person.says(danger="no")
    await person.says(urgent_today="no")
    await person.says(at_work="yes")
    await person.says(still_at_risk="yes")
    await person.says(
        accused_name="Gareth Pugh",
        accused_role="Teaching assistant in year 4",
        accused_employer="Larch Hill Primary",
    )
    await person.says(accused_elsewhere="A holiday club", suspended="no", accused_knows="no")
    await person.says(next_contact="Tomorrow at 9am, in class")
    await person.says(criteria=["harmed", "unsuitable"])
    await person.says(worry="He held a pupil by the arm and shouted at him. He pushed another.")
    await person.says(alleged_where="The hall", alleged_words="He hurt my arm")
    await person.says(first_name="Jakub", last_name="Nowak")
    await person.says(birth="estimated-age", estimated_age="8")
    await person.says(another_child="yes")
    await person.says(first_name="Ana", **{"last_name-unknown": "yes"})
    await person.says()
    await person.says(another_child="no")
    first = await person.field_beginning("alleged-")
    await person.says(**{first: ["harmed"]})


async def says_when_and_who(person: Person) -> None:
    await person.says(learned_on=(16, 11, 2026))
    await person.says(late_reason="The head was away, and I was told to wait for her.")
    await person.says(your_name="Amara Okafor", job_title="Teacher")
    await person.says(agency="school", organisation="Larch Hill Primary")
    await person.says(your_phone="01632 960 001", your_email="a.okafor@larch-hill.example")
    await person.says(keep_name_from_adult="yes")
    await person.says()
    await person.says()
    await person.says(keep="no")
    await person.says(declaration=["yes"])


async def tells_of_the_child(person: Person) -> None:
    """The professional form waits where it was left; its question already holds the reference."""
    await person.chooses("Tell us about the child")
    await person.chooses("Continue where you left off")
    await person.chooses("A child also needs help: go on here")
    await person.goes_to("/professional/urgent")
    await person.says(urgent_today="yes")
    await person.says(called_now="yes")
    await person.says(concerns=["physical-abuse"])
    await person.says(social_worker="no")
    await person.says(spoke_advice="To write it down")
    await person.goes_to("/professional/check")


async def test_a_teacher_tells_of_a_colleague_and_then_of_the_child(person: Person, town: Town) -> None:
    await person.goes_to("/professional")
    await person.chooses("Start now")
    await person.says(danger="no")
    await person.says(urgent_today="no")
    await person.says(kind="adult-who-works-with-children")
    await tells_of_a_colleague(person)
    await says_when_and_who(person)
    told = await sends(person)
    assert "Now tell us about the child" in told.words

    contact = await town.contact(told.reference)
    assert (contact["form"], contact["route"], contact["admitted_by"]) == ("allegation",) * 3
    assert contact["allegation"]["late"]["code"] == "late"
    assert contact["allegation"]["late_reason"].startswith("The head was away")
    assert [child.get("alleged", [{}])[0].get("code") for child in contact["children"]] == ["harmed", None]
    assert "referrer" not in contact
    assert "DO NOT TELL THE ADULT" in (town.var / "hub" / f"{told.reference}.html").read_text()

    await tells_of_the_child(person)
    linked = (await sends(person, "Send now")).reference
    child = await town.contact(linked)
    assert child["route"] == "safeguarding"
    assert child["opening"]["linked_reference"] == told.reference
    assert told.reference in (town.var / "hub" / f"{linked}.html").read_text()
    await sees_progress(person, told, "With the Designated Officer at")
