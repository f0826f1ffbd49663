"""The box for an age shows what people write in it, whole."""

import pytest

from tests.traveller import Traveller

pytestmark = pytest.mark.chromium

HIDDEN = "(box, said) => { box.value = said; return box.scrollWidth - box.clientWidth; }"


async def test_an_age_in_words_is_to_be_seen_whole(traveller: Traveller) -> None:
    await traveller.goes_to("/young-person/danger")
    await traveller.says(danger="no")
    await traveller.says(urgent_today="no")
    await traveller.says(about="me")
    await traveller.says(worry="They shout.")
    await traveller.says(anonymity="anonymous")
    box = traveller.page.locator("#estimated_age")
    for said in (
        "15",
        "nineteen",
        "18 months",
        "about seventeen",
        "maybe 12 years old",
        "2 years and 3 months",
    ):
        assert await box.evaluate(HIDDEN, said) == 0, said
