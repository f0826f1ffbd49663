"""Sealed messages about synthetic children, and a receiver with a folder of its own."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import html5lib
import orjson
import pytest

from app.contact.answered import Coded
from app.contact.model import Caution, Contact, Opening, Story
from app.contact.people import Child
from app.contact.sealed import Identity, Restricted
from app.envelope.keys import PortalKeys, ReceiverKeys
from app.envelope.message import compose, open_submitted
from app.envelope.parts import Attributes, Parts
from app.profiles.loading import load_profile
from app.profiles.model import Profile
from app.receiver.copies.readable import readable
from app.receiver.filing import Papers, understand
from app.receiver.receipts import RECEIPTS
from app.receiver.receive import Receiver, open_receiver
from app.settings import Settings
from app.templating.rendering import Templates
from app.vocabulary import Admission, FormName, Route
from tests.drawn import new_reference

NOW = datetime(2026, 11, 22, 16, 50, tzinfo=UTC)
WORRY = "A bruise on one arm.\nShe says that she fell."


@pytest.fixture(scope="module")
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture(scope="session")
def profile() -> Profile:
    return load_profile("northamptonshire")


@pytest.fixture(scope="session")
def contact() -> Callable[..., Contact]:
    """A contact; a test names what matters to it."""

    def make(**given: Any) -> Contact:
        reference = given.get("reference", new_reference("NN"))
        ordinary: dict[str, Any] = {
            "message_id": uuid4(),
            "reference": reference,
            "hub": "northamptonshire",
            "form": FormName.PROFESSIONAL,
            "route": Route.SAFEGUARDING,
            "urgent": False,
            "received_at": NOW,
            "language": "en",
            "admitted_by": Admission.C1,
            "family_not_told": False,
            "opening": Opening(kind=Coded(code="welfare", label="A worry about a child’s welfare")),
            "caution": Caution(),
            "story": Story(worry=WORRY),
            "children": (Child(contact_id=f"{reference}/1", first_name="Ana", last_name="Nowak"),),
        }
        return Contact(**{**ordinary, **given})

    return make


@pytest.fixture(scope="session")
def message(key_set: Path) -> Callable[..., bytes]:
    """A contact as it travels, with its other parts."""
    keys = PortalKeys.load(key_set / "portal")

    def seal(contact: Contact, restricted: Any = None, identity: Any = None, attachments: Any = ()) -> bytes:
        header: dict[str, Any] = {"message_id": contact.message_id, "reference": contact.reference}
        attributes = Attributes(**header, hub=contact.hub, route=contact.route.value, urgent=contact.urgent)
        parts = (
            contact,
            Restricted.model_validate({**header, **(restricted or {})}),
            Identity.model_validate({**header, **(identity or {})}),
        )
        documents = [part.document() for part in parts]
        sealed = Parts(contact=documents[0], restricted=documents[1], identity=documents[2])
        return compose(attributes, sealed, keys, NOW, attachments)

    return seal


@pytest.fixture(scope="session")
def papers(
    key_set: Path, contact: Callable[..., Contact], message: Callable[..., bytes]
) -> Callable[..., Papers]:
    """A contact that was sealed, sent and opened."""
    keys = ReceiverKeys.load(key_set / "receiver")

    def opened(restricted: Any = None, identity: Any = None, **given: Any) -> Papers:
        raw = message(contact(**given), restricted, identity)
        return understand(open_submitted(raw, keys, "northamptonshire"))

    return opened


@pytest.fixture
def settings(tmp_path: Path, key_set: Path) -> Settings:
    """Settings of a hub, which has no database."""
    return Settings(var=tmp_path / "var", keys=key_set)


@pytest.fixture
def reopened(settings: Settings, profile: Profile) -> Callable[[], Receiver]:
    """The receiver as a new process opens it."""
    return lambda: open_receiver(settings, profile)


@pytest.fixture
def receiver(reopened: Callable[[], Receiver]) -> Receiver:
    return reopened()


@pytest.fixture
def spool(settings: Settings) -> Callable[..., Path]:
    """Puts something into the spool."""

    def put(raw: bytes, name: object = "poison") -> Path:
        settings.spool_folder.mkdir(parents=True, exist_ok=True)
        path = settings.spool_folder / f"{name}.json"
        path.write_bytes(raw)
        return path

    return put


@pytest.fixture
def send(
    contact: Callable[..., Contact], message: Callable[..., bytes], spool: Callable[..., Path]
) -> Callable[..., Contact]:
    """Puts a contact into the spool, sealed, as the relay does."""

    def put(restricted: Any = None, **given: Any) -> Contact:
        sent = contact(**given)
        spool(message(sent, restricted), sent.message_id)
        return sent

    return put


@pytest.fixture
def receipts(settings: Settings) -> Callable[[], list[dict[str, str]]]:
    """The receipts that wait to be posted."""

    def waiting() -> list[dict[str, str]]:
        paths = sorted((settings.hub_folder / RECEIPTS).glob("*.json"))
        return [orjson.loads(path.read_bytes()) for path in paths]

    return waiting


@pytest.fixture
def files(settings: Settings) -> Callable[..., set[str]]:
    """The names of the hub's files, but for the receiver's own notes; or those of another folder."""

    def names(folder: Path | None = None) -> set[str]:
        top = folder or settings.hub_folder
        found = (path.relative_to(top) for path in top.rglob("*") if path.is_file())
        return {str(path) for path in found if folder or not path.parts[0].startswith(".")}

    return names


@pytest.fixture
def shown(profile: Profile, contact: Callable[..., Contact]) -> Callable[..., str]:
    """The visible text of a readable copy, one answer a line."""

    def text(*, apart: bool = False, named: bool = False, **given: object) -> str:
        html = readable(Templates(profile), contact(**given), apart=apart, named=named)
        tree = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(html)
        return "\n".join(words.strip() for words in tree.itertext() if words.strip())

    return text
