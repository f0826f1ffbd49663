"""Whoever says that it can wait, and then what speaks against it, is asked once: nobody may read it before tomorrow."""

from datetime import UTC, datetime
from typing import Any

import pytest
import time_machine

from app.profiles.hours import lines_now
from app.profiles.model import Profile
from tests.people import ByHttp

MISSING = "is missing now, and before that it can wait. If it cannot wait until tomorrow, call us now"
ABOUT: dict[str, Any] = {
    "worry": "She did not come home from school.",
    "first_name": "Ada",
    "last_name": "Pell",
    "birth": "estimated-age",
    "estimated_age": "13",
    "another_child": "no",
    "more": "court",
}


async def comes_to(visitor: ByHttp, form: str, question: str, said: dict[str, Any]) -> None:
    """Answers each page with whatever of this it asks, up to the one that asks this question."""
    await visitor.goes_to(f"/{form}/danger")
    while question not in (asked := await visitor.asks()):
        assert not (await visitor.path()).endswith("/check"), question
        await visitor.says(**{name: said[name] for name in said if name in asked})


@pytest.mark.parametrize("urgent", ["no", "yes"])
async def test_of_a_missing_child_it_is_asked_once_whether_that_can_wait(
    visitor: ByHttp, urgent: str
) -> None:
    said = {"danger": "no", "urgent_today": urgent, "called_now": "no", **ABOUT}
    await comes_to(visitor, "community", "missing_now", said)
    here = await visitor.path()
    await visitor.says(missing_now="yes")
    if urgent == "yes":
        assert await visitor.path() != here
        return
    assert MISSING in await visitor.reads()
    (link,) = visitor.tree().xpath("//main//a[@href = '/community/urgent#urgent_today']")
    assert "Ada" in link.text_content()
    await visitor.says(missing_now="yes")
    assert await visitor.path() != here


async def test_who_changes_it_reads_whom_to_call(visitor: ByHttp) -> None:
    await comes_to(visitor, "community", "missing_now", {"danger": "no", "urgent_today": "no", **ABOUT})
    await visitor.says(missing_now="yes")
    await visitor.goes_to("/community/urgent")
    await visitor.says(urgent_today="yes")
    assert await visitor.path() == "/community/call-now"


async def test_where_no_child_is_missing_nothing_is_asked(visitor: ByHttp) -> None:
    await comes_to(visitor, "community", "missing_now", {"danger": "no", "urgent_today": "no", **ABOUT})
    here = await visitor.path()
    await visitor.says(missing_now="not-known")
    assert await visitor.path() != here


VIOLENT: dict[str, Any] = {
    "danger": "no",
    "urgent_today": "no",
    **ABOUT,
    "concerns": "gangs",
}


def dialled(visitor: ByHttp) -> list[str]:
    """The numbers that a telephone can dial beside what is to be checked."""
    found = visitor.tree().xpath("//*[@aria-labelledby = 'odd-title']//a[starts-with(@href, 'tel:')]/text()")
    return [str(one) for one in found]


@pytest.mark.parametrize(
    "moment", [datetime(2026, 11, 23, 11, tzinfo=UTC), datetime(2026, 11, 22, 3, tzinfo=UTC)]
)
async def test_who_is_told_to_call_now_reads_there_the_number_that_is_staffed(
    caller: ByHttp, council: Profile, moment: datetime
) -> None:
    staffed = [line.number for line in lines_now(council, moment)]
    with time_machine.travel(moment):
        await comes_to(caller, "community", "violence", VIOLENT)
        await caller.says(violence="strangled")
        assert "call us now" in await caller.reads()
        assert dialled(caller) == staffed
        await caller.goes_to("/community/check")
        assert dialled(caller) == staffed


async def test_what_is_only_to_be_checked_names_no_number(visitor: ByHttp) -> None:
    said = {"danger": "no", "urgent_today": "no", **ABOUT}
    await comes_to(visitor, "community", "estimated_age", {one: said[one] for one in said if one != "birth"})
    await visitor.says(first_name="Ada", birth="estimated-age", estimated_age="19")
    assert visitor.tree().xpath("//*[@aria-labelledby = 'odd-title']")
    assert dialled(visitor) == []
