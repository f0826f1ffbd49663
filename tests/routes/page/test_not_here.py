"""A later page of a form, asked for where the browser holds nothing of it."""

import pytest
from fastapi import FastAPI
from sqlalchemy import delete

from app.security import cookie_name
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


@pytest.mark.parametrize("form", FormName)
async def test_send_says_that_nothing_was_sent_where_only_the_draft_is_gone(
    visitor: ByHttp, form: str
) -> None:
    """Sent more than an hour ago, or cookies gone: a page of this session is still open."""
    await opens_the_form(visitor, form)
    token = visitor.token()
    visitor.client.cookies.delete(cookie_name(f"draft-{form}", tls=False))
    visitor.page = await visitor.client.post(f"/{form}/send", data={"csrf": token})
    words = await visitor.reads()
    assert visitor.page.status_code == 404
    assert "Nothing was sent just now This browser no longer holds what was written." in words
    assert "If you sent it before, we have it. You were shown a reference then." in words
    assert "0300 126 7000" in words
    links = {link.text_content().strip(): link.get("href") for link in visitor.tree().iter("a")}
    assert links["Enter your code"] == "/resume"
    assert links["Start again from the beginning"] == f"/{form}"


async def test_send_again_after_the_copy_is_removed_does_not_leave_its_writer_in_doubt(
    visitor: ByHttp,
) -> None:
    await tells_of_a_worry(visitor)
    await sends(visitor)
    token = visitor.token()
    await visitor.client.post("/community/copy/remove", data={"csrf": token})
    visitor.page = await visitor.client.post("/community/send", data={"csrf": token})
    assert "If you sent it before, we have it." in await visitor.reads()


@pytest.mark.parametrize("form", PRIVATE)
async def test_send_says_none_of_it_once_somebody_left_or_to_who_opens_a_link(
    visitor: ByHttp, form: str
) -> None:
    await visitor.goes_to(f"/{form}")
    never = await visitor.reads()
    await opens_the_form(visitor, form)
    token = visitor.token()
    await visitor.client.get("/exit")
    visitor.page = await visitor.client.post(f"/{form}/send", data={"csrf": token})
    assert visitor.page.status_code == 403
    assert "sent just now" not in await visitor.reads()
    await visitor.goes_to(f"/{form}/send")
    assert (await visitor.path(), await visitor.reads()) == (f"/{form}", never)


async def test_a_program_that_fills_in_every_field_reads_that_a_form_is_over(
    app: FastAPI, visitor: ByHttp
) -> None:
    await opens_the_form(visitor, "community")
    token = visitor.token()
    async with app.state.shop.desk.database.transaction() as connection:
        await connection.execute(delete(drafts))
    data = {"csrf": token, "website": "https://x.example"}
    visitor.page = await visitor.client.post("/community/send", data=data)
    assert (await visitor.reads()).startswith("This has not been sent")


@pytest.mark.parametrize("form", ["professional", "family", "community"])
async def test_removing_somebody_leads_where_other_later_pages_do(visitor: ByHttp, form: str) -> None:
    await visitor.goes_to(f"/{form}")
    never = await visitor.reads()
    await opens_the_form(visitor, form)
    visitor.client.cookies.clear()
    visitor.page = await visitor.client.get(f"/{form}/children/zzzzzz/remove", follow_redirects=True)
    words = await visitor.reads()
    if form == "professional":
        assert TITLE in words
    else:
        assert (await visitor.path(), words) == (f"/{form}", never)


async def test_removing_somebody_from_what_was_sent_shows_the_reference(visitor: ByHttp) -> None:
    await tells_of_a_worry(visitor)
    told = await sends(visitor)
    await visitor.goes_to("/community/children/zzzzzz/remove")
    assert told.reference in await visitor.reads()
    answer = await visitor.client.get("/community/nobody/zzzzzz/remove")
    assert answer.status_code == 404


async def test_remove_pressed_where_the_draft_is_gone_leads_there_too(visitor: ByHttp) -> None:
    for form, status in (("community", 303), ("professional", 404)):
        await opens_the_form(visitor, form)
        token = visitor.token()
        visitor.client.cookies.delete(cookie_name(f"draft-{form}", tls=False))
        visitor.page = await visitor.client.post(f"/{form}/children/zzzzzz/remove", data={"csrf": token})
        assert visitor.page.status_code == status
        assert "Page not found" not in visitor.page.text
