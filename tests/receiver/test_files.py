"""A message's files are fetched, checked and filed, and only then is it published and receipted."""

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from html import unescape
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import pytest

from app import patience
from app.contact.model import Contact, Enclosed, Enclosures
from app.envelope.attachments import Attachment, check_asked, seal_file
from app.envelope.keys import PortalKeys
from app.errors import EnvelopeRefusedError
from app.filekinds import FileKind
from app.receiver.fetching import Fetching
from app.receiver.filing import HubFolder, Papers
from app.receiver.receive import Receiver
from app.receiver.waiting import WAITING
from app.settings import Settings
from tests.samples import CANARY

HUB = "northamptonshire"
SAME_SIZE = b"one bit is another"


@dataclass
class Portal:
    """What the portal would give."""

    keys: PortalKeys
    files: dict[str, bytes] = field(default_factory=dict)
    status: int = 200
    asked: list[str] = field(default_factory=list)

    def answer(self, request: httpx.Request) -> httpx.Response:
        *_, message_id, attachment_id = request.url.path.split("/")
        signature = request.headers["authorization"].removeprefix("Signature ")
        check_asked(signature, HUB, message_id, attachment_id, self.keys.receipt_keys())
        self.asked.append(attachment_id)
        return httpx.Response(self.status, content=self.files.get(attachment_id, b""))


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """What failed is tried again at once."""
    monkeypatch.setattr(patience, "backoff", lambda _: 0.0)


@pytest.fixture
def portal(key_set: Path) -> Portal:
    return Portal(PortalKeys.load(key_set / "portal"))


@pytest.fixture
async def fetching(portal: Portal, receiver: Receiver) -> AsyncIterator[Fetching]:
    transport = httpx.MockTransport(portal.answer)
    async with httpx.AsyncClient(transport=transport) as client:
        yield Fetching("http://portal.example/api/attachments", HUB, receiver.keys, client, receiver.waiting)


@pytest.fixture
def sent(
    portal: Portal,
    contact: Callable[..., Contact],
    message: Callable[..., bytes],
    spool: Callable[..., Path],
    receiver: Receiver,
) -> Callable[..., Contact]:
    """Puts a contact with files into the spool; the portal has the files."""

    def put(*contents: bytes, name: str = "../a photo.exe", **changed: Any) -> Contact:
        recipients = [identity.public for identity in receiver.keys.identities]
        enclosed, attachments = [], []
        for content in contents:
            out, id_ = BytesIO(), str(uuid4())
            size, sealed_size, digest = seal_file(BytesIO(content), out, recipients)
            portal.files[id_] = out.getvalue()
            given = {
                "id": id_,
                "name": name,
                "kind": FileKind.TXT,
                "size": size,
                "scanned": True,
                "cleaned": True,
            }
            enclosed.append(Enclosed(**{**given, **changed}))
            attachments.append(Attachment(id=id_, sha256=digest, size=sealed_size))
        made = contact(enclosures=Enclosures(files=tuple(enclosed)))
        spool(message(made, attachments=attachments), made.message_id)
        return made

    return put


async def complete(receiver: Receiver, fetching: Fetching) -> None:
    await receiver.receive_some()
    await receiver.complete_some(fetching)


async def test_files_are_filed_beside_the_contact(
    receiver: Receiver,
    fetching: Fetching,
    sent: Callable[..., Contact],
    settings: Settings,
    files: Any,
    receipts: Any,
) -> None:
    reference = sent(CANARY, b"other words").reference
    await receiver.receive_some()
    assert files() == set()
    assert receipts() == []
    assert not [*settings.spool_folder.glob("*.json")]
    await receiver.complete_some(fetching)
    assert files() == {
        f"{reference}.json",
        f"{reference}.html",
        f"files/{reference}/1 a photo.txt",
        f"files/{reference}/2 a photo.txt",
    }
    assert (settings.hub_folder / "files" / reference / "1 a photo.txt").read_bytes() == CANARY
    assert len(receipts()) == 1
    assert files(settings.hub_folder / WAITING) == set()


@pytest.mark.parametrize("letter", ["ক", "👶", "é", "字"])
async def test_a_long_name_in_any_script_fits_the_disk(
    receiver: Receiver, fetching: Fetching, sent: Callable[..., Contact], receipts: Any, letter: str
) -> None:
    reference = sent(CANARY, name=f"{letter * 100}.txt").reference
    await complete(receiver, fetching)
    assert [one["subject"] for one in receipts()] == [reference]


