"""Drafts open only with their key, as their own version, and say nothing by their length."""

from typing import Any
from uuid import UUID

import orjson
import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from hypothesis import given
from hypothesis import strategies as st

from app.envelope.drafts import DraftKey, address_digest, status_code_digest
from app.errors import EnvelopeRefusedError

KEY = DraftKey(bytes(range(32)))
DOCUMENT = b'{"said":{}}'
PEPPER, ADDRESS = b"p" * 32, "a.okafor@larch-hill.example"
keys = st.builds(DraftKey, st.binary(min_size=32, max_size=32))


@given(keys)
def test_a_cookie_gives_the_same_key_again(key: DraftKey) -> None:
    assert len(key.cookie) == 43
    assert DraftKey.from_cookie(key.cookie) == key


@pytest.mark.parametrize(
    "cookie",
    [
        "",
        "a",
        KEY.cookie[:-1],
        KEY.cookie + "A",
        KEY.cookie[:-1] + "=",
        "+" * 43,
        "/" * 43,
        "é" * 43,
        " " * 43,
    ],
)
def test_anything_else_in_a_cookie_is_no_key(cookie: str) -> None:
    assert DraftKey.from_cookie(cookie) is None


def test_a_key_has_one_spelling_only() -> None:
    assert KEY.cookie[-1] == "8"
    assert DraftKey.from_cookie(KEY.cookie[:-1] + "9") is None


@given(st.text())
def test_no_text_makes_reading_a_cookie_fail(text: str) -> None:
    key = DraftKey.from_cookie(text)
    assert key is None or key.cookie == text


def test_new_keys_differ() -> None:
    assert len({DraftKey.new().secret for _ in range(100)}) == 100


def test_what_follows_from_a_key_never_changes() -> None:
    """Drafts and codes already given out depend on these values."""
    assert KEY.row_id.hex() == "7bdf26e324a3251daf27a67c4b7ecbc8db171739d94d72bf93db7f16a61ff75e"
    assert KEY.message_id == UUID("deee9697-21cd-4778-94d1-62fd341f3f36")
    assert KEY.status_code == "865487324742"
    assert KEY.link_name == "a9uRwAaBeT8yP9P94XvuYw"
    assert (KEY.reference("NN"), KEY.reference("NN", 1)) == ("NN-KNQP-3KN7", "NN-3KMX-W9RH")
    digest = status_code_digest(PEPPER, KEY.message_id, "123456789012")
    assert digest.hex() == "7c5fc2ac4789f00a9e00308e4cc05086d737b9fa1ca17918e29d7cfabbc60e4e"
    digest = address_digest(PEPPER, KEY.message_id, ADDRESS)
    assert digest.hex() == "fc9d691eb999629c576617b655420651732f7efc38c82942261098e507bc5049"


@given(keys)
def test_what_follows_from_a_key_has_its_form_and_tells_nothing_of_it(key: DraftKey) -> None:
    assert len(key.row_id) == 32
    assert key.message_id.version == 4
    assert len(key.status_code) == 12
    assert key.status_code.isdecimal()
    assert key.secret not in key.row_id


@given(keys, keys, st.text(), st.text())
def test_a_mark_is_of_one_text_under_one_key(one: DraftKey, other: DraftKey, text: str, another: str) -> None:
    assert len(one.mark(text)) == 24
    assert (one.mark(text) == other.mark(text)) is (one == other)
    assert (one.mark(text) == one.mark(another)) is (text == another)


def test_a_key_is_not_in_its_representation() -> None:
    assert repr(KEY) == "DraftKey()"


@given(keys, st.integers(0, 2**40), st.dictionaries(st.text(), st.text()))
def test_a_draft_opens_as_it_was(key: DraftKey, version: int, said: dict[str, str]) -> None:
    document = orjson.dumps(said)
    assert key.unseal(version, key.seal(version, document)) == document


@pytest.mark.parametrize(
    ("size", "sealed"),
    [(2, 2048), (2048, 2048), (2049, 4096), (4096, 4096), (5000, 8192), (300_000, 524_288)],
)
def test_a_draft_is_padded_to_a_power_of_two(size: int, sealed: int) -> None:
    assert len(KEY.seal(1, b"x" * size)) == sealed + 12 + 16


def test_the_same_draft_is_never_sealed_twice_alike() -> None:
    assert KEY.seal(1, DOCUMENT) != KEY.seal(1, DOCUMENT)


@pytest.mark.parametrize("version", [-1, 0, 2**64])
@pytest.mark.parametrize("sealed", [b"", b"x", bytes(2076), "words"])
def test_what_was_never_sealed_does_not_open(version: int, sealed: Any) -> None:
    """SQLite gives text back where somebody put text in the place of bytes."""
    with pytest.raises(EnvelopeRefusedError):
        KEY.unseal(version, sealed)


def test_another_version_or_another_key_does_not_open_it() -> None:
    sealed = KEY.seal(3, DOCUMENT)
    for key, version in ((KEY, 2), (KEY, 4), (DraftKey.new(), 3)):
        with pytest.raises(EnvelopeRefusedError):
            key.unseal(version, sealed)


def test_the_encryption_is_the_one_that_the_specification_names() -> None:
    sealed = KEY.seal(7, DOCUMENT)
    cipher = AESGCM(HKDF(SHA256(), 32, salt=None, info=b"draft").derive(KEY.secret))
    opened = cipher.decrypt(sealed[:12], sealed[12:], KEY.row_id + (7).to_bytes(8, "big"))
    assert opened.rstrip() == DOCUMENT


@given(st.integers(0, 2048 + 27), st.integers(1, 255))
def test_an_altered_draft_is_refused(position: int, flip: int) -> None:
    sealed = bytearray(KEY.seal(1, DOCUMENT))
    sealed[position] ^= flip
    with pytest.raises(EnvelopeRefusedError):
        KEY.unseal(1, bytes(sealed))


@pytest.mark.parametrize("sealed", [b"", b"short", b"\0" * 12, b"\0" * 40])
def test_what_is_too_short_to_be_a_draft_is_refused(sealed: bytes) -> None:
    with pytest.raises(EnvelopeRefusedError):
        KEY.unseal(1, sealed)


def test_a_status_code_digest_depends_on_pepper_message_and_code() -> None:
    first = status_code_digest(b"p" * 32, KEY.message_id, "123456789012")
    others = {
        status_code_digest(b"q" * 32, KEY.message_id, "123456789012"),
        status_code_digest(b"p" * 32, DraftKey.new().message_id, "123456789012"),
        status_code_digest(b"p" * 32, KEY.message_id, "123456789013"),
    }
    assert len(first) == 32
    assert len(others | {first}) == 4


def test_an_address_digest_depends_on_pepper_message_and_address_however_it_is_typed() -> None:
    first = address_digest(PEPPER, KEY.message_id, ADDRESS)
    assert address_digest(PEPPER, KEY.message_id, f" {ADDRESS.upper()}\n") == first
    others = {
        address_digest(b"q" * 32, KEY.message_id, ADDRESS),
        address_digest(PEPPER, DraftKey.new().message_id, ADDRESS),
        address_digest(PEPPER, KEY.message_id, f"x{ADDRESS}"),
        status_code_digest(PEPPER, KEY.message_id, ADDRESS),
    }
    assert len(others | {first}) == 5
