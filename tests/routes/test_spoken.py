"""Whoever says that somebody here answered is not told to call as if nobody had; whoever was not answered is."""

from datetime import datetime

import pytest
import time_machine

from app.profiles.hours import LONDON
from app.vocabulary import FormName
from tests.people import ByHttp, Said

SUNDAY = datetime(2026, 11, 22, 12, 0, tzinfo=LONDON)
NOT_YET = "If you have not told anybody here on the telephone yet, call"
AGAIN = "that you have spoken to us. If it gets worse, or you learn more, call"
ANSWERED = ({"called_now": "yes"},)
ANSWERED_SINCE = ({"called_now": "no-reply"}, {"called_again": "yes"})
NOBODY = ({"called_now": "no-reply"}, {"called_again": "no"})
LEFT_BLANK: tuple[dict[str, str], ...] = ({"called_now": "no-reply"}, {})
NO = ({"called_now": "no"},)
PAGES: dict[str, tuple[dict[str, Said], ...]] = {
    FormName.FAMILY: ({"worry": "She hits him."},),
    FormName.COMMUNITY: ({"worry": "He hits her."},),
    FormName.YOUNG_PERSON: ({"about": "me"}, {"worry": "He hits me."}),
    FormName.ALLEGATION: ({"at_work": "no"}, {"still_at_risk": "no"}),
    FormName.PROFESSIONAL: (
        {"kind": "significant-harm"},
        {"concerns": ["physical-abuse"]},
        {"social_worker": "no"},
    ),
}
"""What follows the first questions of each form; each leads to a page with no number of its own."""


async def begins(person: ByHttp, form: str, called: tuple[dict[str, str], ...]) -> None:
    await person.goes_to(f"/{form}/danger")
    await person.says(danger="no")
    await person.says(urgent_today="yes")
    for said in called:
        await person.says(**said)


async def tells(person: ByHttp, form: str) -> list[str]:
    """What stands on each page from then on, to the confirmation."""
    seen = []
    for said in PAGES[form]:
        seen.append(await person.reads())
        await person.says(**said)
    if form == FormName.PROFESSIONAL:
        # The page shows once what is not there, and goes on.
        await person.says(**({"spoke": "no"} if "spoke" in await person.asks() else {}))
        if await person.path() == "/professional/called-already":
            await person.says()
    await person.goes_to(f"/{form}/check")
    seen.append(await person.reads())
    await person.chooses("Send now")
    assert await person.path() == f"/{form}/sent"
    return [*seen, await person.reads()]


@pytest.mark.parametrize("form", PAGES)
@pytest.mark.parametrize(
    ("called", "spoken"),
    [(ANSWERED, True), (ANSWERED_SINCE, True), (NOBODY, False), (LEFT_BLANK, False), (NO, False)],
    ids=["answered", "answered since", "nobody answered", "left blank", "not yet"],
)
async def test_every_later_page_says_what_fits(
    visitor: ByHttp, form: str, called: tuple[dict[str, str], ...], *, spoken: bool
) -> None:
    await begins(visitor, form, called)
    pages = await tells(visitor, form)
    assert [AGAIN in page for page in pages] == [spoken] * len(pages)
    assert [NOT_YET in page for page in pages] == [not spoken] * len(pages)
    assert all("0300 126 7000" in page and "999" in page for page in pages)
    assert not any("you have not spoken to anybody" in page for page in pages)


@pytest.mark.parametrize(("day", "spoken"), [(22, True), (21, False)])
async def test_a_professional_who_called_after_they_said_no_reads_so_too(
    visitor: ByHttp, day: int, *, spoken: bool
) -> None:
    """Who spoke to us on another day has not said here that it is urgent now."""
    with time_machine.travel(SUNDAY, tick=False):
        await begins(visitor, FormName.PROFESSIONAL, NO)
        for said in PAGES[FormName.PROFESSIONAL]:
            await visitor.says(**said)
        await visitor.says(spoke="yes", spoke_on=(day, 11, 2026), spoke_advice="Write it down")
        await visitor.goes_to("/professional/check")
        words = await visitor.reads()
    assert ((AGAIN in words), (NOT_YET in words)) == (spoken, not spoken)


@pytest.mark.parametrize(("called", "asked"), [(ANSWERED, False), (NO, True)])
async def test_a_neighbour_who_was_answered_is_not_asked_to_call_as_well(
    visitor: ByHttp, called: tuple[dict[str, str], ...], *, asked: bool
) -> None:
    await begins(visitor, FormName.COMMUNITY, called)
    await visitor.says(worry="He hits her.")
    await visitor.says()
    await visitor.says(another_child="no")
    await visitor.says()
    assert ("Please call us as well" in await visitor.reads()) is asked
