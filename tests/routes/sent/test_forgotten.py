"""What somebody reads who has just sent, where the database was restored from a backup, or a standby took its place."""

from pathlib import Path

import pytest
from fastapi import FastAPI

from app.settings import Settings
from tests.backups import saved
from tests.outages import move_to
from tests.people import ByHttp, sends, tells_of_a_worry

HERE = "What you wrote is still here: check it, and send it again."


@pytest.fixture
def settings(settings: Settings, database_url: str) -> Settings:
    return settings.model_copy(update={"database_url": database_url})


async def asks_for_the_confirmation(visitor: ByHttp) -> str:
    visitor.page = await visitor.client.get("/community/sent")
    assert visitor.page.status_code == 404
    return await visitor.reads()


async def test_who_looks_at_the_confirmation_again_is_given_the_draft_and_keeps_the_reference(
    visitor: ByHttp, app: FastAPI, database_url: str, tmp_path: Path
) -> None:
    await tells_of_a_worry(visitor)
    async with saved(database_url, tmp_path) as restore:
        told = await sends(visitor)
        move_to(app, await restore())
        said = await asks_for_the_confirmation(visitor)
        assert HERE in said
        assert "it is safe" not in said
        await visitor.chooses("Check and send it again")
        assert await visitor.path() == "/community/check"
        again = await sends(visitor)
        assert (again.reference, again.code) == (told.reference, told.code)
        await visitor.goes_to("/community/sent")
        assert told.reference in await visitor.reads()


async def test_send_pressed_once_more_on_a_page_that_is_still_open_says_the_same(
    visitor: ByHttp, app: FastAPI, database_url: str, tmp_path: Path
) -> None:
    await tells_of_a_worry(visitor)
    async with saved(database_url, tmp_path) as restore:
        await sends(visitor)
        move_to(app, await restore())
        pressed = await visitor.client.post("/community/send", data={"csrf": visitor.token()})
        assert pressed.headers["location"] == "/community/sent"
        assert HERE in await asks_for_the_confirmation(visitor)


async def test_who_has_begun_another_form_keeps_it_and_is_told_to_call(
    visitor: ByHttp, app: FastAPI, database_url: str, tmp_path: Path
) -> None:
    await tells_of_a_worry(visitor)
    async with saved(database_url, tmp_path) as restore:
        await sends(visitor)
        move_to(app, await restore())
        await visitor.goes_to("/community/danger")
        await visitor.says(danger="no")
        held = visitor.client.cookies["draft-community"]
        said = await asks_for_the_confirmation(visitor)
        assert "We cannot find what you sent" in said
        assert "Call us to be sure" in said
        assert visitor.client.cookies["draft-community"] == held


async def test_where_the_draft_is_gone_too_nobody_says_that_it_is_safe(
    visitor: ByHttp, app: FastAPI, database_url: str, tmp_path: Path
) -> None:
    async with saved(database_url, tmp_path) as restore:
        await tells_of_a_worry(visitor)
        await sends(visitor)
        move_to(app, await restore())
        said = await asks_for_the_confirmation(visitor)
        assert "Call us to be sure, or write it again." in said
        assert "it is safe" not in said
