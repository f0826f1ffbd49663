"""Messages that were changed, swapped, replayed or forged on the way are refused (catalogue 4 of quality.md)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import orjson
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st

from app.envelope.keys import PortalKeys, ReceiverKeys, new_keys
from app.envelope.message import LARGEST_MESSAGE, SubmittedEvent, open_submitted
from app.envelope.parts import Parts
from app.envelope.signing import HUB_TO_PORTAL, PORTAL_TO_HUB, Statement, sign
from app.errors import EnvelopeRefusedError, KeyUnusableError

HUB = "northamptonshire"
ATTRIBUTES = sorted(set(SubmittedEvent.model_fields) - {"data"})
PARTS = ("contact", "restricted", "identity")

Making = Callable[..., bytes]


def changed(message: bytes, **more: object) -> bytes:
    return orjson.dumps({**orjson.loads(message), **more})


def signed_again(
    message: bytes, key: Ed25519PrivateKey, direction: str = PORTAL_TO_HUB, **more: str
) -> bytes:
    """A message in which attributes were replaced before a key signed it."""
    event: dict[str, Any] = {**orjson.loads(message), **more}
    outside = {name: value for name, value in event.items() if name not in {"data", "signature"}}
    parts = {name: event["data"][name].encode() for name in PARTS}
    return orjson.dumps({**event, "signature": sign(Statement(direction, outside, parts), key)})


def refused(message: bytes, keys: ReceiverKeys, hub: str = HUB) -> None:
    with pytest.raises(EnvelopeRefusedError):
        open_submitted(message, keys, hub)


@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_any_byte_changed_on_the_way_is_refused(
    message: bytes, receiver_keys: ReceiverKeys, data: st.DataObject
) -> None:
    # Half of the tries are among the attributes, which are few beside the sealed parts.
    last = data.draw(st.sampled_from([600, len(message) - 1]))
    altered = bytearray(message)
    altered[data.draw(st.integers(0, last))] ^= data.draw(st.integers(1, 255))
    refused(bytes(altered), receiver_keys)


@pytest.mark.parametrize("name", ATTRIBUTES)
@pytest.mark.parametrize(
    "value",
    [
        None,
        "",
        "true",
        "false",
        "BN-7K4M-9QXR",
        "NN-2222-2222",
        "barnet",
        "family",
        "2026-11-22T16:51:00Z",
        "9a3b8c52-8c1e-4a57-9d6e-1b8f0f4f3c11",
        "abcdef01",
        "A" * 86 + "==",
    ],
)
def test_any_attribute_replaced_is_refused(
    message: bytes, receiver_keys: ReceiverKeys, name: str, value: str | None
) -> None:
    if orjson.loads(message)[name] != value:
        refused(changed(message, **{name: value}), receiver_keys)


@pytest.mark.parametrize("name", [*ATTRIBUTES, "data"])
def test_any_attribute_left_out_is_refused(message: bytes, receiver_keys: ReceiverKeys, name: str) -> None:
    event = orjson.loads(message)
    del event[name]
    refused(orjson.dumps(event), receiver_keys)


@pytest.mark.parametrize(("one", "other"), [("contact", "identity"), ("contact", "restricted")])
def test_parts_swapped_are_refused(message: bytes, receiver_keys: ReceiverKeys, one: str, other: str) -> None:
    data = orjson.loads(message)["data"]
    refused(changed(message, data={**data, one: data[other], other: data[one]}), receiver_keys)


def test_a_part_of_another_message_is_refused(
    contact: Making, composed: Making, message: bytes, receiver_keys: ReceiverKeys
) -> None:
    other = orjson.loads(composed(Parts(contact=contact())))["data"]
    data = orjson.loads(message)["data"]
    refused(changed(message, data={**data, "contact": other["contact"]}), receiver_keys)


@pytest.mark.parametrize(
    "more",
    [
        {"subject": "NN-2222-2222"},
        {"id": "9a3b8c52-8c1e-4a57-9d6e-1b8f0f4f3c11"},
        {"route": "family"},
        {"urgent": "false"},
        {"source": "barnet"},
    ],
)
def test_outside_that_is_not_inside_is_refused_even_if_signed(
    message: bytes, portal_keys: PortalKeys, receiver_keys: ReceiverKeys, more: dict[str, str]
) -> None:
    altered = signed_again(message, portal_keys.signing_key, **more)
    with pytest.raises(EnvelopeRefusedError, match="inside"):
        open_submitted(altered, receiver_keys, more.get("source", HUB))


@pytest.mark.parametrize(
    "more",
    [
        {"id": "6F1D3A52-8C1E-4A57-9D6E-1B8F0F4F3C11"},
        {"id": "6f1d3a528c1e4a579d6e1b8f0f4f3c11"},
        {"time": "2026-11-22T16:5:00Z"},
    ],
)
def test_one_id_or_time_in_two_spellings_is_refused_even_if_signed(
    message: bytes, portal_keys: PortalKeys, receiver_keys: ReceiverKeys, more: dict[str, str]
) -> None:
    refused(signed_again(message, portal_keys.signing_key, **more), receiver_keys)


def test_signing_again_without_a_change_is_believed(
    message: bytes, portal_keys: PortalKeys, receiver_keys: ReceiverKeys
) -> None:
    assert open_submitted(signed_again(message, portal_keys.signing_key), receiver_keys, HUB)


def test_a_stranger_or_the_hub_itself_cannot_sign_a_message(
    message: bytes, portal_keys: PortalKeys, receiver_keys: ReceiverKeys
) -> None:
    refused(signed_again(message, Ed25519PrivateKey.generate()), receiver_keys)
    refused(signed_again(message, receiver_keys.signing_key), receiver_keys)
    refused(signed_again(message, portal_keys.signing_key, HUB_TO_PORTAL), receiver_keys)


def test_a_message_for_another_hub_is_refused(message: bytes, receiver_keys: ReceiverKeys) -> None:
    refused(message, receiver_keys, "barnet")


def test_a_hub_without_the_key_says_so(message: bytes, receiver_keys: ReceiverKeys, tmp_path: Path) -> None:
    new_keys(tmp_path, date(2026, 11, 22))
    stranger = ReceiverKeys.load(tmp_path / "receiver")
    with pytest.raises(KeyUnusableError):
        open_submitted(message, replace(receiver_keys, identities=stranger.identities), HUB)


@pytest.mark.parametrize(
    "more",
    [
        {"traceparent": "00"},
        {"specversion": "0.3"},
        {"type": "uk.mash.contact.received"},
        {"urgent": True},
        {"subject": "../../etc/passwd"},
        {"id": "6F1D3A52-8C1E-4A57-9D6E-1B8F0F4F3C11"},
        {"time": "2026-11-22T16:50:31Z"},
        {"time": "2026-13-22T16:50:00Z"},
        {"time": "0001-01-01T00:00:00+14:00"},
        {"time": "2026-11-22T16:50:00"},
        {"data": None},
        {"data": {"contact": "", "restricted": "", "identity": "", "attachments": [{"id": "1"}]}},
        {"data": {"contact": "", "restricted": "", "identity": "", "attachments": [], "more": ""}},
    ],
)
def test_another_shape_is_refused(
    message: bytes, receiver_keys: ReceiverKeys, more: dict[str, object]
) -> None:
    refused(changed(message, **more), receiver_keys)


@pytest.mark.parametrize("raw", [b"", b"null", b"[]", b"{", b"\xff", b"[" * 100_000, b'{"id":"\\ud800"}'])
def test_what_is_no_message_is_refused(raw: bytes, receiver_keys: ReceiverKeys) -> None:
    refused(raw, receiver_keys)


def test_more_than_any_portal_sends_is_refused_before_it_is_read(
    message: bytes, receiver_keys: ReceiverKeys
) -> None:
    with pytest.raises(EnvelopeRefusedError, match="larger"):
        open_submitted(message.ljust(LARGEST_MESSAGE + 1), receiver_keys, HUB)
