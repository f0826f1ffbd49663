"""Who the parents and the other adults are, and which of them live with a child."""

from collections.abc import Iterator
from typing import Final

from app.contact.model import Contact
from app.contact.people import Adult
from app.forms.rules import GROWN_UP
from app.receiver.answers import Line, Reader
from app.receiver.whom import adult_called, related, years_old
from app.saying import Sentence
from app.vocabulary import YesNo

AGED: Final = "{person}, aged {age}"
WRITES: Final = "The parent or carer who writes"
LIVING: Final = {
    YesNo.YES: "Live with a child",
    YesNo.NO: "Live elsewhere",
    YesNo.NOT_KNOWN: "Not known whether they live with a child",
    None: "Not said whether they live with a child",
}


def adults(reader: Reader, contact: Contact) -> Iterator[Line]:
    """Each adult once, with what they are to the children and how old, by whether they live with a child."""
    if contact.parent and contact.parent.your_name:
        called = (contact.parent.your_name, contact.parent.your_relation)
        yield Line(_with(called[0], called[1] or ""), label=WRITES)
    found: dict[str | None, list[str]] = {}
    for number, adult in enumerate(contact.adults, 1):
        if adult.says_something:
            where = adult.in_household.code if adult.in_household else None
            found.setdefault(where, []).append(_person(reader, adult, number))
    for code, label in LIVING.items():
        if people := found.get(code):
            yield Line("; ".join(people), label=label)
    yield from reader.labelled(contact.story, "household_people")


def minors(reader: Reader, contact: Contact) -> Iterator[Line]:
    """Parents and others who are children themselves; in the table of adults nobody would look for them."""
    for number, adult in enumerate(contact.adults, 1):
        age = years_old(adult, reader.sent_on) if reader.sent_on else None
        if age is not None and age < GROWN_UP:
            person = related(adult_called(adult, number), adult.relations)
            yield Line(Sentence(AGED, {"person": person, "age": str(age)}))


def _person(reader: Reader, adult: Adult, number: int) -> str:
    age = years_old(adult, reader.sent_on) if reader.sent_on else None
    relations = dict.fromkeys(one.relation.label for one in adult.relations if one.relation)
    return _with(adult_called(adult, number), *relations, "" if age is None else str(age))


def _with(person: str, *more: str) -> str:
    """A name, and in brackets what else is known."""
    said = ", ".join(filter(None, more))
    return f"{person} ({said})" if said else person
