"""One set of keys for all tests of the envelope, and a contact that it seals."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import orjson
import pytest

from app.envelope.keys import PortalKeys, ReceiverKeys, new_keys
from app.envelope.message import compose
from app.envelope.parts import Attributes, Parts

TODAY = date(2026, 11, 22)


@pytest.fixture(scope="session")
def today() -> date:
    return TODAY


@pytest.fixture(scope="session")
def now() -> datetime:
    return datetime(2026, 11, 22, 16, 50, 31, tzinfo=UTC)


@pytest.fixture(scope="session")
def key_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A set of keys that no test may change."""
    folder = tmp_path_factory.mktemp("keys") / "set"
    new_keys(folder, TODAY)
    return folder


@pytest.fixture
def own_set(tmp_path: Path, today: date) -> Path:
    """A set of keys that the test may change."""
    new_keys(tmp_path, today)
    return tmp_path


@pytest.fixture(scope="session")
def portal_keys(key_folder: Path) -> PortalKeys:
    return PortalKeys.load(key_folder / "portal")


@pytest.fixture(scope="session")
def receiver_keys(key_folder: Path) -> ReceiverKeys:
    return ReceiverKeys.load(key_folder / "receiver")


@pytest.fixture(scope="session")
def attributes() -> Attributes:
    return Attributes(
        message_id=UUID("6f1d3a52-8c1e-4a57-9d6e-1b8f0f4f3c11"),
        hub="northamptonshire",
        reference="NN-7K4M-9QXR",
        route="safeguarding",
        urgent=True,
    )


@pytest.fixture(scope="session")
def contact(attributes: Attributes) -> Callable[..., bytes]:
    """A contact part that repeats the attributes, with whatever else is given or put in their place."""

    def document(**more: object) -> bytes:
        named = {
            "message_id": str(attributes.message_id),
            "reference": attributes.reference,
            "hub": attributes.hub,
            "route": attributes.route,
            "urgent": attributes.urgent,
        }
        return orjson.dumps({**named, **more})

    return document


@pytest.fixture(scope="session")
def composed(attributes: Attributes, portal_keys: PortalKeys, now: datetime) -> Callable[..., bytes]:
    """Compose a message from these parts, with whatever is put in place of the attributes."""

    def message(parts: Parts, **outside: Any) -> bytes:
        return compose(replace(attributes, **outside), parts, portal_keys, now)

    return message


@pytest.fixture(scope="session")
def message(composed: Callable[..., bytes], contact: Callable[..., bytes]) -> bytes:
    """A message as it travels."""
    return composed(Parts(contact=contact(concern="Synthetic words.")))
