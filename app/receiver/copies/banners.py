"""What stands at the head of the hub's copy, the danger first: what nobody may overlook."""

from collections.abc import Iterator
from typing import Final

from app.contact.answered import chose
from app.contact.model import Allegation, Contact, Finding
from app.forms.topics.finding import TOLD_OF_AN_ADULT
from app.profiles.hours import in_london
from app.receiver.copies.answers import beginning
from app.receiver.copies.knowing import knowing, not_knowing, suspected_and_untold, unasked_of_harm
from app.receiver.copies.living import young_writer
from app.receiver.copies.pressing import DANGER, PRESSING, URGENT
from app.receiver.copies.unfound import how_to_find, names_no_child, of_themselves
from app.receiver.copies.whom import adult_called
from app.references import is_reference
from app.saying import Sentence, Word
from app.vocabulary import Admission, Anonymity, FormName, Informed, LegalStatus, Route, Writer, YesNo

NOT_SAID_WHO: Final = "NOT SAID who the adult is: ask whoever wrote this, where they can be reached"
NO_999: Final = "999 NOT CALLED: the writer says that they have not called"
NOT_CALLED: Final = "NOT CALLED: the writer says that they have not telephoned here yet"
NOT_AGAIN: Final = (
    "NOT CALLED AGAIN: it is urgent now, and the writer has not telephoned here since the call that was written down "
    "as {call}"
)
NO_REPLY: Final = "NOBODY ANSWERED: the writer says that they telephoned here, and nobody has answered yet"
DO_NOT_RING: Final = "DO NOT RING {person}: the writer says that it is not safe"
PARENTS_MAY_NOT_KNOW: Final = "DO NOT TELL THE PARENTS: {person} says that they may not know"
A_YOUNG_PERSON: Final = "a young person"
NOBODY_ELSE: Final = "NOBODY ELSE with parental responsibility knows of this, the writer says"
FILLED_IN: Final = (
    "FILLED IN BY SOMEBODY ELSE: speak to the parent or carer alone, not through whoever filled it in"
)
NOT_TOLD: Final = "FAMILY NOT TOLD: speak to the referrer before any contact"
NOT_ALL_TOLD: Final = (
    "NOT ALL OF THE FAMILY TOLD: speak to the referrer before any contact. Told: {told}. Not told: {not_told}"
)
DO_NOT_TELL: Final = "DO NOT TELL {person}: the writer says that it would raise the risk to somebody"
NOR_TELL: Final = (
    "DO NOT TELL {person}, who may have harmed a child: the writer says that telling somebody in the family would "
    "raise the risk"
)
"""Of a suspect of whom nobody is asked whether they know."""
NOT_SAID_OF: Final = (
    "NOT SAID whether {person} knows, who may have harmed a child: speak to the referrer before any contact"
)
IN_THEIR_WORDS: Final = "WHAT THE FAMILY KNOWS: {said}"
NOT_SAID: Final = "NOT SAID whether the family was told: speak to the referrer before any contact"
CHILD_WROTE: Final = "THE CHILD WROTE THIS: do not tell the family that they did"
UNKNOWN_TO_FAMILY: Final = "DO NOT TELL THE FAMILY who wrote this"
UNKNOWN_TO_FAMILIES: Final = (
    "DO NOT TELL THE FAMILY who wrote this, nor the writer’s own family: a young person wrote it"
)
UNKNOWN_TO_ADULT: Final = "DO NOT TELL THE ADULT who wrote this"
CALL_APART: Final = "WHO TO CALL, and what else is KEPT APART, is in restricted/{reference}.restricted.html"
APART: Final = "KEPT APART: more is in restricted/{reference}.restricted.html"
WRITER: Final = "WHO WROTE THIS is in identity/{reference}.identity.html"
HOW_TO_REACH: Final = (
    "HOW TO REACH THE CHILD who wrote this, as far as they said, is in identity/{reference}.identity.html"
)
VISITS: Final = "VISITS: somebody who visits may be at risk. See what is written of it"
KNOWN: Final = "ALREADY KNOWN: a child has a lead professional or a social worker"
PLAN: Final = (
    "ANOTHER COUNCIL’S PLAN: another council writes of a child with a child protection or child in need plan. "
    "Ask whether the child has moved here, or will, and when"
)
PLANS: Final = frozenset({LegalStatus.PROTECTION_PLAN, LegalStatus.CHILD_IN_NEED_PLAN})
OTHER_COUNCIL: Final = "5C"
"""The DfE's source of a referral by a service of another council."""
ELSEWHERE: Final = "OUTSIDE THE AREA: a child’s postcode is another council’s"
AGAIN: Final = "SENT AGAIN: it was sent before, in other words. Read both: this, and {reference}.html"


