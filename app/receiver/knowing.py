"""Who in the family knows of a contact, who does not, and of whom that is not said: read before anybody is called."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from app.contact.answered import chose
from app.contact.model import Contact
from app.contact.people import AgreementOfPerson
from app.receiver.answers import NOT_ANSWERED, Line, Reader
from app.receiver.whom import adult_called, related
from app.saying import Sentence
from app.vocabulary import Admission, FormName, Informed, YesNo

OF: Final = "{person}: {said}"
AGREES: Final = "{person}: {said}. Agrees: {agreement}"
NOT_SAID_OF: Final = "Not said of"


def told(reader: Reader, contact: Contact) -> Iterator[Line]:
    """What each person knows and said, carers too; then those of whom neither is said."""
    whose = _related(contact)
    for one in contact.agreement:
        yield from _of_person(reader, one, whose.get(one.person, one.person))
    for number, adult in enumerate(contact.adults, 1):
        if adult.carer_told:
            person = related(adult_called(adult, number), adult.relations)
            yield Line(Sentence(OF, {"person": person, "said": adult.carer_told.label}))
    if names := _unasked(contact):
        yield Line("; ".join(names), label=NOT_SAID_OF)


def knowing(contact: Contact) -> Sequence[str]:
    """Those who know, with what they are to the children."""
    whose = _related(contact)
    people = [whose.get(one.person, one.person) for one in contact.agreement if _informed(one, Informed.YES)]
    carers = [
        related(adult_called(adult, number), adult.relations)
        for number, adult in enumerate(contact.adults, 1)
        if chose(adult.carer_told, YesNo.YES)
    ]
    return (*people, *carers)


def not_knowing(contact: Contact, why: Informed | None = None) -> Sequence[str]:
    """Those who are said not to know, for this reason or for any."""
    whose = _related(contact)
    reasons = (why,) if why else (Informed.UNREACHABLE, Informed.RISK, Informed.NO)
    return [
        whose.get(one.person, one.person)
        for one in contact.agreement
        if any(_informed(one, reason) for reason in reasons)
    ]


def unasked_of_harm(contact: Contact) -> Sequence[str]:
    """Those who may have harmed a child, of whom it is not said whether they know."""
    return _unasked(contact, harming=True)


def _unasked(contact: Contact, *, harming: bool = False) -> Sequence[str]:
    # Whoever writes of what is urgent says in their own words what the family knows, of all at once.
    if contact.form is not FormName.PROFESSIONAL or contact.admitted_by is Admission.C8:
        return ()
    said = {one.person for one in contact.agreement}
    return [
        related(name, adult.relations)
        for number, adult in enumerate(contact.adults, 1)
        if (name := adult_called(adult, number)) not in said and not adult.carer_told
        if not harming or any(chose(one.may_have_harmed, YesNo.YES) for one in adult.relations)
    ]


def _informed(one: AgreementOfPerson, how: Informed) -> bool:
    return chose(one.informed, how)


def _related(contact: Contact) -> Mapping[str, str]:
    """Each adult's name with what they are to the children, unless a child, or another, has the same."""
    names = [adult_called(adult, number) for number, adult in enumerate(contact.adults, 1)]
    others = [child.called for child in contact.children]
    return {
        name: related(name, adult.relations)
        for name, adult in zip(names, contact.adults, strict=True)
        if [*names, *others].count(name) == 1
    }


def _of_person(reader: Reader, one: AgreementOfPerson, person: str) -> Iterator[Line]:
    said = {"person": person, "said": one.informed.label if one.informed else NOT_ANSWERED}
    if not one.agreement:
        yield Line(Sentence(OF, said))
        return
    yield Line(Sentence(AGREES, {**said, "agreement": one.agreement.label}))
    for name in ("agreed_part", "agreed_to"):
        yield from reader.labelled(one, name)
