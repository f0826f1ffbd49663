"""What every answer carries, and what no request can do."""

from dataclasses import replace

import httpx
import pytest
from fastapi import FastAPI

from app.forms.pages import Form
from app.routes.shop import Shop
from app.security import HEADERS
from tests.people import ByHttp

PATHS = (
    "/",
    "/professional",
    "/family/danger",
    "/status",
    "/nothing",
    "/healthz",
    "/readyz",
    "/static/icon.svg",
)


@pytest.mark.parametrize("path", [*PATHS, "/static/portal.css", "/static/nothing.css"])
async def test_every_answer_carries_the_headers(client: httpx.AsyncClient, path: str) -> None:
    answer = await client.get(path)
    for name, value in HEADERS.items():
        if name != "cache-control":
            assert answer.headers[name] == value, name
    assert answer.headers["cache-control"] in {
        HEADERS["cache-control"],
        "public, max-age=31536000, immutable",
    }


@pytest.mark.parametrize("path", ["/docs", "/redoc", "/openapi.json"])
async def test_no_interface_documentation_is_served(client: httpx.AsyncClient, path: str) -> None:
    assert (await client.get(path)).status_code == 404


async def test_a_page_larger_than_any_form_is_refused(visitor: ByHttp) -> None:
    await visitor.goes_to("/community/danger")
    data = {"csrf": visitor.token(), "danger": "n" * 3_000_000}
    answer = await visitor.client.post("/community/danger", data=data)
    assert answer.status_code == 413
    assert "0300 126 7000" in answer.text


@pytest.mark.parametrize("extra", [{"status": "x", "reference": "NN-7K4M-9QXR", "route": "early-help"}])
async def test_fields_nobody_asked_for_have_no_effect(visitor: ByHttp, extra: dict[str, str]) -> None:
    await visitor.goes_to("/community/danger")
    data = {"csrf": visitor.token(), "danger": ["no", "yes"], **extra}
    answer = await visitor.client.post("/community/danger", data=data)
    assert answer.headers["location"] == "/community/urgent"


async def test_too_many_fields_are_refused(visitor: ByHttp) -> None:
    await visitor.goes_to("/community/danger")
    data = {f"field{number}": "" for number in range(2000)}
    answer = await visitor.client.post("/community/danger", data=data)
    assert answer.status_code == 400
    assert "We could not read that" in answer.text


async def test_a_file_is_not_taken(visitor: ByHttp) -> None:
    await visitor.goes_to("/community/danger")
    answer = await visitor.client.post("/community/danger", files={"danger": b"no"})
    assert answer.status_code == 400


async def test_one_answer_too_long_names_its_question_and_keeps_the_words(visitor: ByHttp) -> None:
    await visitor.goes_to("/community/danger")
    await visitor.says(danger="no")
    await visitor.says(urgent_today="no")
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


@pytest.mark.parametrize("path", ["/community/send", "/community/children/abcdef/remove", "/status"])
@pytest.mark.parametrize("token", [None, "", "nonsense"])
async def test_nothing_changes_without_the_token(visitor: ByHttp, path: str, token: str | None) -> None:
    await visitor.goes_to("/community/danger")
    data = {} if token is None else {"csrf": token}
    assert (await visitor.client.post(path, data=data)).status_code == 403


async def test_cookies_are_for_the_server_alone(visitor: ByHttp) -> None:
    await visitor.goes_to("/community/danger")
    assert visitor.page
    first = visitor.page.headers.get_list("set-cookie")
    answer = await visitor.client.post("/community/danger", data={"csrf": visitor.token(), "danger": "no"})
    given = [*first, *answer.headers.get_list("set-cookie")]
    assert [cookie.partition("=")[0] for cookie in given] == ["session", "draft-community"]
    for cookie in given:
        assert "HttpOnly" in cookie
        assert "SameSite=lax" in cookie
        assert "Path=/" in cookie
        assert "Max-Age" not in cookie


async def test_a_title_names_nobody(visitor: ByHttp) -> None:
    await visitor.goes_to("/family/danger")
    await visitor.says(danger="no")
    await visitor.says(urgent_today="no")
    await visitor.says(worry="Alone at night")
    await visitor.says(first_name="Zanzibar", last_name="Marmalade")
    assert "How old is Zanzibar Marmalade?" in await visitor.reads()
    assert visitor.tree().findtext(".//title").startswith("How old is this child?")


@pytest.mark.parametrize("charset", ["undefined", "utf-16", "unicode_escape"])
async def test_another_alphabet_than_utf_8_is_refused(visitor: ByHttp, charset: str) -> None:
    headers = {"content-type": f"multipart/form-data; boundary=x; charset={charset}"}
    answer = await visitor.client.post("/community/danger", content=b"--x--", headers=headers)
    assert answer.status_code == 400