async def test_one_that_cannot_be_filed_holds_up_no_other(
    receiver: Receiver,
    fetching: Fetching,
    sent: Callable[..., Contact],
    receipts: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Whatever is wrong with it, and with our code."""
    poison = sent(b"one")
    await receiver.receive_some()
    other = sent(b"two")
    files_it = HubFolder.file

    def fails(folder: HubFolder, papers: Papers) -> int:
        if papers.reference == poison.reference:
            raise ValueError("Canary-4b7d")
        return files_it(folder, papers)

    monkeypatch.setattr(HubFolder, "file", fails)
    await receiver.receive_some()
    await receiver.complete_some(fetching)
    assert [one["subject"] for one in receipts()] == [other.reference]


async def test_until_a_file_is_here_nothing_is_published_and_others_are_not_held_up(
    receiver: Receiver,
    fetching: Fetching,
    portal: Portal,
    sent: Callable[..., Contact],
    send: Callable[..., Contact],
    files: Any,
    receipts: Any,
) -> None:
    first = sent(b"one", b"two")
    lost = portal.files.pop([*portal.files][1])
    other = send()
    await receiver.receive_some()
    await receiver.complete_some(fetching)
    assert files() == {f"{other.reference}.json", f"{other.reference}.html"}
    assert [one["subject"] for one in receipts()] == [other.reference]
    portal.files[portal.asked[-1]] = lost
    await receiver.complete_some(fetching)
    assert f"{first.reference}.json" in files()
    assert len(portal.asked) == len({*portal.asked}) + 1


@pytest.mark.parametrize("status", [404, 401, 500, 503])
async def test_a_portal_that_gives_nothing_is_asked_again(
    receiver: Receiver,
    fetching: Fetching,
    portal: Portal,
    sent: Callable[..., Contact],
    files: Any,
    status: int,
) -> None:
    sent(b"one")
    portal.status = status
    await receiver.receive_some()
    for _ in range(2):
        await receiver.complete_some(fetching)
    assert files() == set()
    portal.status = 200
    await receiver.complete_some(fetching)
    assert len(files()) == 3


async def test_a_message_whose_files_do_not_come_waits_for_itself_alone(
    receiver: Receiver,
    fetching: Fetching,
    portal: Portal,
    sent: Callable[..., Contact],
    receipts: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(patience, "backoff", lambda failures: 100.0 * failures)
    clock = [1000.0]
    monkeypatch.setattr(patience, "monotonic", lambda: clock[0])
    stuck = sent(b"one")
    (lost,) = portal.files
    held = portal.files.pop(lost)
    await complete(receiver, fetching)
    other = sent(b"two")
    await complete(receiver, fetching)
    assert [one["subject"] for one in receipts()] == [other.reference]
    assert portal.asked.count(lost) == 1
    portal.files[lost] = held
    for now, asked in ((1099.0, 1), (1100.0, 2)):
        clock[0] = now
        await receiver.complete_some(fetching)
        assert portal.asked.count(lost) == asked
    assert {one["subject"] for one in receipts()} == {other.reference, stuck.reference}


@pytest.mark.parametrize("wrong", [b"", b"other bytes", b"x" * 2_000_000, SAME_SIZE])
async def test_bytes_that_were_not_signed_are_not_filed(
    receiver: Receiver,
    fetching: Fetching,
    portal: Portal,
    sent: Callable[..., Contact],
    settings: Settings,
    files: Any,
    wrong: bytes,
) -> None:
    sent(b"one")
    portal.files = {
        id_: content[:-1] + bytes([content[-1] ^ 1]) if wrong is SAME_SIZE else wrong
        for id_, content in portal.files.items()
    }
    await receiver.receive_some()
    await receiver.complete_some(fetching)
    assert files() == set()
    assert [name for name in files(settings.hub_folder / WAITING) if name.endswith(".age")] == []


async def test_a_file_that_is_gone_for_good_keeps_nobody_waiting(
    receiver: Receiver, fetching: Fetching, portal: Portal, sent: Callable[..., Contact], settings: Settings
) -> None:
    made = sent(b"one", name="letter.txt")
    portal.status = 410
    await complete(receiver, fetching)
    page = unescape((settings.hub_folder / f"{made.reference}.html").read_text())
    assert "A FILE IS MISSING: ask the writer for ‘letter.txt’" in page


async def test_a_file_that_no_key_opens_keeps_nobody_waiting(
    receiver: Receiver, fetching: Fetching, sent: Callable[..., Contact], settings: Settings, files: Any
) -> None:
    made = sent(b"one", size=10_000_000)
    await complete(receiver, fetching)
    assert files() == {f"{made.reference}.json", f"{made.reference}.html"}
    assert "A FILE IS MISSING" in (settings.hub_folder / f"{made.reference}.html").read_text()


async def test_what_was_filed_is_not_fetched_again(
    receiver: Receiver,
    fetching: Fetching,
    portal: Portal,
    sent: Callable[..., Contact],
    settings: Settings,
    spool: Callable[..., Path],
    receipts: Any,
) -> None:
    made = sent(b"one")
    raw = (settings.spool_folder / f"{made.message_id}.json").read_bytes()
    await complete(receiver, fetching)
    (settings.hub_folder / f"{made.reference}.json").unlink()
    spool(raw, made.message_id)
    await complete(receiver, fetching)
    assert len(portal.asked) == 1
    assert len(receipts()) == 1
    assert not (settings.hub_folder / f"{made.reference}.json").exists()


async def test_a_message_that_names_other_files_inside_is_refused(
    receiver: Receiver, contact: Callable[..., Contact], message: Callable[..., bytes]
) -> None:
    one = Attachment(id=str(uuid4()), sha256="0" * 64, size=6)
    with pytest.raises(EnvelopeRefusedError):
        receiver.file(message(contact(), attachments=[one]))


@pytest.mark.parametrize(
    ("done", "words"),
    [
        ({}, ["Scanned for viruses, and none found", "Hidden details were taken out"]),
        ({"scanned": False, "cleaned": False}, ["NOT SCANNED FOR VIRUSES: have", "Hidden details were kept"]),
    ],
)
async def test_the_readable_copy_says_what_was_done_to_each_file(
    receiver: Receiver,
    fetching: Fetching,
    sent: Callable[..., Contact],
    settings: Settings,
    done: dict[str, bool],
    words: list[str],
) -> None:
    reference = sent(b"one", name="<b>letter</b>.txt", **done).reference
    await complete(receiver, fetching)
    page = (settings.hub_folder / f"{reference}.html").read_text()
    assert f"files/{reference}/" in page
    assert "1 b_.txt" in page
    assert "<b>" not in page
    assert [word for word in words if word not in page] == []
    assert ("NOT SCANNED" in page) is (not done.get("scanned", True))
