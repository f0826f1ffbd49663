"""Sources 000 and 002: a school about a pupil who stopped coming after his parents separated."""

from tests.people import Person, sees_progress, sends
from tests.town import Town


async def opens(person: Person) -> None:
    await person.goes_to("/professional")
    await person.chooses("Start now")
    await person.says(danger="no")
    await person.says(urgent_today="no")
    await person.says(kind="support")
    await person.says(concerns=["behaviour", "child-mental-health"])
    await person.says(level="not-sure", own_agency="no")
    await person.says(social_worker="no")
    await person.says(spoke="no")


async def introduces_herself(person: Person) -> None:
    await person.says(your_name="Amara Okafor", job_title="Safeguarding lead")
    await person.says(agency="school", organisation="Larch Hill Primary")
    await person.says(your_phone="01632 960 001 ext 4", your_email="a.okafor@larch-hill.example")
    await person.says(lead_consulted="myself")
    await person.says(your_relation="Jakub is a pupil here", known_since="September 2021")
    await person.says(keep_name_from_family="no")


async def names_the_family(person: Person) -> None:
    await person.says(first_name="Jakub", last_name="Nowak")
    await person.says(birth="date-of-birth", date_of_birth=(14, 9, 2016))
    await person.says(sex="M")
    await person.says(lives="address", address="3 Elm Close, Corby", postcode="NN17 1AA")
    await person.says(first_language="Polish", interpreter="no")
    await person.says(school_known="named", school="Larch Hill Primary", school_year="6")
    await person.says(nhs_number="999 000 0018", upn="H801200001001")
    await person.says(ethnicity="WOTH", disability=["NONE"])
    await person.says(legal_status=["none"])
    if "able-to-decide" in await person.path():
        await person.says(able_to_decide="no")
    await person.says(another_child="no")
    # Two parts of the area share NN17, so the portal asks which it is.
    await person.says(locality_said="corby")
    await person.says(another_adult="yes")
    await person.says(adult_first_name="Ewa", adult_last_name="Nowak")
    child = await person.field_beginning("relation-")
    item = child.removeprefix("relation-")
    await person.says(**{f"relation-{item}": "mother", f"responsibility-{item}": "yes"})
    await person.says(adult_birth="age", adult_age="41")
    await person.says(adult_language="as-first-child", adult_interpreter="no")
    await person.says(in_household="yes")
    await person.says(adult_reach="number", adult_phone="07700 900 982", adult_phone_safe="yes")
    await person.says()
    await person.says(another_adult="no")


async def the_mother_agrees(person: Person) -> None:
    await person.says(informed="yes")
    await person.says(agreement="given")
    await person.says(agreed_on=(20, 11, 2026), agreed_how="spoken", agreed_to="With everybody")


async def tells_the_story(person: Person) -> None:
    await person.says(worry="Attendance fell to 61% since September. He says he has to stay with Mum.")
    await person.says(when_where="At home, most mornings since September")
    child = (await person.field_beginning("injured-")).removeprefix("injured-")
    await person.says(**{f"injured-{child}": "no"})
    await person.says(**{f"impact-{child}": "He is behind in reading and has no friends left in class."})
    await person.says(how_long="Since September", earlier="A call to the GP in October")
    await person.says(household=["money"])
    await person.says(child_hurts=["none"], violence=["none"])
    await person.says(visit_risk="no")
    await person.says(strengths="His mother rings every day.", safety_now="His mother", engages="yes")
    await person.says(tried="Breakfast club, for two weeks.", early_help_assessment="no")
    await person.says(help_wanted="A plan with the family.")
    await person.says(**{f"child_views-{child}": "He wants to see his dad."})
    await person.says(parent_views="She is worn out.")
    await person.says(another_agency="yes")
    await person.says(agency_name="Dr Ade Bello", agency_role="GP", agency_organisation="Larch Surgery")
    await person.says(another_agency="no")
    await person.says()
    await person.says(keep="no")
    await person.says(declaration=["yes"])


async def test_a_school_asks_for_support_with_attendance(writer: Person, town: Town) -> None:
    await opens(writer)
    await introduces_herself(writer)
    await names_the_family(writer)
    await the_mother_agrees(writer)
    await tells_the_story(writer)
    told = await sends(writer)

    contact = await town.contact(told.reference)
    assert contact["route"] == "early-help"
    assert contact["admitted_by"] == "C1"
    assert contact["referrer"]["agency"]["dfe"] == "2A"
    assert contact["children"][0]["upn"] == "H801200001001"
    assert contact["children"][0]["ethnicity"]["dfe"] == "WOTH"
    assert contact["children"][0]["assessment_factors"] == ["14A", "4A"]
    assert contact["children"][0]["impact"].startswith("He is behind")
    assert contact["agencies"][0]["agency_organisation"] == "Larch Surgery"
    assert contact["adults"][0]["relations"][0]["child"] == f"{told.reference}/1"
    assert contact["agreement"][0]["person"] == "Ewa Nowak"
    await sees_progress(writer, told, "With our team at")
