"""An ambulance crew about a child with no fixed address, of whom little is known."""

from tests.people import Person, sends
from tests.professional import writes_as_a_professional
from tests.town import Town


async def test_a_child_with_no_fixed_address_is_sent_with_where_to_find_her(
    writer: Person, town: Town
) -> None:
    await writes_as_a_professional(
        writer,
        agency="ambulance",
        first_name="Zofia",
        last_name="?",
        birth="estimated-age",
        estimated_age="6",
        lives="no-fixed-address",
        address=None,
        postcode=None,
        whereabouts="In a white van behind the market, Corby",
        now_at="Ward 3, County Hospital",
        locality_said="corby",
        informed="no",
        agreement=None,
        why_not_told="Nobody could say who cares for her.",
        evidence="She is thin, cold and has an untreated burn.",
        evidence_when="?",
        evidence_source="Two of us",
    )
    told = await sends(writer)
    contact = await town.contact(told.reference)
    (child,) = contact["children"]
    assert child["lives"]["code"] == "no-fixed-address"
    assert child["whereabouts"].startswith("In a white van")
    assert child["now_at"] == "Ward 3, County Hospital"
    assert "last_name" in child["not_known"]
    assert child["estimated_age"] == child["age"] == 6
    assert contact["place"]["locality_said"]["code"] == "corby"
    assert contact["admitted_by"] == "C7"
    assert contact["family_not_told"]
