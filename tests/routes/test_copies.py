"""The copy of what was sent: what it holds, who can see it, and when it goes."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import httpx
import pytest
import time_machine
from fastapi import FastAPI
from sqlalchemy import func, select

from app.envelope.drafts import DraftKey
from app.errors import PressError
from app.pdf.press import Press
from app.routes.request.shop import Shop
from app.services.desk import now
from app.storage.retention import purge
from app.storage.tables import drafts, referrals
from tests.people import ByHttp, Told, sends, tells_of_a_worry
from tests.professional import writes_as_a_professional

WORRY = "Shouting at night, and a small child crying"
COPY = ("/community/copy", "/community/whole-copy")


class Paper(Press):
    """A press that keeps what it was to set."""

    def __init__(self) -> None:
        super().__init__()
        self.pages: list[str] = []

    async def pdf(self, page: str) -> bytes:
        self.pages.append(page)
        return b"%PDF"


class Jammed(Press):
    async def pdf(self, page: str) -> bytes:
        raise PressError(f"{len(page)}")


def with_press(app: FastAPI, press: Press | None) -> None:
    shop: Shop = app.state.shop
    app.state.shop = replace(shop, press=press)


async def count(app: FastAPI, table: Any) -> int:
    async with app.state.shop.desk.database.single() as connection:
        return int((await connection.execute(select(func.count()).select_from(table))).scalar_one())


async def sends_a_worry(visitor: ByHttp) -> Told:
    await tells_of_a_worry(visitor, WORRY)
    return await sends(visitor)


def rows(tree: Any) -> Iterator[tuple[str, str]]:
    for row in tree.iter("dt"):
        value = row.getnext()
        yield " ".join(row.text_content().split()), " ".join(value.text_content().split())


async def test_the_confirmation_leads_to_the_copy(visitor: ByHttp) -> None:
    told = await sends_a_worry(visitor)
    await visitor.chooses("See a copy of what you sent")
    assert await visitor.path() == "/community/copy"
    shown = dict(rows(visitor.tree()))
    assert shown["Reference"].partition(" (")[0] == told.reference
    assert shown["Status code"].partition(" (")[0] == told.code
    assert re.fullmatch(r"\S+ on \w+day \d+ \w+ \d{4}", shown["Sent"])
    assert shown["What worries you?"] == WORRY


async def test_the_copy_lists_what_was_checked_and_nothing_can_be_changed_in_it(visitor: ByHttp) -> None:
    await writes_as_a_professional(visitor, children=2, adults=1)
    checked = [*rows(visitor.tree())]
    await sends(visitor)
    await visitor.goes_to("/professional/copy")
    assert [*rows(visitor.tree())][3:] == checked
    assert "Change" not in [link.text_content()[:6] for link in visitor.tree().iter("a")]


async def test_what_is_kept_apart_is_in_the_copy_only_where_it_is_asked_for(visitor: ByHttp) -> None:
    await writes_as_a_professional(
        visitor,
        keep="yes",
        keep_what="The refuge in Elm Road",
        keep_from=["family"],
        keep_why="He looks for her",
    )
    await sends(visitor)
    await visitor.goes_to("/professional/copy")
    said = await visitor.reads()
    assert "Elm Road" not in said
    assert "He looks for her" not in said
    assert "whoever sees the screen, the paper or the file can read them too" in said
    await visitor.chooses("Put in what is left out")
    said = await visitor.reads()
    assert "The refuge in Elm Road" in said
    assert "This copy also holds what must be kept from somebody" in said
    await visitor.chooses("Leave out again what we keep apart")
    assert "Elm Road" not in await visitor.reads()


async def test_nobody_sees_by_what_is_missing_that_something_was_kept_apart(visitor: ByHttp) -> None:
    seen = []
    for kept in ("", "The refuge in Elm Road"):
        await tells_of_a_worry(visitor, WORRY)
        await visitor.goes_to("/community/find-the-child")
        await visitor.says(find_place="By the bus stop", kept_address=kept)
        await sends(visitor)
        await visitor.goes_to("/community/copy")
        seen.append([label for label, _ in rows(visitor.tree())])
        assert ("What is left out" in await visitor.reads()) is bool(kept)
    assert seen[0] == seen[1]


async def test_what_was_never_kept_apart_is_not_offered(visitor: ByHttp) -> None:
    await sends_a_worry(visitor)
    for path in COPY:
        await visitor.goes_to(path)
        assert "left out" not in await visitor.reads()
        assert "must be kept from somebody" not in await visitor.reads()


async def test_the_pdf_leaves_out_the_same(app: FastAPI, visitor: ByHttp) -> None:
    with_press(app, paper := Paper())
    await writes_as_a_professional(
        visitor, keep="yes", keep_what="The refuge in Elm Road", keep_from=["family"]
    )
    told = await sends(visitor)
    without = await visitor.client.get("/professional/copy.pdf")
    await visitor.client.get("/professional/whole-copy.pdf")
    assert ["Elm Road" in page for page in paper.pages] == [False, True]
    assert ["must be kept from somebody" in page for page in paper.pages] == [False, True]
    assert all(told.code in page and told.reference in page for page in paper.pages)
    assert without.headers["content-type"] == "application/pdf"
    assert without.headers["content-disposition"] == f'attachment; filename="{told.reference}.pdf"'
    assert without.headers["cache-control"] == "no-store"


async def test_a_private_file_has_a_name_that_says_nothing(app: FastAPI, visitor: ByHttp) -> None:
    with_press(app, Paper())
    await sends_a_worry(visitor)
    answer = await visitor.client.get("/community/copy.pdf")
    assert answer.headers["content-disposition"] == 'attachment; filename="copy.pdf"'


async def test_the_copy_is_never_kept_by_a_browser_or_a_proxy(visitor: ByHttp) -> None:
    await sends_a_worry(visitor)
    for path in COPY:
        answer = await visitor.client.get(path)
        assert answer.headers["cache-control"] == "no-store"


async def test_an_anonymous_copy_holds_only_what_its_writer_wrote(visitor: ByHttp) -> None:
    visitor.client.headers["user-agent"] = "Canary/1.0"
    await sends_a_worry(visitor)
    await visitor.goes_to("/community/copy")
    shown = dict(rows(visitor.tree()))
    assert "Canary/1.0" not in (visitor.page.text if visitor.page else "")
    assert "127.0.0.1" not in (visitor.page.text if visitor.page else "")
    assert {value for label, value in shown.items() if label.startswith("Your")} <= {"Not answered"}
    assert "do not print or save it" in await visitor.reads()


@pytest.mark.parametrize("path", [*COPY, "/community/copy.pdf", "/community/whole-copy.pdf"])
async def test_after_an_hour_the_copy_is_gone(app: FastAPI, visitor: ByHttp, path: str) -> None:
    with_press(app, Paper())
    with time_machine.travel("2026-11-25 10:00Z", tick=False) as clock:
        await sends_a_worry(visitor)
        clock.shift(timedelta(minutes=59))
        assert (await visitor.client.get(path)).status_code == 200
        clock.shift(timedelta(minutes=2))
        await _nothing_there(visitor, path)
        desk = app.state.shop.desk
        assert (await purge(desk.database, desk.council.periods, now())).drafts == 1


@pytest.mark.parametrize("path", [*COPY, "/community/copy.pdf"])
async def test_without_a_sent_draft_of_ones_own_there_is_no_copy(
    app: FastAPI, visitor: ByHttp, path: str
) -> None:
    with_press(app, Paper())
    await _nothing_there(visitor, path)
    visitor.client.cookies.set("sent-community", DraftKey.new().cookie)
    await _nothing_there(visitor, path)


async def test_a_draft_that_was_not_sent_has_no_copy_and_is_not_removed(
    app: FastAPI, visitor: ByHttp
) -> None:
    await tells_of_a_worry(visitor, WORRY)
    held = visitor.client.cookies["draft-community"]
    visitor.client.cookies.set("sent-community", held)
    await _nothing_there(visitor, "/community/copy")
    await visitor.client.post("/community/copy/remove", data={"csrf": visitor.token()})
    assert await count(app, drafts) == 1


async def _nothing_there(visitor: ByHttp, path: str) -> None:
    answer = await visitor.client.get(path)
    assert answer.status_code == 404
    assert WORRY not in answer.text
    assert "There is no copy here" in answer.text
    assert "0300 126 7000" in answer.text


async def test_removed_it_is_gone_from_the_device_and_from_the_portal(app: FastAPI, visitor: ByHttp) -> None:
    told = await sends_a_worry(visitor)
    held = httpx.Cookies(visitor.client.cookies)
    await visitor.goes_to("/community/copy")
    await visitor.chooses("Remove this copy from this device")
    assert "The copy is removed from this device" in await visitor.reads()
    assert "sent-community" not in visitor.client.cookies
    for path in (*COPY, "/community/sent"):
        answer = await visitor.client.get(path)
        assert answer.status_code == 404
        assert told.reference not in answer.text
    assert await count(app, drafts) == 0
    assert await count(app, referrals) == 1
    # Somebody who took the cookie before sees no answer either.
    visitor.client.cookies = held
    await _nothing_there(visitor, "/community/copy")


async def test_another_site_removes_nothing(app: FastAPI, visitor: ByHttp) -> None:
    await sends_a_worry(visitor)
    await visitor.goes_to("/community/copy")
    removing = "/community/copy/remove"
    assert (await visitor.client.post(removing)).status_code == 403
    there = {"sec-fetch-site": "cross-site"}
    answer = await visitor.client.post(removing, data={"csrf": visitor.token()}, headers=there)
    assert answer.status_code == 403
    assert await count(app, drafts) == 1


async def test_where_no_pdf_can_be_made_the_page_alone_is_offered(app: FastAPI, visitor: ByHttp) -> None:
    with_press(app, None)
    await sends_a_worry(visitor)
    await visitor.goes_to("/community/copy")
    assert "PDF" not in await visitor.reads()
    assert "To print it" in await visitor.reads()
    assert (await visitor.client.get("/community/copy.pdf")).status_code == 404


async def test_a_press_that_is_busy_says_so_and_the_copy_stays(app: FastAPI, visitor: ByHttp) -> None:
    with_press(app, Jammed())
    await sends_a_worry(visitor)
    answer = await visitor.client.get("/community/copy.pdf")
    assert answer.status_code == 503
    assert "We could not make the PDF just now" in answer.text
    await visitor.goes_to("/community/copy")
    assert WORRY in await visitor.reads()


async def test_past_midnight_the_copy_is_still_of_what_was_sent(visitor: ByHttp) -> None:
    with time_machine.travel("2026-11-25 23:50", tick=False) as clock:
        await writes_as_a_professional(visitor, date_of_birth=(26, 11, 2016))
        checked = [*rows(visitor.tree())]
        await sends(visitor)
        clock.shift(timedelta(minutes=20))
        await visitor.goes_to("/professional/copy")
        assert [*rows(visitor.tree())][3:] == checked
