"""A file is added whole or not at all, and no more of it stays than the draft names."""

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from sqlalchemy import func, select, update

from app.envelope.attachments import LARGEST_ATTACHMENT
from app.envelope.drafts import DraftKey
from app.envelope.keys import ReceiverKeys
from app.envelope.message import open_submitted
from app.errors import FileGoneError, NotFoundError, StorageUnavailableError
from app.files.incoming import Incoming
from app.forms.kinds.attached import Attached, attached
from app.services import attaching
from app.services.attaching import FORGOTTEN, Place, Upload, asked, attach, detach
from app.services.desk import BENCHES, Desk, now
from app.services.drafting import open_draft
from app.services.keeping import keep_page
from app.services.submission import send
from app.storage import attachments, drafts
from app.storage.drafts import Closing
from app.storage.tables import attachments as rows
from app.storage.tables import outbox
from tests import samples

Take = Callable[..., Upload]


@pytest.fixture
def upload(tmp_path: Path) -> Iterator[Take]:
    came: list[Incoming] = []

    def take(content: bytes = b"words", name: str = "words.txt", *, keep: bool = False) -> Upload:
        came.append(Incoming(tmp_path / "incoming"))
        came[-1].write(content)
        return Upload(name, came[-1].finish(), keep)

    yield take
    for one in came:
        one.close()


@pytest.fixture
async def place(desk: Desk) -> Place:
    """A young person who has come to the page for files."""
    form, key = desk.form("young-person"), DraftKey.new()
    for path, typed in (
        ("danger", {"danger": ["no"]}),
        ("urgent", {"urgent_today": ["no"]}),
    ):
        kept = await keep_page(desk, form, key if path != "danger" else None, path, typed)
        key = kept.draft.key
    return Place(desk, form, key, "files")


async def names(place: Place) -> list[str]:
    return [one.name for one in await held(place)]


async def held(place: Place) -> tuple[Attached, ...]:
    draft = await open_draft(place.desk, place.form, place.key)
    step = draft.walk().at("files")
    assert step
    return attached(asked(step).value)


async def stored(place: Place) -> int:
    async with place.desk.database.single() as connection:
        return (await connection.execute(select(func.count()).select_from(rows))).scalar_one()


async def test_a_file_is_named_in_the_draft_and_sealed_beside_it(place: Place, upload: Take) -> None:
    assert await attach(place, upload(name="../my words.exe")) is None
    (file,) = await held(place)
    assert (file.name, file.size, file.scanned, file.cleaned) == ("my words.txt", 5, False, True)
    assert await stored(place) == 1


async def test_who_may_not_keep_hidden_details_does_not(place: Place, upload: Take) -> None:
    assert await attach(place, upload(samples.jpeg(), "a.jpg", keep=True)) is None
    assert [one.cleaned for one in await held(place)] == [True]


async def test_what_is_refused_leaves_everything_as_it_was(place: Place, upload: Take) -> None:
    await attach(place, upload())
    fault = await attach(place, upload(b"MZ\0\0", "a.exe"))
    assert fault
    assert fault.values == {"name": "a.exe"}
    assert await names(place) == ["words.txt"]
    assert await stored(place) == 1


async def test_a_file_that_is_too_large_is_not_looked_at(place: Place, upload: Take) -> None:
    fault = await attach(place, upload(bytes(10 * 1024 * 1024 + 1), "a.pdf"))
    assert fault
    assert "smaller than 10 MB" in fault.message


async def test_a_sixth_is_refused(place: Place, upload: Take) -> None:
    for _ in range(5):
        assert await attach(place, upload()) is None
    fault = await attach(place, upload(name="sixth.txt"))
    assert fault
    assert "only add 5" in fault.message
    assert await stored(place) == 5


async def test_a_removed_file_is_gone(place: Place, upload: Take) -> None:
    await attach(place, upload())
    await attach(place, upload(name="b.txt"))
    (first, _) = await held(place)
    for _ in range(2):
        await detach(place, first.id)
    assert await names(place) == ["b.txt"]
    assert await stored(place) == 1


