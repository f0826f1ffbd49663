"""Whoever says that it can wait, and then what speaks against it, is asked once: nobody may read it before tomorrow."""

from typing import Any

import pytest

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
