"""What somebody with thirty contacts must know of this one, in a few lines: all of it stands below in full."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Final

from app.contact.answered import Part, chose
from app.contact.model import Contact
from app.contact.people import Adult, Child, Parent, Relationship
from app.profiles.spoken import spoken_day
from app.receiver.copies.answers import NOT_ANSWERED, Line, Reader, Row, beginning, label_of
from app.receiver.copies.interpreting import interpreting
from app.receiver.copies.knowing import told
from app.receiver.copies.living import adults, minors, notes, together
from app.receiver.copies.to_call import to_call
from app.receiver.copies.violence import at_a_glance as violence
from app.receiver.copies.whereabouts import of_child, of_children, where
from app.receiver.copies.whom import adult_called, children_called, is_unborn, related
from app.saying import Sentence
from app.vocabulary import YesNo

GLANCE: Final = "At a glance"

CHILDREN: Final = "Children"
MINORS: Final = "Under 18 among the adults"
ADULTS: Final = "Parents and other adults"
WHERE: Final = "Where they live, and are now"
CONCERNS: Final = "Concerns"
VIOLENCE: Final = "Strangling, weapons or threats to kill"
HARM: Final = "May have caused harm"
NOTES: Final = "Said of adults"
ACCUSED: Final = "The adult who works with children"
MARKS: Final = "Injury or mark"
TONIGHT: Final = "Who is with the child tonight"
CARE: Final = "Orders, plans and care"
TOLD: Final = "Told of the referral"
WORRY: Final = "The worry"
BEGINS: Final = "The worry begins"
EVIDENCE: Final = "What suggests harm"
KNOWS: Final = "What the family knows"
CALL: Final = "Who to call"
INTERPRETER: Final = "Interpreter or signer"

BORN: Final = "{person}, aged {age}, born {day}"
ABOUT: Final = "{person}, aged about {age}"
BABY: Final = "{person}, under 1 year old"
BORN_LATELY: Final = "{person}, under 1 year old, born {day}"
UNBORN: Final = "{person}, due {day}"
UNDATED: Final = "{person}, due date not known"
AGELESS: Final = "{person}, age not known"
MISSING: Final = "MISSING NOW"
HARMED: Final = "{adult} may have harmed {child}"
PERHAPS_HARMED: Final = "The writer does not know whether {adult} may have harmed {child}"

OF_ACCUSED: Final = (
    "accused_name",
    "accused_role",
    "accused_employer",
    "accused_elsewhere",
    "accused_details",
    "next_contact",
    "suspended",
    "accused_knows",
    "accused_told",
)
"""What the Designated Officer asks first of an adult who works with children."""
NO_PLAN: Final = frozenset({"none", "not-known"})

LONGEST_WORRY: Final = 600
LONGEST_CALL: Final = 300
"""Characters of a worry, and of a call or a court’s order, that are read before the rest; the whole stands below."""


def at_a_glance(reader: Reader, contact: Contact) -> Iterator[Row]:
    """Whom it is about, where they are, who may be a danger to them, how the worry begins, whom to call, who knows."""
    for label, lines in (*_people(reader, contact), *_worry(contact), *_said(reader, contact)):
        if shown := tuple(lines):
            yield Row(label, shown, alone=True)


def _people(reader: Reader, contact: Contact) -> Iterator[tuple[str, Iterable[Line]]]:
    """The children and where they are, and whoever may be a danger to them."""
    called = children_called(contact.children)
    yield (
        CHILDREN,
        (line for child in contact.children for line in _child(reader, child, called[child.contact_id])),
    )
    yield MINORS, minors(reader, contact)
    yield ADULTS, adults(reader, contact)
    yield WHERE, where(reader, contact)
    yield _row(reader, contact.opening, "linked_reference")
    yield TONIGHT, of_children(contact, "tonight")
    yield TOLD, told(reader, contact)
    yield KNOWS, reader.lines(contact.story, "family_knows")
    yield ACCUSED, _accused(reader, contact)
    yield VIOLENCE, violence(contact)
    yield HARM, _harm(reader, contact)
    yield NOTES, notes(contact)
    yield _row(reader, contact.story, "child_hurts")
    yield _row(reader, contact.story, "visit_risk_what")
    yield MARKS, _marks(reader, contact)
    yield _row(reader, contact.opening, "kind", "level")
    if contact.opening.concerns:
        yield CONCERNS, (Line("; ".join(one.label for one in contact.opening.concerns)),)
    if contact.allegation:
        yield _row(reader, contact.allegation, "criteria")


def _worry(contact: Contact) -> Iterator[tuple[str, Iterable[Line]]]:
    if worry := contact.story.worry:
        begins = beginning(worry, LONGEST_WORRY)
        yield WORRY if begins == worry else BEGINS, map(Line, begins.splitlines())
    elif "worry" in contact.story.not_answered:
        yield WORRY, (Line(NOT_ANSWERED),)
    yield EVIDENCE, _evidence(contact)


def _evidence(contact: Contact) -> Iterator[Line]:
    """What suggests harm: it is asked before the worry, which then may say no more than 'as above'."""
    for one in contact.agreement:
        yield from map(Line, beginning(one.evidence or "", LONGEST_WORRY).splitlines())


def _said(reader: Reader, contact: Contact) -> Iterator[tuple[str, Iterable[Line]]]:
    """Whom to call, who is already at work, who knows, what must not be shared, and what the hub itself has said."""
    yield INTERPRETER, interpreting(reader, contact)
    yield CALL, to_call(reader, contact)
    yield CARE, (line for child in contact.children for line in _care(contact, child))
    yield _row(reader, contact.opening, "worker_name", "worker_council")
    if contact.parent and contact.parent.sharing and contact.parent.sharing.code != YesNo.YES:
        yield label_of(contact.parent, "sharing"), _shared(reader, contact.parent)
    if chose(contact.opening.spoke, YesNo.YES):
        yield _row(reader, contact.opening, "spoke", "spoke_on", "spoke_to", "spoke_advice")
        about = beginning(contact.opening.spoke_about or "", LONGEST_CALL)
        yield label_of(contact.opening, "spoke_about"), map(Line, about.splitlines())


def _shared(reader: Reader, parent: Parent) -> Iterator[Line]:
    """With whom a parent does not want it shared, or that it was left blank: nobody may read that it is nobody."""
    yield from reader.lines(parent, "sharing")
    if "sharing_except" in parent.not_answered:
        yield Line(NOT_ANSWERED, label=label_of(parent, "sharing_except"))
    for name in ("sharing_except", "sharing_why", "sharing_worry"):
        yield from reader.labelled(parent, name)


def _row(reader: Reader, part: Part, name: str, *more: str) -> tuple[str, Iterable[Line]]:
    """An answer under its label, and what belongs with it."""
    lines = reader.lines(part, name)
    return label_of(part, name), (*lines, *(line for one in more for line in reader.labelled(part, one)))


def _child(reader: Reader, child: Child, called: str) -> Iterator[Line]:
    age = child.age if child.age is not None else child.estimated_age
    born = child.expected_date or child.date_of_birth
    day = {"day": spoken_day(born)} if born else {}
    yield Line(Sentence(_aged(child, age), {"person": called, "age": str(age), **day}))
    yield from reader.labelled(child, "grown_up")
    if chose(child.missing_now, YesNo.YES):
        yield Line(MISSING)
        if child.missing_more:
            yield Line(child.missing_more)


def _aged(child: Child, age: int | None) -> str:
    if age is None:
        return UNBORN if child.expected_date else UNDATED if is_unborn(child) else AGELESS
    if age == 0:
        return BORN_LATELY if child.date_of_birth else BABY
    return BORN if child.date_of_birth else ABOUT


def _harm(reader: Reader, contact: Contact) -> Iterator[Line]:
    children = children_called(contact.children)
    for number, adult in enumerate(contact.adults, 1):
        yield from _harmed(reader, adult, adult_called(adult, number), children)
    yield from reader.labelled(contact.story, "other_person")


def _harmed(reader: Reader, adult: Adult, person: str, children: Mapping[str, str]) -> Iterator[Line]:
    """What one adult may have done to whom; of children whom they meet next at one time, in one line."""
    alike: dict[tuple[str, str, str | None], list[Relationship]] = {}
    for one in adult.relations:
        if sentence := _may_have(one):
            alike.setdefault((sentence, related(person, (one,)), one.next_contact), []).append(one)
    for (sentence, whoever, _), relations in alike.items():
        names = ", ".join(children.get(one.child, one.child) for one in relations)
        yield Line(Sentence(sentence, {"adult": whoever, "child": names}))
        yield from _next(reader, relations[0])
    if alike and chose(adult.in_household, YesNo.YES):
        yield from _lives_with(reader, adult, children)


def _lives_with(reader: Reader, adult: Adult, children: Mapping[str, str]) -> Iterator[Line]:
    """With whom they live, by name where that was asked."""
    if named := together(children, adult, YesNo.YES):
        yield Line(named, label=Relationship.model_fields["lives_with"].title)
    else:
        yield from reader.labelled(adult, "in_household")


def _may_have(one: Relationship) -> str:
    """What is said of an adult and a child; where it is not known, if it is said when they meet next."""
    if chose(one.may_have_harmed, YesNo.YES):
        return HARMED
    return PERHAPS_HARMED if one.next_contact and chose(one.may_have_harmed, YesNo.NOT_KNOWN) else ""


def _next(reader: Reader, one: Relationship) -> Iterator[Line]:
    """When they meet next, or that it was asked and left blank: nobody may read that they do not meet."""
    name = "next_contact"
    if name in one.not_answered:
        yield Line(NOT_ANSWERED, label=label_of(one, name))
    yield from reader.labelled(one, name)


def _accused(reader: Reader, contact: Contact) -> Iterator[Line]:
    if contact.allegation:
        for name in OF_ACCUSED:
            yield from reader.labelled(contact.allegation, name)


def _marks(reader: Reader, contact: Contact) -> Iterator[Line]:
    for child in contact.children:
        if child.injury or chose(child.injured, YesNo.YES):
            said = child.injury or (child.injured.label if child.injured else "")
            yield of_child(contact, child, said)
    if contact.allegation:
        yield from reader.lines(contact.allegation, "alleged_injuries")


def _care(contact: Contact, child: Child) -> Iterator[Line]:
    """Orders and plans that a child has, and what a court has decided; that there is none is read below."""
    if said := ", ".join(one.label for one in child.legal_status if one.code not in NO_PLAN):
        yield of_child(contact, child, said)
    if since := child.protected_since:
        yield replace(of_child(contact, child, since), label=label_of(child, "protected_since"))
    if decided := beginning(" ".join((child.court_orders or "").split()), LONGEST_CALL):
        yield replace(of_child(contact, child, decided), label=label_of(child, "court_orders"))
