"""What somebody with thirty contacts must know of this one, in a few lines: all of it stands below in full."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from app.contact.answered import Part, chose
from app.contact.model import Contact
from app.contact.people import AgreementOfPerson, Child
from app.forms.rules import GROWN_UP, years_since
from app.profiles.hours import in_london
from app.receiver.answers import NOT_ANSWERED, Line, Reader, Row, label_of
from app.receiver.grids import called
from app.saying import Sentence
from app.vocabulary import YesNo

GLANCE: Final = "At a glance"

CHILDREN: Final = "Children"
MINORS: Final = "Under 18 among the adults"
CONCERNS: Final = "Concerns"
HARM: Final = "May have harmed a child"
MARKS: Final = "Injury or mark"
TONIGHT: Final = "Who is with the child tonight"
TOLD: Final = "Told of the referral"
WORRY: Final = "The worry"
BEGINS: Final = "The worry begins"
KNOWS: Final = "What the family knows"

NAMELESS: Final = "Name not known"
AGED: Final = "{person}, aged {age}"
ABOUT: Final = "{person}, aged about {age}"
BABY: Final = "{person}, under 1 year old"
UNBORN: Final = "{person}, not born yet"
AGELESS: Final = "{person}, age not known"
MISSING: Final = "MISSING NOW"
HARMED: Final = "{adult} may have harmed {child}"
OF: Final = "{person}: {said}"
AGREES: Final = "{person}: {said}. Agrees: {agreement}"

LONGEST_WORRY: Final = 600
"""Characters of a worry that are read before the rest; the whole stands under its own heading."""
CUT: Final = " …"


def at_a_glance(reader: Reader, contact: Contact) -> Iterator[Row]:
    """Whom it is about, who may be a danger to them and when, who knows, and how the worry begins."""
    for label, lines in (
        (CHILDREN, (line for child in contact.children for line in _child(child))),
        (MINORS, _minors(contact)),
        (CONCERNS, (Line(one.label) for one in contact.opening.concerns)),
        (HARM, _harm(reader, contact)),
        (MARKS, _marks(contact)),
        (TONIGHT, (_of(child, child.tonight) for child in contact.children if child.tonight)),
        (TOLD, (line for one in contact.agreement for line in _told(one))),
        (KNOWS, reader.lines(contact.story, "family_knows")),
    ):
        if shown := tuple(lines):
            yield Row(label, shown)
    if worry := contact.story.worry:
        begins = _beginning(worry)
        yield Row(WORRY if begins == worry else BEGINS, tuple(map(Line, begins.splitlines())))


def _name(child: Child) -> str:
    return " ".join(filter(None, (child.first_name, child.last_name))) or NAMELESS


def _child(child: Child) -> Iterator[Line]:
    age = child.age if child.age is not None else child.estimated_age
    yield Line(Sentence(_aged(child, age), {"person": _name(child), "age": str(age)}))
    if chose(child.missing_now, YesNo.YES):
        yield Line(MISSING)
        if child.missing_more:
            yield Line(child.missing_more)


def _aged(child: Child, age: int | None) -> str:
    if age is None:
        return UNBORN if child.expected_date else AGELESS
    if age == 0:
        return BABY
    return AGED if child.date_of_birth else ABOUT


def _minors(contact: Contact) -> Iterator[Line]:
    """Parents and others who are children themselves; in the table of adults nobody would look for them."""
    today = in_london(contact.received_at).date()
    for number, adult in enumerate(contact.adults, 1):
        born = adult.adult_date_of_birth
        age = years_since(born.isoformat(), today) if born else adult.adult_age
        if age is not None and age < GROWN_UP:
            yield Line(Sentence(AGED, {"person": called(adult, number), "age": str(age)}))


def _harm(reader: Reader, contact: Contact) -> Iterator[Line]:
    children = {child.contact_id: _name(child) for child in contact.children}
    for number, adult in enumerate(contact.adults, 1):
        for relation in adult.relations:
            if chose(relation.may_have_harmed, YesNo.YES):
                child = children.get(relation.child, relation.child)
                yield Line(Sentence(HARMED, {"adult": called(adult, number), "child": child}))
                yield from _labelled(reader, relation, "next_contact")
    yield from _labelled(reader, contact.story, "other_person")
    if contact.allegation:
        yield from reader.lines(contact.allegation, "accused_name")
        yield from _labelled(reader, contact.allegation, "next_contact")


def _labelled(reader: Reader, part: Part, name: str) -> Iterator[Line]:
    return (replace(line, label=label_of(part, name)) for line in reader.lines(part, name))


def _marks(contact: Contact) -> Iterator[Line]:
    for child in contact.children:
        if child.injured and child.injured.code == YesNo.YES:
            yield _of(child, child.injury or child.injured.label)


def _of(child: Child, said: str) -> Line:
    return Line(Sentence(OF, {"person": _name(child), "said": said}))


def _told(one: AgreementOfPerson) -> Iterator[Line]:
    said = {"person": one.person, "said": one.informed.label if one.informed else NOT_ANSWERED}
    if not one.agreement:
        yield Line(Sentence(OF, said))
        return
    yield Line(Sentence(AGREES, {**said, "agreement": one.agreement.label}))
    if one.agreed_part:
        yield Line(one.agreed_part, label=label_of(one, "agreed_part"))


def _beginning(worry: str) -> str:
    """A worry, or as many of its first words as are read at a glance."""
    if len(worry) <= LONGEST_WORRY:
        return worry
    start = worry[: LONGEST_WORRY - len(CUT)]
    return (start.rsplit(maxsplit=1)[0] if " " in start else start) + CUT
