"""The same message with other words, from a portal that was restored from a backup: both are filed, each once."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import orjson
import pytest

from app.contact.model import Contact, Story
from app.receiver import filing
from app.receiver.receive import Receiver
from app.settings import Settings

Seal = Callable[..., bytes]


@pytest.fixture
def hub(settings: Settings) -> Path:
    return settings.hub_folder


def worries(hub: Path) -> dict[str, str]:
    found = {path.stem: orjson.loads(path.read_bytes()) for path in hub.glob("*.json")}
    return {name: said["story"]["worry"] for name, said in found.items()}


def edited(contact: Contact, worry: str, later: int = 1) -> Contact:
    at = contact.received_at + timedelta(hours=later)
    return contact.model_copy(update={"story": Story(worry=worry), "received_at": at})


def test_other_words_are_filed_beside_the_first(
    receiver: Receiver, contact: Callable[..., Contact], message: Seal, hub: Path
) -> None:
    first = contact(story=Story(worry="one"))
    for sent in (first, edited(first, "two"), edited(first, "three"), edited(first, "two", 9), first):
        receiver.file(message(sent))
    name = first.reference
    assert worries(hub) == {name: "one", f"{name}.2": "two", f"{name}.3": "three"}
    assert "SENT AGAIN" not in (hub / f"{name}.html").read_text()
    assert f"Read both: this, and {name}.html" in (hub / f"{name}.3.html").read_text()


def test_sent_later_in_the_same_words_it_is_filed_once(
    receiver: Receiver, contact: Callable[..., Contact], message: Seal, hub: Path
) -> None:
    first = contact(story=Story(worry="one"))
    receiver.file(message(first))
    receiver.file(message(edited(first, "one")))
    assert worries(hub) == {first.reference: "one"}


def test_other_words_that_are_kept_apart_make_a_version_with_its_own_files(
    receiver: Receiver, contact: Callable[..., Contact], message: Seal, hub: Path
) -> None:
    sent = contact()
    receiver.file(message(sent, restricted={"keep_what": "The first refuge"}))
    receiver.file(message(sent, restricted={"keep_what": "The second refuge"}))
    first, second = (
        (hub / "restricted" / f"{name}.restricted.json").read_text()
        for name in (sent.reference, f"{sent.reference}.2")
    )
    assert "The first refuge" in first
    assert "The second refuge" in second
    assert f"restricted/{sent.reference}.2.restricted.html" in (hub / f"{sent.reference}.2.html").read_text()


def test_what_the_hub_has_taken_away_does_not_come_back_with_the_next_version(
    receiver: Receiver, contact: Callable[..., Contact], message: Seal, hub: Path
) -> None:
    first = contact(story=Story(worry="one"))
    receiver.file(message(first))
    (hub / f"{first.reference}.json").unlink()
    receiver.file(message(edited(first, "two")))
    receiver.file(message(first))
    assert worries(hub) == {f"{first.reference}.2": "two"}


class KilledError(Exception):
    pass


@pytest.fixture(params=["publish", "replace", "move"])
def killed_at(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[[], None]]:
    """From when it is called, the receiver dies at this kind of write, once."""

    def arm() -> None:
        whole, written = getattr(filing, request.param), [0]

        def dies(*given: Path | bytes) -> object:
            if not written[0]:
                written[0] = 1
                raise KilledError
            return whole(*given)

        monkeypatch.setattr(filing, request.param, dies)

    yield arm
    monkeypatch.undo()


def test_killed_while_it_files_a_version_it_goes_on(
    receiver: Receiver,
    contact: Callable[..., Contact],
    message: Seal,
    hub: Path,
    killed_at: Callable[[], None],
) -> None:
    first = contact(story=Story(worry="one"))
    receiver.file(message(first))
    second = message(edited(first, "two"))
    killed_at()
    with pytest.raises(KilledError):
        receiver.file(second)
    receiver.file(second)
    receiver.file(second)
    assert worries(hub) == {first.reference: "one", f"{first.reference}.2": "two"}
