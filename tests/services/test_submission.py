"""Sending: one referral for one draft, whole or not at all."""

import asyncio
from datetime import timedelta
from pathlib import Path
from typing import Any

import orjson
import pytest
import time_machine
from sqlalchemy import select

from app.envelope.drafts import DraftKey, status_code_digest
from app.envelope.keys import ReceiverKeys
from app.envelope.message import Opened, open_submitted
from app.errors import NotFoundError, StorageUnavailableError
from app.services import submission
from app.services.desk import Desk, now
from app.services.keeping import keep_page
from app.services.submission import UnfinishedError, confirmation, send
from app.storage import drafts as drafts_of
from app.storage import outbox as storage_outbox
from app.storage.tables import drafts, outbox, referrals
from tests.drawn import new_reference


async def urgent_draft(desk: Desk, form: str = "community", **said: str) -> DraftKey:
    """A draft that can be sent at once."""
    filled = desk.form(form)
    key = (await keep_page(desk, filled, None, "danger", {"danger": ["yes"]})).draft.key
    await keep_page(desk, filled, key, "emergency", {"called_999": ["yes"]})
    if said:
        typed = {name: [value] for name, value in said.items()}
        await keep_page(desk, filled, key, "worry", typed)
    return key


async def sealed(desk: Desk, key_set: Path) -> list[Opened]:
    """What waits for the hub, opened with its keys."""
    keys = ReceiverKeys.load(key_set / "receiver")
    async with desk.database.single() as connection:
        rows = (await connection.execute(select(outbox.c.body).where(outbox.c.channel == "hub"))).all()
    return [open_submitted(row.body, keys, desk.council.slug) for row in rows]


async def test_fifty_sendings_at_once_are_one_referral(desk: Desk, key_set: Path) -> None:
    key = await urgent_draft(desk, worry="Alone at night")
    form = desk.form("community")
    told = await asyncio.gather(*(send(desk, form, key) for _ in range(50)))
    assert len({one.referral.reference for one in told}) == 1
    assert len(await sealed(desk, key_set)) == 1


async def test_many_people_send_at_once(desk: Desk, key_set: Path) -> None:
    keys = [await urgent_draft(desk, worry=f"Worry {number}") for number in range(20)]
    told = await asyncio.gather(*(send(desk, desk.form("community"), key) for key in keys))
    assert len({one.referral.reference for one in told}) == 20
    worries = {orjson.loads(contact.contact)["story"]["worry"] for contact in await sealed(desk, key_set)}
    assert worries == {f"Worry {number}" for number in range(20)}


async def test_the_portal_keeps_only_what_it_may(desk: Desk) -> None:
    key = await urgent_draft(desk, worry="Alone at night")
    told = await send(desk, desk.form("community"), key)
    async with desk.database.single() as connection:
        row = (await connection.execute(select(referrals))).one()._asdict()
    # Nobody gave a work address; as many bytes stand for that.
    assert len(row.pop("address_digest")) == 32
    assert row == {
        "message_id": key.message_id,
        "reference": told.referral.reference,
        "form": "community",
        "hub": desk.council.slug,
        "route": "community",
        "urgent": True,
        "received_at": told.referral.received_at,
        "code_digest": status_code_digest(desk.keys.pepper, key.message_id, key.status_code),
    }
    assert told.referral.received_at.second == 0


async def test_what_is_missing_from_an_urgent_contact_is_recorded(desk: Desk, key_set: Path) -> None:
    await send(desk, desk.form("community"), await urgent_draft(desk))
    contact = orjson.loads((await sealed(desk, key_set))[0].contact)
    assert {"page": "worry", "question": "worry"} in contact["unmet"]
    assert contact["urgent"]


async def test_an_unfinished_draft_is_not_sent(desk: Desk) -> None:
    key = (await keep_page(desk, desk.form("community"), None, "danger", {"danger": ["no"]})).draft.key
    with pytest.raises(UnfinishedError):
        await send(desk, desk.form("community"), key)


