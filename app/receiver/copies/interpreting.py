"""Who needs an interpreter or a signer, in which language, and who must not be that: asked before anybody is called."""

from collections.abc import Iterator
from typing import Final

from app.contact.answered import chose
from app.contact.model import Contact
from app.contact.people import Adult, Child
from app.receiver.copies.answers import Line, Reader
from app.receiver.copies.whom import adult_called, children_called, related
from app.saying import Sentence
from app.vocabulary import YesNo

NEEDS: Final = "{people}: {language}"
IN_NO_KNOWN_LANGUAGE: Final = "language not known"
KEPT_APART: Final = (
    "The parent or carer who writes: the language is in the restricted copy, with how to reach them"
)
NOBODY_SUCH: Final = str(Child.model_fields["not_interpreter"].title)

Need = tuple[str, str, str]
"""Whose it is, the language, and who must not interpret."""


def interpreting(reader: Reader, contact: Contact) -> Iterator[Line]:
    """Each language once, with whom it is for; then how whoever may be called put it."""
    alike: dict[tuple[str, str], list[str]] = {}
    for whose, language, keep_out in (*_children(reader, contact), *_adults(reader, contact)):
        alike.setdefault((language, keep_out), []).append(whose)
    for (language, keep_out), people in alike.items():
        said = {"people": ", ".join(people), "language": language or IN_NO_KNOWN_LANGUAGE}
        yield Line(Sentence(NEEDS, said))
        if keep_out:
            yield Line(keep_out, label=NOBODY_SUCH)
    if contact.interpreter_apart:
        yield Line(KEPT_APART)
    if contact.reach:
        yield from reader.labelled(contact.reach, "interpreter_language")


def _children(reader: Reader, contact: Contact) -> Iterator[Need]:
    called = children_called(contact.children)
    for child in contact.children:
        said = reader.pointed(child, "same_language") or child
        if chose(said.interpreter, YesNo.YES):
            yield called[child.contact_id], said.first_language or "", said.not_interpreter or ""


def _adults(reader: Reader, contact: Contact) -> Iterator[Need]:
    for number, adult in enumerate(contact.adults, 1):
        if chose(adult.adult_interpreter, YesNo.YES):
            whose = related(adult_called(adult, number), adult.relations)
            yield whose, _language(reader, adult), adult.adult_not_interpreter or ""


def _language(reader: Reader, adult: Adult) -> str:
    alike = reader.pointed(adult, "adult_language")
    return adult.adult_first_language or (alike.first_language if alike else None) or ""
