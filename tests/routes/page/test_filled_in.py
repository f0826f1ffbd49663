"""What stands in a field before it is answered: today, for a call a moment ago, and words that were put away."""

from datetime import datetime, timedelta

import pytest
import time_machine

from app.profiles.hours import LONDON
from tests.people import ByHttp

SUNDAY = datetime(2026, 11, 22, 23, 30, tzinfo=LONDON)
PAGE = "/professional/called-already"
SAYS = "We have filled in today. Change it if it was another day."


async def comes_to_the_call(person: ByHttp, called: str) -> None:
    await person.goes_to("/professional/danger")
    await person.says(danger="no")
    await person.says(urgent_today="yes")
    await person.says(called_now=called)
    await person.says(kind="significant-harm")
    await person.says(concerns=["physical-abuse"])
    await person.says(social_worker="no")
    assert await person.path() == PAGE


def day(person: ByHttp) -> tuple[str, str, str]:
    fields = person.tree().forms[0].fields
    return fields["spoke_on-day"], fields["spoke_on-month"], fields["spoke_on-year"]


BLANK = ("", "", "")


@pytest.mark.parametrize(("called", "held"), [("yes", ("22", "11", "2026")), ("no", BLANK)])
async def test_today_is_filled_in_for_whoever_has_just_called(
    visitor: ByHttp, called: str, held: tuple[str, str, str]
) -> None:
    with time_machine.travel(SUNDAY, tick=False):
        await comes_to_the_call(visitor, called)
        assert day(visitor) == held
        assert (SAYS in await visitor.reads()) is (called == "yes")


async def test_it_is_an_answer_only_once_somebody_has_seen_it_and_goes_on(visitor: ByHttp) -> None:
    with time_machine.travel(SUNDAY, tick=False):
        await comes_to_the_call(visitor, "yes")
        await visitor.goes_to("/professional/check")
        assert await visitor.path() == PAGE
        await visitor.says(spoke_advice="Write it down")
        await visitor.goes_to("/professional/check")
        assert "22 November 2026" in await visitor.reads()
        await visitor.goes_to(PAGE)
        assert day(visitor) == ("22", "11", "2026")
        assert SAYS not in await visitor.reads()


@pytest.mark.parametrize("other", [(21, 11, 2026), None])
async def test_another_day_or_none_stays_as_it_was_said(
    visitor: ByHttp, other: tuple[int, int, int] | None
) -> None:
    with time_machine.travel(SUNDAY, tick=False):
        await comes_to_the_call(visitor, "yes")
        said = (
            {"spoke_on": other}
            if other
            else dict.fromkeys(("spoke_on-day", "spoke_on-month", "spoke_on-year"), "")
        )
        await visitor.says(**said, spoke_advice="Write it down")
        await visitor.goes_to(PAGE)
        assert day(visitor) == (tuple(map(str, other)) if other else BLANK)
        assert SAYS not in await visitor.reads()


async def test_a_draft_of_yesterday_does_not_have_the_call_today(visitor: ByHttp) -> None:
    with time_machine.travel(SUNDAY, tick=False) as clock:
        await comes_to_the_call(visitor, "yes")
        clock.shift(timedelta(hours=1))
        await visitor.goes_to(PAGE)
        assert day(visitor) == BLANK
        assert SAYS not in await visitor.reads()


async def test_what_was_said_of_a_call_is_there_again_should_they_say_that_they_spoke_to_us(
    visitor: ByHttp,
) -> None:
    with time_machine.travel(SUNDAY, tick=False):
        await comes_to_the_call(visitor, "yes")
        await visitor.says(spoke_on=(21, 11, 2026), spoke_to="Ewa Lis", spoke_advice="Write it down")
        await visitor.goes_to("/professional/call-now")
        await visitor.says(called_now="no")
        assert await visitor.path() == PAGE
        fields = visitor.tree().forms[0].fields
        assert fields["spoke"] is None
        assert (fields["spoke_to"], fields["spoke_advice"].strip()) == ("Ewa Lis", "Write it down")
        assert day(visitor) == ("21", "11", "2026")
        await visitor.says(spoke="yes")
        await visitor.goes_to(PAGE)
        assert visitor.tree().forms[0].fields["spoke_to"] == "Ewa Lis"
        await visitor.goes_to("/professional/call-now")
        await visitor.says(called_now="yes")
        await visitor.goes_to(PAGE)
        assert "spoke" not in await visitor.asks()
        assert visitor.tree().forms[0].fields["spoke_to"] == "Ewa Lis"
