"""Signing: nothing can change, move between fields or directions, or be signed by a stranger."""

import base64
from collections.abc import Mapping
from dataclasses import replace

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import assume, given
from hypothesis import strategies as st

from app.envelope.signing import HUB_TO_PORTAL, PORTAL_TO_HUB, Statement, sign, verify
from app.errors import EnvelopeRefusedError

OLD, NEW, STRANGER = (Ed25519PrivateKey.generate() for _ in range(3))
KNOWN = (OLD.public_key(), NEW.public_key())
STATEMENT = Statement(
    PORTAL_TO_HUB,
    {"id": "1", "subject": "NN-7K4M-9QXR"},
    {"contact": b"sealed", "identity": b"other"},
    {"a1": b"\0" * 32},
)

tables = st.dictionaries(st.text(max_size=4), st.text(max_size=4), max_size=3)
blobs = st.dictionaries(st.text(max_size=4), st.binary(max_size=4), max_size=3)
statements = st.builds(Statement, st.sampled_from([PORTAL_TO_HUB, HUB_TO_PORTAL]), tables, blobs, blobs)


def test_a_key_that_is_listed_signed_it_whether_old_or_new() -> None:
    for key in (OLD, NEW):
        verify(STATEMENT, sign(STATEMENT, key), KNOWN)


def test_a_strangers_signature_is_refused() -> None:
    with pytest.raises(EnvelopeRefusedError):
        verify(STATEMENT, sign(STATEMENT, STRANGER), KNOWN)


def test_nothing_is_believed_without_a_key() -> None:
    with pytest.raises(EnvelopeRefusedError):
        verify(STATEMENT, sign(STATEMENT, NEW), ())


@pytest.mark.parametrize(
    "altered",
    [
        replace(STATEMENT, direction=HUB_TO_PORTAL),
        replace(STATEMENT, attributes={"id": "2", "subject": "NN-7K4M-9QXR"}),
        replace(STATEMENT, attributes={"id": "1"}),
        replace(STATEMENT, attributes={**STATEMENT.attributes, "more": ""}),
        replace(STATEMENT, attributes={"id": "NN-7K4M-9QXR", "subject": "1"}),
        replace(STATEMENT, parts={"contact": b"other", "identity": b"sealed"}),
        replace(STATEMENT, parts={"contact": b"sealed", "restricted": b"other"}),
        replace(STATEMENT, parts={"contact": b"sealed"}),
        replace(STATEMENT, attachments={}),
        replace(STATEMENT, attachments={"a2": b"\0" * 32}),
        replace(STATEMENT, attachments={"a1": b"\1" * 32}),
    ],
)
def test_an_altered_statement_is_refused(altered: Statement) -> None:
    with pytest.raises(EnvelopeRefusedError):
        verify(altered, sign(STATEMENT, NEW), KNOWN)


@given(statements, statements)
def test_different_statements_never_encode_alike(one: Statement, other: Statement) -> None:
    assume(one != other)
    assert one.encoded() != other.encoded()


@given(tables)
def test_the_order_of_attributes_means_nothing(attributes: Mapping[str, str]) -> None:
    turned = dict(reversed(list(attributes.items())))
    assert Statement(PORTAL_TO_HUB, attributes).encoded() == Statement(PORTAL_TO_HUB, turned).encoded()


def test_text_cannot_be_shifted_from_one_field_to_its_neighbour() -> None:
    one = Statement(PORTAL_TO_HUB, {"a": "1 b x", "c": "2"})
    other = Statement(PORTAL_TO_HUB, {"a": "1", "b": "x c 2"})
    assert one.encoded() != other.encoded()


def test_an_attribute_cannot_pass_for_an_attachment() -> None:
    one = Statement(PORTAL_TO_HUB, {"a": "b"})
    other = Statement(PORTAL_TO_HUB, {}, attachments={"a": b"b"})
    assert one.encoded() != other.encoded()


@given(st.integers(0, 63), st.integers(1, 255))
def test_an_altered_signature_is_refused(position: int, flip: int) -> None:
    signed = bytearray(base64.b64decode(sign(STATEMENT, NEW)))
    signed[position] ^= flip
    with pytest.raises(EnvelopeRefusedError):
        verify(STATEMENT, base64.b64encode(signed).decode(), KNOWN)


@pytest.mark.parametrize("signature", ["", "AAAA", "not base64!", "é" * 88, "=" * 88])
def test_what_is_no_signature_is_refused(signature: str) -> None:
    with pytest.raises(EnvelopeRefusedError):
        verify(STATEMENT, signature, KNOWN)


def test_a_signature_has_one_spelling_only() -> None:
    signature = sign(STATEMENT, NEW)
    spelt = {"A": "B", "Q": "R", "g": "h", "w": "x"}
    other = signature[:-3] + spelt[signature[-3]] + "=="
    assert base64.b64decode(other) == base64.b64decode(signature)
    with pytest.raises(EnvelopeRefusedError):
        verify(STATEMENT, other, KNOWN)