async def test_what_an_upload_left_half_way_goes_with_a_later_one(
    place: Place, upload: Take, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fails(*_: object) -> None:
        raise StorageUnavailableError("The database did not answer")

    with monkeypatch.context() as broken:
        broken.setattr(attachments, "add_piece", fails)
        with pytest.raises(StorageUnavailableError):
            await attach(place, upload())
    assert (await names(place), await stored(place)) == ([], 1)
    await attach(place, upload())
    assert await stored(place) == 2
    with time_machine.travel(now() + FORGOTTEN + timedelta(minutes=1), tick=True):
        await attach(place, upload())
    assert (len(await names(place)), await stored(place)) == (2, 2)


async def test_where_no_file_is_asked_for_none_is_taken(place: Place, upload: Take) -> None:
    with pytest.raises(NotFoundError):
        await attach(replace(place, path="worry"), upload())
    assert await stored(place) == 0


async def test_a_fifth_and_a_sixth_at_the_same_time_are_a_fifth(place: Place, upload: Take) -> None:
    for _ in range(4):
        await attach(place, upload())
    faults = await asyncio.gather(*(attach(place, upload(name=f"{name}.txt")) for name in "ab"))
    (fault,) = [one for one in faults if one]
    assert "only add 5" in fault.message
    assert len(await names(place)) == 5
    assert await stored(place) == 5


async def test_few_may_be_left_half_way(place: Place, upload: Take, monkeypatch: pytest.MonkeyPatch) -> None:
    async def fails(*_: object) -> None:
        raise StorageUnavailableError("The database did not answer")

    monkeypatch.setattr(attaching, "MOST_LEFT", 2)
    monkeypatch.setattr(attachments, "add_piece", fails)
    for _ in range(4):
        with pytest.raises(StorageUnavailableError):
            await attach(place, upload())
    assert await stored(place) == 2


async def test_where_many_add_files_one_is_asked_to_come_back(
    place: Place, upload: Take, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(attaching, "LONGEST_WAIT", 0.01)
    for _ in range(BENCHES):
        await place.desk.benches.acquire()
    fault = await attach(place, upload())
    assert fault
    assert "Wait a minute" in fault.message
    assert await stored(place) == 0
    place.desk.benches.release()
    assert await attach(place, upload()) is None


async def test_what_was_sent_takes_no_file(place: Place, upload: Take) -> None:
    draft = await open_draft(place.desk, place.form, place.key)
    closing = Closing(draft.key.row_id, draft.version, now(), draft.expires_at)
    async with place.desk.database.transaction() as connection:
        assert await drafts.mark_sent(connection, closing)
    with pytest.raises(NotFoundError):
        await attach(place, upload())
    assert await stored(place) == 0


@pytest.fixture
async def urgent(desk: Desk) -> Place:
    """A young person who may send at once."""
    form = desk.form("young-person")
    key = (await keep_page(desk, form, None, "danger", {"danger": ["yes"]})).draft.key
    await keep_page(desk, form, key, "emergency", {"called_999": ["yes"]})
    return Place(desk, form, key, "files")


async def test_a_file_goes_with_what_is_sent_and_the_message_vouches_for_it(
    urgent: Place, key_set: Path, upload: Take
) -> None:
    assert await attach(urgent, upload()) is None
    (named,) = await held(urgent)
    await send(urgent.desk, urgent.form, urgent.key)
    async with urgent.desk.database.single() as connection:
        (row,) = (await connection.execute(select(rows))).all()
        body = (await connection.execute(select(outbox.c.body))).scalar_one()
    assert (row.draft_id, row.message_id) == (None, urgent.key and urgent.key.message_id)
    opened = open_submitted(body, ReceiverKeys.load(key_set / "receiver"), urgent.desk.council.slug)
    assert [(one.id, one.sha256, one.size) for one in opened.attachments] == [
        (named.id, row.sha256, row.size)
    ]


@pytest.mark.parametrize("swapped", [{"sha256": "0" * 64}, {"size": 0}, {"size": LARGEST_ATTACHMENT + 1}])
async def test_another_in_the_place_of_a_file_is_not_sent(
    urgent: Place, upload: Take, swapped: dict[str, str | int]
) -> None:
    assert await attach(urgent, upload()) is None
    async with urgent.desk.database.single() as connection:
        await connection.execute(update(rows).values(swapped))
    with pytest.raises(FileGoneError):
        await send(urgent.desk, urgent.form, urgent.key)
    async with urgent.desk.database.single() as connection:
        assert (await connection.execute(select(outbox.c.id))).all() == []
