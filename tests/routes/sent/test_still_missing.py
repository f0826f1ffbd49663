"""What the confirmation says of an urgent form with little in it: what is missing, and how to tell it."""

import pytest

from tests.people import ByHttp, sends

GATE = {
    "kind": "significant-harm",
    "concerns": "neglect",
    "social_worker": "no",
    "own_agency": "no",
    "spoke": "no",
}
MISSING = "What is still missing"
NO_WORRY = "It does not say in words what worries you."
NO_CHILD = "We may not be able to find the child from what you sent. Then there is little that we can do."
NO_NUMBER = "It gives no number on which we can call you."
BY_THE_LINK = "If we sent you a link after your call, you can write the rest there."
NO_OTHER = "You do not have to send another."


async def is_in_danger(visitor: ByHttp, form: str, **said: str) -> None:
    """Says that a child is in danger, and looks at what there is to send."""
    await visitor.goes_to(f"/{form}/danger")
    await visitor.says(danger="yes")
    await visitor.says(called_999="yes")
    while form == "professional" and (await visitor.path()) != "/professional/your-name":
        asked, known = await visitor.asks(), GATE | said
        await visitor.says(**{question: known[question] for question in known if question in asked})


async def sends_now(visitor: ByHttp, form: str) -> str:
    await visitor.goes_to(f"/{form}/check")
    return (await sends(visitor, "Send now")).words


async def test_a_professional_who_wrote_nothing_reads_what_the_hub_lacks(visitor: ByHttp) -> None:
    await is_in_danger(visitor, "professional")
    await visitor.goes_to("/professional/check")
    told = await sends(visitor, "Send now")
    words = told.words
    assert f"{MISSING} It was right to send it. But we have only what you wrote" in words
    assert f"{NO_WORRY} {NO_CHILD} {NO_NUMBER} Call us and tell us the rest." in words
    assert "One thing can be enough, such as a last name, a street or a school." in words
    assert "Give your reference. Or send another form, and give this reference there." in words
    assert BY_THE_LINK not in words
    # The code is shown once: whoever leaves to call has seen it.
    assert words.index("Your status code") < words.index(told.code) < words.index(MISSING)
    await visitor.chooses("The copy of what you sent")
    assert "Not answered" in await visitor.reads()


async def test_what_was_written_is_not_said_to_be_missing(visitor: ByHttp) -> None:
    await is_in_danger(visitor, "professional")
    await visitor.goes_to("/professional/what-happened")
    await visitor.says(worry="He is alone, and there is smoke.")
    await visitor.goes_to("/professional/your-contact")
    await visitor.says(your_phone="01632 960 001")
    words = await sends_now(visitor, "professional")
    assert MISSING in words
    assert NO_CHILD in words
    assert NO_WORRY not in words
    assert NO_NUMBER not in words


async def test_who_telephoned_may_use_the_link_and_is_not_told_to_send_no_other(visitor: ByHttp) -> None:
    await is_in_danger(visitor, "professional", spoke="yes")
    words = await sends_now(visitor, "professional")
    assert BY_THE_LINK in words
    assert NO_OTHER not in words


@pytest.mark.parametrize("form", ["community", "family", "young-person"])
async def test_who_writes_from_home_need_not_give_a_name_to_tell_the_rest(visitor: ByHttp, form: str) -> None:
    await is_in_danger(visitor, form)
    words = await sends_now(visitor, form)
    assert NO_WORRY in words
    assert "You do not have to give your name." in words
    assert NO_NUMBER not in words
    assert "from what you sent. Then there is little that we can do. Call us" in words
    assert "can be enough" in words


async def test_nothing_is_missing_where_all_that_is_needed_is_there(visitor: ByHttp) -> None:
    await is_in_danger(visitor, "community")
    await visitor.goes_to("/community/worry")
    await visitor.says(worry="She is alone, and there is smoke.")
    await visitor.goes_to("/community/find-the-child")
    await visitor.says(find_address="12 Larch Way, Corby")
    assert MISSING not in await sends_now(visitor, "community")


async def test_an_adult_of_whom_nothing_is_said_is_missing(visitor: ByHttp) -> None:
    await is_in_danger(visitor, "allegation")
    await visitor.says(at_work="no")
    await visitor.says(still_at_risk="yes")
    words = await sends_now(visitor, "allegation")
    assert "It says nothing by which we can find the adult." in words


async def test_a_link_near_the_top_leads_to_where_it_is_sent(visitor: ByHttp) -> None:
    await is_in_danger(visitor, "professional")
    await visitor.goes_to("/professional/check")
    words = await visitor.reads()
    assert words.index("Go to the end of this page, where you can send it") < words.index("Still missing")
    (form,) = visitor.tree().xpath("//form[@id = 'send-now']")
    assert form.get("action") == "/professional/send"


async def test_where_it_can_wait_nothing_leads_past_what_is_to_be_checked(visitor: ByHttp) -> None:
    await visitor.goes_to("/community/danger")
    await visitor.says(danger="no")
    await visitor.says(urgent_today="no")
    await visitor.goes_to("/community/check")
    assert "Go to the end of this page" not in await visitor.reads()


BY_A_DAY = "aim to decide what to do by"


async def test_no_day_is_promised_where_no_child_can_be_found(visitor: ByHttp) -> None:
    await is_in_danger(visitor, "professional")
    words = await sends_now(visitor, "professional")
    assert BY_A_DAY not in words
    missing, then, no_day = (
        words.index(one)
        for one in (NO_CHILD, "If we can find the child, this is what happens.", "We cannot say yet by when")
    )
    assert missing < then < no_day


async def test_the_status_page_of_an_urgent_contact_says_what_a_day_depends_on(visitor: ByHttp) -> None:
    await is_in_danger(visitor, "professional")
    await visitor.goes_to("/professional/check")
    told = await sends(visitor, "Send now")
    await visitor.goes_to("/status")
    await visitor.says(reference=told.reference, code=told.code)
    words = await visitor.reads()
    condition = "If what you sent does not say enough to find the child, call us on"
    assert words.index(condition) < words.index(f"If we can find the child, we {BY_A_DAY}")


async def test_the_status_page_of_what_is_urgent_about_an_adult_asks_who_they_are_first(
    visitor: ByHttp,
) -> None:
    await is_in_danger(visitor, "allegation")
    await visitor.says(at_work="no")
    await visitor.says(still_at_risk="yes")
    await visitor.goes_to("/allegation/check")
    told = await sends(visitor, "Send now")
    await visitor.goes_to("/status")
    await visitor.says(reference=told.reference, code=told.code)
    words = await visitor.reads()
    condition = "If what you sent does not say who the adult is, call us on"
    assert words.index(condition) < words.index("If this page shows nothing new")
