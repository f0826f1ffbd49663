"""The readable copy of a contact: what a screening social worker needs first, first."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Final

from app.contact.answered import Answered, Coded
from app.contact.model import Allegation, Caution, Contact, Finding, Identity, Opening, Restricted, Story
from app.contact.people import Adult, AgreementOfPerson, Child, Home, Parent, Reach, Referrer, Relationship
from app.profiles.spoken import MONTHS, Sentence, dated_values
from app.templating import Templates
from app.vocabulary import Anonymity, FormName, Route, YesNo

DANGER: Final = "IMMEDIATE DANGER: the writer says that a child is in danger now"
URGENT: Final = "URGENT: the writer says that this cannot wait"
NOT_TOLD: Final = "FAMILY NOT TOLD: speak to the referrer before any contact"
APART: Final = "KEPT APART: more is in restricted/{reference}.restricted.json"
WRITER: Final = "WHO WROTE THIS is in identity/{reference}.identity.json"
UNKNOWN_TO_FAMILY: Final = "DO NOT TELL THE FAMILY who wrote this"
UNKNOWN_TO_ADULT: Final = "DO NOT TELL THE ADULT who wrote this"
NOT_KNOWN: Final = "Not known"
RECEIVED_AT: Final = "{time} on {weekday} {day} {month} {year}"
DATED: Final = "{day} {month} {year}"
RELATION: Final = "Relation to {child}"
RESPONSIBILITY: Final = "Parental responsibility for {child}"
ABOUT_AN_ADULT: Final = "Concern about an adult who works with children"

TITLES: Final[Mapping[FormName, str]] = MappingProxyType(
    {
        FormName.PROFESSIONAL: "Contact from a professional",
        FormName.FAMILY: "Contact from a parent or carer",
        FormName.COMMUNITY: "Contact from somebody in the community",
        FormName.YOUNG_PERSON: "Contact from a young person",
        FormName.ALLEGATION: ABOUT_AN_ADULT,
    }
)
TEAMS: Final[Mapping[Route, str]] = MappingProxyType(
    {
        Route.SAFEGUARDING: "Safeguarding",
        Route.EARLY_HELP: "Early Help",
        Route.COMMUNITY: "Community",
        Route.FAMILY: "Family",
        Route.ALLEGATION: "Designated Officer",
    }
)
APART_FROM_ROWS: Final = frozenset({"not_known", "contact_id", "person", "row", "relations"})
"""Fields that are shown in another way than as a row of their own."""

PARTS: Final[Sequence[type[Answered]]] = (
    *(
        Opening,
        Allegation,
        Referrer,
        Parent,
        Reach,
        Finding,
        Home,
        Child,
        Adult,
        Relationship,
        AgreementOfPerson,
    ),
    *(Caution, Story, Restricted, Identity),
)
LABELS: Final[Mapping[str, str]] = {
    name: field.title for part in PARTS for name, field in part.model_fields.items() if field.title
}
"""What each question is called here, by its id."""


@dataclass(frozen=True)
class Row:
    """One answer."""

    label: str | Sentence
    value: Sequence[str | Sentence]
    """Its lines."""
    code: str | None = None
    """The DfE's codes for it, where there are any."""


@dataclass(frozen=True)
class Answers:
    """A table of answers."""

    title: str | None
    rows: Sequence[Row]


@dataclass(frozen=True)
class Section:
    """Tables under one heading."""

    title: str
    tables: Sequence[Answers]


@dataclass(frozen=True)
class ReadableContact:
    """What the template shows."""

    title: str
    reference: str
    banners: Sequence[str | Sentence]
    sections: Sequence[Section]


def readable(templates: Templates, contact: Contact, *, apart: bool, named: bool) -> str:
    """The contact as a page of HTML; `apart` and `named`: there is a restricted file, an identity file, too."""
    shown = ReadableContact(
        title=ABOUT_AN_ADULT if contact.route is Route.ALLEGATION else TITLES[contact.form],
        reference=contact.reference,
        banners=tuple(_banners(contact, apart=apart, named=named)),
        sections=tuple(_sections(contact)),
    )
    return templates.render("hub/contact.html", contact=shown)


def _banners(contact: Contact, *, apart: bool, named: bool) -> Iterator[str | Sentence]:
    if contact.opening.danger and contact.opening.danger.code == YesNo.YES:
        yield DANGER
    if contact.urgent:
        yield URGENT
    if contact.family_not_told:
        yield NOT_TOLD
    if _unknown_to_family(contact):
        yield UNKNOWN_TO_FAMILY
    if _unknown_to_adult(contact):
        yield UNKNOWN_TO_ADULT
    said = {"reference": contact.reference}
    yield from (Sentence(text, said) for text, is_there in ((APART, apart), (WRITER, named)) if is_there)


