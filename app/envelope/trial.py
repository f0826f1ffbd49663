"""A trial: whether what a portal with this list of keys would seal today opens with a key alone."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from io import BytesIO
from pathlib import Path
from typing import Final
from uuid import uuid4

import orjson
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from app.envelope.attachments import open_file, seal_file
from app.envelope.keys import PortalKeys
from app.envelope.message import SubmittedEvent, compose, unseal_event
from app.envelope.parts import Attributes, Parts
from app.envelope.public_keys import KeyList
from app.envelope.sealing import Identity
from app.errors import PortalError

NOON: Final = time(12, tzinfo=UTC)
MADE_UP: Final = b"Nobody wrote this."


def opens_what_is_sent(listed: Path, identities: Sequence[Identity], today: date) -> bool:
    """Whether all three parts of a message, and a file, that are sealed by this list open with these keys."""
    keys = PortalKeys(KeyList(listed), Ed25519PrivateKey.generate(), b"", b"")
    try:
        opened = unseal_event(SubmittedEvent.read(_message(keys, today)), identities)
        return MADE_UP.decode() in str(opened.contact) and _file(keys, identities, today) == MADE_UP
    except PortalError:
        return False


def _message(keys: PortalKeys, today: date) -> bytes:
    attributes = Attributes(uuid4(), "trial", "NN-2222-2222", "community", urgent=False)
    named = {"message_id": str(attributes.message_id), "reference": attributes.reference}
    whole = {**named, "hub": "trial", "route": "community", "urgent": False, "worry": MADE_UP.decode()}
    parts = Parts(contact=orjson.dumps(whole), restricted=orjson.dumps(named), identity=orjson.dumps(named))
    return compose(attributes, parts, keys, datetime.combine(today, NOON))


def _file(keys: PortalKeys, identities: Sequence[Identity], today: date) -> bytes:
    sealed, opened = BytesIO(), BytesIO()
    seal_file(BytesIO(MADE_UP), sealed, keys.recipients("contact", today))
    open_file(BytesIO(sealed.getvalue()), opened, len(MADE_UP), identities)
    return opened.getvalue()
