"""A later page of a form, asked for where the browser holds nothing of it."""

import pytest
from fastapi import FastAPI
from sqlalchemy import delete

from app.storage.tables import drafts
from app.vocabulary import FormName
from tests.people import ByHttp, opens_the_form, sends, tells_of_a_worry

TITLE = "We cannot open this form here"
PRIVATE = ("family", "community", "young-person", "allegation")
LATER = ("your-name", "kind", "children", "tasks", "check", "send")


@pytest.mark.parametrize("path", LATER)
async def test_at_work_it_is_said_why_and_how_to_go_on(visitor: ByHttp, path: str) -> None:
    answer = await visitor.client.get(f"/professional/{path}")
    visitor.page = answer
    words = await visitor.reads()
    assert answer.status_code == 404
    assert TITLE in words
    assert "Or cookies were removed from this browser." in words
    assert "0300 126 7000" in words
    links = {link.text_content().strip(): link.get("href") for link in visitor.tree().iter("a")}
    assert links["Enter your code"] == "/resume"
    assert links["Start again from the beginning"] == "/professional"


async def test_a_draft_that_is_here_goes_on_as_before(visitor: ByHttp) -> None:
    await visitor.goes_to("/professional/danger")
    await visitor.says(danger="no")
    for path in ("your-name", "tasks", "check"):
        await visitor.goes_to(f"/professional/{path}")
        assert TITLE not in await visitor.reads()


async def test_an_address_that_no_form_has_is_still_not_found(visitor: ByHttp) -> None:
    answer = await visitor.client.get("/professional/nowhere")
    assert answer.status_code == 404
    assert TITLE not in answer.text


@pytest.mark.parametrize("form", FormName)
async def test_the_first_page_is_the_first_page(visitor: ByHttp, form: str) -> None:
    await visitor.goes_to(f"/{form}/danger")
    assert await visitor.path() == f"/{form}/danger"


@pytest.mark.parametrize("path", ["urgent", "children", "more", "check"])
@pytest.mark.parametrize("form", PRIVATE)
async def test_from_home_it_leads_to_the_start_and_tells_nobody_whether_anything_was_written(
    visitor: ByHttp, form: str, path: str
) -> None:
    """Somebody who opens a link of the history reads what everybody reads who has never been here."""
    if form == "allegation" and path == "more":
        path = "who-you-are"
    await visitor.goes_to(f"/{form}")
    never = await visitor.reads()
    await opens_the_form(visitor, form)
    visitor.client.cookies.clear()
    await visitor.goes_to(f"/{form}/{path}")
    assert (await visitor.path(), await visitor.reads()) == (f"/{form}", never)
    assert "Your words are saved until you close this browser" in never
    assert "I have a code to come back with" in never


@pytest.mark.parametrize("form", PRIVATE)
async def test_after_leaving_it_is_the_same(visitor: ByHttp, form: str) -> None:
    await visitor.goes_to(f"/{form}")
    never = await visitor.reads()
    await opens_the_form(visitor, form)
    page = await visitor.path()
    await visitor.client.get("/exit")
    await visitor.goes_to(page)
    assert (await visitor.path(), await visitor.reads()) == (f"/{form}", never)


async def test_what_was_sent_is_still_shown_to_who_goes_back(visitor: ByHttp) -> None:
    await tells_of_a_worry(visitor)
    told = await sends(visitor)
    for path in ("worry", "check"):
        await visitor.goes_to(f"/community/{path}")
        assert told.reference in await visitor.reads()


@pytest.mark.parametrize("form", ["community", "professional"])
async def test_send_says_that_nothing_was_sent_where_it_was_left_for_too_long(
    app: FastAPI, visitor: ByHttp, form: str
) -> None:
    await visitor.goes_to(f"/{form}/danger")
    await visitor.says(danger="no")
    await visitor.says(urgent_today="no")
    token = visitor.token()
    async with app.state.shop.desk.database.transaction() as connection:
        await connection.execute(delete(drafts))
    visitor.page = await visitor.client.post(f"/{form}/send", data={"csrf": token})
    assert visitor.page.status_code == 404
    words = await visitor.reads()
    assert words.startswith(
        "This has not been sent It was left for too long, or deleted, and is no longer here."
    )
    assert "Page not found" not in words
    assert "0300 126 7000" in words
