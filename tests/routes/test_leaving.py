"""Exit this page: where it is offered, and that it takes the browser's keys away, whoever asks from our own pages."""

import re
from random import Random

import httpx
import pytest
from fastapi import FastAPI

from app.forms.walking.walk import walk
from app.routes.request.shop import Shop
from app.services.desk import today
from tests.drafted import has_filled_in, whole
from tests.people import ByHttp, sends, tells_of_a_worry
from tests.wandering.browsers import Pen, Sheet

ELSEWHERE = "https://www.bbc.co.uk/weather"
OFFERED = (
    "/family/danger",
    "/community/danger",
    "/young-person/danger",
    "/allegation/danger",
    "/status",
    "/resume",
    "/help",
    "/help/referred",
)
NOT_OFFERED = ("/", "/family", "/professional", "/professional/danger")
WORRY = "He is alone in the evenings."


def given_back(answer: httpx.Response) -> set[str]:
    """The cookies that an answer deletes."""
    return {one.partition("=")[0] for one in answer.headers.get_list("set-cookie") if "Max-Age=0" in one}


async def begins(visitor: ByHttp) -> None:
    await visitor.goes_to("/community/danger")
    await visitor.says(danger="no")
    await visitor.says(urgent_today="no")
    await visitor.says(worry=WORRY)


@pytest.mark.parametrize("path", [*OFFERED, *NOT_OFFERED])
async def test_it_is_on_every_page_that_somebody_may_be_looking_at(visitor: ByHttp, path: str) -> None:
    await visitor.goes_to(path)
    links = [link for link in visitor.tree().iter("a") if link.get("href") == "/exit"]
    assert [" ".join(link.text_content().split()) for link in links] == (
        ["Exit this page", "Emergency Exit this page"] if path in OFFERED else []
    )


@pytest.mark.parametrize("form", ["family", "community", "young-person", "allegation"])
async def test_where_it_is_said_to_be_it_is(visitor: ByHttp, form: str) -> None:
    await visitor.goes_to(f"/{form}/leaving")
    assert "on this page, and on every page after it" in await visitor.reads()
    for path in (f"/{form}/leaving", f"/{form}/danger"):
        await visitor.goes_to(path)
        assert [link for link in visitor.tree().iter("a") if link.get("href") == "/exit"]


@pytest.mark.parametrize(
    ("said", "forgets"),
    [({}, True), ({"sec-fetch-site": "same-origin"}, True)]
    + [({"sec-fetch-site": site}, False) for site in ("cross-site", "same-site", "none")],
)
async def test_the_keys_go_only_where_it_was_our_page_that_asked(
    visitor: ByHttp, said: dict[str, str], forgets: bool
) -> None:
    await begins(visitor)
    answer = await visitor.client.get("/exit", headers=said, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, ELSEWHERE)
    await visitor.goes_to("/community/worry")
    assert (WORRY not in await visitor.reads()) is forgets
    assert ("draft-community" in given_back(answer)) is forgets


async def test_what_was_sent_is_not_shown_again_either(visitor: ByHttp) -> None:
    await tells_of_a_worry(visitor)
    told = await sends(visitor)
    await visitor.client.get("/exit", follow_redirects=False)
    answer = await visitor.client.get("/community/sent")
    assert answer.status_code == 404
    assert told.code not in answer.text


async def test_a_professionals_draft_stays(visitor: ByHttp) -> None:
    await visitor.goes_to("/professional/danger")
    await visitor.says(danger="no")
    answer = await visitor.client.get("/exit", follow_redirects=False)
    assert not [name for name in given_back(answer) if "professional" in name]
    await visitor.goes_to("/professional")
    assert "Continue where you left off" in await visitor.reads()


async def test_what_was_typed_is_kept_behind_their_back_and_no_key_comes_back(
    app: FastAPI, visitor: ByHttp
) -> None:
    await begins(visitor)
    path = await visitor.path()
    key = visitor.client.cookies["draft-community"]
    data = {"csrf": visitor.token(), "first_name": "Jade", "then": "exit"}
    answer = await visitor.client.post(path, data=data, follow_redirects=False)
    assert (answer.status_code, answer.content) == (204, b"")
    assert "draft-community" in given_back(answer)
    assert "draft-community" not in visitor.client.cookies
    visitor.client.cookies.set("draft-community", key)
    shop: Shop = app.state.shop
    assert "Jade" in (await visitor.client.get(path)).text
    assert shop.desk.council.exit_to == ELSEWHERE


