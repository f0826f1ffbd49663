"""Receiving: verified, filed once, receipted each time; killed at any point, it goes on."""

import asyncio
import os
from collections.abc import Callable
from itertools import count
from pathlib import Path

import orjson
import pytest

from app import patience
from app.contact.model import Contact
from app.errors import ConfigurationError, KeyUnusableError
from app.profiles.model import Profile
from app.receiver.filing import HubFolder, Papers
from app.receiver.queues.spool import SpooledMessage
from app.receiver.receipts import Receipts
from app.receiver.receive import Receiver, open_receiver, run_receiver
from app.settings import Settings

Send = Callable[..., Contact]
Waiting = Callable[[], list[dict[str, str]]]
Files = Callable[..., set[str]]
Spool = Callable[..., Path]


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """What failed is tried again at once."""
    monkeypatch.setattr(patience, "backoff", lambda _: 0.0)


class Killed(BaseException):
    """The process ends here, whatever the code would catch."""


class Dying:
    """Writes to the disk so many times, and is killed at the last."""

    def __init__(self, writes: int) -> None:
        self._writes = writes
        self._write = os.fsync

    def __call__(self, handle: int) -> None:
        self._writes -= 1
        if not self._writes:
            raise Killed
        self._write(handle)


STEPS = [
    (HubFolder, "_claim"),
    (HubFolder, "_write_readable"),
    (HubFolder, "_write_apart"),
    (HubFolder, "_write_document"),
    (HubFolder, "_mark_whole"),
    (HubFolder, "_publish"),
    (Receipts, "queue"),
    (SpooledMessage, "_unlink"),
]
KEPT = {"keep_what": "The school’s name."}


async def test_a_message_is_filed_receipted_and_taken_from_the_spool(
    receiver: Receiver, settings: Settings, send: Send, files: Files, receipts: Waiting
) -> None:
    sent = send()
    assert await receiver.receive_some()
    assert files() == {f"{sent.reference}.json", f"{sent.reference}.html"}
    assert files(settings.spool_folder) == set()
    (receipt,) = receipts()
    assert receipt["type"] == "uk.mash.contact.received"
    assert receipt["subject"] == sent.reference
    assert receipt["contactid"] == str(sent.message_id)
    assert not await receiver.receive_some()


async def test_a_repeated_message_is_receipted_again_and_filed_once(
    receiver: Receiver, send: Send, files: Files, receipts: Waiting
) -> None:
    sent = send()
    await receiver.receive_some()
    filed, first = files(), receipts()
    receiver.receipts.forget(list(receiver.receipts.waiting()))
    send(message_id=sent.message_id, reference=sent.reference)
    await receiver.receive_some()
    assert files() == filed
    assert [receipt["id"] for receipt in receipts()] == [receipt["id"] for receipt in first]


async def test_the_same_reference_with_another_id_is_set_aside_with_an_alarm(
    receiver: Receiver, settings: Settings, send: Send, files: Files, capsys: pytest.CaptureFixture[str]
) -> None:
    first = send()
    await receiver.receive_some()
    filed = files()
    second = send(reference=first.reference)
    await receiver.receive_some()
    assert files() == filed
    assert files(settings.spool_folder) == {f"refused/{second.message_id}.json"}
    said = "".join(capsys.readouterr())
    assert "ReferenceTakenError" in said
    assert str(second.message_id) in said
    assert second.reference in said


@pytest.mark.parametrize("poison", [b"", b"{", b"[]", b"\xff" * 100, b"{" * 6_000_000])
async def test_a_malformed_message_is_set_aside_and_the_others_flow(
    receiver: Receiver, settings: Settings, send: Send, spool: Spool, poison: bytes
) -> None:
    spool(poison)
    sent = send()
    await receiver.receive_some()
    assert (settings.hub_folder / f"{sent.reference}.json").exists()
    assert (settings.spool_folder / "refused" / "poison.json").exists()
    assert not (settings.spool_folder / "poison.json").exists()


async def test_what_keeps_coming_alarms_once_and_is_set_aside_once(
    receiver: Receiver, settings: Settings, spool: Spool, files: Files, capsys: pytest.CaptureFixture[str]
) -> None:
    for _ in range(3):
        spool(b"poison")
        await receiver.receive_some()
    said = "".join(capsys.readouterr())
    assert said.count("message_refused ") == 1, said
    assert said.count("message_refused_again ") == 2
    assert files(settings.spool_folder) == {"refused/poison.json"}


