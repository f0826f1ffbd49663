"""Receiving: verified, filed once, receipted each time; killed at any point, it goes on."""

import asyncio
import os
from collections.abc import Callable
from itertools import count
from pathlib import Path

import orjson
import pytest

from app.contact.model import Contact
from app.errors import ConfigurationError
from app.profiles.model import Profile
from app.receiver.filing import HubFolder
from app.receiver.receipts import RECEIPTS, Receipts
from app.receiver.receive import Receiver, open_receiver, run_receiver
from app.receiver.spool import SpooledMessage
from app.settings import Settings

MakeContact = Callable[..., Contact]
Message = Callable[..., bytes]
Files = Callable[..., set[str]]
Spool = Callable[..., Path]


class Killed(BaseException):
    """The process ends here, whatever the code would catch."""


STEPS = [
    (HubFolder, "_claim"),
    (HubFolder, "_write_readable"),
    (HubFolder, "_write_apart"),
    (HubFolder, "_publish"),
    (HubFolder, "_mark_filed"),
    (Receipts, "queue"),
    (SpooledMessage, "accept"),
]


async def test_a_message_is_filed_receipted_and_taken_from_the_spool(
    receiver: Receiver, settings: Settings, contact: MakeContact, message: Message, spool: Spool, files: Files
) -> None:
    sent = contact()
    spool(message(sent))
    assert await receiver.receive_some()
    assert files() == {f"{sent.reference}.json", f"{sent.reference}.html"}
    assert files(settings.spool_folder) == set()
    (receipt,) = receipts(settings)
    assert receipt["type"] == "uk.mash.contact.received"
    assert receipt["subject"] == sent.reference
    assert receipt["contactid"] == str(sent.message_id)
    assert not await receiver.receive_some()


async def test_a_repeated_message_is_receipted_again_and_filed_once(
    receiver: Receiver, settings: Settings, contact: MakeContact, message: Message, spool: Spool, files: Files
) -> None:
    raw = message(contact())
    spool(raw)
    await receiver.receive_some()
    filed, first = files(), receipts(settings)
    receiver.receipts.forget(list(receiver.receipts.waiting()))
    spool(raw)
    await receiver.receive_some()
    assert files() == filed
    assert [receipt["id"] for receipt in receipts(settings)] == [receipt["id"] for receipt in first]


async def test_the_same_reference_with_another_id_is_set_aside_with_an_alarm(
    receiver: Receiver,
    settings: Settings,
    contact: MakeContact,
    message: Message,
    spool: Spool,
    capsys: pytest.CaptureFixture[str],
) -> None:
    first = contact()
    spool(message(first))
    await receiver.receive_some()
    other = spool(message(contact(reference=first.reference)))
    await receiver.receive_some()
    assert not other.exists()
    assert (settings.spool_folder / "refused" / other.name).exists()
    assert len(receipts(settings)) == 1
    assert "ReferenceTakenError" in "".join(capsys.readouterr())


@pytest.mark.parametrize("poison", [b"", b"{", b"[]", b"\xff" * 100, b"{" * 6_000_000])
async def test_a_malformed_message_is_set_aside_and_the_others_flow(
    receiver: Receiver,
    settings: Settings,
    contact: MakeContact,
    message: Message,
    spool: Spool,
    files: Files,
    poison: bytes,
) -> None:
    bad = spool(poison)
    sent = contact()
    spool(message(sent))
    await receiver.receive_some()
    assert f"{sent.reference}.json" in files()
    assert files(settings.spool_folder) == {f"refused/{bad.name}"}


async def test_a_forged_message_is_set_aside(
    receiver: Receiver, settings: Settings, contact: MakeContact, message: Message, spool: Spool, files: Files
) -> None:
    forged = orjson.loads(message(contact())) | {"urgent": "true"}
    bad = spool(orjson.dumps(forged))
    await receiver.receive_some()
    assert files() == set()
    assert files(settings.spool_folder) == {f"refused/{bad.name}"}
    assert receipts(settings) == []


async def test_a_message_for_another_hub_is_set_aside(
    receiver: Receiver, contact: MakeContact, message: Message, spool: Spool, files: Files
) -> None:
    spool(message(contact(hub="barnet")))
    await receiver.receive_some()
    assert files() == set()