def banners(contact: Contact, name: str, *, apart: bool, named: bool) -> Iterator[str | Sentence]:
    """Each warning that holds; `apart` and `named`: there is a restricted file, an identity file, too."""
    for text, holds in (
        *_pressing(contact, name),
        (how_to_find(contact, name, apart=apart, named=named), names_no_child(contact)),
        (FILLED_IN, bool(contact.parent and contact.parent.filled_in_by)),
        young_writer(contact),
        *unsafe_to_tell(contact),
        *unsafe_to_ring(contact),
        *unsafe_to_name(contact),
        *_elsewhere(contact, name, apart=apart, named=named),
        (VISITS, chose(contact.story.visit_risk, YesNo.YES) or bool(contact.story.visit_risk_what)),
        (KNOWN, chose(contact.opening.social_worker, YesNo.YES)),
        (PLAN, _planned_elsewhere(contact)),
        (ELSEWHERE, any(one.other_area for one in (*contact.children, contact.home, contact.finding) if one)),
    ):
        if holds:
            yield text


LONGEST: Final = 240
"""Characters of what the family knows that are read at the head; all of it is in the glance."""

Warnings = Iterator[tuple[str | Sentence, bool]]
"""What might be said, and whether it is so."""


def _pressing(contact: Contact, name: str) -> Warnings:
    """What cannot wait, each with what belongs beside it."""
    beside = {DANGER: _of_999(contact, name), URGENT: _of_calls(contact)}
    for one in PRESSING:
        yield one.head(contact), one.holds(contact)
        yield from beside.get(one, ())
    yield NOT_SAID_WHO, _names_no_adult(contact)


def _of_999(contact: Contact, name: str) -> Warnings:
    """Whether 999 was called, and what was sent before this."""
    yield NO_999, chose(contact.opening.called_999, YesNo.NO)
    yield Sentence(AGAIN, {"reference": contact.reference}), name != contact.reference


def _of_calls(contact: Contact) -> Warnings:
    """Whether somebody here has heard of what is urgent."""
    opening, since = contact.opening, _spoke_since(contact)
    not_yet, call = chose(opening.called_now, YesNo.NO) and not since, _written_down(contact)
    yield NOT_CALLED, not_yet and not call
    yield Sentence(NOT_AGAIN, {"call": call}), not_yet and bool(call)
    yield NO_REPLY, chose(opening.called_now, "no-reply") and not since


def _spoke_since(contact: Contact) -> bool:
    """Whether somebody here answered after all: when they called again, or on the day on which they wrote."""
    opening = contact.opening
    same_day = opening.spoke_on == in_london(contact.received_at).date()
    return chose(opening.called_again, YesNo.YES) or (chose(opening.spoke, YesNo.YES) and same_day)


def _written_down(contact: Contact) -> str:
    """The reference of the call that somebody here wrote down, which this follows; '' where there is none."""
    call = contact.opening.spoke_reference or ""
    return call if chose(contact.opening.spoke, YesNo.YES) and is_reference(call) else ""


def unsafe_to_tell(contact: Contact) -> Warnings:
    """Who must not hear of it, or may not know of it."""
    yield from _who_knows(contact)
    for child in contact.children:
        who = {"person": child.called or Word(A_YOUNG_PERSON)}
        yield Sentence(PARENTS_MAY_NOT_KNOW, who), chose(child.parents_may_know, YesNo.NO)
    yield NOBODY_ELSE, contact.parent is not None and chose(contact.parent.others_know, YesNo.NO)


