from dataclasses import replace
from datetime import UTC, datetime, timedelta

import httpx
import time_machine
from fastapi import FastAPI
from sqlalchemy import select

from app.portal import portal
from app.settings import Settings
from app.storage.database import Database
from app.storage.tables import drafts
from tests.outages import NOWHERE, served_by
from tests.people import ByHttp, opens_the_form, sends, tells_of_a_worry

WORRY = "Canary-7f3a: shouting through the wall every night"
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


async def test_a_mistake_is_said_at_the_top_and_beside_the_question(visitor: ByHttp) -> None:
    await visitor.goes_to("/community/danger")
    await visitor.says()
    assert visitor.page
    assert visitor.page.status_code == 422
    tree = visitor.tree()
    assert tree.findtext(".//title", "").startswith("Error: ")
    summary = tree.find_class("govuk-error-summary")[0]
    link = summary.find(".//a")
    assert link.text == "Select yes if a child is in immediate danger"
    assert tree.get_element_by_id(link.get("href").lstrip("#")).get("name") == "danger"
    assert "Select yes" in tree.get_element_by_id("danger-error").text_content()


async def test_what_was_typed_stays_beside_a_mistake(visitor: ByHttp) -> None:
    await opens_the_form(visitor, "professional")
    await visitor.says(kind="welfare")
    await visitor.says(concerns=["neglect"])
    await visitor.says(level="not-sure", own_agency="no")
    await visitor.says(social_worker="no")
    await visitor.says(
        spoke="yes", spoke_on=(31, 2, 2026), spoke_to="Duty desk", spoke_advice="Write it down"
    )
    assert visitor.page
    assert visitor.page.status_code == 422
    fields = dict(visitor.tree().forms[0].form_values())
    assert fields["spoke_on-day"] == "31"
    assert fields["spoke_to"] == "Duty desk"
    assert fields["spoke_advice"].strip() == "Write it down"


async def test_answers_survive_a_restart_of_the_portal(settings: Settings, visitor: ByHttp) -> None:
    await opens_the_form(visitor)
    await visitor.says(worry=WORRY)
    restarted = portal(settings)
    transport = httpx.ASGITransport(app=restarted)
    async with httpx.AsyncClient(
        transport=transport, base_url=visitor.site, cookies=visitor.client.cookies
    ) as again:
        assert WORRY in (await again.get("/community/worry")).text
    await restarted.state.shop.desk.database.close()


async def test_a_draft_in_the_database_is_sealed(settings: Settings, visitor: ByHttp) -> None:
    await tells_of_a_worry(visitor, WORRY)
    database = Database(settings.database_address)
    async with database.single() as connection:
        bodies = [row.body for row in await connection.execute(select(drafts.c.body))]
    await database.close()
    assert len(bodies) == 1
    assert b"Canary" not in bodies[0]


async def test_one_step_is_one_write(app: FastAPI, visitor: ByHttp) -> None:
    await visitor.goes_to("/community/danger")
    await visitor.says(danger="no")
    database: Database = app.state.shop.desk.database
    async with database.single() as connection:
        before = (await connection.execute(select(drafts.c.version))).scalar_one()
    await visitor.says(urgent_today="no")
    async with database.single() as connection:
        assert (await connection.execute(select(drafts.c.version))).scalar_one() == before + 1


async def test_pages_that_do_not_exist_give_a_plain_page_with_the_numbers(visitor: ByHttp) -> None:
    for path in (
        "/nothing",
        "/community/nothing",
        "/community/children/zzzzzz/nothing",
        "/community/a/b/c/d",
    ):
        answer = await visitor.client.get(path)
        assert answer.status_code == 404, path
        assert "0300 126 7000" in answer.text, path


async def test_a_later_page_sends_people_back_to_the_opening(visitor: ByHttp) -> None:
    await visitor.goes_to("/community/danger")
    await visitor.says(danger="no")
    answer = await visitor.client.get("/community/worry")
    assert answer.status_code == 303
    assert answer.headers["location"] == "/community/urgent"


