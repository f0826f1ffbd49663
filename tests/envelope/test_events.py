"""Events from the hub: believed only as the hub signed them, and the same receipt however often it is sent."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4, uuid5

import orjson
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from app.envelope.events import (
    LARGEST_BATCH,
    MOST_EVENTS,
    EventType,
    HubEvent,
    event_about,
    parse_batch,
    receipt_for,
    sign_event,
    verify_event,
    write_batch,
)
from app.envelope.keys import PortalKeys, ReceiverKeys, RelayKeys
from app.envelope.message import Opened, open_submitted
from app.envelope.sealing import seal_address, unseal_address
from app.envelope.signing import PORTAL_TO_HUB, Statement, sign
from app.errors import EnvelopeRefusedError

EVENT_ID = UUID("0b8e6c1e-54f8-4a6f-8f0e-6a4f3d0f7c55")
ATTRIBUTES = sorted(HubEvent.model_fields)


@pytest.fixture(scope="module")
def opened(message: bytes, receiver_keys: ReceiverKeys) -> Opened:
    return open_submitted(message, receiver_keys, "northamptonshire")


@pytest.fixture(scope="module")
def decided(opened: Opened, receiver_keys: ReceiverKeys, portal_keys: PortalKeys, now: datetime) -> HubEvent:
    attributes = event_about(opened, "uk.mash.contact.decided", EVENT_ID, now)
    address = seal_address("teacher@school.example", portal_keys.recipients("mail", now.date()))
    return sign_event({**attributes, "outcome": "early-help"}, receiver_keys.signing_key, address)


def refused(event: bytes | dict[str, Any], keys: PortalKeys) -> None:
    with pytest.raises(EnvelopeRefusedError):
        verify_event(event, keys.receipt_keys())


def test_a_receipt_names_the_message_and_says_it_was_received(
    opened: Opened, receiver_keys: ReceiverKeys, portal_keys: PortalKeys, now: datetime
) -> None:
    receipt = receipt_for(opened, receiver_keys, now)
    said = receipt.document()
    del said["signature"], said["id"]
    assert said == {
        "specversion": "1.0",
        "source": "northamptonshire",
        "subject": "NN-7K4M-9QXR",
        "contactid": "6f1d3a52-8c1e-4a57-9d6e-1b8f0f4f3c11",
        "time": "2026-11-22T16:50:00Z",
        "type": "uk.mash.contact.received",
    }
    assert verify_event(receipt.document(), portal_keys.receipt_keys()) == receipt


def test_a_repeated_receipt_is_the_same_event(
    opened: Opened, receiver_keys: ReceiverKeys, now: datetime
) -> None:
    later = receipt_for(opened, receiver_keys, now + timedelta(hours=2))
    assert later.id == receipt_for(opened, receiver_keys, now).id
    assert later.id == str(uuid5(opened.message_id, "uk.mash.contact.received")), "also of another release"


def test_an_event_is_believed_as_json_and_as_a_value(decided: HubEvent, portal_keys: PortalKeys) -> None:
    document = decided.document()
    for raw in (document, orjson.dumps(document)):
        assert verify_event(raw, portal_keys.receipt_keys()) == decided


def test_the_relay_opens_the_address_of_a_decision(decided: HubEvent, key_folder: Any) -> None:
    relay = RelayKeys.load(key_folder / "relay")
    assert decided.address is not None
    assert unseal_address(decided.address.encode(), relay.identities) == "teacher@school.example"


@given(data=st.data())
def test_any_byte_changed_on_the_way_is_refused(
    decided: HubEvent, portal_keys: PortalKeys, data: st.DataObject
) -> None:
    altered = bytearray(orjson.dumps(decided.document()))
    altered[data.draw(st.integers(0, len(altered) - 1))] ^= data.draw(st.integers(1, 255))
    refused(bytes(altered), portal_keys)


@pytest.mark.parametrize(
    ("kind", "outcome", "address"),
    [
        ("uk.mash.contact.decided", None, None),
        ("uk.mash.contact.closed", "early-help", None),
        ("uk.mash.contact.received", "early-help", None),
        ("uk.mash.contact.closed", None, b"sealed"),
    ],
)
def test_the_hub_itself_says_an_outcome_with_a_decision_and_an_address_with_nothing_else(
    opened: Opened,
    receiver_keys: ReceiverKeys,
    now: datetime,
    kind: EventType,
    outcome: str | None,
    address: bytes | None,
) -> None:
    attributes = event_about(opened, kind, EVENT_ID, now) | ({"outcome": outcome} if outcome else {})
    with pytest.raises(EnvelopeRefusedError):
        sign_event(attributes, receiver_keys.signing_key, address)


@pytest.mark.parametrize("name", ATTRIBUTES)
def test_any_attribute_left_out_is_refused(decided: HubEvent, portal_keys: PortalKeys, name: str) -> None:
    said = decided.document()
    del said[name]
    refused(said, portal_keys)


@pytest.mark.parametrize(
    "more",
    [
        {"subject": "NN-2222-2222"},
        {"contactid": str(UUID(int=1))},
        {"id": str(UUID(int=1))},
        {"source": "barnet"},
        {"time": "2026-11-22T16:51:00Z"},
        {"type": "uk.mash.contact.closed"},
        {"type": "uk.mash.contact.submitted"},
        {"outcome": "no-further-action"},
        {"outcome": 1},
        {"address": "another"},
        {"reason": "more"},
    ],
)
def test_any_attribute_replaced_is_refused(
    decided: HubEvent, portal_keys: PortalKeys, more: dict[str, object]
) -> None:
    refused({**decided.document(), **more}, portal_keys)


def test_an_address_cannot_be_taken_from_another_event(
    opened: Opened, receiver_keys: ReceiverKeys, portal_keys: PortalKeys, decided: HubEvent, now: datetime
) -> None:
    closed = sign_event(
        event_about(opened, "uk.mash.contact.closed", uuid4(), now), receiver_keys.signing_key
    )
    refused({**closed.document(), "address": decided.address}, portal_keys)


def test_a_stranger_or_the_portal_itself_cannot_sign_an_event(
    opened: Opened, portal_keys: PortalKeys, now: datetime
) -> None:
    attributes = event_about(opened, "uk.mash.contact.closed", EVENT_ID, now)
    for key in (Ed25519PrivateKey.generate(), portal_keys.signing_key):
        refused(sign_event(attributes, key).document(), portal_keys)


def test_what_the_hub_signed_in_the_other_direction_is_no_event(
    opened: Opened, receiver_keys: ReceiverKeys, portal_keys: PortalKeys, now: datetime
) -> None:
    attributes = event_about(opened, "uk.mash.contact.closed", EVENT_ID, now)
    signature = sign(Statement(PORTAL_TO_HUB, attributes), receiver_keys.signing_key)
    refused({**attributes, "signature": signature}, portal_keys)


def test_a_message_is_no_event(message: bytes, portal_keys: PortalKeys) -> None:
    refused(message, portal_keys)


def test_what_makes_no_event_is_never_signed(
    opened: Opened, receiver_keys: ReceiverKeys, now: datetime
) -> None:
    attributes = event_about(opened, "uk.mash.contact.decided", EVENT_ID, now)
    with pytest.raises(EnvelopeRefusedError):
        sign_event({**attributes, "outcome": "Not A Slug"}, receiver_keys.signing_key)


def test_a_batch_carries_every_event(decided: HubEvent, portal_keys: PortalKeys) -> None:
    batch = parse_batch(write_batch([decided] * MOST_EVENTS))
    assert [verify_event(event, portal_keys.receipt_keys()) for event in batch] == [decided] * MOST_EVENTS


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"{}",
        b"null",
        b"[1]",
        b"[{},[]]",
        b"[",
        b"[" * 100_000,
        b"\xff",
        orjson.dumps([{}] * (MOST_EVENTS + 1)),
        b"[]".ljust(LARGEST_BATCH + 1),
    ],
)
def test_what_is_no_batch_is_refused(raw: bytes) -> None:
    with pytest.raises(EnvelopeRefusedError):
        parse_batch(raw)


def test_an_empty_batch_is_a_batch() -> None:
    assert parse_batch(write_batch([])) == []


@given(st.binary(max_size=200))
def test_no_bytes_make_parsing_fail_otherwise(raw: bytes) -> None:
    try:
        assert isinstance(parse_batch(raw), list)
    except EnvelopeRefusedError:
        return
