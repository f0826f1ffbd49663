"""Drafts: nothing is lost, whoever writes at the same time."""

import asyncio
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from sqlalchemy import update

from app.envelope.drafts import DraftKey
from app.errors import NotFoundError
from app.services.desk import Desk
from app.services.drafting import Kept, open_draft, remove_item
from app.services.keeping import FULL, keep_page
from app.storage.tables import drafts
from tests.services.conftest import clock_of_ours_alone

NOW = datetime(2026, 11, 22, 16, 50, tzinfo=UTC)


async def keeps(desk: Desk, key: DraftKey | None, path: str, **said: str) -> Kept:
    typed: Mapping[str, list[str]] = {name: [value] for name, value in said.items()}
    return await keep_page(desk, desk.form("community"), key, path, typed)


async def opened(desk: Desk) -> DraftKey:
    """A draft whose opening is answered."""
    key = (await keeps(desk, None, "danger", danger="no")).draft.key
    await keeps(desk, key, "urgent", urgent_today="no")
    return key


async def test_answers_come_back_with_the_key_and_only_with_it(desk: Desk) -> None:
    key = await opened(desk)
    form = desk.form("community")
    assert (await open_draft(desk, form, key)).answers.of("")["danger"] == "no"
    assert (await open_draft(desk, form, DraftKey.new())).answers.of("") == {}
    assert (await open_draft(desk, form, None)).version == 0


async def test_pages_kept_at_the_same_time_are_all_kept(desk: Desk) -> None:
    key = await opened(desk)
    await asyncio.gather(
        keeps(desk, key, "worry", worry="Alone at night"),
        keeps(desk, key, "find-the-child", find_address="12 Larch Way"),
        keeps(desk, key, "how-you-know-them", your_relation="Across the road"),
    )
    said = (await open_draft(desk, desk.form("community"), key)).answers.of("")
    assert (said["worry"], said["find_address"], said["your_relation"]) == (
        "Alone at night",
        "12 Larch Way",
        "Across the road",
    )


async def test_a_page_behind_the_opening_is_not_kept_before_it(desk: Desk) -> None:
    with pytest.raises(NotFoundError):
        await keeps(desk, None, "worry", worry="Alone at night")


@clock_of_ours_alone
async def test_a_draft_ends_with_its_period(desk: Desk) -> None:
    form = desk.form("community")
    with time_machine.travel(NOW, tick=False):
        key = await opened(desk)
    with time_machine.travel(NOW + timedelta(hours=desk.council.periods.session_hours), tick=False):
        assert (await open_draft(desk, form, key)).version == 0


async def test_each_step_renews_the_period(desk: Desk) -> None:
    form, period = desk.form("community"), timedelta(hours=desk.council.periods.session_hours)
    with time_machine.travel(NOW, tick=False):
        key = await opened(desk)
    with time_machine.travel(NOW + period / 2, tick=False):
        await keeps(desk, key, "worry", worry="Alone at night")
    with time_machine.travel(NOW + period, tick=False):
        assert (await open_draft(desk, form, key)).answers.of("")["worry"] == "Alone at night"


async def test_another_item_is_added_until_the_group_is_full(desk: Desk) -> None:
    key = await opened(desk)
    for _ in range(11):
        kept = await keeps(desk, key, "children", another_child="yes")
        assert kept.onward
        assert kept.onward.endswith("/child")
    full = await keeps(desk, key, "children", another_child="yes")
    assert [fault.message for fault in full.faults] == [FULL]
    assert len((await open_draft(desk, desk.form("community"), key)).answers.items("children")) == 12


async def test_an_items_answers_go_with_it(desk: Desk) -> None:
    key = await opened(desk)
    form = desk.form("community")
    first = (await open_draft(desk, form, key)).answers.items("children")[0]
    await keeps(desk, key, f"children/{first}/child", first_name="Ann")
    await keeps(desk, key, "children", another_child="yes")
    draft = await remove_item(desk, form, key, "children", first)
    assert first not in draft.answers.document().decode()
    with pytest.raises(NotFoundError):
        await remove_item(desk, form, key, "children", draft.answers.items("children")[0])


async def test_a_whole_referral_has_a_limit_that_names_the_question(desk: Desk) -> None:
    key = await opened(desk)
    form = desk.form("community")
    filled = 0
    for _ in range(11):
        await keeps(desk, key, "children", another_child="yes")
    for item in (await open_draft(desk, form, key)).answers.items("children"):
        kept = await keeps(
            desk, key, f"children/{item}/child", first_name="a" * 15_000, last_name="b" * 15_000
        )
        if kept.faults:
            break
        filled += 1
    assert filled == 8
    assert kept.faults[0].message.startswith("This referral is too long")
    assert kept.faults[0].values["question"] == "First name (optional)"


async def test_a_draft_that_does_not_open_keeps_nobody_from_beginning_anew(desk: Desk) -> None:
    """A disk that turned a bit over, or somebody who writes to the database."""
    key = await opened(desk)
    async with desk.database.transaction() as connection:
        await connection.execute(update(drafts).values(body=bytes(2048)))
    assert (await open_draft(desk, desk.form("community"), key)).version == 0
    begun = await keeps(desk, key, "danger", danger="no")
    assert begun.draft.version == 1
    assert begun.draft.key != key
