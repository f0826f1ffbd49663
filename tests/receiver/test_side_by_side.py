"""Messages are filed side by side, for each waits for the disk; copies of one message are filed one after another."""

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from app.contact.model import Contact
from app.receiver.filing import HubFolder, Papers
from app.receiver.receive import Receiver
from app.settings import Settings

PATIENCE = 20
"""Seconds that one thread waits for another which never comes."""
Files = Callable[..., set[str]]
Send = Callable[..., Contact]


async def test_a_message_that_waits_for_the_disk_holds_up_no_other(
    receiver: Receiver, send: Send, files: Files, monkeypatch: pytest.MonkeyPatch
) -> None:
    meeting = threading.Barrier(3)
    real = HubFolder._write_document  # noqa: SLF001 -- the step at which each waits for the others

    def write(self: HubFolder, papers: Papers) -> None:
        meeting.wait(PATIENCE)
        real(self, papers)

    monkeypatch.setattr(HubFolder, "_write_document", write)
    sent = [send() for _ in range(3)]
    assert await receiver.receive_some()
    assert files() == {f"{one.reference}.{kind}" for one in sent for kind in ("json", "html")}


async def test_copies_of_one_message_that_come_together_are_filed_once(
    receiver: Receiver,
    settings: Settings,
    contact: Callable[..., Contact],
    message: Callable[..., bytes],
    spool: Callable[..., Path],
    files: Files,
    receipts: Callable[[], list[dict[str, Any]]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    meeting, written = threading.Barrier(3), []
    claim, write = HubFolder._claim, HubFolder._write_document  # noqa: SLF001 -- the steps on either side of the lock

    def claim_together(self: HubFolder, papers: Papers) -> None:
        claim(self, papers)
        meeting.wait(PATIENCE)

    def count(self: HubFolder, papers: Papers) -> None:
        written.append(papers.name)
        write(self, papers)

    monkeypatch.setattr(HubFolder, "_claim", claim_together)
    monkeypatch.setattr(HubFolder, "_write_document", count)
    sent = contact()
    for number in range(3):
        spool(message(sent), number)
    assert await receiver.receive_some()
    assert written == [sent.reference]
    assert files() == {f"{sent.reference}.json", f"{sent.reference}.html"}
    assert files(settings.spool_folder) == set()
    assert [receipt["subject"] for receipt in receipts()] == [sent.reference]
