"""What may come before a killing, as the writer ticked it: read at the head and first of what is said of harm."""

from collections.abc import Iterator, Sequence
from typing import Final

from app.contact.answered import Coded
from app.contact.model import Contact
from app.receiver.copies.answers import Line
from app.saying import Sentence
from app.vocabulary import Violence

MAY_KILL: Final = "STRANGLING, A WEAPON OR A THREAT TO KILL: the writer ticked: {said}"
MAY_KILL_AND_WAITS: Final = (
    "STRANGLING, A WEAPON OR A THREAT TO KILL: the writer ticked: {said}. They say that this can wait: decide today "
    "whether it can"
)


def may_kill(contact: Contact) -> Sequence[Coded]:
    """What of it the writer ticked; that there was none of it is nothing."""
    return [one for one in contact.story.violence if one.code != Violence.NONE]


def head_of_violence(contact: Contact) -> Sentence:
    """That the writer ticked some of it, and that they say it can wait."""
    said = {"said": "; ".join(one.label for one in may_kill(contact))}
    return Sentence(MAY_KILL if contact.urgent else MAY_KILL_AND_WAITS, said)


def at_a_glance(contact: Contact) -> Iterator[Line]:
    """The same, a line each."""
    return (Line(one.label) for one in may_kill(contact))
