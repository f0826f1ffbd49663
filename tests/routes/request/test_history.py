"""What a page tells its script of its place in the browser's history: all is kept or short, or it is nowhere else."""

import pytest
from fastapi import FastAPI

from tests.outages import NOWHERE, served_by
from tests.people import ByHttp, opens_the_form

LONG = "w" * 20_001


def told(visitor: ByHttp) -> str | None:
    when: str | None = visitor.tree().body.get("data-history")
    return when


@pytest.fixture
async def writer(visitor: ByHttp) -> ByHttp:
    """Somebody on the page that asks what worries them."""
    await opens_the_form(visitor)
    return visitor


async def test_a_page_that_was_asked_for_is_one(writer: ByHttp) -> None:
    assert told(writer) is None


async def test_what_is_missing_is_asked_for_at_once(writer: ByHttp) -> None:
    await writer.says()
    assert told(writer) == "now"


async def test_so_is_what_is_short_and_refused_where_nothing_long_stands_beside_it(writer: ByHttp) -> None:
    await writer.says(worry="They are alone")
    await writer.says(birth="estimated-age", estimated_age="a" * 100)
    assert told(writer) == "now"
    await writer.says(birth="estimated-age", estimated_age="a" * 101)
    assert told(writer) == "left"


async def test_what_is_too_long_or_was_changed_elsewhere_is_only_on_the_page(writer: ByHttp) -> None:
    await writer.says(worry=LONG)
    assert told(writer) == "left"
    shown = writer.tree().forms[0].fields["shown"]
    await writer.says(worry="From here")
    data = {"csrf": writer.token(), "shown": shown, "worry": "From an old tab"}
    writer.page = await writer.client.post("/community/worry", data=data)
    assert told(writer) == "left"


async def test_so_is_whatever_an_outage_or_another_site_s_form_kept_from_being_read(
    app: FastAPI, writer: ByHttp
) -> None:
    async with served_by(app, NOWHERE):
        await writer.says(worry="They are alone")
        assert told(writer) == "left"
    writer.page = await writer.client.post("/community/send", data={"csrf": "forged"})
    assert writer.page.status_code == 403
    assert told(writer) == "left"