async def test_what_was_refused_is_read_anew_when_it_comes_again(
    receiver: Receiver, send: Send, files: Files, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent = send()

    def wrong(*_: object) -> None:
        raise KeyUnusableError("No key opens it")

    with monkeypatch.context() as broken:
        broken.setattr("app.receiver.receive.open_submitted", wrong)
        await receiver.receive_some()
    assert files() == set()
    send(message_id=sent.message_id, reference=sent.reference)
    await receiver.receive_some()
    assert files() == {f"{sent.reference}.json", f"{sent.reference}.html"}


@pytest.mark.parametrize("altered", [{"urgent": "true"}, {"source": "barnet"}, {"route": "family"}])
async def test_an_altered_message_is_set_aside(
    receiver: Receiver, settings: Settings, send: Send, files: Files, altered: dict[str, str]
) -> None:
    sent = send()
    path = settings.spool_folder / f"{sent.message_id}.json"
    path.write_bytes(orjson.dumps(orjson.loads(path.read_bytes()) | altered))
    await receiver.receive_some()
    assert files() == set()
    assert files(settings.spool_folder) == {f"refused/{path.name}"}


async def test_a_message_for_another_hub_is_set_aside(
    receiver: Receiver, settings: Settings, send: Send, files: Files
) -> None:
    sent = send(hub="barnet")
    await receiver.receive_some()
    assert files() == set()
    assert files(settings.spool_folder) == {f"refused/{sent.message_id}.json"}


async def test_a_fault_of_ours_in_one_message_stops_no_other_and_no_word_of_it_is_logged(
    receiver: Receiver,
    send: Send,
    files: Files,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    bad, good = send(), send()
    real = HubFolder.file

    def file(folder: HubFolder, papers: Papers) -> None:
        if papers.reference == bad.reference:
            raise KeyError("Ana Nowak")
        real(folder, papers)

    monkeypatch.setattr(HubFolder, "file", file)
    await receiver.receive_some()
    assert files() == {f"{good.reference}.json", f"{good.reference}.html"}
    said = "".join(capsys.readouterr())
    assert "KeyError" in said
    assert "Ana" not in said


async def test_a_full_disk_refuses_nothing_and_is_waited_for(
    receiver: Receiver, settings: Settings, send: Send, files: Files, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent = send()

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as broken:
        broken.setattr(os, "fsync", full)
        with pytest.raises(OSError, match="No space"):
            await receiver.receive_some()
    assert files(settings.spool_folder) == {f"{sent.message_id}.json"}
    assert files() == set()
    await receiver.receive_some()
    assert files() == {f"{sent.reference}.json", f"{sent.reference}.html"}


async def test_nothing_is_receipted_before_it_is_filed(
    receiver: Receiver, send: Send, receipts: Waiting, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent = send()

    def killed(*_: object) -> None:
        raise OSError

    with monkeypatch.context() as broken:
        broken.setattr(HubFolder, "file", killed)
        with pytest.raises(OSError):  # noqa: PT011 -- the one above
            await receiver.receive_some()
    assert receipts() == []
    await receiver.receive_some()
    assert [receipt["subject"] for receipt in receipts()] == [sent.reference]


@pytest.fixture
def taken(settings: Settings) -> Callable[[], set[str]]:
    """The hub takes away every document that is there, into its case system, which has each once."""
    case_system = settings.var / "case-system"

    def take() -> set[str]:
        case_system.mkdir(exist_ok=True)
        for path in settings.hub_folder.glob("*.json"):
            assert not (case_system / path.name).exists(), "a contact came twice"
            path.rename(case_system / path.name)
        return {path.name for path in case_system.iterdir()}

    return take


@pytest.fixture
def is_whole(
    settings: Settings, files: Files, receipts: Waiting, taken: Callable[[], set[str]]
) -> Callable[[Contact], None]:
    """Checks that a contact is filed whole and once, its receipt is queued, and the spool is empty."""

    def check(sent: Contact) -> None:
        reference = sent.reference
        assert f"{reference}.json" in taken()
        apart = {f"restricted/{reference}.restricted.{kind}" for kind in ("html", "json")}
        expected = {f"{reference}.html"} | apart
        assert {name for name in files() if reference in name} == expected
        document = (settings.var / "case-system" / f"{reference}.json").read_bytes()
        assert Contact.model_validate_json(document) == sent
        assert [receipt["subject"] for receipt in receipts()].count(reference) == 1
        assert files(settings.spool_folder) == set()

    return check


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("at", STEPS, ids=[step for _, step in STEPS])
async def test_killed_at_any_step_it_goes_on(
    reopened: Callable[[], Receiver],
    send: Send,
    is_whole: Callable[[Contact], None],
    taken: Callable[[], set[str]],
    at: tuple[type, str],
    when: str,
) -> None:
    sent = send(restricted=KEPT)
    real = getattr(*at)

    def killed(*given: object) -> None:
        if when == "after":
            real(*given)
        raise Killed

    with pytest.MonkeyPatch.context() as dying:
        dying.setattr(*at, killed)
        with pytest.raises(Killed):
            await reopened().receive_some()
    taken()
    await reopened().receive_some()
    is_whole(sent)


async def test_killed_at_any_write_to_the_disk_it_goes_on(
    reopened: Callable[[], Receiver],
    send: Send,
    is_whole: Callable[[Contact], None],
    taken: Callable[[], set[str]],
) -> None:
    for writes in count(1):
        sent = send(restricted=KEPT)
        receiver = reopened()
        with pytest.MonkeyPatch.context() as dying:
            dying.setattr(os, "fsync", Dying(writes))
            try:
                await receiver.receive_some()
            except Killed:
                pass
            else:
                break
        taken()
        await reopened().receive_some()
        is_whole(sent)
    assert writes > len(STEPS)


async def test_a_receiver_posts_receipts_until_told_to_stop(
    settings: Settings, send: Send, receipts: Waiting
) -> None:
    stopping = asyncio.Event()
    heard: list[bytes] = []

    async def portal(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await reader.readuntil(b"\r\n\r\n")
        length = next(line for line in head.lower().split(b"\r\n") if line.startswith(b"content-length"))
        heard.append(await reader.readexactly(int(length.partition(b":")[2])))
        writer.write(b"HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n")
        await writer.drain()
        writer.close()
        stopping.set()

    sent = send()
    async with await asyncio.start_server(portal, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        address = f"http://127.0.0.1:{port}/api/events"
        await run_receiver(settings.model_copy(update={"events_url": address}), stopping)
    assert [event["subject"] for event in orjson.loads(heard[0])] == [sent.reference]
    assert receipts() == []


async def test_it_does_not_start_without_its_keys(settings: Settings, tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=r"portal\.toml"):
        await run_receiver(settings.model_copy(update={"keys": tmp_path / "none"}), asyncio.Event())


def test_it_does_not_start_where_it_cannot_write(settings: Settings, profile: Profile) -> None:
    settings.var.write_text("not a folder")
    with pytest.raises(ConfigurationError, match="cannot be written"):
        open_receiver(settings, profile)
