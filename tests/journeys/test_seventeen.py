"""A college about a student of 17, who agrees for himself while his parents have not been asked."""

from tests.people import Person, sends
from tests.professional import writes_as_a_professional
from tests.town import Town


async def test_a_seventeen_year_old_agrees_for_himself(writer: Person, town: Town) -> None:
    await writes_as_a_professional(
        writer,
        agency="college",
        kind="support",
        concerns=["child-mental-health", "self-harm"],
        date_of_birth=(1, 2, 2009),
        able_to_decide="yes",
        agreed_to="With the hub and the college counsellor, but not with his parents",
    )
    told = await sends(writer)
    contact = await town.contact(told.reference)
    assert (contact["route"], contact["admitted_by"]) == ("early-help", "C1")
    assert contact["children"][0]["age"] == 17
    assert contact["children"][0]["assessment_factors"] == ["15A", "4A"]
    (agreement,) = contact["agreement"]
    assert agreement["person"] == "Jakub Nowak"
    assert agreement["agreed_to"].endswith("not with his parents")
