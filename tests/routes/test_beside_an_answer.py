"""What is written under an answer that was not selected is told of once, and never where a script hides the box."""

from datetime import UTC, datetime, timedelta

import pytest
from fastapi import FastAPI
from playwright.async_api import Browser

from tests.contact.conftest import fill
from tests.drafted import has_filled_in
from tests.people import ByHttp, InChromium, Said, opens_the_form

TOLD = "and did not select"
SOON = datetime.now(UTC).date() + timedelta(days=60)


async def on_the_child(person: ByHttp | InChromium) -> str:
    await opens_the_form(person)
    await person.says(worry="Shouting at night")
    path = await person.path()
    assert path.endswith("/child")
    return path


async def test_it_is_told_beside_the_box_and_kept_once_the_answer_is_selected(visitor: ByHttp) -> None:
    path = await on_the_child(visitor)
    await visitor.says(birth="not-known", estimated_age="7")
    assert await visitor.path() == path
    assert (
        "You filled in ‘About how old, in years?’ and did not select ‘I can only guess the age’"
        in await visitor.reads()
    )
    [box] = visitor.tree().xpath("//input[@name='estimated_age']")
    assert box.get("value") == "7"
    assert "estimated_age-error" in box.get("aria-describedby")
    await visitor.says(birth="estimated-age")
    assert await visitor.path() != path
    await visitor.goes_to(path)
    [box] = visitor.tree().xpath("//input[@name='estimated_age']")
    assert box.get("value") == "7"


async def test_who_selects_continue_again_leaves_it_out(visitor: ByHttp) -> None:
    path = await on_the_child(visitor)
    await visitor.says(first_name="Tomasz", birth="date-of-birth", estimated_age="7")
    assert await visitor.path() == path
    await visitor.says(date_of_birth=(14, 9, 2019))
    assert TOLD not in await visitor.reads()
    assert await visitor.path() != path
    await visitor.goes_to(path)
    [box] = visitor.tree().xpath("//input[@name='estimated_age']")
    assert box.get("value") == ""


async def test_other_words_than_those_that_were_told_of_are_told_of_too(visitor: ByHttp) -> None:
    path = await on_the_child(visitor)
    await visitor.says(birth="not-known", estimated_age="7")
    await visitor.says(birth="not-known", estimated_age="8")
    assert await visitor.path() == path
    assert TOLD in await visitor.reads()


async def test_what_is_urgent_is_told_of_too(visitor: ByHttp) -> None:
    await visitor.goes_to("/community/danger")
    await visitor.says(danger="yes")
    await visitor.says(called_999="yes")
    await visitor.says(worry="Shouting at night")
    path = await visitor.path()
    await visitor.says(birth="not-known", estimated_age="7")
    assert await visitor.path() == path
    assert TOLD in await visitor.reads()
    await visitor.says()
    assert await visitor.path() != path


@pytest.mark.parametrize("blank", ["", " ", "\n"])
async def test_of_an_empty_box_nothing_is_said(visitor: ByHttp, blank: str) -> None:
    path = await on_the_child(visitor)
    await visitor.says(estimated_age=blank)
    assert await visitor.path() != path


@pytest.mark.parametrize(
    ("typed", "given"),
    [
        ({"estimated_age": "7"}, "estimated-age"),
        ({"date_of_birth": (14, 9, 2019)}, "date-of-birth"),
        ({"expected_date": (SOON.day, SOON.month, SOON.year)}, "unborn"),
    ],
)
async def test_the_one_box_that_says_it_all_is_the_answer(
    visitor: ByHttp, typed: dict[str, Said], given: str
) -> None:
    path = await on_the_child(visitor)
    await visitor.says(**typed)
    assert await visitor.path() != path
    await visitor.goes_to(path)
    [selected] = visitor.tree().xpath("//input[@name='birth'][@checked]")
    assert selected.get("value") == given


async def test_of_two_boxes_neither_is_the_answer(visitor: ByHttp) -> None:
    path = await on_the_child(visitor)
    await visitor.says(estimated_age="7", date_of_birth=(14, 9, 2019))
    assert await visitor.path() == path
    assert TOLD in await visitor.reads()


async def test_a_professional_who_types_the_age_alone_is_not_told_off(app: FastAPI, visitor: ByHttp) -> None:
    answers = fill("professional", files=[])
    await has_filled_in(visitor.client, app, "professional", answers)
    path = f"/professional/children/{answers.items('children')[0]}/age"
    await visitor.goes_to(path)
    visitor.page = await visitor.client.post(path, data={"csrf": visitor.token(), "estimated_age": "7"})
    assert visitor.page.status_code == 303


async def test_what_selecting_states_is_never_taken_from_a_box(app: FastAPI, visitor: ByHttp) -> None:
    await has_filled_in(visitor.client, app, "family", fill("family", files=[], social_worker=None))
    await visitor.goes_to("/family/social-worker")
    data = {"csrf": visitor.token(), "worker_name": "Ms Okoro"}
    visitor.page = await visitor.client.post("/family/social-worker", data=data)
    assert visitor.page.status_code == 422
    assert TOLD in await visitor.reads()


@pytest.mark.chromium
async def test_a_box_that_a_script_hides_is_not_sent(chromium: Browser, site: str) -> None:
    context = await chromium.new_context(locale="en-GB")
    person = InChromium(site, await context.new_page())
    path = await on_the_child(person)
    page = person.page
    await page.check("input[name=birth][value=estimated-age]")
    await page.fill("#estimated_age", "7")
    await page.check("input[name=birth][value=not-known]")
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.post_data or ""))
    await person.chooses("Continue")
    assert await person.path() != path
    assert "birth=not-known" in sent[0]
    assert "estimated_age" not in sent[0]


@pytest.mark.chromium
async def test_a_box_that_is_hidden_keeps_what_was_written_for_whoever_selects_its_answer_again(
    chromium: Browser, site: str
) -> None:
    context = await chromium.new_context(locale="en-GB")
    person = InChromium(site, await context.new_page())
    await on_the_child(person)
    page = person.page
    await page.check("input[name=birth][value=estimated-age]")
    await page.fill("#estimated_age", "7")
    await page.check("input[name=birth][value=not-known]")
    await page.route("**/child", lambda route: route.fulfill(status=204))
    await page.get_by_role("button", name="Continue").click()
    await page.check("input[name=birth][value=estimated-age]")
    assert await page.input_value("#estimated_age") == "7"
    assert await page.is_enabled("#estimated_age")


@pytest.mark.chromium
async def test_without_a_script_the_link_leads_to_the_box(chromium: Browser, site: str) -> None:
    context = await chromium.new_context(java_script_enabled=False, locale="en-GB")
    person = InChromium(site, await context.new_page())
    path = await on_the_child(person)
    await person.page.check("input[name=birth][value=not-known]")
    await person.page.fill("#estimated_age", "7")
    await person.chooses("Continue")
    assert await person.path() == path
    await person.page.click(".govuk-error-summary a")
    assert await person.page.evaluate("document.activeElement.id") == "estimated_age"
