"""A program that begins form after form fills no disk, and keeps nobody else from writing."""

from dataclasses import replace

import httpx
import pytest
from fastapi import FastAPI
from sqlalchemy import func, select

from app.routes.request.tries import Tries
from app.security import Attempts
from app.storage.tables import drafts
from tests.people import ByHttp, opens_the_form

MOST = 3


@pytest.fixture(autouse=True)
def small(app: FastAPI) -> None:
    app.state.shop = replace(app.state.shop, tries=Tries(beginning=Attempts(of_one=None, of_visitor=MOST)))


async def kept(app: FastAPI) -> int:
    async with app.state.shop.desk.database.single() as connection:
        return int((await connection.execute(select(func.count()).select_from(drafts))).scalar_one())


async def begins(person: ByHttp, danger: str = "no") -> httpx.Response:
    """Begins a form with a browser that has none."""
    person.client.cookies.clear()
    await person.goes_to("/community/danger")
    typed = {"csrf": person.token(), "danger": danger}
    return await person.client.post("/community/danger", data=typed)


async def test_beyond_the_most_nothing_more_is_stored_and_what_was_typed_comes_back(
    app: FastAPI, visitor: ByHttp
) -> None:
    answers = [await begins(visitor) for _ in range(MOST + 2)]
    assert [one.status_code for one in answers] == [303] * MOST + [503] * 2
    assert await kept(app) == MOST
    assert "0300 126 7000" in answers[-1].text
    assert 'value="no" checked' in answers[-1].text


async def test_a_key_that_opens_nothing_begins_no_more_either(app: FastAPI, visitor: ByHttp) -> None:
    for _ in range(MOST):
        await begins(visitor)
    visitor.client.cookies.set("draft-community", "A" * 43)
    typed = {"csrf": visitor.token(), "danger": "no"}
    answer = await visitor.client.post("/community/danger", data=typed)
    assert answer.status_code in {403, 503}
    assert await kept(app) == MOST


async def test_whoever_has_begun_goes_on(app: FastAPI, visitor: ByHttp) -> None:
    await opens_the_form(visitor)
    for _ in range(MOST):
        app.state.shop.tries.beginning.count("", "127.0.0.1")
    await visitor.says(worry="Shouting at night")
    assert visitor.page
    assert visitor.page.status_code == 200
    assert await visitor.path() != "/community/worry"
