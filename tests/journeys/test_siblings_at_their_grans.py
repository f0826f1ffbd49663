"""A teacher on Friday afternoon, with four siblings who are all at their gran's tonight: it is said once."""

from tests.people import Person, sends
from tests.professional import Each, writes_as_a_professional
from tests.town import Town

GRAN = "Their gran, Maria Hart, at 4 Oak Road, Corby"


async def test_who_is_with_four_siblings_tonight_is_said_once_and_one_of_them_is_corrected(
    writer: Person, town: Town
) -> None:
    await writes_as_a_professional(
        writer,
        children=4,
        first_name=Each(("Ana", "Ben", "Cal", "Dot")),
        date_of_birth=Each(((1, 2, 2012), (3, 4, 2014), (5, 6, 2016), (7, 8, 2018))),
        lives=Each(("address", *("as-first-child",) * 3)),
        concerns_here=["neglect"],
        tonight_of_all=GRAN,
        no_agreement=None,
    )
    assert (await writer.reads()).count(GRAN) == 4
    await writer.goes_to("/professional/tonight")
    last = [one for one in await writer.asks() if one.startswith("tonight-") and one.count("-") == 1][-1]
    await writer.says(**{last: "Her father, in Kettering"})
    told = await sends(writer)

    contact = await town.contact(told.reference)
    assert [child["tonight"] for child in contact["children"]] == [*(GRAN,) * 3, "Her father, in Kettering"]
    assert "tonight_of_all" not in str(contact)
