"""Files contacts at the hub so that each is there once and whole, whenever the receiver is killed."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeVar
from uuid import UUID

from pydantic import ValidationError

from app.contact.model import Contact, Identity, Restricted
from app.durable import make_folder, publish, replace, sweep
from app.envelope.message import EMPTY_PART, Opened
from app.errors import EnvelopeRefusedError, ReferenceTakenError
from app.receiver.readable import readable
from app.templating import Templates

CLAIMS: Final = ".ids"
"""The folder of what was claimed: for each message id its reference, for each reference its message id."""
FILED: Final = ".filed"
"""Ends the name of the mark that a message was filed; it stays when the hub takes the files away."""
RESTRICTED: Final = "restricted"
IDENTITY: Final = "identity"
P = TypeVar("P", Restricted, Identity)


@dataclass(frozen=True)
class Papers:
    """A message that was opened and understood."""

    opened: Opened
    contact: Contact
    restricted: Restricted | None
    """None where nothing must be kept apart."""
    identity: Identity | None

    @property
    def reference(self) -> str:
        """The reference, which names the files."""
        return self.opened.reference

    @property
    def message_id(self) -> UUID:
        """The id by which a message is known when it comes again."""
        return self.opened.message_id


def understand(opened: Opened) -> Papers:
    """Read the parts of a message that was verified.

    Raises:
        EnvelopeRefusedError: they are not what this version of the contact says they are.
    """
    try:
        return Papers(
            opened,
            Contact.model_validate_json(opened.contact),
            _unless_empty(opened.restricted, Restricted),
            _unless_empty(opened.identity, Identity),
        )
    except ValidationError:
        # Its text holds what somebody wrote.
        raise EnvelopeRefusedError("A part of the message is not of the form that we know.") from None


class HubFolder:
    """The hub's folder: its owner alone enters; restricted and identity parts have folders of their own."""

    def __init__(self, folder: Path, templates: Templates) -> None:
        self._folder = folder
        self._templates = templates

    def prepare(self) -> None:
        """Make the folders, and take away what a killed receiver left half written."""
        for folder in (self._folder, *(self._folder / name for name in (CLAIMS, RESTRICTED, IDENTITY))):
            make_folder(folder)
            sweep(folder)

    def file(self, papers: Papers) -> None:
        """File a contact; one that is filed already is left alone. Each step may be done again.

        Raises:
            ReferenceTakenError: another message has this reference, or this message had another.
            OSError: the disk did not take it; nothing was published.
        """
        if self._is_filed(papers):
            return
        self._claim(papers)
        self._write_readable(papers)
        self._write_apart(RESTRICTED, papers, papers.opened.restricted if papers.restricted else None)
        self._write_apart(IDENTITY, papers, papers.opened.identity if papers.identity else None)
        self._publish(papers)
        self._mark_filed(papers)

    def _is_filed(self, papers: Papers) -> bool:
        if not (self._folder / CLAIMS / f"{papers.message_id}{FILED}").exists():
            return False
        # A message that comes again says the same as before.
        self._claim(papers)
        return True

    def _claim(self, papers: Papers) -> None:
        self._claim_one(str(papers.message_id), papers.reference)
        self._claim_one(papers.reference, str(papers.message_id))

    def _claim_one(self, name: str, holder: str) -> None:
        claim = self._folder / CLAIMS / name
        if not publish(claim, holder.encode()) and claim.read_text() != holder:
            raise ReferenceTakenError("This reference belongs to another message")

    def _write_readable(self, papers: Papers) -> None:
        html = readable(
            self._templates,
            papers.contact,
            apart=papers.restricted is not None,
            named=papers.identity is not None,
        )
        replace(self._folder / f"{papers.reference}.html", html.encode())

    def _write_apart(self, part: str, papers: Papers, document: bytes | None) -> None:
        if document is not None:
            replace(self._folder / part / f"{papers.reference}.{part}.json", document)

    def _publish(self, papers: Papers) -> None:
        # False means that a receiver was killed after this step: the claim says that it is the same message.
        publish(self._folder / f"{papers.reference}.json", papers.opened.contact)

    def _mark_filed(self, papers: Papers) -> None:
        publish(self._folder / CLAIMS / f"{papers.message_id}{FILED}", b"")


def _unless_empty(document: bytes, part: type[P]) -> P | None:
    if document == EMPTY_PART:
        return None
    read = part.model_validate_json(document)
    return read if read.says_something else None
