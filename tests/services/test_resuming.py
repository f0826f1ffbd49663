"""Coming back to a draft by a code: who may, until when, and what the database could tell a thief."""

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from sqlalchemy import select, text, update

from app.errors import NotFoundError, StorageUnavailableError
from app.references import parse_resume_code, write_resume_code
from app.services.desk import Desk
from app.services.drafting import Draft, open_draft
from app.services.keeping import keep_page
from app.services.resuming import code_of, discard, make_code, resume, stay
from app.services.submission import send
from app.storage import drafts
from app.storage.census import census
from app.storage.drafts import Closing
from app.storage.resumes import Holder
from app.storage.tables import METADATA
from app.storage.tables import resumes as rows
from tests.services.conftest import clock_of_ours_alone

NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)
HOURS, DAYS = timedelta(hours=4), timedelta(days=14)
MINUTE = timedelta(minutes=1)
UNKNOWN = write_resume_code(2**100)


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOW, tick=False) as coordinates:
        yield coordinates


async def begun(desk: Desk, slug: str = "community") -> Draft:
    form = desk.form(slug)
    key = (await keep_page(desk, form, None, "danger", {"danger": ["no"]})).draft.key
    return (await keep_page(desk, form, key, "urgent", {"urgent_today": ["no"]})).draft


async def code_for(desk: Desk, draft: Draft, holder: Holder = Holder.WRITER, *, alone: bool = False) -> str:
    await make_code(desk, draft, holder, alone=alone)
    code = await code_of(desk, draft, holder)
    assert code
    return code


async def test_a_code_brings_back_everything_on_a_device_that_has_no_key(desk: Desk) -> None:
    draft = await begun(desk)
    await keep_page(desk, draft.form, draft.key, "worry", {"worry": ["Alone at night"]})
    back = await resume(desk, await code_for(desk, draft))
    assert back
    assert back.key == draft.key
    assert back.answers.of("")["worry"] == "Alone at night"


async def test_a_code_may_be_used_again_and_is_shown_again(desk: Desk) -> None:
    draft = await begun(desk)
    code = await code_for(desk, draft)
    assert await code_of(desk, draft, Holder.WRITER) == code
    for _ in range(3):
        assert await resume(desk, code)


async def test_a_new_code_voids_the_old_one(desk: Desk) -> None:
    draft = await begun(desk)
    old, new = await code_for(desk, draft), await code_for(desk, draft)
    assert old != new
    assert await resume(desk, old) is None
    assert await resume(desk, new)


async def test_a_colleagues_code_leaves_the_writers_alone_unless_asked(desk: Desk) -> None:
    draft = await begun(desk, "professional")
    mine, theirs = await code_for(desk, draft), await code_for(desk, draft, Holder.COLLEAGUE)
    assert await resume(desk, mine)
    assert await resume(desk, theirs)
    again = await code_for(desk, draft, Holder.COLLEAGUE, alone=True)
    assert [bool(await resume(desk, code)) for code in (mine, theirs, again)] == [False, False, True]
    assert await code_of(desk, draft, Holder.WRITER) is None


async def test_a_link_opens_its_own_draft_and_no_other(desk: Desk) -> None:
    draft, other = await begun(desk, "professional"), await begun(desk, "professional")
    code = await code_for(desk, draft)
    assert await resume(desk, code, draft.key.link_name)
    assert await resume(desk, code, other.key.link_name) is None
    assert await resume(desk, code, "nonsense") is None
    assert await resume(desk, code, "ø") is None


@clock_of_ours_alone
async def test_a_code_outlives_the_browsers_time_and_ends_with_the_profiles(
    desk: Desk, clock: time_machine.Traveller
) -> None:
    draft = await begun(desk)
    code = await code_for(desk, draft)
    clock.move_to(NOW + DAYS - MINUTE)
    assert (await open_draft(desk, draft.form, draft.key)).version == 0
    assert await resume(desk, code)
    assert (await open_draft(desk, draft.form, draft.key)).version == 2
    clock.move_to(NOW + DAYS - MINUTE + DAYS)
    assert await resume(desk, code) is None


@clock_of_ours_alone
async def test_staying_begins_the_time_anew_until_it_is_over(
    desk: Desk, clock: time_machine.Traveller
) -> None:
    draft = await begun(desk)
    clock.move_to(NOW + HOURS - MINUTE)
    assert await stay(desk, draft)
    clock.move_to(NOW + HOURS + HOURS - 2 * MINUTE)
    assert (await open_draft(desk, draft.form, draft.key)).version == 2
    assert await stay(desk, draft)
    clock.move_to(NOW + DAYS)
    assert not await stay(desk, draft)


