"""Around the form about an adult: how people come to it, what they are told, and where they go on."""

import re
from datetime import UTC, datetime

import pytest
import time_machine

from app.profiles.hours import lines_now
from app.profiles.loading import load_profile
from app.profiles.model import Profile
from tests.people import ByHttp, Said, opens_the_form, sends, tells_of_a_coach

CHILD = "Now tell us about the child"


async def test_it_is_on_the_home_page_and_says_who_reads_it(visitor: ByHttp) -> None:
    await visitor.goes_to("/")
    await visitor.chooses("I am worried about an adult who works with children")
    words = await visitor.reads()
    assert "This goes to the Designated Officer" in words
    assert "This website never tells the adult" in words
    assert "The MASH reads it" not in words
    await visitor.chooses("Start now")
    await visitor.chooses("Continue")
    assert await visitor.path() == "/allegation/danger"


async def test_a_professionals_kind_leads_to_it_and_nothing_typed_is_lost(visitor: ByHttp) -> None:
    await opens_the_form(visitor, "professional")
    await visitor.says(kind="adult-who-works-with-children")
    words = await visitor.reads()
    assert "within 24 hours" in words
    assert "on 0300 126 7000" in words
    assert "Do not tell the adult about this" in words
    await visitor.chooses("Go to the form about the adult")
    assert await visitor.path() == "/allegation"
    await visitor.goes_to("/professional")
    await visitor.chooses("Continue where you left off")
    assert await visitor.path() == "/professional/adult"
    await visitor.chooses("A child also needs help: go on here")
    assert await visitor.path() == "/professional/concerns"
    await visitor.goes_to("/professional/kind")
    assert visitor.page
    assert re.search(r'value="not-sure" checked', visitor.page.text)


GATE: tuple[tuple[str, dict[str, Said]], ...] = (
    ("concerns", {"concerns": ["physical-abuse"]}),
    ("already-known", {"social_worker": "no"}),
    ("called-already", {"spoke_advice": "To write it down"}),
)


async def test_a_program_that_posts_each_step_itself_is_asked_which_form_until_it_says(
    visitor: ByHttp,
) -> None:
    """That page has two buttons and no Continue. What is urgent passes any other page that was left blank."""
    await visitor.goes_to("/professional/danger")
    await visitor.says(danger="no")
    await visitor.says(urgent_today="yes")
    await visitor.says(called_now="yes")
    await visitor.says(kind="adult-who-works-with-children")
    for _ in range(3):
        await visitor.says()
        assert await visitor.path() == "/professional/adult"
    for slug, said in GATE:
        await visitor.goes_to(f"/professional/{slug}")
        await visitor.says(**said)
    typed = {"csrf": visitor.token()}
    visitor.page = await visitor.client.post("/professional/send", data=typed, follow_redirects=True)
    assert await visitor.path() == "/professional/adult"
    await visitor.chooses("A child also needs help: go on here")
    await visitor.goes_to("/professional/check")
    assert (await sends(visitor, "Send now")).reference


@pytest.mark.parametrize("at_risk", ["yes", "no"])
async def test_a_child_still_at_risk_is_asked_about_once_it_is_sent(visitor: ByHttp, at_risk: str) -> None:
    await tells_of_a_coach(visitor, at_risk)
    told = await sends(visitor)
    assert (CHILD in told.words) == (at_risk == "yes")
    if at_risk == "yes":
        await visitor.chooses("Tell us about the child")
        assert await visitor.path() == "/community"


async def test_no_day_is_promised_for_a_decision(visitor: ByHttp) -> None:
    happens = load_profile("northamptonshire").spoken["en"].next_allegation
    await tells_of_a_coach(visitor)
    told = await sends(visitor)
    assert happens in told.words
    assert "We aim to decide" not in told.words
    await visitor.goes_to("/status")
    await visitor.says(reference=told.reference, code=told.code)
    words = await visitor.reads()
    assert "Not yet: With the Designated Officer" in words
    assert "aims to decide" not in words
    assert happens in words


async def test_whom_to_call_next_is_a_link_and_is_said_once(visitor: ByHttp) -> None:
    number = load_profile("northamptonshire").telephone.for_allegations.number
    await tells_of_a_coach(visitor)
    told = await sends(visitor)
    assert _dials(visitor, f"When the team is open, call {number} if you have not already.")
    await visitor.goes_to("/status")
    await visitor.says(reference=told.reference, code=told.code)
    assert _dials(visitor, f"When the team is open, call {number} if you have not already.")
    assert (await visitor.reads()).count(number) == 1


CHANGES = "If something changes"


@pytest.mark.parametrize(
    "moment", [datetime(2026, 11, 23, 11, tzinfo=UTC), datetime(2026, 11, 22, 3, tzinfo=UTC)]
)
async def test_once_it_is_sent_a_number_is_given_once_and_once_more_at_the_end(
    caller: ByHttp, council: Profile, moment: datetime
) -> None:
    with time_machine.travel(moment):
        await tells_of_a_coach(caller)
        above, _, end = (await sends(caller)).words.partition(CHANGES)
        lines = lines_now(council, moment)
    numbers = {one.number for one in (*lines, council.telephone.for_allegations)}
    assert {one: above.count(one) for one in numbers} == dict.fromkeys(numbers, 1)
    assert {one.number: end.count(one.number) for one in lines} == {one.number: 1 for one in lines}
    footer = caller.tree().xpath("//footer")[0].text_content()
    assert [one for one in numbers if one in footer] == []
    assert "How to complain" in footer


async def test_what_is_urgent_names_whom_to_call_at_the_top_and_not_again_for_when_it_is_read(
    caller: ByHttp, council: Profile
) -> None:
    await caller.goes_to("/community/danger")
    await caller.says(danger="no")
    await caller.says(urgent_today="yes")
    said = {"called_now": "yes", "worry": "They shout at night.", "another_child": "no"}
    while await caller.path() != "/community/check":
        asked = await caller.asks()
        await caller.says(**{one: said[one] for one in said if one in asked})
    top, _, rest = (await sends(caller, "Send now")).words.partition("When it will be read")
    lines = lines_now(council, datetime.now(UTC))
    assert [one.number for one in lines if one.number not in top] == []
    assert [one.number for one in lines if one.number in rest.partition("What happens next")[0]] == []


def _dials(visitor: ByHttp, words: str) -> bool:
    """Whether the paragraph that ends with these words has a number that a telephone can dial."""
    said = [one for one in visitor.tree().iter("p") if one.text_content().strip().endswith(words)]
    assert len(said) == 1
    return bool(said[0].xpath(".//a[starts-with(@href, 'tel:')]"))
