"""Names of 200 letters never widen a page on a telephone, and no word of ours breaks for their sake."""

import pytest

from tests.journeys.test_school import introduces_herself, opens
from tests.people import InChromium

WIDE = "document.documentElement.scrollWidth > innerWidth"
LINES_OF_COMPLETED = """() => {
    const words = document.createRange();
    words.selectNodeContents(document.querySelector(".govuk-task-list__status"));
    return new Set([...words.getClientRects()].map((line) => line.top)).size;
}"""


@pytest.mark.chromium
@pytest.mark.parametrize("person", ["chromium"], indirect=True)
async def test_long_names_do_not_widen_a_page_on_a_telephone(person: InChromium) -> None:
    await person.page.set_viewport_size({"width": 360, "height": 700})
    await opens(person)
    await person.goes_to("/professional/tasks")
    assert await person.page.evaluate(LINES_OF_COMPLETED) == 1
    await person.chooses("Continue")
    await introduces_herself(person)
    await person.says(first_name="W" * 200, last_name="O" * 200)
    for path in (await person.path(), "/professional/children", "/professional/check"):
        await person.goes_to(path)
        assert not await person.page.evaluate(WIDE), path
