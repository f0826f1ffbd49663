"""Checking, sending, the confirmation, keeping and removing."""

import asyncio
import re
import shutil
from dataclasses import replace
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI
from sqlalchemy import delete, func, select

from app.envelope.keys import PortalKeys
from app.routes.request.shop import Shop
from app.routes.sent.next_steps import SAFE_WAYS_ONLY, promised
from app.storage.tables import drafts, outbox, referrals
from app.vocabulary import FormName
from tests.family import asks_for_help_with_her_eldest
from tests.people import ByHttp, opens_the_form, sends, tells_of_a_worry
from tests.professional import Each, Professional


async def count(app: FastAPI) -> tuple[int, int]:
    """How many referrals and outbox rows there are."""
    async with app.state.shop.desk.database.single() as connection:
        found = [
            (await connection.execute(select(func.count()).select_from(table))).scalar_one()
            for table in (referrals, outbox)
        ]
    return found[0], found[1]


async def test_checking_shows_every_answer_with_a_way_to_change_it(visitor: ByHttp) -> None:
    await tells_of_a_worry(visitor, "Shouting at night")
    assert "Shouting at night" in await visitor.reads()
    links = [link for link in visitor.tree().iter("a") if link.get("href") == "/community/worry"]
    assert links[0].text_content() == "Change What worries you?"
    await visitor.goes_to("/community/worry")
    await visitor.says(worry="Crying at night")
    assert await visitor.path() == "/community/check"
    assert "Crying at night" in await visitor.reads()


async def test_an_unfinished_form_is_not_sent_and_says_what_is_missing(app: FastAPI, visitor: ByHttp) -> None:
    await opens_the_form(visitor)
    await visitor.goes_to("/community/check")
    await visitor.chooses("Send")
    assert visitor.page
    assert visitor.page.status_code == 422
    assert "Enter what worries you" in await visitor.reads()
    assert await count(app) == (0, 0)


async def test_a_page_that_may_be_left_blank_is_to_be_seen_and_nothing_on_it_is_needed(
    app: FastAPI, visitor: ByHttp
) -> None:
    await opens_the_form(visitor)
    await visitor.says(worry="Crying at night")
    await visitor.goes_to("/community/check")
    await visitor.chooses("Send")
    words = await visitor.reads()
    assert "We need these" not in words
    assert "Please look at these pages before you send it" in words
    assert await count(app) == (0, 0)
    await visitor.chooses("What do you know about the child?")
    while await visitor.path() != "/community/check":
        await visitor.says()
    assert "Please look at these pages" not in await visitor.reads()
    await visitor.chooses("Send")
    assert await visitor.path() == "/community/sent"


async def test_an_urgent_form_is_sent_with_what_is_missing_recorded(visitor: ByHttp) -> None:
    await visitor.goes_to("/community/danger")
    await visitor.says(danger="yes")
    await visitor.says(called_999="yes")
    await visitor.goes_to("/community/check")
    assert "You can send this without these answers" in await visitor.reads()
    await visitor.chooses("Send now")
    assert await visitor.path() == "/community/sent"


async def test_urgent_demands_are_shown_once(visitor: ByHttp) -> None:
    await visitor.goes_to("/community/danger")
    await visitor.says(danger="no")
    await visitor.says(urgent_today="yes")
    await visitor.says(called_now="no")
    await visitor.says()
    assert "go on with no answer" in await visitor.reads()
    await visitor.says()
    assert await visitor.path() != "/community/worry"


async def test_the_confirmation_says_when_what_next_and_whom_to_call(visitor: ByHttp) -> None:
    await tells_of_a_worry(visitor)
    told = await sends(visitor)
    panel = visitor.tree().find_class("govuk-panel")[0].text_content()
    assert told.reference in panel
    assert "We cannot say when this will be read" in told.words
    assert "0300 126 7000" in told.words


@pytest.mark.parametrize("form", FormName)
def test_only_a_parent_is_promised_again_how_they_are_reached(form: FormName) -> None:
    assert promised(form) == ((SAFE_WAYS_ONLY,) if form is FormName.FAMILY else ())


async def test_a_parent_is_told_that_only_the_ways_they_gave_are_used(visitor: ByHttp) -> None:
    await asks_for_help_with_her_eldest(visitor)
    assert SAFE_WAYS_ONLY in (await sends(visitor)).words


