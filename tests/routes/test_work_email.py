"""A work address: only its owner has the link sent there, and the page says nothing of whether mail arrives."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from fastapi import FastAPI
from sqlalchemy import select

from app.envelope.keys import PortalKeys, RelayKeys, new_keys
from app.envelope.sealing import unseal_address
from app.routes.request.shop import Shop
from app.storage.tables import letters
from tests.outages import NOWHERE, served_by
from tests.people import ByHttp, asks_for_a_code

ADDRESS = "a.okafor@larch-hill.example"


async def sealed(app: FastAPI, key_set: Path) -> dict[str, list[str]]:
    """What the relay would find in each letter, by kind."""
    keys = RelayKeys.load(key_set / "relay")
    async with app.state.shop.desk.database.single() as connection:
        rows = (await connection.execute(select(letters))).all()
    return {row.kind: unseal_address(row.body, keys.identities).split("\n") for row in rows}


@pytest.fixture
async def teacher(visitor: ByHttp) -> ByHttp:
    await visitor.goes_to("/professional/danger")
    await visitor.says(danger="no")
    await visitor.goes_to("/professional/work-email")
    return visitor


async def test_the_number_from_the_email_has_the_link_sent(
    app: FastAPI, teacher: ByHttp, elsewhere: ByHttp, key_set: Path
) -> None:
    await teacher.says(address=ADDRESS)
    assert f"The six-digit number that we sent to {ADDRESS}" in await teacher.reads()
    assert set(await sealed(app, key_set)) == {"number"}
    await teacher.says(number=(await sealed(app, key_set))["number"][1])
    assert "We have sent you the link" in await teacher.reads()
    address, link = (await sealed(app, key_set))["link"]
    assert address == ADDRESS
    await teacher.goes_to("/professional/urgent")
    code = await asks_for_a_code(teacher)
    await elsewhere.goes_to(link.removeprefix("http://127.0.0.1:8000"))
    await elsewhere.says(code=code)
    assert await elsewhere.path() == "/professional/urgent"


@pytest.mark.parametrize("number", ["", "12345", "abcdef"])
async def test_what_cannot_be_the_number_is_asked_for_again(teacher: ByHttp, number: str) -> None:
    await teacher.says(address=ADDRESS)
    await teacher.says(number=number)
    assert "Enter the six-digit number" in await teacher.reads()
    assert ADDRESS in await teacher.reads()


async def test_a_wrong_number_sends_nothing_and_guessing_ends(
    app: FastAPI, teacher: ByHttp, key_set: Path
) -> None:
    await teacher.says(address=ADDRESS)
    number = (await sealed(app, key_set))["number"][1]
    wrong = f"{(int(number) + 1) % 1_000_000:06}"
    for _ in range(9):
        await teacher.says(number=wrong)
        assert "That is not the number that we sent" in await teacher.reads()
    await teacher.says(number=number)
    assert teacher.page
    assert teacher.page.status_code == 429
    assert "Too many tries" in await teacher.reads()
    assert set(await sealed(app, key_set)) == {"number"}


async def test_another_address_put_into_the_page_makes_the_number_wrong(
    app: FastAPI, teacher: ByHttp, key_set: Path
) -> None:
    await teacher.says(address=ADDRESS)
    number = (await sealed(app, key_set))["number"][1]
    await teacher.says(number=number, address="someone@else.example")
    assert "That is not the number that we sent" in await teacher.reads()
    assert set(await sealed(app, key_set)) == {"number"}


@pytest.mark.parametrize(
    "typed", ["", "teacher", "a@b.example\nBcc: c@d.example", "a@b.example, c@d.example"]
)
async def test_what_is_no_address_is_told_and_stays(
    app: FastAPI, teacher: ByHttp, key_set: Path, typed: str
) -> None:
    await teacher.says(address=typed)
    assert teacher.page
    assert teacher.page.status_code == 422
    assert "Enter" in await teacher.reads()
    assert await sealed(app, key_set) == {}


async def test_the_work_address_of_the_form_is_suggested(visitor: ByHttp) -> None:
    await visitor.goes_to("/professional/danger")
    await visitor.says(danger="yes")
    await visitor.says(called_999=["yes"])
    await visitor.says(kind="not-sure")
    await visitor.says(concerns=["neglect"])
    await visitor.says(social_worker="no")
    await visitor.says(spoke="no")
    await visitor.goes_to("/professional/your-contact")
    await visitor.says(your_phone="01632 960 001", your_email=ADDRESS)
    await visitor.goes_to("/professional/work-email")
    assert dict(visitor.tree().forms[0].form_values())["address"] == ADDRESS


async def test_without_a_mail_key_the_page_says_that_a_code_needs_no_email(
    app: FastAPI, teacher: ByHttp, tmp_path: Path
) -> None:
    new_keys(tmp_path / "old", date(2020, 1, 1), years=1)
    shop: Shop = app.state.shop
    keyless = replace(shop.desk, keys=PortalKeys.load(tmp_path / "old" / "portal"))
    app.state.shop = replace(shop, desk=keyless)
    await teacher.says(address=ADDRESS)
    assert teacher.page
    assert teacher.page.status_code == 503
    assert "get a code instead" in await teacher.reads()
    assert ADDRESS in teacher.page.text


async def test_too_many_emails_are_refused(teacher: ByHttp) -> None:
    for _ in range(10):
        await teacher.goes_to("/professional/work-email")
        await teacher.says(address=ADDRESS)
        assert "Check your email" in await teacher.reads()
    await teacher.goes_to("/professional/work-email")
    await teacher.says(address=ADDRESS)
    assert "Too many tries" in await teacher.reads()


async def test_a_database_that_is_away_keeps_what_was_typed(app: FastAPI, teacher: ByHttp) -> None:
    async with served_by(app, NOWHERE):
        await teacher.says(address=ADDRESS)
        assert teacher.page
        assert teacher.page.status_code == 503
        assert dict(teacher.tree().forms[0].form_values())["address"] == ADDRESS
    await teacher.says(address=ADDRESS)
    assert "Check your email" in await teacher.reads()
