"""Whom the hub calls: the referrer, or a parent in the ways that are safe."""

from collections.abc import Iterator
from typing import Final

from app.contact.model import Contact
from app.receiver.copies.answers import Line, Reader, fields, label_of
from app.receiver.copies.private_mail import is_private_mail
from app.receiver.copies.unchecked import unchecked

NOT_NAMED: Final = "The referrer is not named"
CALLED: Final = ("your_phone", "after_hours", "written_by")
"""What the glance says of a referrer besides who they are."""
NO_NUMBER: Final = "No telephone number is given"
ANYBODYS: Final = (
    "The email address is one that anybody can have: make sure who this is before you say anything"
)
IN_ONE_LINE: Final = frozenset({"ways", "interpreter_language"})
"""What of reaching a parent is said by itself."""


def to_call(reader: Reader, contact: Contact) -> Iterator[Line]:
    """The referrer and their numbers, or the parent and what is safe; nobody who is kept apart is here."""
    referrer, parent, reach = contact.referrer, contact.parent, contact.reach
    if referrer:
        anybodys = is_private_mail(referrer.your_email)
        who = (referrer.your_name, referrer.job_title, referrer.organisation)
        yield Line(", ".join(filter(None, who)) or NOT_NAMED)
        if not referrer.your_phone:
            yield Line(NO_NUMBER)
        if anybodys:
            yield Line(ANYBODYS)
        yield from (line for one in CALLED for line in reader.labelled(referrer, one))
        if not anybodys:
            yield Line(unchecked(contact))
    if parent and reach and reach.says_something:
        yield from reader.lines(parent, "your_name")
        yield from reader.labelled(parent, "filled_in_by")
        if reach.ways:
            yield Line(", ".join(one.label for one in reach.ways), label=label_of(reach, "ways"))
        yield from (line for one in fields(reach, IN_ONE_LINE) for line in reader.labelled(reach, one))
        yield Line(unchecked(contact))
