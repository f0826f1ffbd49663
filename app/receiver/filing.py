"""Files contacts at the hub so that each is there once and whole, whenever the receiver is killed."""

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from dataclasses import replace as with_changes
from hashlib import sha256
from itertools import count
from pathlib import Path
from typing import Final, TypeVar
from uuid import UUID

import orjson
from pydantic import ValidationError

from app.contact.model import Contact, Enclosed
from app.contact.sealed import Apart, Identity, Restricted
from app.durable import held, make_folder, move, publish, replace, sweep, written
from app.envelope.attachments import open_file
from app.envelope.message import Opened
from app.envelope.parts import EMPTY_PART
from app.envelope.sealing import Identity as Opener
from app.errors import EnvelopeRefusedError, KeyUnusableError, ReferenceTakenError
from app.receiver.copies.enclosed import filed_name, files_of
from app.receiver.copies.readable import readable, readable_apart
from app.templating.rendering import Templates

CLAIMS: Final = ".ids"
"""The folder of what was claimed: for each message id its reference, for each reference its message id."""
WHOLE: Final = ".whole"
"""Ends the name of the mark that all of a message is on the disk; it stays when the hub takes the files away.

It holds the digest of what was written, so that the same message with other words is known.
"""
READY: Final = ".ready"
"""The folder of documents that are whole and not yet published."""
FILES: Final = "files"
"""The folder that has, for each reference with files, a folder of them."""
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
    version: int = 1
    """Its place among messages with the same id and other words."""
    files: Mapping[str, Path | None] = field(default_factory=dict)
    """Where each file lies sealed, by the attachment's id; None where it will never be had."""

    @property
    def reference(self) -> str:
        """The reference, under which the hub knows it."""
        return self.opened.reference

    @property
    def name(self) -> str:
        """What its files are called: its reference, and from the second version on the version too."""
        return as_version(self.reference, self.version)

    @property
    def digest(self) -> str:
        """SHA-256 of what was written, in hexadecimal; when it was sent is no part of that."""
        contact = {**orjson.loads(self.opened.contact), "received_at": None}
        written = [contact, orjson.loads(self.opened.restricted), orjson.loads(self.opened.identity)]
        return sha256(orjson.dumps(written, option=orjson.OPT_SORT_KEYS)).hexdigest()

    @property
    def message_id(self) -> UUID:
        """The id by which a message is known when it comes again."""
        return self.opened.message_id

    @property
    def enclosed(self) -> Sequence[Enclosed]:
        """The files that belong to it."""
        return files_of(self.contact)


def understand(opened: Opened) -> Papers:
    """Read the parts of a message that was verified.

    Raises:
        EnvelopeRefusedError: they are not what this version of the contact says they are.
    """
    try:
        papers = Papers(
            opened,
            Contact.model_validate_json(opened.contact),
            _unless_empty(opened.restricted, Restricted),
            _unless_empty(opened.identity, Identity),
        )
    except ValidationError:
        # Its text holds what somebody wrote.
        raise EnvelopeRefusedError("A part of the message is not of the form that we know.") from None
    named = [one.id for one in papers.enclosed]
    if sorted(named) != sorted(one.id for one in opened.attachments):
        raise EnvelopeRefusedError("The message names other files inside than outside.")
    return papers


def as_version(name: str, version: int) -> str:
    """A reference or a message id, and from the second version on the version too."""
    return name if version == 1 else f"{name}.{version}"