def unsafe_to_name(contact: Contact) -> Warnings:
    """Who must not learn who wrote."""
    from_family = chose(contact.caution.keep_name_from_family, YesNo.YES)
    from_adult = chose(contact.caution.keep_name_from_adult, YesNo.YES)
    themselves, hidden = of_themselves(contact), unnamed(contact.finding)
    yield CHILD_WROTE, themselves and hidden
    of_another, young = hidden and not themselves, contact.form is FormName.YOUNG_PERSON
    yield UNKNOWN_TO_FAMILIES, of_another and young
    yield UNKNOWN_TO_FAMILY, from_family or (of_another and not young)
    yield UNKNOWN_TO_ADULT, from_adult or unnamed(contact.allegation)


def unsafe_to_ring(contact: Contact) -> Warnings:
    """Whom a call may put in danger."""
    for number, adult in enumerate(contact.adults, 1):
        person = {"person": adult_called(adult, number)}
        yield Sentence(DO_NOT_RING, person), chose(adult.adult_phone_safe, YesNo.NO)


def _who_knows(contact: Contact) -> Warnings:
    """Who in the family knows, and who does not: by name, for a call to one of them tells the others."""
    some = knowing(contact)
    yield NOT_TOLD, contact.family_not_told and not some
    names = {"told": "; ".join(some), "not_told": "; ".join(not_knowing(contact))}
    yield Sentence(NOT_ALL_TOLD, names), contact.family_not_told and bool(some)
    for person in not_knowing(contact, Informed.RISK):
        yield Sentence(DO_NOT_TELL, {"person": person}), True
    for person in suspected_and_untold(contact):
        yield Sentence(NOR_TELL, {"person": person}), True
    for person in unasked_of_harm(contact):
        yield Sentence(NOT_SAID_OF, {"person": person}), True
    yield NOT_SAID, _leaves_the_family_out(contact)
    said = " ".join((contact.story.family_knows or "").split())
    yield Sentence(IN_THEIR_WORDS, {"said": beginning(said, LONGEST)}), bool(said)


def _elsewhere(contact: Contact, name: str, *, apart: bool, named: bool) -> Warnings:
    """What stands in another file."""
    said = {"reference": name}
    caution = contact.caution
    kept = (caution.keep_name_from_family, caution.keep_reach, caution.keep_name_from_adult)
    to_call = any(chose(one, YesNo.YES) for one in kept)
    yield Sentence(CALL_APART if to_call else APART, said), apart
    yield Sentence(HOW_TO_REACH if of_themselves(contact) else WRITER, said), named


def _planned_elsewhere(contact: Contact) -> bool:
    """Whether another council writes of a child who has a plan, which is then that council's."""
    return chose(contact.source_of_referral, OTHER_COUNCIL) and not PLANS.isdisjoint(contact.legal_statuses)


def _names_no_adult(contact: Contact) -> bool:
    """Whether it came to the Designated Officer with nothing by which the adult can be found, or without that part."""
    return contact.route is Route.ALLEGATION and not any(
        getattr(contact.allegation, name, None) for name in TOLD_OF_AN_ADULT
    )


def _leaves_the_family_out(contact: Contact) -> bool:
    """Whether it is urgent, so that what the family knows might be left blank, and was."""
    asked = contact.form is FormName.PROFESSIONAL and contact.admitted_by is Admission.C8
    return asked and not contact.story.family_knows


def unnamed(part: Finding | Allegation | None) -> bool:
    """Whether the writer did not say that their name may be known.

    At work they are not asked, and give it; an adult who tells of themselves knows who wrote.
    """
    if part is None or chose(part.writer, Writer.ACCUSED):
        return False
    if isinstance(part, Allegation) and chose(part.at_work, YesNo.YES):
        return False
    return not chose(part.anonymity, Anonymity.NAMED)