async def test_refreshing_and_sending_again_show_the_same(app: FastAPI, visitor: ByHttp) -> None:
    await tells_of_a_worry(visitor)
    early = replace(visitor)
    told = await sends(visitor)
    await visitor.goes_to("/community/sent")
    assert told.reference in await visitor.reads()
    assert (await sends(early)).code == told.code
    assert await count(app) == (1, 1)


async def test_a_retry_after_a_cut_connection_shows_the_same(app: FastAPI, visitor: ByHttp) -> None:
    await tells_of_a_worry(visitor)
    cookies = httpx.Cookies(visitor.client.cookies)
    early = replace(visitor)
    told = await sends(visitor)
    # The answer never came: the browser still holds only what it had before.
    visitor.client.cookies = cookies
    assert (await sends(early)).reference == told.reference
    assert await count(app) == (1, 1)


async def test_fifty_clicks_at_once_send_one_referral(app: FastAPI, visitor: ByHttp) -> None:
    await tells_of_a_worry(visitor)
    data = {"csrf": visitor.token()}
    client = visitor.client
    answers = await asyncio.gather(*(client.post("/community/send", data=data) for _ in range(50)))
    assert {answer.status_code for answer in answers} == {303}
    assert {answer.headers["location"] for answer in answers} == {"/community/sent"}
    assert await count(app) == (1, 1)


async def test_a_sent_draft_refuses_edits_and_shows_its_confirmation(visitor: ByHttp) -> None:
    await tells_of_a_worry(visitor)
    cookies = dict(visitor.client.cookies)
    data = {"csrf": visitor.token(), "worry": "Something else"}
    await sends(visitor)
    visitor.client.cookies = httpx.Cookies(cookies)
    answer = await visitor.client.post("/community/worry", data=data)
    assert answer.status_code == 409
    assert "You have already sent this form" in answer.text
    visitor.client.cookies = httpx.Cookies(cookies)
    assert (await visitor.client.get("/community/worry")).headers["location"] == "/community/sent"


async def test_a_new_form_can_be_begun_after_sending(visitor: ByHttp) -> None:
    await tells_of_a_worry(visitor)
    first = await sends(visitor)
    await tells_of_a_worry(visitor, "Another child, another street")
    assert (await sends(visitor)).reference != first.reference


