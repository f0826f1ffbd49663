"""Safari's engine and Firefox, as wide as a telephone: a neighbour with a script, and a parent without."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests import samples
from tests.driven import Driven
from tests.family import asks_for_help_with_her_eldest
from tests.people import comes_to_the_files, is_told, sees_progress, sends, tells_of_a_worry
from tests.town import Town
from tests.webdriver import firefox, webkit


@pytest.fixture
def scripts() -> bool:
    return True


@pytest.fixture(
    params=[
        pytest.param(webkit, marks=pytest.mark.webkit, id="webkit"),
        pytest.param(firefox, marks=pytest.mark.firefox, id="firefox"),
    ]
)
async def driven(
    request: pytest.FixtureRequest, scripts: bool, town: Town, tmp_path: Path
) -> AsyncIterator[Driven]:
    async with request.param(tmp_path, scripts=scripts) as browser:
        yield Driven(town.site, browser, tmp_path)


async def test_a_neighbour_adds_a_photo_presses_send_twice_and_sends_once(driven: Driven, town: Town) -> None:
    await tells_of_a_worry(driven)
    await comes_to_the_files(driven)
    await driven.adds()
    assert "Select a file" in await driven.reads()
    await driven.adds(("the door.jpg", samples.jpeg((60, 40))))
    await driven.chooses("Continue")
    await driven.presses_twice("Send")
    told = await is_told(driven)

    contact = await town.contact(told.reference)
    assert [file["name"] for file in contact["enclosures"]["files"]] == ["the door.jpg"]
    await driven.goes_back()
    assert (await is_told(driven)).reference == told.reference


@pytest.mark.parametrize("scripts", [False], ids=["no script"])
async def test_a_mother_without_a_script_asks_for_help(driven: Driven, town: Town) -> None:
    await asks_for_help_with_her_eldest(driven)
    told = await sends(driven)

    contact = await town.contact(told.reference)
    assert [child["first_name"] for child in contact["children"]] == ["Kayleigh", "Ruby"]
    await sees_progress(driven, told, "With our team at")
