"""What of a contact would tell an adult who wrote of them: it is read in the copies that are kept apart."""

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Final

from app.contact.answered import chose
from app.contact.model import Contact
from app.receiver.copies.answers import Answers, Reader, Row, label_of
from app.vocabulary import Anonymity, YesNo

TELLING: Final[Mapping[str, Sequence[str]]] = MappingProxyType(
    {"allegation": ("at_work", "anonymity"), "caution": ("keep_name_from_adult",)}
)
"""By part: whoever tells at work is asked one of the last two, and whoever tells for themselves the other."""


def withheld(contact: Contact, part: str) -> Sequence[str]:
    """The answers of a part that the copy leaves out, whose head says not to tell the adult.

    Of somebody who stays anonymous there is nothing to tell, and the copy has to say that nobody knows them.
    """
    accused = contact.allegation
    kept = chose(contact.caution.keep_name_from_adult, YesNo.YES) or (
        accused is not None and chose(accused.anonymity, Anonymity.KEEP_FROM_ADULT)
    )
    return TELLING.get(part, ()) if kept else ()


def withheld_rows(reader: Reader, contact: Contact) -> Iterator[Answers]:
    """The same for a copy that is kept apart."""
    rows = [
        Row(label_of(part, one), lines)
        for name in TELLING
        if (part := getattr(contact, name))
        for one in withheld(contact, name)
        if (lines := reader.lines(part, one))
    ]
    if rows:
        yield Answers(None, rows)
