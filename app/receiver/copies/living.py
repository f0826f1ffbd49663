"""Who the parents and the other adults are, and which of them live with a child."""

from collections.abc import Iterator, Mapping
from typing import Final

from app.contact.answered import chose
from app.contact.model import Contact
from app.contact.people import Adult, Parent
from app.forms.rules import GROWN_UP
from app.receiver.copies.answers import Line, Reader, beginning
from app.receiver.copies.whom import adult_called, children_called, is_unborn, related, years_old
from app.saying import Sentence
from app.vocabulary import FormName, Relation, YesNo

AGED: Final = "{person}, aged {age}"
ALSO: Final = "also known as {names}"
WITH: Final = "{people} with {children}"
PERHAPS_WITH: Final = "{people} with {children}; not known whether with {others}"
NOT_KNOWN_WITH: Final = "{people}; not known whether with {others}"
LONGEST_NOTE: Final = 300
"""Characters of what else matters of somebody that are read at a glance; the whole stands below."""
NOBODY: Final = "No parent or other adult is named"
"""Where it is about an adult who works with children, they stand elsewhere, and a family is not asked of."""
UNSAID_MOTHER: Final = "NOT SAID who is the mother of the baby who is not born yet"
UNDER_18: Final = (
    "UNDER 18: the parent or carer who writes says that they are {age}, and so a child too. Ask what they need, "
    "whether they are safe, and whether they have a social worker, before you speak to their own parents"
)
AGE_NOT_SAID: Final = "under 18"
MINOR_AMONG: Final = "{person}, under 18"
WRITES: Final = "The parent or carer who writes"
LIVING: Final = {
    YesNo.YES: "Live with a child",
    YesNo.NO: "Live elsewhere",
    YesNo.NOT_KNOWN: "Not known whether they live with a child",
    None: "Not said whether they live with a child",
}


def is_a_child(parent: Parent | None) -> bool:
    """Whether a parent or carer who writes says that they are under 18, and so a child in law themselves."""
    if parent is None:
        return False
    young = parent.your_age is not None and parent.your_age < GROWN_UP
    return young or chose(parent.your_minor, YesNo.YES)


def young_writer(contact: Contact) -> tuple[Sentence, bool]:
    """That the parent or carer who writes is a child themselves."""
    age = contact.parent.your_age if contact.parent else None
    said = {"age": AGE_NOT_SAID if age is None else str(age)}
    return Sentence(UNDER_18, said), is_a_child(contact.parent)


def adults(reader: Reader, contact: Contact) -> Iterator[Line]:
    """Each adult once, with what they are to the children and how old, by whether they live with a child."""
    if contact.parent and contact.parent.your_name:
        called = (contact.parent.your_name, contact.parent.your_relation)
        yield Line(_with(called[0], called[1] or ""), label=WRITES)
    children = children_called(contact.children)
    found: dict[str | None, dict[tuple[str, str], list[str]]] = {}
    for number, adult in enumerate(contact.adults, 1):
        if adult.says_something:
            where = adult.in_household.code if adult.in_household else None
            whom = (together(children, adult, YesNo.YES), together(children, adult, YesNo.NOT_KNOWN))
            found.setdefault(where, {}).setdefault(whom, []).append(_person(reader, adult, number))
    for code, label in LIVING.items():
        for (names, others), people in sorted(found.get(code, {}).items()):
            yield Line(_living("; ".join(people), names, others), label=label)
    yield from (said := tuple(reader.labelled(contact.story, "household_people")))
    if not (found or said or contact.allegation or (contact.parent and contact.parent.your_name)):
        yield Line(NOBODY)
    if contact.form is FormName.PROFESSIONAL and _lacks_a_mother(contact):
        yield Line(UNSAID_MOTHER)


def notes(contact: Contact) -> Iterator[Line]:
    """What else was said of each adult: that they were convicted of harming a child has no other place."""
    for number, adult in enumerate(contact.adults, 1):
        if note := beginning(" ".join((adult.adult_note or "").split()), LONGEST_NOTE):
            yield Line(note, label=related(adult_called(adult, number), adult.relations))


def _lacks_a_mother(contact: Contact) -> bool:
    """Whether a baby who is not born yet has nobody who is said to be the mother: it may be a child on the form."""
    mothered = {
        one.child
        for adult in contact.adults
        for one in adult.relations
        if chose(one.relation, Relation.MOTHER)
    }
    return any(is_unborn(child) and child.contact_id not in mothered for child in contact.children)


def minors(reader: Reader, contact: Contact) -> Iterator[Line]:
    """Parents and others who are children themselves; in the table of adults nobody would look for them."""
    if (parent := contact.parent) and is_a_child(parent):
        person = _with(parent.your_name or WRITES, parent.your_relation or "")
        said = MINOR_AMONG if parent.your_age is None else AGED
        yield Line(Sentence(said, {"person": person, "age": str(parent.your_age)}))
    for number, adult in enumerate(contact.adults, 1):
        age = years_old(adult, reader.sent_on) if reader.sent_on else None
        if age is not None and age < GROWN_UP:
            person = related(adult_called(adult, number), adult.relations)
            yield Line(Sentence(AGED, {"person": person, "age": str(age)}))


def together(children: Mapping[str, str], adult: Adult, said: YesNo) -> str:
    """The children, by name, of whom this was said where it was asked with which of them an adult lives."""
    return ", ".join(
        children.get(one.child, one.child) for one in adult.relations if chose(one.lives_with, said)
    )


def _living(people: str, children: str, others: str) -> str | Sentence:
    if not children and not others:
        return people
    sentence = PERHAPS_WITH if children and others else WITH if children else NOT_KNOWN_WITH
    return Sentence(sentence, {"people": people, "children": children, "others": others})


def _person(reader: Reader, adult: Adult, number: int) -> str:
    age = years_old(adult, reader.sent_on) if reader.sent_on else None
    relations = dict.fromkeys(one.relation.label for one in adult.relations if one.relation)
    known = ", ".join(filter(None, [*relations, "" if age is None else str(age)]))
    other = ", ".join((adult.adult_other_names or "").splitlines())
    return _with(
        adult_called(adult, number), "; ".join(filter(None, [other and ALSO.format(names=other), known]))
    )


def _with(person: str, *more: str) -> str:
    """A name, and in brackets what else is known."""
    said = ", ".join(filter(None, more))
    return f"{person} ({said})" if said else person