async def test_two_tabs_show_both_answers_rather_than_overwrite_one(visitor: ByHttp) -> None:
    await opens_the_form(visitor)
    other = replace(visitor)
    await other.goes_to("/community/worry")
    await visitor.says(worry="From the first tab")
    await other.says(worry="From the second tab")
    assert "This was changed after you opened this page: From the first tab" in await other.reads()
    assert "From the second tab" in await other.reads()
    await other.says(worry="From the second tab")
    await other.goes_to("/community/worry")
    assert "From the second tab" in await other.reads()


async def test_pages_in_two_tabs_are_merged(visitor: ByHttp) -> None:
    await opens_the_form(visitor)
    other = replace(visitor)
    await other.goes_to("/community/how-you-know-them")
    await visitor.says(worry="From the first tab")
    await other.says(your_relation="Across the road")
    await visitor.goes_to("/community/check")
    words = await visitor.reads()
    assert "From the first tab" in words
    assert "Across the road" in words


async def test_continue_pressed_twice_is_continue_pressed_once(visitor: ByHttp) -> None:
    await visitor.goes_to("/community/danger")
    again = replace(visitor)
    await visitor.says(danger="no")
    again.client = visitor.client
    await again.says(danger="no")
    assert await again.path() == "/community/urgent"


async def test_a_form_of_another_session_keeps_its_words_and_saves_nothing(visitor: ByHttp) -> None:
    await visitor.goes_to("/community/danger")
    visitor.client.cookies.clear()
    await visitor.says(danger="yes")
    assert visitor.page
    assert visitor.page.status_code == 403
    assert "select Continue again" in await visitor.reads()
    assert dict(visitor.tree().forms[0].form_values())["danger"] == "yes"
    assert not any(name.startswith("draft") for name in visitor.client.cookies)
    await visitor.says(danger="yes")
    assert await visitor.path() == "/community/emergency"


async def test_a_form_from_another_site_is_refused(visitor: ByHttp) -> None:
    await visitor.goes_to("/community/danger")
    token = visitor.token()
    for headers in (
        {"sec-fetch-site": "cross-site"},
        {"origin": "https://elsewhere.example"},
        {"origin": "null"},
    ):
        answer = await visitor.client.post(
            "/community/danger", data={"danger": "no", "csrf": token}, headers=headers
        )
        assert answer.status_code == 403, headers


async def test_a_database_that_is_away_keeps_the_typed_words_on_the_page(
    app: FastAPI, visitor: ByHttp
) -> None:
    await opens_the_form(visitor)
    async with served_by(app, NOWHERE):
        await visitor.says(worry=WORRY)
        assert visitor.page
        assert visitor.page.status_code == 503
        assert WORRY in await visitor.reads()
        assert "0300 126 7000" in visitor.page.text
        assert (await visitor.client.get("/community/worry")).status_code == 503
    await visitor.says(worry=WORRY)
    assert visitor.page.status_code == 200


async def test_words_typed_into_a_form_that_is_gone_stay_on_the_page(visitor: ByHttp) -> None:
    await opens_the_form(visitor)
    visitor.client.cookies.clear()
    await visitor.says(worry=WORRY)
    assert visitor.page
    assert visitor.page.status_code == 404
    assert WORRY in visitor.page.text
    assert "The rest of this form is no longer here" in await visitor.reads()


async def test_words_typed_into_an_expired_draft_stay_on_the_page(visitor: ByHttp) -> None:
    with time_machine.travel(NOON, tick=False):
        await opens_the_form(visitor)
    with time_machine.travel(NOON + timedelta(days=2), tick=False):
        await visitor.says(worry=WORRY)
    assert visitor.page
    assert visitor.page.status_code == 404
    assert WORRY in visitor.page.text


async def test_a_page_that_never_was_is_not_found(visitor: ByHttp) -> None:
    await visitor.goes_to("/community/danger")
    answer = await visitor.client.post("/community/nothing", data={"csrf": visitor.token()})
    assert answer.status_code == 404
    assert "Page not found" in answer.text


