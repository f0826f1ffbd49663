"""Help pages as a browser gets them: each is there for each council, can be left at once, and is led to."""

from pathlib import Path
from urllib.parse import urlsplit

import html5lib
import httpx
import pytest
from fastapi import FastAPI

from app.help.catalogue import ARTICLES
from app.portal import portal
from app.profiles.loading import load_profile
from app.profiles.model import Profile
from app.routes.request.shop import Shop
from app.settings import Settings
from tests.people import ByHttp, sees_progress, sends, tells_of_a_worry

SANDSHIRE = str(Path(__file__).parents[1] / "profiles" / "sandshire.toml")
DOORS = ("/professional", "/family", "/community", "/young-person", "/allegation", "/help/referred")
"""Where the six kinds of visitor begin."""


def links(visitor: ByHttp, within: str = "body") -> list[str]:
    return [str(link.get("href")) for part in visitor.tree().iter(within) for link in part.iter("a")]


@pytest.mark.parametrize("profile", ["northamptonshire", "barnet", SANDSHIRE])
async def test_every_help_page_is_there_with_its_numbers_for_every_council(
    settings: Settings, profile: str
) -> None:
    council = load_profile(profile)
    built = portal(settings.model_copy(update={"profile": profile}))
    async with built.router.lifespan_context(built):
        transport = httpx.ASGITransport(app=built)
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8000") as client:
            visitor = ByHttp("http://127.0.0.1:8000", client)
            await visitor.goes_to("/help")
            listed = [href for href in links(visitor, "main") if href.startswith("/help/")]
            assert listed == [f"/help/{slug}" for slug in ARTICLES]
            for path in ("/help", *listed):
                await visitor.goes_to(path)
                html5lib.HTMLParser(strict=True).parse((await client.get(path)).text)
                words = visitor.tree().text_content()
                assert "{" not in words, path
                assert council.telephone.emergency.number in words, path
                assert any(href.startswith("tel:") for href in links(visitor)), path
                assert [href for href in links(visitor) if href == "/exit"], path
                headings = [len(list(visitor.tree().iter(tag))) for tag in ("h1", "main")]
                assert headings == [1, 1], path


async def test_a_help_page_is_kept_by_no_browser_and_costs_no_turn(client: httpx.AsyncClient) -> None:
    answer = await client.get("/help/information")
    assert answer.headers["cache-control"] == "no-store"
    assert (await client.get("/help/nothing")).status_code == 404


async def test_each_kind_of_visitor_has_a_door_and_999_comes_before_them(caller: ByHttp) -> None:
    await caller.goes_to("/")
    doors = [href for href in links(caller, "main") if href.startswith("/")]
    assert sorted(doors) == sorted((*DOORS, "/resume", "/status"))
    words = caller.tree().text_content()
    assert words.index("999") < words.index("Who are you?") < words.index("I am a parent or carer")
    for door in doors:
        assert (await caller.client.get(door)).status_code == 200


async def test_where_a_worry_can_be_talked_over_the_number_is_a_link_and_its_hours_stand_beside_it(
    council: Profile, caller: ByHttp
) -> None:
    await caller.goes_to("/help/before-you-refer")
    words = " ".join(caller.tree().text_content().split())
    line = council.telephone.consultation
    assert ("talk it over on" in words) is bool(line)
    if line:
        assert f"tel:{line.number.replace(' ', '')}" in links(caller, "main")
        assert "When it is open: Monday to Friday, 11am to midday" in words


async def test_the_foot_of_every_page_leads_to_help(visitor: ByHttp) -> None:
    await visitor.goes_to("/family/danger")
    footer = [urlsplit(href).path for href in links(visitor, "footer") if href.startswith("/")]
    assert footer == [
        "/status",
        *("/help", "/help/information", "/help/complain", "/help/accessibility", "/help/cookies"),
    ]
    for path in footer:
        assert (await visitor.client.get(path)).status_code == 200


async def test_help_is_named_where_it_matters(visitor: ByHttp) -> None:
    await visitor.goes_to("/family")
    assert "/help/information" in links(visitor, "main")
    await tells_of_a_worry(visitor)
    assert "/help/information" in links(visitor, "main")
    told = await sends(visitor)
    assert "/help/after-a-referral" in links(visitor, "main")
    await sees_progress(visitor, told, "Received by us")
    assert {"/help/after-a-referral", "/help/complain"} <= set(links(visitor, "main"))


async def test_the_page_about_cookies_names_each_that_is_set_and_no_other(
    app: FastAPI, visitor: ByHttp
) -> None:
    await visitor.goes_to("/help/cookies")
    words = await visitor.reads()
    await tells_of_a_worry(visitor)
    held = set(visitor.client.cookies)
    await sends(visitor)
    held |= set(visitor.client.cookies)
    assert held == {"session", "draft-community", "sent-community"}
    shop: Shop = app.state.shop
    assert all(f"draft-{slug}" in words for slug in shop.desk.forms)
    assert "sent-" in words
