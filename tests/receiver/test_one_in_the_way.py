"""What stands in the way of one message at the hub's folder holds up no other, and not for long itself."""

from collections.abc import Callable

import pytest

from app import patience
from app.contact.model import Contact
from app.receiver.filing import HubFolder, Papers
from app.receiver.receive import Receiver
from app.settings import Settings

Send = Callable[..., Contact]


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Seconds, for a test to move on."""
    now = [1000.0]
    monkeypatch.setattr(patience, "monotonic", lambda: now[0])
    monkeypatch.setattr(patience, "backoff", lambda failures: 100.0 * failures)
    return now


@pytest.fixture
def tried(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The references of what was to be filed, in order."""
    seen: list[str] = []
    files_it = HubFolder.file

    def file(folder: HubFolder, papers: Papers) -> None:
        seen.append(papers.reference)
        files_it(folder, papers)

    monkeypatch.setattr(HubFolder, "file", file)
    return seen


async def test_a_folder_in_the_place_of_a_copy_keeps_its_own_message_waiting_and_no_other(
    receiver: Receiver, settings: Settings, send: Send, clock: list[float], tried: list[str]
) -> None:
    stuck = send()
    somebodys = settings.hub_folder / f"{stuck.reference}.html"
    somebodys.mkdir()
    others = [send() for _ in range(3)]
    assert await receiver.receive_some()
    assert all((settings.hub_folder / f"{one.reference}.json").exists() for one in others)
    assert not (settings.hub_folder / f"{stuck.reference}.json").exists()
    urgent = send(urgent=True)
    assert await receiver.receive_some()
    assert (settings.hub_folder / f"{urgent.reference}.json").exists()
    assert not await receiver.receive_some()
    assert tried.count(stuck.reference) == 1
    somebodys.rmdir()
    clock[0] += 100
    assert await receiver.receive_some()
    assert (settings.hub_folder / f"{stuck.reference}.html").is_file()
    assert tried.count(stuck.reference) == 2


async def test_a_disk_that_takes_nothing_is_a_failure_of_the_whole_round(
    receiver: Receiver, settings: Settings, send: Send, clock: list[float]
) -> None:
    for sent in [send() for _ in range(2)]:
        (settings.hub_folder / f"{sent.reference}.html").mkdir()
    with pytest.raises(OSError, match="directory"):
        await receiver.receive_some()
    clock[0] += 99
    assert not await receiver.receive_some()