async def test_a_page_that_an_earlier_answer_closed_says_so_and_leads_on(visitor: ByHttp) -> None:
    await visitor.goes_to("/community/danger")
    await visitor.says(danger="no")
    old = replace(visitor)
    await old.goes_to("/community/urgent")
    await visitor.goes_to("/community/danger")
    await visitor.says(danger="yes")
    await old.says(urgent_today="yes")
    assert old.page
    assert old.page.status_code == 409
    words = await old.reads()
    assert "This page is not asked any more" in words
    assert "no longer here" not in words
    await old.chooses("This page is not asked any more")
    assert await old.path() == "/community/emergency"


async def test_back_to_a_page_that_is_closed_leads_to_where_one_goes_on(visitor: ByHttp) -> None:
    await visitor.goes_to("/community/danger")
    await visitor.says(danger="no")
    await visitor.goes_to("/community/danger")
    await visitor.says(danger="yes")
    await visitor.goes_to("/community/urgent")
    assert await visitor.path() == "/community/emergency"
    visitor.client.cookies.clear()
    await visitor.goes_to("/community/children/zzzzzz/child")
    assert await visitor.path() == "/community"


async def test_an_old_page_after_sending_says_that_it_was_sent(visitor: ByHttp) -> None:
    await tells_of_a_worry(visitor)
    old = replace(visitor)
    await old.goes_to("/community/worry")
    told = await sends(visitor)
    await old.says(worry="Something more")
    assert old.page
    assert old.page.status_code == 409
    assert "You have already sent this form" in await old.reads()
    assert "Something more" in old.page.text
    await old.chooses("You have already sent this form")
    assert told.reference in await old.reads()


async def on_a_second_device(visitor: ByHttp, elsewhere: ByHttp) -> None:
    """The same draft, as a code opens it, on a page that was shown before it is sent."""
    key = visitor.client.cookies["draft-community"]
    elsewhere.client.cookies.set("draft-community", key, domain="127.0.0.1")
    await elsewhere.goes_to("/community/worry")


async def test_what_is_typed_on_another_device_after_sending_stays_before_its_writer(
    visitor: ByHttp, elsewhere: ByHttp
) -> None:
    await tells_of_a_worry(visitor)
    await on_a_second_device(visitor, elsewhere)
    told = await sends(visitor)
    for _ in range(2):
        await elsewhere.says(worry="Something more")
        assert elsewhere.page
        assert elsewhere.page.status_code == 409
        assert "To add what you wrote below, call us" in await elsewhere.reads()
        assert "Something more" in elsewhere.page.text
        assert "draft-community" not in elsewhere.client.cookies
    await elsewhere.chooses("You have already sent this form")
    assert told.reference in await elsewhere.reads()


async def test_what_was_sent_and_is_sent_once_more_from_its_page_leads_to_what_was_sent(
    visitor: ByHttp, elsewhere: ByHttp
) -> None:
    await tells_of_a_worry(visitor)
    await on_a_second_device(visitor, elsewhere)
    told = await sends(visitor)
    await elsewhere.says()
    assert await elsewhere.path() == "/community/sent"
    assert told.reference in await elsewhere.reads()


async def test_who_leaves_such_a_page_at_once_is_shown_nothing_and_holds_no_key(
    visitor: ByHttp, elsewhere: ByHttp
) -> None:
    await tells_of_a_worry(visitor)
    await on_a_second_device(visitor, elsewhere)
    await sends(visitor)
    data = {"csrf": elsewhere.token(), "worry": "Something more", "then": "exit"}
    answer = await elsewhere.client.post("/community/worry", data=data, follow_redirects=False)
    assert (answer.status_code, answer.content) == (204, b"")
    assert not [name for name in elsewhere.client.cookies if name.endswith("community")]


async def test_back_after_sending_shows_what_was_sent(visitor: ByHttp) -> None:
    await tells_of_a_worry(visitor)
    told = await sends(visitor)
    for path in ("/community/check", "/community/worry"):
        await visitor.goes_to(path)
        assert told.reference in await visitor.reads()
    await visitor.goes_to("/community/danger")
    assert await visitor.path() == "/community/danger"
