"""What stands at the head of the hub's copy, the danger first: what nobody may overlook."""

from collections.abc import Iterator
from typing import Final

from app.contact.answered import chose
from app.contact.model import Allegation, Contact, Finding
from app.saying import Sentence
from app.vocabulary import Admission, Anonymity, FormName, YesNo

DANGER: Final = "IMMEDIATE DANGER: the writer says that a child is in danger now"
STILL_AT_RISK: Final = "STILL AT RISK: the writer says that a child is still at risk from the adult"
URGENT: Final = "URGENT: the writer says that this cannot wait"
MISSING: Final = "MISSING: the writer says that a child is missing now"
NOT_TOLD: Final = "FAMILY NOT TOLD: speak to the referrer before any contact"
NOT_SAID: Final = "NOT SAID whether the family was told: speak to the referrer before any contact"
UNKNOWN_TO_FAMILY: Final = "DO NOT TELL THE FAMILY who wrote this"
UNKNOWN_TO_ADULT: Final = "DO NOT TELL THE ADULT who wrote this"
CALL_APART: Final = "WHO TO CALL is in restricted/{reference}.restricted.html"
APART: Final = "KEPT APART: more is in restricted/{reference}.restricted.html"
WRITER: Final = "WHO WROTE THIS is in identity/{reference}.identity.html"
VISITS: Final = "VISITS: somebody who visits may be at risk. See what is written of it"
KNOWN: Final = "ALREADY KNOWN: a child has a lead professional or a social worker"
ELSEWHERE: Final = "OUTSIDE THE AREA: a child’s postcode is another council’s"
AGAIN: Final = "SENT AGAIN: it was sent before, in other words. Read both: this, and {reference}.html"


def banners(contact: Contact, name: str, *, apart: bool, named: bool) -> Iterator[str | Sentence]:
    """Each warning that holds; `apart` and `named`: there is a restricted file, an identity file, too."""
    said = {"reference": name}
    from_family = chose(contact.caution.keep_name_from_family, YesNo.YES)
    out_of_reach = chose(contact.caution.keep_reach, YesNo.YES)
    from_adult = chose(contact.caution.keep_name_from_adult, YesNo.YES)
    for text, holds in (
        (DANGER, chose(contact.opening.danger, YesNo.YES)),
        (Sentence(AGAIN, {"reference": contact.reference}), name != contact.reference),
        (URGENT, contact.urgent),
        (STILL_AT_RISK, _goes_on(contact.allegation)),
        (MISSING, any(chose(child.missing_now, YesNo.YES) for child in contact.children)),
        (NOT_TOLD, contact.family_not_told),
        (NOT_SAID, _leaves_the_family_out(contact)),
        (UNKNOWN_TO_FAMILY, from_family or _unnamed(contact.finding)),
        (UNKNOWN_TO_ADULT, from_adult or _unnamed(contact.allegation)),
        (Sentence(CALL_APART, said), apart and (from_family or from_adult or out_of_reach)),
        (Sentence(WRITER, said), named),
        (Sentence(APART, said), apart),
        (VISITS, chose(contact.story.visit_risk, YesNo.YES) or bool(contact.story.visit_risk_what)),
        (KNOWN, chose(contact.opening.social_worker, YesNo.YES)),
        (ELSEWHERE, any(one.other_area for one in (*contact.children, contact.home, contact.finding) if one)),
    ):
        if holds:
            yield text


def _leaves_the_family_out(contact: Contact) -> bool:
    """Whether it is urgent, so that what the family knows might be left blank, and was."""
    asked = contact.form is FormName.PROFESSIONAL and contact.admitted_by is Admission.C8
    return asked and not contact.story.family_knows


def _goes_on(part: Allegation | None) -> bool:
    return part is not None and chose(part.still_at_risk, YesNo.YES)


def _unnamed(part: Finding | Allegation | None) -> bool:
    """Whether the writer did not say that their name may be known; at work they are not asked, and give it."""
    if part is None or (isinstance(part, Allegation) and chose(part.at_work, YesNo.YES)):
        return False
    return not chose(part.anonymity, Anonymity.NAMED)
