"""A referral that follows a telephone call: by when it is due, and that a late one is taken too (rules.md 7)."""

from datetime import datetime

import pytest
import time_machine

from app.profiles.hours import LONDON
from app.profiles.model import Profile
from tests.people import ByHttp
from tests.professional import writes_as_a_professional

TUESDAY = datetime(2026, 11, 24, 10, 0, tzinfo=LONDON)
IN_TIME = "You called us, so please send this by the end of Tuesday 24 November."
LATE = "After your call, this was due by the end of Monday 23 November. It is marked as late"


@pytest.mark.parametrize(
    ("called", "on_check", "once_sent"), [(24, IN_TIME, ""), (23, LATE, LATE)], ids=["in time", "late"]
)
async def test_it_is_said_before_and_after_sending_where_the_council_publishes_a_day(
    council: Profile, caller: ByHttp, called: int, on_check: str, once_sent: str
) -> None:
    with time_machine.travel(TUESDAY, tick=False):
        await writes_as_a_professional(
            caller, adults=1, spoke="yes", spoke_on=(called, 11, 2026), spoke_advice="To write it down"
        )
        before = await caller.reads()
        await caller.chooses("Send")
        assert await caller.path() == "/professional/sent"
        after = await caller.reads()
    same_day = council.periods.written_after_call == "same-day"
    assert (on_check in before) is same_day
    assert ("your call, this was due" in after) is (same_day and bool(once_sent))
    assert "please send this by" not in after
    assert "This is the written referral that follows your call." in after


async def test_a_professional_reads_once_it_is_sent_how_they_hear_what_was_decided(
    council: Profile, caller: ByHttp
) -> None:
    """Sources 003 and 004 promise it to whoever refers; until now the status page alone said so."""
    await writes_as_a_professional(caller, adults=1)
    await caller.chooses("Send")
    assert council.spoken["en"].outcome_told in await caller.reads()


async def test_a_professional_reads_that_the_form_is_the_written_referral_after_a_call(
    caller: ByHttp,
) -> None:
    await caller.goes_to("/professional")
    assert "If you have telephoned us first, this form puts it in writing." in await caller.reads()
    await writes_as_a_professional(caller, adults=1)
    await caller.goes_to("/professional/called-already")
    assert "What you send here is that written referral." in await caller.reads()
    await caller.goes_to("/professional/check")
    await caller.chooses("Send")
    assert "follows your call" not in await caller.reads()