async def test_an_urgent_draft_whose_opening_is_unanswered_is_not_sent(desk: Desk) -> None:
    key = (await keep_page(desk, desk.form("community"), None, "danger", {"danger": ["yes"]})).draft.key
    with pytest.raises(UnfinishedError):
        await send(desk, desk.form("community"), key)


async def test_nothing_is_sent_from_nothing(desk: Desk) -> None:
    for key in (None, DraftKey.new()):
        with pytest.raises(NotFoundError):
            await send(desk, desk.form("community"), key)
        with pytest.raises(NotFoundError):
            await confirmation(desk, key)


async def test_a_reference_that_is_taken_is_drawn_again(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    taken, free = new_reference("NN"), new_reference("NN")
    monkeypatch.setattr(DraftKey, "reference", lambda _key, _prefix, draw: free if draw else taken)
    first = await send(desk, desk.form("community"), await urgent_draft(desk))
    second = await send(desk, desk.form("community"), await urgent_draft(desk))
    assert (first.referral.reference, second.referral.reference) == (taken, free)


async def test_a_fault_on_the_way_leaves_the_draft_as_it_was(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = await urgent_draft(desk, worry="Alone at night")

    def fails(_: object) -> None:
        raise OSError

    monkeypatch.setattr(storage_outbox, "new", fails)
    with pytest.raises(StorageUnavailableError):
        await send(desk, desk.form("community"), key)
    monkeypatch.undo()
    async with desk.database.single() as connection:
        assert (await connection.execute(select(referrals))).all() == []
        assert (await connection.execute(select(drafts.c.sent_at))).scalar_one() is None
    await send(desk, desk.form("community"), key)


async def test_an_edit_between_sealing_and_storing_is_sent_too(
    desk: Desk, key_set: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = await urgent_draft(desk, worry="First words")
    form, store, edited = desk.form("community"), submission._store, list[Any]()  # noqa: SLF001 -- the moment in between

    async def store_after_an_edit(*given: Any) -> bool:
        if not edited:
            edited.append(await keep_page(desk, form, key, "worry", {"worry": ["Last words"]}))
        return await store(*given)

    monkeypatch.setattr(submission, "_store", store_after_an_edit)
    await send(desk, form, key)
    assert [orjson.loads(one.contact)["story"]["worry"] for one in await sealed(desk, key_set)] == [
        "Last words"
    ]


async def test_a_sent_draft_is_never_written_again(desk: Desk) -> None:
    key = await urgent_draft(desk, worry="First words")
    await send(desk, desk.form("community"), key)
    async with desk.database.single() as connection:
        row = await drafts_of.read(connection, key.row_id)
        assert row
        assert not await drafts_of.swap(
            connection, key.row_id, row.version, b"x", desk.life(desk.form("community"))
        )


async def test_a_clock_that_ran_ahead_and_was_put_back_holds_up_no_message(desk: Desk) -> None:
    with time_machine.travel(now() + timedelta(hours=13)):
        await send(desk, desk.form("community"), await urgent_draft(desk))
    async with desk.database.transaction() as connection:
        claimed = await storage_outbox.claim(connection, ("hub",), now(), now() + timedelta(minutes=1), 10)
    assert len(claimed) == 1


async def test_a_receipt_leaves_the_acknowledgement_to_be_sent(desk: Desk) -> None:
    form = desk.form("professional")
    key = (await keep_page(desk, form, None, "danger", {"danger": ["yes"]})).draft.key
    for page, said in (
        ("emergency", {"called_999": ["yes"]}),
        ("kind", {"kind": ["not-sure"]}),
        ("concerns", {"concerns": ["neglect"]}),
        ("already-known", {"social_worker": ["no"]}),
        ("called-already", {"spoke": ["no"]}),
        ("your-contact", {"your_phone": ["01632 960001"], "your_email": ["a@larch-hill.example"]}),
    ):
        await keep_page(desk, form, key, page, said)
    await send(desk, form, key)
    async with desk.database.transaction() as connection:
        await storage_outbox.settle_receipted(connection, key.message_id, now())
        rows = (await connection.execute(select(outbox.c.channel, outbox.c.settled_at))).all()
    assert {row.channel: row.settled_at is not None for row in rows} == {"hub": True, "email": False}
