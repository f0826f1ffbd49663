"""A council that joins with one TOML file: its own names, hours and numbers on every page, and nobody else's."""

import re
from pathlib import Path

import httpx

from tests.machines import at_work
from tests.people import ByHttp, sends, tells_of_a_worry

SANDSHIRE = Path(__file__).parents[1] / "profiles" / "sandshire.toml"
OTHERS = re.compile(r"MASH|Northampton|NCT|Barnet|0300 126|01604|020 8359")


async def test_a_neighbour_tells_a_council_that_joined_with_one_file(tmp_path: Path) -> None:
    with at_work(tmp_path / "var", PROFILE=str(SANDSHIRE)) as town:
        async with httpx.AsyncClient() as client:
            person = ByHttp(town.site, client)
            for path in ("/", "/professional", "/family", "/community", "/status"):
                await person.goes_to(path)
                assert person.page
                assert "Children and Families Front Door, Sandshire County Council" in person.page.text
                assert re.search(r"01632 960 10[01]", person.page.text)
                assert not OTHERS.search(person.page.text), path
            await tells_of_a_worry(person)
            told = await sends(person)
        contact = await town.contact(told.reference)
        readable = (town.var / "hub" / f"{told.reference}.html").read_text(encoding="utf-8")
    assert told.reference.startswith("SD-")
    assert "A social worker in the Front Door looks at what you told us." in told.words
    assert not OTHERS.search(told.words)
    assert (contact["hub"], contact["route"]) == ("sandshire", "community")
    assert not OTHERS.search(readable)
