"""Files are sealed one by one; the message vouches for each, and the hub alone may ask for them."""

import shutil
import subprocess
from collections.abc import Callable
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from uuid import uuid4

import orjson
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st

from app.envelope.attachments import (
    MOST_ATTACHMENTS,
    STEP,
    Attachment,
    ask_for,
    check_asked,
    open_file,
    seal_file,
)
from app.envelope.keys import PortalKeys, ReceiverKeys
from app.envelope.message import compose, open_submitted
from app.envelope.parts import Parts
from app.envelope.sealing import Identity
from app.errors import EnvelopeRefusedError, HubKeyMissingError, KeyUnusableError

HUB, ESCROW = Identity.generate(), Identity.generate()
HUB_NAME = "northamptonshire"


def sealed(content: bytes) -> bytes:
    out = BytesIO()
    size, sealed_size, digest = seal_file(BytesIO(content), out, [HUB.public, ESCROW.public])
    assert (size, sealed_size, digest) == (
        len(content),
        len(out.getvalue()),
        sha256(out.getvalue()).hexdigest(),
    )
    return out.getvalue()


def opened(content: bytes, size: int, identity: Identity = HUB) -> bytes:
    out = BytesIO()
    open_file(BytesIO(content), out, size, [identity])
    return out.getvalue()


@given(st.binary(max_size=200_000))
@settings(max_examples=30)
def test_hub_and_escrow_open_what_was_sealed(content: bytes) -> None:
    for identity in (HUB, ESCROW):
        assert opened(sealed(content), len(content), identity) == content


@pytest.mark.parametrize("keys", [1, 2, 5])
def test_lengths_differ_by_steps_alone(keys: int) -> None:
    """Catalogue 7: for so many keys there is one length for each step, whatever age adds to a header."""
    recipients = [Identity.generate().public for _ in range(keys)]
    lengths: dict[int, set[int]] = {}
    for size in (1, 65536, STEP - 1, STEP, STEP + 1, 2 * STEP, 2 * STEP + 1) * 3:
        sealed_size = seal_file(BytesIO(bytes(size)), BytesIO(), recipients)[1]
        lengths.setdefault(-(-size // STEP), set()).add(sealed_size)
    assert {steps: len(found) for steps, found in lengths.items()} == {1: 1, 2: 1, 3: 1}
    for steps, found in lengths.items():
        assert 0 < found.pop() - steps * STEP < 1500


def test_another_key_an_altered_file_and_a_short_one_are_refused() -> None:
    content = sealed(b"words")
    altered = content[:-1] + bytes([content[-1] ^ 1])
    for wrong, size, identity in (
        (content, 5, Identity.generate()),
        (altered, 5, HUB),
        (content[:-10], 5, HUB),
        (content, 2 * STEP, HUB),
        (b"no age file", 5, HUB),
    ):
        with pytest.raises(KeyUnusableError):
            opened(wrong, size, identity)


def test_without_a_key_nothing_is_sealed() -> None:
    with pytest.raises(HubKeyMissingError):
        seal_file(BytesIO(b"words"), BytesIO(), [])


@pytest.mark.age
def test_age_and_head_open_it(tmp_path: Path) -> None:
    (tmp_path / "hub.key").write_text(HUB.secret)
    (tmp_path / "file.age").write_bytes(sealed(b"five words and no more"))
    age = shutil.which("age")
    assert age
    done = subprocess.run(
        [age, "-d", "-i", "hub.key", "file.age"], cwd=tmp_path, capture_output=True, check=True
    )
    assert done.stdout[:22] == b"five words and no more"


@pytest.fixture
def one() -> Attachment:
    return Attachment(id=str(uuid4()), sha256=sha256(b"sealed").hexdigest(), size=6)


def test_a_message_vouches_for_its_attachments(
    attributes: object,
    contact: Callable[..., bytes],
    portal_keys: PortalKeys,
    receiver_keys: ReceiverKeys,
    now: object,
    one: Attachment,
) -> None:
    raw = compose(attributes, Parts(contact=contact()), portal_keys, now, (one,))  # type: ignore[arg-type]
    assert open_submitted(raw, receiver_keys, HUB_NAME).attachments == (one,)
    event = orjson.loads(raw)
    other = {**one.model_dump(), "sha256": sha256(b"another").hexdigest()}
    for attachments in (
        [],
        [other],
        [one.model_dump(), {**other, "id": str(uuid4())}],
        [one.model_dump()] * 2,
    ):
        swapped = orjson.dumps({**event, "data": {**event["data"], "attachments": attachments}})
        with pytest.raises(EnvelopeRefusedError):
            open_submitted(swapped, receiver_keys, HUB_NAME)


def test_no_portal_sends_and_no_hub_takes_more_files_than_there_may_be_or_one_of_them_twice(
    attributes: object,
    contact: Callable[..., bytes],
    portal_keys: PortalKeys,
    now: object,
    one: Attachment,
) -> None:
    """What is made and what arrives is read by the same model."""
    many = [one.model_copy(update={"id": str(uuid4())}) for _ in range(MOST_ATTACHMENTS + 1)]
    for attachments in ((one, one), many):
        with pytest.raises(EnvelopeRefusedError):
            compose(attributes, Parts(contact=contact()), portal_keys, now, attachments)  # type: ignore[arg-type]
    assert compose(attributes, Parts(contact=contact()), portal_keys, now, many[1:])  # type: ignore[arg-type]


def test_only_the_hub_asks_and_only_for_what_it_signed() -> None:
    hub, ids = Ed25519PrivateKey.generate(), (str(uuid4()), str(uuid4()))
    signature = ask_for(HUB_NAME, *ids, hub)
    check_asked(signature, HUB_NAME, *ids, [hub.public_key()])
    for wrong in (
        (ask_for(HUB_NAME, *ids, Ed25519PrivateKey.generate()), HUB_NAME, *ids),
        (signature, "barnet", *ids),
        (signature, HUB_NAME, ids[1], ids[0]),
        ("", HUB_NAME, *ids),
    ):
        with pytest.raises(EnvelopeRefusedError):
            check_asked(*wrong, [hub.public_key()])