def _unknown_to_family(contact: Contact) -> bool:
    asked = contact.finding.anonymity if contact.finding else None
    risky = contact.caution.keep_name_from_family
    return bool((asked and asked.code != Anonymity.NAMED) or (risky and risky.code == YesNo.YES))


def _unknown_to_adult(contact: Contact) -> bool:
    asked = contact.allegation.anonymity if contact.allegation else None
    risky = contact.caution.keep_name_from_adult
    return bool((asked and asked.code != Anonymity.NAMED) or (risky and risky.code == YesNo.YES))


def _sections(contact: Contact) -> Iterator[Section]:
    children = {child.contact_id: _child_title(child) for child in contact.children}
    yield Section("This contact", (Answers(None, tuple(_about(contact))),))
    yield from _listed("What must be kept from somebody", _plain(contact.caution))
    yield from _listed("How urgent it is", _plain(contact.opening))
    yield from _listed("The adult who works with children", _plain(contact.allegation))
    yield from _listed("The worry", _plain(contact.story))
    yield from _listed("Children", [_table(child, children[child.contact_id]) for child in contact.children])
    yield from _listed("Where they live", _plain(contact.home))
    yield from _listed("Adults", [_adult(adult, children) for adult in contact.adults])
    yield from _listed("Who was told, and what they said", [_agreement(one) for one in contact.agreement])
    yield from _listed("Referrer", _plain(contact.referrer))
    yield from _listed("The parent or carer who writes", _plain(contact.parent))
    yield from _listed("How to reach the parent or carer", _plain(contact.reach))
    yield from _listed("How to find the child", _plain(contact.finding))
    yield from _listed("Still to be asked", [Answers(None, tuple(_unmet(contact)))])


def _about(contact: Contact) -> Iterator[Row]:
    yield Row("Team", (TEAMS[contact.route],))
    yield Row("Received", (Sentence(RECEIVED_AT, dated_values(contact.received_at)),))
    yield Row("Admitted by rule", (contact.admitted_by.value,))
    if contact.lawful_basis:
        yield Row("Shared under", tuple(basis.label for basis in contact.lawful_basis))


def _unmet(contact: Contact) -> Iterator[Row]:
    """What an urgent contact came without, each question once."""
    # On a page that ranges over the children, a field is the question's id and the child's.
    asked = (LABELS.get(unmet.question.partition("-")[0], unmet.question) for unmet in contact.unmet)
    if lines := tuple(dict.fromkeys(asked)):
        yield Row("Not answered: urgent", lines)


def _listed(title: str, tables: Sequence[Answers]) -> Iterator[Section]:
    filled = tuple(table for table in tables if table.rows)
    if filled:
        yield Section(title, filled)


def _plain(part: Answered | None) -> Sequence[Answers]:
    return (_table(part, None),) if part else ()


def _table(part: Answered, title: str | None) -> Answers:
    return Answers(title, tuple(_rows(part)))


def _adult(adult: Adult, children: Mapping[str, str]) -> Answers:
    return Answers(
        _full_name(adult.adult_first_name, adult.adult_last_name),
        (*_rows(adult), *_relations(adult, children)),
    )


def _agreement(agreement: AgreementOfPerson) -> Answers:
    rule = Row("Rule", (agreement.row.value,))
    return Answers(agreement.person or None, (*_rows(agreement), rule))


def _relations(adult: Adult, children: Mapping[str, str]) -> Iterator[Row]:
    for one in adult.relations:
        child = {"child": children.get(one.child, one.child)}
        for field, label in (("relation", RELATION), ("responsibility", RESPONSIBILITY)):
            yield from _row(one, field, Sentence(label, child))


def _rows(part: Answered) -> Iterator[Row]:
    for name, field in type(part).model_fields.items():
        if name not in APART_FROM_ROWS:
            yield from _row(part, name, field.title or name)


def _row(part: Answered, name: str, label: str | Sentence) -> Iterator[Row]:
    value = getattr(part, name)
    if name in part.not_known:
        yield Row(label, (NOT_KNOWN,))
    elif value is not None and value != ():
        answers = value if isinstance(value, tuple) else (value,)
        codes = (one.dfe for one in answers if isinstance(one, Coded) and one.dfe)
        yield Row(label, tuple(line for one in answers for line in _lines(one)), ", ".join(codes) or None)


def _lines(answer: Coded | date | int | str) -> Sequence[str | Sentence]:
    match answer:
        case Coded():
            return (answer.label,)
        case date():
            month = MONTHS[answer.month - 1]
            return (Sentence(DATED, {"day": str(answer.day), "month": month, "year": str(answer.year)}),)
        case str():
            return answer.splitlines()
        case _:
            return (str(answer),)


def _child_title(child: Child) -> str:
    return " ".join(filter(None, (child.contact_id, child.first_name, child.last_name)))


def _full_name(*names: str | None) -> str | None:
    return " ".join(filter(None, names)) or None
