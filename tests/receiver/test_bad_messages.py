"""Forged, altered, truncated, oversized and replayed messages: refused or known, counted, said once, harmless."""

from collections.abc import Callable, Iterator, MutableMapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import orjson
import pytest
import structlog
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from app.contact.model import Contact
from app.envelope.events import receipt_for
from app.envelope.keys import PortalKeys, ReceiverKeys
from app.envelope.message import LARGEST_MESSAGE, compose, open_submitted
from app.errors import EnvelopeRefusedError
from app.receiver.receive import Receiver
from app.settings import Settings
from tests.figures import counted

HUB = "northamptonshire"
Files = Callable[..., set[str]]
Spool = Callable[..., Path]
Message = Callable[..., bytes]


@pytest.fixture(scope="session")
def good(contact: Callable[..., Contact], message: Message) -> bytes:
    return message(contact())


@pytest.fixture(scope="session")
def keys(key_set: Path) -> ReceiverKeys:
    return ReceiverKeys.load(key_set / "receiver")


@pytest.fixture(scope="session")
def bad(good: bytes, keys: ReceiverKeys, key_set: Path) -> dict[str, bytes]:
    """Messages that nobody may believe, each for a reason of its own."""
    event: dict[str, Any] = orjson.loads(good)
    opened = open_submitted(good, keys, HUB)
    portal = PortalKeys.load(key_set / "portal")
    stranger = replace(portal, signing_key=Ed25519PrivateKey.generate())
    hub_itself = replace(portal, signing_key=keys.signing_key)
    parts = event["data"]
    return {
        "of a stranger": compose(opened, opened, stranger, opened.time),
        "signed by the hub itself": compose(opened, opened, hub_itself, opened.time),
        "a receipt of ours": orjson.dumps(receipt_for(opened, keys, opened.time).document()),
        "with more inside": orjson.dumps({**event, "data": {**parts, "more": "x"}}),
        "with parts swapped": orjson.dumps({**event, "data": {**parts, "contact": parts["identity"]}}),
        "twice in one": good + good,
        "larger than any": good.ljust(LARGEST_MESSAGE + 1),
        "far larger than any": b"{" * (2 * LARGEST_MESSAGE),
        "deeply nested": b"[" * 1_000_000,
        "without an end": good[:-1],
        "half of it": good[: len(good) // 2],
    }


@pytest.fixture
def said() -> Iterator[list[MutableMapping[str, Any]]]:
    """What is logged, as it is logged."""
    with structlog.testing.capture_logs() as lines:
        yield lines


async def test_bad_messages_are_set_aside_counted_and_said_once_each_and_stop_no_other(
    receiver: Receiver,
    settings: Settings,
    bad: dict[str, bytes],
    good: bytes,
    spool: Spool,
    files: Files,
    said: list[MutableMapping[str, Any]],
) -> None:
    refused = counted("mash_messages_total", result="refused")
    for name, raw in bad.items():
        spool(raw, name)
    spool(good, "good")
    while await receiver.receive_some():
        pass
    reference = orjson.loads(good)["subject"]
    assert files() == {f"{reference}.json", f"{reference}.html"}
    assert files(settings.spool_folder) == {f"refused/{name}.json" for name in bad}
    assert [line["event"] for line in said].count("message_refused") == len(bad)
    assert counted("mash_messages_total", result="refused") == refused + len(bad)
    assert len(receiver.receipts.waiting()) == 1


@hypothesis_settings(max_examples=60)
@given(length=st.integers(0, 30_000))
def test_a_message_cut_anywhere_is_refused(good: bytes, keys: ReceiverKeys, length: int) -> None:
    with pytest.raises(EnvelopeRefusedError):
        open_submitted(good[: min(length, len(good) - 1)], keys, HUB)


async def test_a_message_replayed_when_the_hub_took_it_away_is_receipted_and_not_filed(
    receiver: Receiver, settings: Settings, good: bytes, spool: Spool, files: Files
) -> None:
    spool(good)
    await receiver.receive_some()
    for path in settings.hub_folder.glob("NN-*"):
        path.unlink()
    for name in ("replayed", "and again"):
        receiver.receipts.forget(list(receiver.receipts.waiting()))
        spool(good, name)
        await receiver.receive_some()
        assert files() == set()
        assert len(receiver.receipts.waiting()) == 1


async def test_what_is_no_file_in_the_spool_is_left_alone(
    receiver: Receiver, settings: Settings, good: bytes, spool: Spool, files: Files
) -> None:
    spool(good)
    (settings.spool_folder / "folder.json").mkdir()
    (settings.spool_folder / "nowhere.json").symlink_to("/nonexistent")
    assert await receiver.receive_some()
    assert not await receiver.receive_some()
    assert len(files()) == 2
