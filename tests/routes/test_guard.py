"""An answer that is too long, a fault of ours, a title: what a page then says, and what it never does."""

from dataclasses import replace

import httpx
import pytest
from fastapi import FastAPI

from app.forms.pages import Form
from app.routes.request.shop import Shop
from app.security import HEADERS
from tests.people import ByHttp, opens_the_form


async def test_one_answer_too_long_names_its_question_and_keeps_the_words(visitor: ByHttp) -> None:
    await opens_the_form(visitor)
    await visitor.says(worry="w" * 20_001)
    assert "Your answer to ‘What worries you?’ is too long" in await visitor.reads()
    assert visitor.page
    assert "w" * 20_001 in visitor.page.text


async def test_ready_says_when_a_hub_key_is_missing(client: httpx.AsyncClient) -> None:
    answer = await client.get("/readyz")
    assert answer.json() == {"database": "ok", "hub-key": "ok"}


class Broken(dict[str, Form]):
    """Forms that fail in a way nobody foresaw."""

    def __contains__(self, key: object) -> bool:
        raise AttributeError(key)


async def test_a_fault_of_ours_is_a_calm_page_with_the_headers(
    app: FastAPI, visitor: ByHttp, capfd: pytest.CaptureFixture[str]
) -> None:
    await visitor.goes_to("/community/danger")
    data = {"csrf": visitor.token(), "danger": "no", "worry": "zanzibar-marmalade"}
    shop: Shop = app.state.shop
    app.state.shop = replace(shop, desk=replace(shop.desk, forms=Broken()))
    answer = await visitor.client.post("/community/danger", data=data)
    assert answer.status_code == 500
    assert "Something has gone wrong here" in answer.text
    assert "0300 126 7000" in answer.text
    assert answer.headers["content-security-policy"] == HEADERS["content-security-policy"]
    said = "".join(capfd.readouterr())
    assert "AttributeError" in said
    assert "marmalade" not in said


async def test_a_key_is_given_once_for_a_session_and_each_time_for_a_period(visitor: ByHttp) -> None:
    """Once given to a session it is not given again, so that no page on its way brings back what was left."""
    for slug, given in (
        ("community", ["draft-community", None]),
        ("professional", ["draft-professional"] * 2),
    ):
        await visitor.goes_to(f"/{slug}/danger")
        names = []
        for answer in ({"danger": "no"}, {"urgent_today": "no"}):
            await visitor.says(**answer)
            assert visitor.page
            cookies = [one for page in visitor.page.history for one in page.headers.get_list("set-cookie")]
            names.append(cookies[0].partition("=")[0] if cookies else None)
        assert names == given


async def test_a_title_names_nobody(visitor: ByHttp) -> None:
    await opens_the_form(visitor, "family")
    await visitor.says(worry="Alone at night")
    await visitor.says(first_name="Zanzibar", last_name="Marmalade")
    assert "How old is Zanzibar Marmalade?" in await visitor.reads()
    assert visitor.tree().findtext(".//title").startswith("How old is this child?")
