"""A call's link and code open one draft together and nothing apart; its event is believed as the hub signed it."""

from datetime import date, datetime
from typing import Any

import orjson
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from app.envelope.calls import (
    CALL_TAKEN,
    CALL_WITHDRAWN,
    LARGEST_DRAFT,
    CallCode,
    Caller,
    CallEvent,
    WithdrawnCall,
)
from app.envelope.events import (
    is_call,
    is_withdrawal,
    read_event,
    sign_call,
    sign_withdrawal,
    verify_call,
    verify_event,
    verify_withdrawal,
)
from app.envelope.keys import PortalKeys, ReceiverKeys
from app.errors import EnvelopeRefusedError
from app.references import parse_status_code

CODE = CallCode("a" * 22, "123456789012")
PINNED = "e4366c16ae0cf7e7498b1225bd25634785d83b3e19e3cc6f9c8c808c2915db73"
SEALED = {"address": "sealed", "draft": "c2VhbGVk"}


@pytest.fixture
def said(now: datetime) -> dict[str, str]:
    return {
        "specversion": "1.0",
        "id": "6f1d3a52-8c1e-4a57-9d6e-1b8f0f4f3c11",
        "source": "northamptonshire",
        "subject": "NN-7K4M-9QXR",
        "time": now.strftime("%Y-%m-%dT%H:%M:00Z"),
        "type": CALL_TAKEN,
        "draftid": "A" * 43 + "=",
    }


@pytest.fixture
def call(said: dict[str, str], receiver_keys: ReceiverKeys) -> CallEvent:
    return sign_call(said, SEALED, receiver_keys.signing_key)


def test_link_and_code_make_one_key_each_time_and_no_other_pair_makes_it() -> None:
    key = CODE.key()
    assert CallCode("a" * 22, "123456789012").key() == key
    others = (CallCode("b" + "a" * 21, CODE.digits), CallCode(CODE.name, "123456789013"), CallCode("", ""))
    assert key not in [other.key() for other in others]


def test_the_key_is_that_of_the_release_before() -> None:
    assert CODE.key().row_id.hex() == PINNED


def test_a_code_is_twelve_digits_a_link_twenty_two_characters_and_each_is_drawn_anew() -> None:
    drawn = [CallCode.new() for _ in range(50)]
    assert all(parse_status_code(one.digits) == one.digits for one in drawn)
    assert {len(one.name) for one in drawn} == {22}
    assert len({one.name for one in drawn}) == len({one.digits for one in drawn}) == 50
    assert drawn[0].digits not in repr(drawn[0])


def test_an_event_is_believed_as_json_and_as_a_value(call: CallEvent, portal_keys: PortalKeys) -> None:
    document = call.document()
    for raw in (document, orjson.dumps(document)):
        assert verify_call(raw, portal_keys.receipt_keys()) == call
    assert is_call(document)
    assert read_event(orjson.dumps(document)) == call


@pytest.mark.parametrize("name", [*sorted(CallEvent.model_fields), "more"])
@pytest.mark.parametrize("value", [None, "", "x", 1, "NN-7K4M-9QXX", "A" * 44, "b3RoZXI="])
def test_an_event_that_was_altered_anywhere_is_refused(
    call: CallEvent, portal_keys: PortalKeys, name: str, value: Any
) -> None:
    with pytest.raises(EnvelopeRefusedError):
        verify_call(call.document() | {name: value}, portal_keys.receipt_keys())


def test_an_event_of_a_stranger_is_refused_and_so_is_one_of_another_kind(
    said: dict[str, str], call: CallEvent, portal_keys: PortalKeys
) -> None:
    stranger = sign_call(said, SEALED, Ed25519PrivateKey.generate())
    for event, kind in ((stranger, verify_call), (call, verify_event)):
        with pytest.raises(EnvelopeRefusedError):
            kind(event.document(), portal_keys.receipt_keys())


@pytest.fixture
def withdrawn(said: dict[str, str], receiver_keys: ReceiverKeys) -> WithdrawnCall:
    del said["draftid"]
    return sign_withdrawal(said | {"type": CALL_WITHDRAWN}, receiver_keys.signing_key)


def test_a_call_taken_back_is_believed_as_json_and_as_a_value(
    withdrawn: WithdrawnCall, portal_keys: PortalKeys
) -> None:
    document = withdrawn.document()
    for raw in (document, orjson.dumps(document)):
        assert verify_withdrawal(raw, portal_keys.receipt_keys()) == withdrawn
    assert is_withdrawal(document)
    assert not is_call(document)
    assert read_event(orjson.dumps(document)) == withdrawn


@pytest.mark.parametrize("name", [*sorted(WithdrawnCall.model_fields), "more", "draft"])
@pytest.mark.parametrize("value", [None, "", "x", 1, "NN-7K4M-9QXX", CALL_TAKEN])
def test_one_that_was_altered_anywhere_is_refused(
    withdrawn: WithdrawnCall, portal_keys: PortalKeys, name: str, value: Any
) -> None:
    with pytest.raises(EnvelopeRefusedError):
        verify_withdrawal(withdrawn.document() | {name: value}, portal_keys.receipt_keys())


@pytest.mark.parametrize(
    "wrong",
    [
        {"draft": "A" * (LARGEST_DRAFT + 4)},
        {"draft": ""},
        {"draft": "not base64"},
        {"draft": "AAA"},
        {"address": "x" * 4097},
    ],
)
def test_what_is_no_sealed_draft_is_not_even_signed(
    said: dict[str, str], receiver_keys: ReceiverKeys, wrong: dict[str, str]
) -> None:
    with pytest.raises(EnvelopeRefusedError):
        sign_call(said, SEALED | wrong, receiver_keys.signing_key)


@pytest.mark.parametrize("raw", [b"", b"[]", b"1", b"{}", b'{"type": "uk.mash.call.taken"}', b"\xff"])
def test_what_is_no_event_is_refused_in_a_sentence(raw: bytes) -> None:
    with pytest.raises(EnvelopeRefusedError, match="not an event that we know"):
        read_event(raw)


def test_what_the_relay_is_told_is_read_as_it_was_written() -> None:
    caller = Caller("t.adeyemi@larch-hill.example", "a" * 22, date(2026, 11, 25))
    assert Caller.parse(caller.text()) == caller
    assert "larch" not in repr(caller)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a@b.example",
        "a@b.example\n" + "a" * 21 + "\n2026-11-25",
        "a@b.example\n" + "a" * 22 + "\n2026-02-30",
        "a@b.example\n" + "a" * 22 + "\n20261125",
        "a@b.example\n" + "a" * 22 + "\n2026-11-25\n",
        "a@b.example\n../../../../../../../../evil\n2026-11-25",
    ],
)
def test_what_the_relay_is_told_must_be_of_a_call(text: str) -> None:
    with pytest.raises(EnvelopeRefusedError):
        Caller.parse(text)
