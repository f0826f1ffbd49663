"""That nothing finds the child: said at the head of the copy, with whom to ask, or where else to look."""

from collections.abc import Iterator, Sequence
from typing import Final

from app.contact.answered import Answered, chose
from app.contact.model import Contact
from app.forms.topics.finding import FINDING, KNOWN_BY, REACHED_AT, TOLD_OF_PEOPLE
from app.receiver.copies.enclosed import files_of
from app.saying import Sentence, Word
from app.vocabulary import Anonymity, FormName, Route, YesNo

ASK: Final = (
    "NOT SAID how to find {whom}, unless in {words}: ask whoever wrote this, where they can be reached"
)
NOBODY_TO_ASK: Final = (
    "NOT SAID how to find {whom}, unless in {words}. Nobody can be asked, unless they call: whoever wrote this "
    "gave no way to reach them"
)
WILL_CALL: Final = (
    "NOT SAID how to find {whom}, unless in {words}. Nobody can be asked until they call, as they say they will: "
    "whoever wrote this gave no way to reach them"
)
LOOK: Final = "NOT SAID here how to find {whom}, unless in {words}: look in {files}"
LOOK_OR_ASK: Final = (
    "NOT SAID here how to find {whom}, unless in {words}: look in {files}, and ask whoever wrote this, "
    "where they can be reached"
)
WORDS: Final = "the writer’s own words"
WORDS_OR_FILES: Final = "the writer’s own words or files"
THE_CHILD: Final = "the child"
WHO_WRITES: Final = "the child who wrote this"
A_FRIEND: Final = "whoever it is about"
THE_FAMILY: Final = "the family"
RESTRICTED: Final = "restricted/{reference}.restricted.html"
IDENTITY: Final = "identity/{reference}.identity.html"
BOTH: Final = "restricted/{reference}.restricted.html and identity/{reference}.identity.html"

GIVES_A_NAME: Final = (Anonymity.NAMED, Anonymity.KEEP_FROM_FAMILY)

Told = tuple[Answered | None, Sequence[str]]
"""A part, and what of it finds a child."""


def names_no_child(contact: Contact) -> bool:
    """Whether nothing in the open part finds a child, of whom the Designated Officer is not told; what is apart may."""
    # What is kept from somebody is in a part of its own, and no attribute here.
    found = any(getattr(part, name, None) for part, names in _told(contact) for name in names)
    return contact.route is not Route.ALLEGATION and not found


def perhaps_apart(contact: Contact) -> bool:
    """Whether another part may say what finds the child: the identity part too, of whoever gives a name."""
    own = contact.finding.anonymity if contact.finding else None
    return contact.kept_apart or any(chose(own, one) for one in GIVES_A_NAME)


def of_themselves(contact: Contact) -> bool:
    """Whether a young person writes of themselves."""
    return contact.finding is not None and chose(contact.finding.about, "me")


def how_to_find(contact: Contact, name: str, *, apart: bool, named: bool) -> Sentence:
    """What to do where nothing in the open part finds a child; the rest as of all that stands at the head."""
    files = _files(apart=apart, named=named)
    said = {
        "whom": Word(_whom(contact)),
        "words": Word(WORDS_OR_FILES if files_of(contact) else WORDS),
        "files": files.format(reference=name),
    }
    return Sentence(_what_to_do(contact, named=named, elsewhere=bool(files)), said)


def _what_to_do(contact: Contact, *, named: bool, elsewhere: bool) -> str:
    at_work = contact.form is FormName.PROFESSIONAL
    # A friend's whereabouts can be asked of whoever wrote; a child who wrote is who is looked for.
    if elsewhere:
        return LOOK_OR_ASK if at_work or (named and not of_themselves(contact)) else LOOK
    if at_work:
        return ASK
    # A young person says whether they call somebody, and not whom.
    calls = contact.finding.will_call if contact.finding and contact.form is FormName.COMMUNITY else None
    return WILL_CALL if chose(calls, YesNo.YES) else NOBODY_TO_ASK


def _whom(contact: Contact) -> str:
    if contact.form is FormName.FAMILY:
        return THE_FAMILY
    if contact.form is FormName.YOUNG_PERSON:
        return WHO_WRITES if of_themselves(contact) else A_FRIEND
    return THE_CHILD


def _files(*, apart: bool, named: bool) -> str:
    if apart and named:
        return BOTH
    return RESTRICTED if apart else IDENTITY if named else ""


def _told(contact: Contact) -> Iterator[Told]:
    of_children = TOLD_OF_PEOPLE["children"]
    yield contact.opening, KNOWN_BY
    yield contact.finding, FINDING
    yield contact.home, of_children
    yield contact.reach, REACHED_AT
    yield from ((child, of_children) for child in contact.children)
    yield from ((adult, TOLD_OF_PEOPLE["adults"]) for adult in contact.adults)
    yield from ((one, TOLD_OF_PEOPLE["agencies"]) for one in contact.agencies)
