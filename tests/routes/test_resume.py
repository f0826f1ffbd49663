"""Coming back by a code: on any device, told of a slip, and told nothing where the code opens nothing."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import html5lib
import pytest
import time_machine
from fastapi import FastAPI

from app.references import write_resume_code
from app.routes.request.shop import Shop
from app.routes.request.tries import Tries
from app.security import Attempts
from tests.outages import NOWHERE, served_by
from tests.people import ByHttp, asks_for_a_code, comes_back, opens_the_form, sends, tells_of_a_worry

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
UNKNOWN = write_resume_code(2**112)
WORRY = "Canary-2d91: shouting through the wall every night"
OPENS_NOTHING = "We cannot open anything with this code"


@pytest.fixture
async def code(visitor: ByHttp) -> str:
    await tells_of_a_worry(visitor, WORRY)
    return await asks_for_a_code(visitor)


async def bare(person: ByHttp) -> tuple[int, str]:
    """An answer without what somebody typed, and without the token."""
    assert person.page
    text = re.sub(r'name="csrf" value="[^"]*"', "", person.page.text)
    return person.page.status_code, re.sub(r"<textarea.*?</textarea>", "", text, flags=re.DOTALL)


async def test_a_code_brings_everything_to_another_device(code: str, elsewhere: ByHttp) -> None:
    await comes_back(elsewhere, code)
    assert await elsewhere.path() == "/community/check"
    assert WORRY in await elsewhere.reads()
    told = await sends(elsewhere)
    assert told.reference


async def test_a_private_form_is_held_for_the_session_alone(code: str, elsewhere: ByHttp) -> None:
    await elsewhere.goes_to("/resume")
    data = {"csrf": elsewhere.token(), "code": code}
    answer = await elsewhere.client.post("/resume", data=data)
    cookies = answer.headers.get_list("set-cookie")
    assert [cookie.partition("=")[0] for cookie in cookies] == ["draft-community"]
    assert "Max-Age" not in cookies[0]
    assert "HttpOnly" in cookies[0]


@pytest.mark.parametrize(
    "change", [str.lower, lambda code: code.replace(" ", ""), lambda code: f"code: {code}"]
)
async def test_a_code_may_be_typed_as_people_type(code: str, elsewhere: ByHttp, change: object) -> None:
    assert callable(change)
    await comes_back(elsewhere, change(code))
    assert await elsewhere.path() == "/community/check"


async def test_a_slip_is_told_with_its_group_and_what_was_typed_stays(code: str, elsewhere: ByHttp) -> None:
    groups = code.split()
    other = "C" if groups[2][0] != "C" else "D"
    wrong = " ".join([*groups[:2], other + groups[2][1:], *groups[3:]])
    await comes_back(elsewhere, wrong)
    assert "Check group 3 of your code" in await elsewhere.reads()
    assert elsewhere.page
    assert elsewhere.page.status_code == 422
    assert wrong in elsewhere.page.text
    both = " ".join(
        [other + groups[0][1:] if groups[0][0] != other else "7" + groups[0][1:], *wrong.split()[1:]]
    )
    await comes_back(elsewhere, both)
    assert "Check groups 1, 3 of your code" in await elsewhere.reads()


async def test_where_every_group_is_wrong_it_is_another_code(code: str, elsewhere: ByHttp) -> None:
    await comes_back(elsewhere, " ".join(f"{'CD'[group[0] == 'C']}{group[1:]}" for group in code.split()))
    words = await elsewhere.reads()
    assert OPENS_NOTHING in words
    assert "30 letters" not in words


async def test_a_code_of_the_wrong_length_says_how_many_were_typed(elsewhere: ByHttp) -> None:
    await comes_back(elsewhere, UNKNOWN[:12])
    assert "it has 30 letters and numbers, and this has 11" in await elsewhere.reads()


async def test_a_blank_code_is_asked_for(elsewhere: ByHttp) -> None:
    await comes_back(elsewhere, "")
    assert "Enter your code" in await elsewhere.reads()


async def test_wrong_replaced_sent_and_expired_codes_look_alike(
    code: str, visitor: ByHttp, elsewhere: ByHttp
) -> None:
    await comes_back(elsewhere, UNKNOWN)
    wrong = await bare(elsewhere)
    assert wrong[0] == 422
    assert OPENS_NOTHING in wrong[1]
    with time_machine.travel(datetime.now(UTC) + timedelta(days=15), tick=False):
        await comes_back(elsewhere, code)
        assert await bare(elsewhere) == wrong, "expired"
    await visitor.goes_to("/community/code")
    await visitor.chooses("Show me a new code")
    await comes_back(elsewhere, code)
    assert await bare(elsewhere) == wrong, "replaced"
    newer = await asks_again(visitor)
    await visitor.goes_to("/community/check")
    await sends(visitor)
    await comes_back(elsewhere, newer)
    assert await bare(elsewhere) == wrong, "sent"
    assert WORRY not in wrong[1]


async def asks_again(visitor: ByHttp) -> str:
    await visitor.goes_to("/community/check")
    await visitor.chooses("Save and come back later")
    await visitor.chooses("Show my code again")
    return " ".join(re.findall(r"\b[2-9C-X]{6}\b", await visitor.reads()))


async def test_a_link_takes_only_the_code_of_its_draft_and_a_wrong_link_looks_like_a_wrong_code(
    code: str, elsewhere: ByHttp
) -> None:
    await comes_back(elsewhere, code, "/resume/abcdefghijklmnopqrstuv")
    wrong_link = await bare(elsewhere)
    await comes_back(elsewhere, UNKNOWN, "/resume/abcdefghijklmnopqrstuv")
    assert await bare(elsewhere) == wrong_link
    assert OPENS_NOTHING in wrong_link[1]
    assert not any(name.startswith("draft") for name in elsewhere.client.cookies)


@pytest.fixture
def few(app: FastAPI) -> Iterator[None]:
    """A portal that hears twelve wrong codes of a visitor in an hour."""
    shop: Shop = app.state.shop
    app.state.shop = replace(shop, tries=Tries(resume_codes=Attempts(of_one=None, of_visitor=12)))
    yield
    app.state.shop = shop


@pytest.mark.usefixtures("few")
async def test_guessing_ends_for_one_visitor_and_says_so(code: str, elsewhere: ByHttp) -> None:
    for _ in range(12):
        await comes_back(elsewhere, UNKNOWN)
        assert OPENS_NOTHING in await elsewhere.reads()
    await comes_back(elsewhere, code)
    assert elsewhere.page
    assert elsewhere.page.status_code == 429
    assert "Too many tries" in await elsewhere.reads()


async def test_whoever_guesses_from_however_many_networks_keeps_nobody_else_out(
    app: FastAPI, code: str, elsewhere: ByHttp
) -> None:
    """One machine has thousands of them: a /48 of IPv6 is 65,536."""
    shop: Shop = app.state.shop
    for number in range(20_001):
        shop.tries.resume_codes.count("", f"2001:db8:1:{number:x}::")
    await comes_back(elsewhere, code)
    assert await elsewhere.path() == "/community/check"


@pytest.mark.usefixtures("few")
async def test_right_codes_and_slips_are_not_counted(code: str, elsewhere: ByHttp) -> None:
    for _ in range(15):
        await comes_back(elsewhere, code[:-1])
        await comes_back(elsewhere, code)
        assert await elsewhere.path() == "/community/check"


async def test_another_draft_in_this_browser_is_not_lost_unasked(code: str, elsewhere: ByHttp) -> None:
    await opens_the_form(elsewhere)
    await elsewhere.says(worry="Another worry")
    await comes_back(elsewhere, code)
    assert elsewhere.page
    assert elsewhere.page.status_code == 409
    words = await elsewhere.reads()
    assert "This browser already holds another form of this kind" in words
    assert WORRY not in words
    held = elsewhere.page
    await elsewhere.goes_to("/community/worry")
    assert "Another worry" in await elsewhere.reads()
    elsewhere.page = held
    await elsewhere.chooses("Open mine, and forget the other one here")
    assert WORRY in await elsewhere.reads()


async def test_the_same_draft_in_this_browser_asks_nothing(code: str, visitor: ByHttp) -> None:
    await comes_back(visitor, code)
    assert await visitor.path() == "/community/check"


async def test_a_database_that_is_away_keeps_what_was_typed(
    app: FastAPI, code: str, elsewhere: ByHttp
) -> None:
    await elsewhere.goes_to("/resume")
    async with served_by(app, NOWHERE):
        await elsewhere.says(code=code)
        assert elsewhere.page
        assert elsewhere.page.status_code == 503
        assert code in elsewhere.page.text
    await elsewhere.says(code=code)
    assert await elsewhere.path() == "/community/check"


@pytest.mark.parametrize("token", [None, "", "nonsense"])
async def test_nothing_is_opened_without_the_token(code: str, elsewhere: ByHttp, token: str | None) -> None:
    await elsewhere.goes_to("/resume")
    data = {"code": code} | ({} if token is None else {"csrf": token})
    answer = await elsewhere.client.post("/resume", data=data)
    assert answer.status_code == 403
    assert not answer.headers.get_list("set-cookie")


async def test_the_page_is_valid_in_each_state(code: str, elsewhere: ByHttp) -> None:
    for typed in (None, "", code[:-1], UNKNOWN, code):
        await elsewhere.goes_to("/resume")
        if typed is not None:
            await elsewhere.says(code=typed)
        assert elsewhere.page
        tree = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(elsewhere.page.text)
        assert len(list(tree.iter("h1"))) == 1


async def test_words_typed_into_a_form_that_is_gone_can_still_be_saved_by_the_code(
    code: str, visitor: ByHttp, elsewhere: ByHttp
) -> None:
    await comes_back(elsewhere, code)
    await elsewhere.goes_to("/community/worry")
    tab = replace(elsewhere)
    elsewhere.client.cookies.clear()
    await elsewhere.says(worry="Typed while the form was gone")
    assert "The rest of this form is no longer here" in await elsewhere.reads()
    await tab.goes_to("/resume")
    await tab.says(code=code)
    await elsewhere.says(worry="Typed while the form was gone")
    if elsewhere.page and elsewhere.page.status_code in {403, 422}:
        await elsewhere.says(worry="Typed while the form was gone")
    await tab.goes_to("/community/check")
    assert "Typed while the form was gone" in await tab.reads()
    await visitor.goes_to("/community/worry")
    assert "Typed while the form was gone" in await visitor.reads()