async def test_a_fault_of_ours_in_one_message_stops_no_other_and_says_no_word_of_it(
    receiver: Receiver,
    contact: MakeContact,
    message: Message,
    spool: Spool,
    files: Files,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    bad, good = contact(), contact()
    file = HubFolder.file

    def fails(folder: HubFolder, papers: object) -> None:
        if getattr(papers, "reference", "") == bad.reference:
            raise KeyError("Ana Nowak")
        file(folder, papers)  # type: ignore[arg-type]

    monkeypatch.setattr(HubFolder, "file", fails)
    for sent in (bad, good):
        spool(message(sent))
    await receiver.receive_some()
    assert files() == {f"{good.reference}.json", f"{good.reference}.html"}
    said = "".join(capsys.readouterr())
    assert "KeyError" in said
    assert "Ana" not in said


async def test_a_full_disk_refuses_nothing_and_is_waited_for(
    receiver: Receiver,
    settings: Settings,
    contact: MakeContact,
    message: Message,
    spool: Spool,
    files: Files,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sent = contact()
    waiting = spool(message(sent))

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as broken:
        broken.setattr(os, "fsync", full)
        with pytest.raises(OSError, match="No space"):
            await receiver.receive_some()
    assert waiting.exists()
    assert files() == set()
    await receiver.receive_some()
    assert files() == {f"{sent.reference}.json", f"{sent.reference}.html"}
    assert files(settings.spool_folder) == set()


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize(("owner", "step"), STEPS, ids=[step for _, step in STEPS])
async def test_killed_at_any_step_it_goes_on(  # noqa: PLR0913, PLR0917 -- every step, before and after
    settings: Settings,
    profile: Profile,
    contact: MakeContact,
    message: Message,
    spool: Spool,
    files: Files,
    monkeypatch: pytest.MonkeyPatch,
    owner: type,
    step: str,
    after: bool,
) -> None:
    sent = contact()
    spool(message(sent, restricted={"keep_what": "The school’s name."}))
    real = getattr(owner, step)

    def killed(*given: object) -> None:
        if after:
            real(*given)
        raise Killed

    with monkeypatch.context() as dying:
        dying.setattr(owner, step, killed)
        with pytest.raises(Killed):
            await open_receiver(settings, profile).receive_some()
    await open_receiver(settings, profile).receive_some()
    check_once(settings, sent, files)


async def test_killed_at_any_write_to_the_disk_it_goes_on(
    settings: Settings,
    profile: Profile,
    contact: MakeContact,
    message: Message,
    spool: Spool,
    files: Files,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    real = os.fsync
    for writes in count(1):
        sent = contact()
        spool(message(sent, restricted={"keep_what": "The school’s name."}))
        receiver = open_receiver(settings, profile)
        left = iter(range(writes))

        def killing(handle: int, left: object = left) -> None:
            if next(left, None) is None:  # type: ignore[call-overload]
                raise Killed
            real(handle)

        with monkeypatch.context() as dying:
            dying.setattr(os, "fsync", killing)
            try:
                await receiver.receive_some()
            except Killed:
                pass
            else:
                break
        await open_receiver(settings, profile).receive_some()
        check_once(settings, sent, files)
    assert writes > len(STEPS)


async def test_a_receiver_posts_receipts_until_told_to_stop(
    settings: Settings, contact: MakeContact, message: Message, spool: Spool
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

    sent = contact()
    spool(message(sent))
    async with await asyncio.start_server(portal, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        address = f"http://127.0.0.1:{port}/api/events"
        await run_receiver(settings.model_copy(update={"events_url": address}), stopping)
    assert [event["subject"] for event in orjson.loads(heard[0])] == [sent.reference]
    assert receipts(settings) == []


async def test_it_does_not_start_without_its_keys(settings: Settings, tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=r"portal\.toml"):
        await run_receiver(settings.model_copy(update={"keys": tmp_path / "none"}), asyncio.Event())


def test_it_does_not_start_where_it_cannot_write(settings: Settings, profile: Profile) -> None:
    settings.var.write_text("not a folder")
    with pytest.raises(ConfigurationError, match="cannot be written"):
        open_receiver(settings, profile)


def receipts(settings: Settings) -> list[dict[str, str]]:
    waiting = sorted((settings.hub_folder / RECEIPTS).glob("*.json"))
    return [orjson.loads(path.read_bytes()) for path in waiting]


def check_once(settings: Settings, sent: Contact, files: Files) -> None:
    """The contact is filed whole and once, its receipt is queued, and the spool is empty."""
    mine = {name for name in files() if sent.reference in name}
    assert mine == {
        f"{sent.reference}.json",
        f"{sent.reference}.html",
        f"restricted/{sent.reference}.restricted.json",
    }
    document = (settings.hub_folder / f"{sent.reference}.json").read_bytes()
    assert Contact.model_validate_json(document) == sent
    assert [one["subject"] for one in receipts(settings)].count(sent.reference) == 1
    assert files(settings.spool_folder) == set()
