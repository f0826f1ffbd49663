"""Every start and every confirmation says when what is sent will be read, and whom to call meanwhile."""

import re
from datetime import datetime

import pytest
import time_machine

from app.profiles.hours import LONDON
from app.profiles.model import Profile
from app.profiles.week import NOT_PUBLISHED
from app.vocabulary import FormName
from tests.people import ByHttp, tells_of_a_worry

CANNOT_SAY = (
    "We cannot say when this will be read. If it cannot wait, call 0300 126 7000. "
    "In the evening, at night, at the weekend or on a bank holiday, call 01604 626938."
)
SAID = {
    "2026-11-23 17:14": "The team is open now. If it cannot wait, call 020 8359 4066.",
    "2026-11-23 17:15": (
        "Nobody may read this until 9am on Tuesday 24 November. If it cannot wait, call 020 8359 2000."
    ),
    "2026-12-25 12:00": (
        "Nobody may read this until 9am on Tuesday 29 December. If it cannot wait, call 020 8359 2000."
    ),
    "2026-10-25 01:30": (
        "Nobody may read this until 9am on Monday 26 October. If it cannot wait, call 020 8359 2000."
    ),
}


def london(written: str) -> datetime:
    return datetime.fromisoformat(written).replace(tzinfo=LONDON)


def said(council: Profile, moment: str) -> str:
    return SAID[moment] if council.hours != NOT_PUBLISHED else CANNOT_SAY


async def sends_in_danger(caller: ByHttp, form: str) -> None:
    """Sends a form that is urgent, with nothing else in it: each page is shown its demands once."""
    await caller.goes_to(f"/{form}/danger")
    await caller.says(danger="yes")
    await caller.says(called_999="yes")
    for _ in range(150):
        if await caller.path() == f"/{form}/check":
            break
        await caller.says()
    await caller.chooses("Send now")
    assert await caller.path() == f"/{form}/sent"


async def test_every_start_says_when_it_will_be_read(council: Profile, caller: ByHttp) -> None:
    for moment in SAID:
        with time_machine.travel(london(moment), tick=False):
            for path in (f"/{form}" for form in FormName):
                await caller.goes_to(path)
                assert said(council, moment) in await caller.reads(), (path, moment)
                assert set(numbers(said(council, moment))) <= set(rung(caller)), path


@pytest.mark.parametrize("form", FormName)
async def test_every_number_on_a_start_is_one_that_a_telephone_dials(caller: ByHttp, form: str) -> None:
    await caller.goes_to(f"/{form}")
    assert sorted(numbers(await caller.reads())) == sorted(one for one in rung(caller) if one.startswith("0"))


async def test_the_home_page_gives_each_number_once_and_says_when_it_will_be_read(
    council: Profile, caller: ByHttp
) -> None:
    for moment in SAID:
        with time_machine.travel(london(moment), tick=False):
            await caller.goes_to("/")
            words = await caller.reads()
            assert said(council, moment).split(". ")[0].replace("this", "what you send") in words
            assert all(words.count(number) == 1 for number in numbers(said(council, moment)))


async def test_where_something_went_wrong_each_number_is_given_once(visitor: ByHttp) -> None:
    visitor.page = await visitor.client.get(f"{visitor.site}/nowhere")
    words = visitor.tree().text_content()
    assert "Page not found" in words
    assert numbers(words)
    assert {one: words.count(one) for one in numbers(words)} == dict.fromkeys(numbers(words), 1)


def numbers(words: str) -> list[str]:
    """The telephone numbers in a sentence."""
    return re.findall(r"0[0-9]{2,4} [0-9 ]*[0-9]", words)


def rung(caller: ByHttp) -> list[str]:
    """The numbers of a page that a telephone can dial, without those of its head and foot."""
    main = caller.tree().get_element_by_id("main-content")
    return [link.text for link in main.iter("a") if (link.get("href") or "").startswith("tel:")]


@pytest.mark.parametrize("form", FormName)
async def test_a_confirmation_says_when_it_will_be_read_and_again_when_it_has_closed(
    council: Profile, caller: ByHttp, form: str
) -> None:
    with time_machine.travel(london("2026-11-23 17:14"), tick=False):
        await sends_in_danger(caller, form)
        await confirms(caller, said(council, "2026-11-23 17:14"))
    with time_machine.travel(london("2026-11-23 17:15"), tick=False):
        await caller.goes_to(f"/{form}/sent")
        await confirms(caller, said(council, "2026-11-23 17:15"))


async def confirms(caller: ByHttp, sentence: str) -> None:
    """It says when it is read, and has the numbers to ring: of what is urgent they stand at the top."""
    assert sentence.partition(". ")[0] in await caller.reads()
    assert set(numbers(sentence)) <= set(rung(caller))


async def test_what_was_begun_before_closing_time_says_before_send_that_the_team_has_gone(
    council: Profile, caller: ByHttp
) -> None:
    """Who reads at a quarter to five that the team is open is called away twice, and sends at half past."""
    with time_machine.travel(london("2026-11-27 16:50")):
        await tells_of_a_worry(caller)
        assert "Nobody may read this" not in await caller.reads()
    with time_machine.travel(london("2026-11-27 17:31")):
        await caller.goes_to("/community/check")
        waits = "Nobody may read this until 9am on Monday 30 November. If it cannot wait, call 020 8359 2000. Send"
        assert (waits in await caller.reads()) == (council.hours != NOT_PUBLISHED)


async def test_who_says_that_it_is_urgent_is_not_told_twice_whom_to_call(caller: ByHttp) -> None:
    with time_machine.travel(london("2026-11-27 17:31")):
        await caller.goes_to("/community/danger")
        await caller.says(danger="no")
        await caller.says(urgent_today="yes")
        await caller.says(called_now="yes")
        await caller.goes_to("/community/check")
        assert "Nobody may read this" not in await caller.reads()
