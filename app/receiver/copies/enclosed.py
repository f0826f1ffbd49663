"""What the readable copy says of the files that belong to a contact."""

from collections.abc import Iterator, Sequence
from typing import Final

from app.contact.model import Contact, Enclosed
from app.filekinds import safe_name
from app.receiver.copies.answers import Line, Row
from app.saying import Sentence

NOT_SCANNED: Final = "NOT SCANNED FOR VIRUSES: have the files scanned before anybody opens them"
MISSING: Final = "A FILE IS MISSING: ask the writer for ‘{name}’"
SCANNED: Final = "Scanned for viruses, and none found"
UNSCANNED: Final = "NOT SCANNED FOR VIRUSES"
CLEANED: Final = "Hidden details were taken out"
DETAILED: Final = "Hidden details were kept"
WHERE: Final = "FILES belong to this: they are in files/{name}/"


def files_of(contact: Contact) -> Sequence[Enclosed]:
    """The files that belong to a contact, in the writer's order."""
    return contact.enclosures.files if contact.enclosures else ()


def filed_name(number: int, enclosed: Enclosed) -> str:
    """What a file is called at the hub; the portal's word for it is not taken on trust."""
    return f"{number} {safe_name(enclosed.name, enclosed.kind)}"


def file_banners(contact: Contact, name: str, missing: Sequence[Enclosed]) -> Iterator[str | Sentence]:
    """Where the files are, under the name of the contact's own, and what to know before one is opened.

    `missing` are those that did not come and never will.
    """
    if files_of(contact):
        yield Sentence(WHERE, {"name": name})
    if any(not one.scanned for one in files_of(contact)):
        yield NOT_SCANNED
    for one in missing:
        yield Sentence(MISSING, {"name": one.name})


def file_rows(contact: Contact) -> Iterator[Row]:
    """What was done to each file."""
    for number, one in enumerate(files_of(contact), 1):
        scanned, cleaned = SCANNED if one.scanned else UNSCANNED, CLEANED if one.cleaned else DETAILED
        yield Row(filed_name(number, one), (Line(scanned), Line(cleaned)))