class HubFolder:
    """The hub's folder: its owner alone enters; restricted and identity parts have folders of their own."""

    def __init__(self, folder: Path, templates: Templates, identities: Sequence[Opener]) -> None:
        self._folder = folder
        self._templates = templates
        self._identities = identities

    def prepare(self) -> None:
        """Make the folders, and take away what a killed receiver left half written."""
        names = (CLAIMS, READY, RESTRICTED, IDENTITY, FILES)
        for folder in (self._folder, *(self._folder / name for name in names)):
            make_folder(folder)
            sweep(folder)

    def file(self, papers: Papers) -> int:
        """File a contact, and say as which version; one that is filed already, or meanwhile, is left alone.

        The same message with other words, which a portal sends that was restored from a backup, is filed beside the
        first as a version of its own: nothing that somebody wrote is dropped, and nothing is replaced. Each step may be
        done again.

        Raises:
            ReferenceTakenError: another message has this reference, or this message had another.
            OSError: the disk did not take it; nothing was published.
        """
        self._claim(papers)
        with self.alone(papers):
            papers = self._as_version(papers)
            if not self._mark(papers).exists():
                papers = self._write_files(papers)
                self._write_readable(papers)
                self._write_apart(RESTRICTED, papers, papers.restricted, papers.opened.restricted)
                self._write_apart(IDENTITY, papers, papers.identity, papers.opened.identity)
                self._write_document(papers)
                self._mark_whole(papers)
            self._publish(papers)
        return papers.version

    def alone(self, papers: Papers) -> AbstractContextManager[None]:
        """Keep a contact to oneself: meanwhile nobody files a version of it, or says a step."""
        return held(self._folder / CLAIMS / str(papers.message_id))

    def is_whole(self, papers: Papers) -> bool:
        """Whether all of it was filed before."""
        return self._mark(self._as_version(papers)).exists()

    def _write_files(self, papers: Papers) -> Papers:
        """Open each file into the contact's folder; the papers with those that no key opens marked as not to be had."""
        folder = self._folder / FILES / papers.name
        if papers.enclosed:
            make_folder(folder)
            sweep(folder)
        had = dict(papers.files)
        for number, one in enumerate(papers.enclosed, 1):
            sealed = had.get(one.id)
            path = folder / filed_name(number, one)
            if sealed and not path.exists():
                had[one.id] = sealed if self._open(sealed, path, one.size) else None
        return with_changes(papers, files=had)

    def _open(self, sealed: Path, path: Path, size: int) -> bool:
        try:
            with written(path) as target, sealed.open("rb") as source:
                open_file(source, target, size, self._identities)
        except KeyUnusableError:
            return False
        return True

    def _claim(self, papers: Papers) -> None:
        self._claim_one(str(papers.message_id), papers.reference)
        self._claim_one(papers.reference, str(papers.message_id))

    def _claim_one(self, name: str, holder: str) -> None:
        claim = self._folder / CLAIMS / name
        if not publish(claim, holder.encode()) and claim.read_text() != holder:
            raise ReferenceTakenError("This reference belongs to another message")

    def _as_version(self, papers: Papers) -> Papers:
        """The papers as the version that was filed with these words, or as the next one."""
        digest = papers.digest
        versions = (with_changes(papers, version=number) for number in count(1))
        return next(one for one in versions if self._filed_as(one) in {None, digest})

    def _filed_as(self, papers: Papers) -> str | None:
        """The digest of what was filed as this version; None where nothing was."""
        try:
            return self._mark(papers).read_text()
        except FileNotFoundError:
            return None

    def _write_readable(self, papers: Papers) -> None:
        html = readable(
            self._templates,
            papers.contact,
            apart=papers.restricted is not None,
            named=papers.identity is not None,
            name=papers.name,
            missing=[one for one in papers.enclosed if papers.files.get(one.id) is None],
        )
        replace(self._folder / f"{papers.name}.html", html.encode())

    def _write_apart(self, folder: str, papers: Papers, part: Apart | None, document: bytes) -> None:
        if part is not None:
            # While nothing was kept apart it is an empty folder, which somebody may have tidied away.
            make_folder(self._folder / folder)
            html = readable_apart(self._templates, papers.contact, part)
            replace(self._folder / folder / f"{papers.name}.{folder}.html", html.encode())
            replace(self._folder / folder / f"{papers.name}.{folder}.json", document)

    def _write_document(self, papers: Papers) -> None:
        replace(self._ready(papers), papers.opened.contact)

    def _mark_whole(self, papers: Papers) -> None:
        publish(self._mark(papers), papers.digest.encode())

    def _publish(self, papers: Papers) -> None:
        """Move the document to where the hub finds it, unless that was done before a kill.

        A move is one step. Where the document was published and then marked in another, a kill between the two
        let a contact that the hub had taken away appear again.
        """
        if self._ready(papers).exists():
            move(self._ready(papers), self._folder)

    def _ready(self, papers: Papers) -> Path:
        return self._folder / READY / f"{papers.name}.json"

    def _mark(self, papers: Papers) -> Path:
        return self._folder / CLAIMS / f"{as_version(str(papers.message_id), papers.version)}{WHOLE}"


def _unless_empty(document: bytes, part: type[P]) -> P | None:
    if document == EMPTY_PART:
        return None
    read = part.model_validate_json(document)
    return read if read.says_something else None
