"""Who in the family knows of a contact, who does not, and of whom that is not said: read before anybody is called."""

from collections import Counter, defaultdict, deque
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from app.contact.answered import chose
from app.contact.model import Contact
from app.contact.people import Adult, AgreementOfPerson
from app.receiver.copies.answers import NOT_ANSWERED, Line, Reader, beginning, label_of
from app.receiver.copies.whom import adult_called, aged, related
from app.saying import Sentence
from app.vocabulary import Admission, FormName, Informed, RiskReason, YesNo

OF: Final = "{person}: {said}"
AGREES: Final = "{person}: {said}. Agrees: {agreement}"
NOT_SAID_OF: Final = "Not said of"
LONGEST_REASON: Final = 300
"""Characters of why somebody was not told that are read at a glance; the whole stands below."""


def told(reader: Reader, contact: Contact) -> Iterator[Line]:
    """What each person knows and said, carers too; then those of whom neither is said."""
    for person, one in _rows(contact):
        yield from _of_person(reader, one, person)
    for number, adult in enumerate(contact.adults, 1):
        if adult.carer_told:
            person = related(adult_called(adult, number), adult.relations)
            yield Line(Sentence(OF, {"person": person, "said": adult.carer_told.label}))
    if names := _unasked(contact):
        yield Line("; ".join(names), label=NOT_SAID_OF)


def knowing(contact: Contact) -> Sequence[str]:
    """Those who know, with what they are to the children."""
    people = [person for person, one in _rows(contact) if chose(one.informed, Informed.YES)]
    carers = [
        related(adult_called(adult, number), adult.relations)
        for number, adult in enumerate(contact.adults, 1)
        if chose(adult.carer_told, YesNo.YES)
    ]
    return (*people, *carers)


def not_knowing(contact: Contact, why: Informed | None = None) -> Sequence[str]:
    """Those who are said not to know, for this reason or for any."""
    reasons = (why,) if why else (Informed.UNREACHABLE, Informed.RISK, Informed.NO)
    return [
        person for person, one in _rows(contact) if any(chose(one.informed, reason) for reason in reasons)
    ]


def delay_is_dangerous(contact: Contact) -> bool:
    """Whether the writer says that telling somebody first would cause a dangerous delay."""
    reasons = {reason.code for one in contact.agreement for reason in one.risk_reasons}
    return RiskReason.DANGEROUS_DELAY in reasons


def unasked_of_harm(contact: Contact) -> Sequence[str]:
    """Those who may have harmed a child, of whom it is not said whether they know, nor that anybody must not."""
    return () if not_knowing(contact, Informed.RISK) else _unasked(contact, harming=True)


def suspected_and_untold(contact: Contact) -> Sequence[str]:
    """Those who may have harmed a child and are asked about on no row, where telling somebody is said to be a risk."""
    if not not_knowing(contact, Informed.RISK):
        return ()
    return [
        related(adult_called(adult, number), adult.relations)
        for number, adult in _without_a_row(contact)
        if _may_have_harmed(adult) and not chose(adult.carer_told, YesNo.YES)
    ]


def _without_a_row(contact: Contact) -> Iterator[tuple[int, Adult]]:
    """Each adult of whom no row says whether they know; where not all of one name have a row, all of that name."""
    said, people = Counter(one.person for one in contact.agreement), _people(contact)
    for number, adult in enumerate(contact.adults, 1):
        if said[name := adult_called(adult, number)] < len(people[name]):
            yield number, adult


def _may_have_harmed(adult: Adult) -> bool:
    return any(chose(one.may_have_harmed, YesNo.YES) for one in adult.relations)


def _unasked(contact: Contact, *, harming: bool = False) -> Sequence[str]:
    # Whoever writes of what is urgent says in their own words what the family knows, of all at once.
    if contact.form is not FormName.PROFESSIONAL or contact.admitted_by is Admission.C8:
        return ()
    said, people = Counter(one.person for one in contact.agreement), _people(contact)
    if len(said) == 1 and said.keys().isdisjoint(people):
        # A row of nobody is that of the family as a whole.
        return ()
    return [
        related(adult_called(adult, number), adult.relations)
        for number, adult in _without_a_row(contact)
        if not adult.carer_told and (not harming or _may_have_harmed(adult))
    ]


def _rows(contact: Contact) -> Iterator[tuple[str, AgreementOfPerson]]:
    """Each row with whose it is: adults', then those of the young, as the contact has them.

    A father and a son may have one name: what they are is said where every one of that name has a row.
    """
    said, people = Counter(one.person for one in contact.agreement), _people(contact)
    for one in contact.agreement:
        alike = people[one.person]
        whole = len(alike) == said[one.person]
        yield (alike.popleft() if whole else one.person), one
        said[one.person] -= whole


def _people(contact: Contact) -> Mapping[str, deque[str]]:
    """By name whoever may have a row: adults with what they are to the children, the young with their age."""
    found: defaultdict[str, deque[str]] = defaultdict(deque)
    for number, adult in enumerate(contact.adults, 1):
        name = adult_called(adult, number)
        found[name].append(related(name, adult.relations))
    for child in contact.children:
        if child.able_to_decide and not chose(child.able_to_decide, YesNo.NO):
            found[child.called].append(aged(child.called, child.age))
    return found


def _of_person(reader: Reader, one: AgreementOfPerson, person: str) -> Iterator[Line]:
    said = {"person": person, "said": one.informed.label if one.informed else NOT_ANSWERED}
    if not one.agreement:
        yield Line(Sentence(OF, said))
        yield from _why_not(one)
        return
    yield Line(Sentence(AGREES, {**said, "agreement": one.agreement.label}))
    for name in ("agreed_part", "agreed_to"):
        yield from reader.labelled(one, name)


def _why_not(one: AgreementOfPerson) -> Iterator[Line]:
    """Why somebody was not told, in as much as has room: it may be a child's own wish."""
    reasons = {
        "risk_reasons": "; ".join(reason.label for reason in one.risk_reasons),
        "why_not_told": beginning(" ".join((one.why_not_told or "").split()), LONGEST_REASON),
    }
    return (Line(said, label=label_of(one, name)) for name, said in reasons.items() if said)