async def test_without_a_hub_key_nothing_is_sent_and_the_draft_is_kept(
    app: FastAPI, visitor: ByHttp, key_set: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "portal"
    shutil.copytree(key_set / "portal", folder)
    (folder / "hub.toml").unlink()
    shop: Shop = app.state.shop
    app.state.shop = replace(shop, desk=replace(shop.desk, keys=PortalKeys.load(folder)))
    await tells_of_a_worry(visitor, "Alone at night")
    await visitor.chooses("Send")
    assert visitor.page
    assert visitor.page.status_code == 503
    assert "We cannot send this just now" in await visitor.reads()
    assert "0300 126 7000" in visitor.page.text
    assert "Alone at night" in await visitor.reads()
    assert await count(app) == (0, 0)
    shutil.copy(key_set / "portal" / "hub.toml", folder)
    await visitor.chooses("Try to send again")
    assert await visitor.path() == "/community/sent"


async def test_a_child_can_be_added_changed_and_removed(visitor: ByHttp) -> None:
    await opens_the_form(visitor)
    await visitor.says(worry="Two children alone")
    await visitor.says(first_name="Ann")
    await visitor.says(another_child="yes")
    await visitor.says(first_name="Ben")
    await visitor.goes_to("/community/children")
    await visitor.chooses("Change Ben")
    await visitor.says(first_name="Benedict")
    await visitor.goes_to("/community/children")
    await visitor.chooses("Remove Ann")
    assert "Do you want to remove Ann?" in await visitor.reads()
    await visitor.chooses("Remove")
    words = await visitor.reads()
    assert "Benedict" in words
    assert "Ann" not in words
    assert re.search(
        "Remove Benedict", words
    )  # something is written of him, and a child is asked about in his place


async def test_who_is_not_asked_about_any_more_is_not_asked_about_to_be_removed(visitor: ByHttp) -> None:
    await opens_the_form(visitor, "young-person")
    await visitor.says(about="somebody-else")
    await visitor.says(worry="They are hit")
    await visitor.says(first_name="Ann")
    await visitor.says(another_child="yes")
    await visitor.says(first_name="Ben")
    await visitor.goes_to("/young-person/children")
    tree = visitor.tree()
    (first, *_) = [one.get("href") for one in tree.iter("a") if (one.get("href") or "").endswith("/remove")]
    await visitor.goes_to("/young-person/who")
    await visitor.says(about="me")
    answer = await visitor.client.get(first)
    assert (answer.status_code, answer.headers["location"]) == (303, "/young-person/children")
    await visitor.goes_to(first)
    assert not (await visitor.path()).endswith("/remove")


async def test_what_came_later_than_its_page_is_not_lost_by_removing(visitor: ByHttp) -> None:
    await opens_the_form(visitor)
    await visitor.says(worry="Two children alone")
    await visitor.says(first_name="Ann")
    answer = await visitor.client.post("/community/children/zzzzzz/remove", data={"csrf": visitor.token()})
    assert (answer.status_code, answer.headers["location"]) == (303, "/community/children")
    await visitor.goes_to("/community/children")
    assert "Ann" in await visitor.reads()


async def test_keeping_a_draft_says_until_when(visitor: ByHttp) -> None:
    await visitor.goes_to("/professional/danger")
    await visitor.says(danger="no")
    await visitor.goes_to("/professional/save")
    assert "You can come back to it on this device until" in await visitor.reads()


async def test_add_another_pressed_twice_adds_one_and_leads_to_it(visitor: ByHttp) -> None:
    await opens_the_form(visitor)
    await visitor.says(worry="Two children alone")
    await visitor.says(first_name="Ann")
    again = replace(visitor)
    await visitor.says(another_child="yes")
    await again.says(another_child="yes")
    assert await again.path() == await visitor.path()
    await visitor.goes_to("/community/children")
    assert len([link for link in visitor.tree().iter("a") if link.text_content().startswith("Remove")]) == 2


async def test_sending_again_after_the_draft_has_gone_still_shows_the_reference(
    app: FastAPI, visitor: ByHttp
) -> None:
    await tells_of_a_worry(visitor)
    cookies = dict(visitor.client.cookies)
    early = replace(visitor)
    told = await sends(visitor)
    async with app.state.shop.desk.database.transaction() as connection:
        await connection.execute(delete(drafts))
    visitor.client.cookies = httpx.Cookies(cookies)
    assert (await sends(early)).reference == told.reference


async def test_what_is_missing_and_what_looks_odd_name_whom_it_is_about(visitor: ByHttp) -> None:
    said = {"first_name": Each(("Ana", "Ben")), "birth": "estimated-age", "estimated_age": Each(("20", "7"))}
    professional = Professional(visitor, 2, 0, said)
    await professional.fills_it_in()
    ben = professional.seen["children"][1]
    await visitor.goes_to(f"/professional/children/{ben}/home")
    await visitor.says(lives="")
    await visitor.goes_to("/professional/check")
    seen = await visitor.reads()
    assert "Select what you know about where the child lives (Ben Nowak)" in seen
    assert "call the council’s adult services (Ana Nowak)" in seen
    assert "(Ben Nowak)" not in seen.partition("Please check")[2].partition("you can send it")[0]


async def test_a_card_is_headed_by_a_capital_unless_somebody_wrote_it(visitor: ByHttp) -> None:
    await tells_of_a_worry(visitor)
    assert [card.text for card in visitor.tree().find_class("govuk-summary-card__title")] == ["This child"]
    await visitor.chooses("Change First name (optional)")
    await visitor.says(first_name="bell")
    await visitor.goes_to("/community/check")
    assert [card.text for card in visitor.tree().find_class("govuk-summary-card__title")] == ["bell"]


async def test_whoever_comes_back_to_the_confirmation_too_late_reads_that_what_was_sent_is_safe(
    visitor: ByHttp,
) -> None:
    answer = await visitor.client.get("/community/sent")
    assert answer.status_code == 404
    assert "If you sent it, it is safe." in answer.text
    assert "check it" not in answer.text
