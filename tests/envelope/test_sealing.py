"""Sealing: one length for each bucket, opened by age itself, and only with the right key."""

import subprocess
from pathlib import Path

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.envelope.key_files import read_identities
from app.envelope.padding import BUCKETS
from app.envelope.sealing import Identity, is_recipient, seal, seal_address, unseal, unseal_address
from app.errors import EnvelopeRefusedError, HubKeyMissingError, KeyUnusableError, TooLargeError

HUB, ESCROW, STRANGER = Identity.generate(), Identity.generate(), Identity.generate()
BOTH = (HUB.public, ESCROW.public)
LENGTHS = {(bucket, count): len(seal(b"x" * bucket, BOTH[:count])) for bucket in BUCKETS for count in (1, 2)}


def document(size: int) -> bytes:
    return orjson.dumps({"said": "é" * ((size - 11) // 2)})


@settings(max_examples=60, deadline=None)
@given(st.integers(11, 70_000), st.sampled_from([1, 2]))
def test_all_documents_of_a_bucket_seal_to_one_length(size: int, count: int) -> None:
    words = document(size)
    sealed = seal(words, BOTH[:count])
    bucket = next(bucket for bucket in BUCKETS if len(words) <= bucket)
    assert len(sealed) == LENGTHS[bucket, count]


@settings(max_examples=60, deadline=None)
@given(st.integers(11, 20_000))
def test_the_length_stays_one_inside_json_too(size: int) -> None:
    sealed, same_bucket = (seal(document(one), BOTH) for one in (size, size - size % 2))
    assert len(orjson.dumps(sealed.decode())) == len(orjson.dumps(same_bucket.decode()))


def test_five_buckets_have_five_lengths() -> None:
    assert len(set(LENGTHS.values())) == 2 * len(BUCKETS)


@settings(max_examples=25, deadline=None)
@given(st.dictionaries(st.text(), st.text()), st.sampled_from([HUB, ESCROW]))
def test_any_one_of_the_recipients_opens_exactly_what_was_sealed(
    value: dict[str, str], one: Identity
) -> None:
    words = orjson.dumps(value)
    assert unseal(seal(words, BOTH), [STRANGER, one]) == words


@pytest.mark.parametrize("identities", [[], [STRANGER]])
def test_no_other_key_opens_it(identities: list[Identity]) -> None:
    with pytest.raises(KeyUnusableError):
        unseal(seal(b"{}", BOTH), identities)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_an_altered_ciphertext_never_opens_as_something_else(data: st.DataObject) -> None:
    sealed = bytearray(seal(b'{"said":"words"}', BOTH))
    sealed[data.draw(st.integers(0, len(sealed) - 1))] ^= data.draw(st.integers(1, 255))
    try:
        opened = unseal(bytes(sealed), [HUB])
    except KeyUnusableError:
        return
    assert opened == b'{"said":"words"}'


@pytest.mark.parametrize("junk", [b"", b"junk", b"age-encryption.org/v1\n", b"\0" * 5000])
def test_what_was_never_sealed_is_refused(junk: bytes) -> None:
    with pytest.raises(KeyUnusableError):
        unseal(junk, [HUB])


def test_debians_age_opens_it_with_the_hubs_key_file(key_folder: Path) -> None:
    key_file = key_folder / "receiver" / "hub.key"
    words = '{"said":"Zażółć gęślą jaźń"}'.encode()
    sealed = seal(words, [read_identities(key_file)[0].public, ESCROW.public])
    ran = subprocess.run(["age", "-d", "-i", key_file], input=sealed, capture_output=True, check=True)
    assert ran.stdout.rstrip(b" ") == words


def test_what_debians_age_sealed_opens_here() -> None:
    ran = subprocess.run(["age", "-r", HUB.public], input=b"{}  ", capture_output=True, check=True)
    assert unseal(ran.stdout, [HUB]) == b"{}"


@pytest.mark.parametrize("recipients", [[], ["age1nonsense"], [HUB.public, "ssh-ed25519 AAAA"]])
def test_nothing_is_sealed_to_nobody_or_to_a_malformed_key(recipients: list[str]) -> None:
    with pytest.raises(HubKeyMissingError):
        seal(b"{}", recipients)


def test_a_malformed_public_key_is_recognised() -> None:
    assert is_recipient(HUB.public)
    assert not any(is_recipient(one) for one in (HUB.public[:-1], HUB.secret, "", "é"))


def test_a_malformed_private_key_is_named_by_type_and_never_shown() -> None:
    with pytest.raises(KeyUnusableError) as caught:
        unseal(seal(b"{}", BOTH), [Identity("AGE-SECRET-KEY-1NONSENSE")])
    assert "NONSENSE" not in str(caught.value)


def test_a_private_key_is_not_in_its_representation() -> None:
    assert HUB.secret not in repr(HUB)


@settings(max_examples=25, deadline=None)
@given(st.from_regex(r"[a-zé.]{1,64}@[a-z]{1,60}\.example", fullmatch=True))
def test_every_address_seals_to_one_length_and_opens_again(address: str) -> None:
    sealed = seal_address(address, [HUB.public])
    assert len(sealed) == len(seal_address("a@b.example", [HUB.public]))
    assert unseal_address(sealed, [HUB]) == address


def test_an_address_longer_in_bytes_than_its_padding_is_refused_and_none_that_fills_it() -> None:
    assert unseal_address(seal_address("é" * 256, [HUB.public]), [HUB]) == "é" * 256
    for longer in ("a" * 513, "é" * 257):
        with pytest.raises(TooLargeError):
            seal_address(longer, [HUB.public])


def test_a_sealed_thing_that_is_no_text_is_no_address() -> None:
    with pytest.raises(EnvelopeRefusedError):
        unseal_address(seal(b"\xff", [HUB.public]), [HUB])
