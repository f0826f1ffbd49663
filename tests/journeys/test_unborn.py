"""A midwife about a child who is not born yet: an expected date, no sex, and the mother's agreement."""

from tests.people import Person, sends
from tests.professional import writes_as_a_professional
from tests.town import Town


async def test_a_midwife_writes_about_an_unborn_child(writer: Person, town: Town) -> None:
    await writes_as_a_professional(
        writer,
        adults=1,
        agency="midwife",
        birth="unborn",
        expected_date=(14, 3, 2027),
        first_name="?",
        last_name="?",
        # The child is asked for no language that hers could be the same as.
        adult_language="other",
        adult_first_language="Polish",
        # For an unborn child the pregnant woman's agreement counts, whatever is said of responsibility.
        responsibility="no",
        agreement="refused",
        rationale="She uses heroin daily and has missed every scan.",
    )
    told = await sends(writer)
    contact = await town.contact(told.reference)
    (child,) = contact["children"]
    assert child["expected_date"] == "2027-03-14"
    assert child["sex"]["dfe"] == "U"
    assert not {"date_of_birth", "disability", "school_known"} & child.keys()
    assert child["contact_id"] == f"{told.reference}/1"
    assert contact["admitted_by"] == "C4"
    assert [adult["adult_first_language"] for adult in contact["adults"]] == ["Polish"]
    assert [one["person"] for one in contact["agreement"]] == ["Ewa Nowak"]
    assert contact["source_of_referral"]["dfe"] == "3D"