async def test_staying_and_saving_the_same_again_begin_the_codes_time_anew_too(
    desk: Desk, clock: time_machine.Traveller
) -> None:
    draft = await begun(desk)
    code = await code_for(desk, draft)
    clock.move_to(NOW + 3 * MINUTE)
    assert await stay(desk, draft)
    clock.move_to(NOW + 2 * MINUTE + DAYS)
    assert await resume(desk, code)
    again = NOW + 5 * MINUTE + DAYS
    clock.move_to(again)
    kept = await keep_page(desk, draft.form, draft.key, "urgent", {"urgent_today": ["no"]})
    assert kept.draft.version == 2, "nothing was changed, and nothing is written but the time"
    clock.move_to(again + DAYS - MINUTE)
    assert await resume(desk, code)


async def test_a_code_of_what_was_sent_opens_nothing(desk: Desk) -> None:
    form = desk.form("community")
    draft = (await keep_page(desk, form, None, "danger", {"danger": ["yes"]})).draft
    await keep_page(desk, form, draft.key, "emergency", {"called_999": ["yes"]})
    code = await code_for(desk, draft)
    await send(desk, form, draft.key)
    assert await resume(desk, code) is None
    assert await code_of(desk, draft, Holder.WRITER) is None
    with pytest.raises(NotFoundError):
        await make_code(desk, draft, Holder.WRITER)


async def test_nothing_that_is_not_stored_has_a_code(desk: Desk) -> None:
    new = await open_draft(desk, desk.form("community"), None)
    with pytest.raises(NotFoundError):
        await make_code(desk, new, Holder.WRITER)


async def test_what_was_deleted_is_gone_from_every_table(desk: Desk) -> None:
    draft = await begun(desk)
    code = await code_for(desk, draft)
    await discard(desk, draft)
    assert await resume(desk, code) is None
    assert (await open_draft(desk, draft.form, draft.key)).version == 0
    assert {one.rows for one in await census(desk.database)} == {0}


async def test_an_unknown_code_opens_nothing(desk: Desk) -> None:
    await code_for(desk, await begun(desk))
    assert parse_resume_code(UNKNOWN) == UNKNOWN
    assert await resume(desk, UNKNOWN) is None


async def test_a_row_that_the_code_does_not_open_is_as_no_row(desk: Desk) -> None:
    code = await code_for(desk, await begun(desk))
    async with desk.database.single() as connection:
        await connection.execute(update(rows).values(body=bytes(60)))
    assert await resume(desk, code) is None


async def test_a_form_that_only_a_newer_portal_has_is_left_to_it(desk: Desk) -> None:
    draft = await begun(desk)
    code = await code_for(desk, draft)
    older = replace(desk, forms={slug: form for slug, form in desk.forms.items() if slug != "community"})
    with pytest.raises(StorageUnavailableError):
        await resume(older, code)
    back = await resume(desk, code)
    assert back
    assert back.key == draft.key


@pytest.mark.postgresql
@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
async def test_what_is_sent_while_a_code_is_made_has_none(desk: Desk) -> None:
    draft = await begun(desk)
    async with desk.database.transaction() as connection:
        closing = Closing(draft.key.row_id, draft.version, NOW, NOW + DAYS)
        assert await drafts.mark_sent(connection, closing)
        making = asyncio.create_task(make_code(desk, draft, Holder.WRITER))
        async with asyncio.timeout(20):
            while not await somebody_waits(desk):  # noqa: ASYNC110 -- the database does it
                await asyncio.sleep(0.01)
    with pytest.raises(NotFoundError):
        await making
    async with desk.database.single() as connection:
        assert not (await connection.execute(select(rows.c.id))).all()


async def somebody_waits(desk: Desk) -> bool:
    """Whether anybody waits for what a transaction of this database holds."""
    waits = text(
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
    )
    async with desk.database.single() as connection:
        return bool((await connection.execute(waits)).scalar_one())


async def test_no_row_of_the_database_holds_key_or_code(desk: Desk) -> None:
    draft = await begun(desk, "professional")
    codes = [await code_for(desk, draft), await code_for(desk, draft, Holder.COLLEAGUE)]
    held = b""
    async with desk.database.single() as connection:
        for table in METADATA.sorted_tables:
            for row in await connection.execute(select(table)):
                held += b"|".join(
                    value if isinstance(value, bytes) else repr(value).encode() for value in row
                )
    assert draft.key.row_id in held
    secrets = [draft.key.secret, draft.key.cookie.encode(), draft.key.link_name.encode()]
    secrets += [group.encode() for code in codes for group in code.split("-")]
    assert [secret for secret in secrets if secret in held] == []
