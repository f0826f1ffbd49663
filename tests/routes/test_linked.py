"""A contact that follows an allegation: its reference is filled in from the browser's own cookie, to be looked at."""

import httpx
import pytest
from fastapi import FastAPI

from tests.people import ByHttp, Told, opens_the_form, sends, tells_of_a_coach, tells_of_a_worry

FIELD = "linked_reference"
FILLED_IN = "We have filled in the reference"


@pytest.fixture
async def told(visitor: ByHttp) -> Told:
    await tells_of_a_coach(visitor)
    return await sends(visitor)


async def comes_to_the_question(visitor: ByHttp) -> str:
    """Begins a professional contact, and gives what its field holds when it is first shown."""
    await opens_the_form(visitor, "professional")
    await visitor.says(kind="significant-harm")
    await visitor.says(concerns=["physical-abuse"])
    await visitor.says(level="not-sure", own_agency="no")
    await visitor.says(social_worker="no")
    return held(visitor)


def held(visitor: ByHttp) -> str:
    value: str = visitor.tree().forms[0].fields[FIELD]
    return value


async def test_the_reference_of_what_was_just_sent_is_filled_in_and_never_in_an_address(
    visitor: ByHttp, told: Told
) -> None:
    assert await comes_to_the_question(visitor) == told.reference
    assert FILLED_IN in await visitor.reads()
    await visitor.says(spoke="no")
    assert visitor.page
    addresses = [str(one.url) for one in (*visitor.page.history, visitor.page)]
    assert not [one for one in addresses if told.reference in one]
    await visitor.goes_to("/professional/called-already")
    assert held(visitor) == told.reference
    assert FILLED_IN not in await visitor.reads()
    await visitor.goes_to("/professional/check")
    assert told.reference in await visitor.reads()


async def test_the_community_form_holds_it_too(visitor: ByHttp, told: Told) -> None:
    await tells_of_a_worry(visitor)
    assert told.reference in await visitor.reads()


async def test_who_clears_it_is_not_asked_again(visitor: ByHttp, told: Told) -> None:
    assert await comes_to_the_question(visitor) == told.reference
    await visitor.says(**{"spoke": "no", FIELD: ""})
    await visitor.goes_to("/professional/called-already")
    assert held(visitor) == ""


async def test_nobody_else_is_shown_it(app: FastAPI, told: Told) -> None:
    transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8000") as client:
        somebody = ByHttp("http://127.0.0.1:8000", client)
        assert await comes_to_the_question(somebody) == ""
        assert told.reference not in await somebody.reads()


async def test_what_is_no_reference_warns_once_and_goes_on(visitor: ByHttp) -> None:
    assert await comes_to_the_question(visitor) == ""
    await visitor.says(**{"spoke": "no", FIELD: "the one of Monday"})
    assert "does not look like a reference" in await visitor.reads()
    assert held(visitor) == "the one of Monday"
    await visitor.chooses("Continue")
    assert await visitor.path() != "/professional/called-already"