async def test_how_to_leave_is_said_before_the_first_page_and_only_then(visitor: ByHttp) -> None:
    await visitor.goes_to("/family")
    await visitor.chooses("Start now")
    assert await visitor.path() == "/family/leaving"
    words = await visitor.reads()
    assert "press the Shift key three times" in words
    assert "Your browser’s history still says that you came here" in words
    await visitor.chooses("Continue")
    await visitor.says(danger="no")
    await visitor.goes_to("/family")
    assert [link for link in visitor.tree().iter("a") if link.get("href") == "/exit"]
    await visitor.goes_to("/family/leaving")
    assert await visitor.path() == "/family/urgent"
    await visitor.goes_to("/professional/leaving")
    assert await visitor.path() == "/professional/danger"


REMEMBERED = "//*[@autocomplete and @autocomplete != 'off']"
AT_LENGTH = "//main//form//textarea"
"""What Firefox keeps with its session on the disk, unless the field itself says not to: its form does not count."""
WRITTEN_IN = "//main//form[.//input[@type != 'hidden' and @type != 'radio'] or .//textarea]"


@pytest.mark.parametrize("slug", ["family", "community", "young-person", "allegation"])
async def test_no_browser_remembers_what_is_typed_and_each_page_is_kept_before_it_is_left(
    app: FastAPI, visitor: ByHttp, slug: str
) -> None:
    shop: Shop = app.state.shop
    pen, chance = Pen(shop.desk.forms), Random(slug)  # noqa: S311
    path = f"/{slug}/danger"
    for _ in range(60):
        await visitor.goes_to(path)
        assert visitor.page
        sheet = Sheet(path, 200, visitor.page.text)
        assert (sheet.form.get("autocomplete"), sheet.form.get("data-keeps")) == ("off", ""), path
        assert not visitor.tree().xpath(REMEMBERED), path
        assert all(field.get("autocomplete") == "off" for field in visitor.tree().xpath(AT_LENGTH)), path
        typed = pen.fills_in(slug, sheet, chance, 0)
        answer = await visitor.client.post(path, data={**sheet.hidden, **typed}, follow_redirects=False)
        path = answer.headers.get("location", path)
        if path.endswith("/check"):
            break
    assert path == f"/{slug}/check"
    await visitor.goes_to(path)
    assert visitor.tree().xpath("//*[@data-module = 'govuk-exit-this-page']")


@pytest.mark.parametrize("path", ["/status", "/status/number", "/resume"])
async def test_no_browser_remembers_a_reference_or_a_code(visitor: ByHttp, path: str) -> None:
    await visitor.goes_to(path)
    forms = visitor.tree().xpath(WRITTEN_IN)
    assert [form.get("autocomplete") for form in forms] == ["off"]
    assert not visitor.tree().xpath(REMEMBERED)


async def test_a_page_written_at_work_is_not_kept_behind_anybodys_back(visitor: ByHttp) -> None:
    await visitor.goes_to("/professional/danger")
    assert not visitor.tree().xpath("//*[@data-keeps or @data-module = 'govuk-exit-this-page']")


WRITTEN = ("text", "tel", "email")
OF_THE_WRITER = frozenset({"name", "organization", "organization-title", "email", "tel"})
"""What a browser may offer where somebody writes of themselves at work."""


async def test_a_browser_at_work_keeps_no_line_that_is_about_others(app: FastAPI, visitor: ByHttp) -> None:
    """Firefox and Chromium write each line of a form on the disk, and offer it to whoever sits there next."""
    shop: Shop = app.state.shop
    answers = whole("professional")
    await has_filled_in(visitor.client, app, "professional", answers)
    steps = walk(shop.desk.form("professional"), answers, today()).steps
    lines = []
    for step in steps:
        await visitor.goes_to(f"/professional/{step.path}")
        lines += visitor.tree().xpath("//main//form//input[@type != 'hidden' and not(@list)]")
    kept = {one.get("name"): one.get("autocomplete") for one in lines if one.get("type") in WRITTEN}
    assert len(kept) > 30
    parts = re.compile(r"-(day|month|year)$")
    known = {"off", *OF_THE_WRITER}
    assert not [name for name, says in kept.items() if says not in known and not parts.search(name)]
    assert kept["your_email"] == "email"
