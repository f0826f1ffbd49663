"""Names in any script, with an apostrophe and 200 characters long, reach the hub byte for byte."""

from html import unescape

from tests.people import Person, sends
from tests.professional import Each, writes_as_a_professional
from tests.town import Town

FIRST = ("Łukasz-Błażej", "محمد علی", "小明", "Siân D’Arcy O'Neill", "Ǎ" * 200)
LAST = ("Żółć", "قریشی", "欧阳", "O'Brien-Nuñez", "e\u0301" * 100)


async def test_names_come_through_as_they_were_written(writer: Person, town: Town) -> None:
    await writes_as_a_professional(
        writer,
        children=5,
        first_name=Each(FIRST),
        last_name=Each(LAST),
        lives=Each(("address", *["as-first-child"] * 4)),
        address=Each(("3 Elm Close, Corby", *[None] * 4)),
        postcode=Each(("NN18 1AA", *[None] * 4)),
    )
    told = await sends(writer)
    contact = await town.contact(told.reference)
    assert tuple(child["first_name"] for child in contact["children"]) == FIRST
    assert tuple(child["last_name"] for child in contact["children"]) == LAST
    page = unescape(await town.page(told.reference))
    assert all(name in page for name in (*FIRST, *LAST))
