"""From live answers to a contact: every answer that its page still asks for finds its one place."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, TypeVar
from uuid import UUID

from app.codes import Sex
from app.contact.answered import Coded
from app.contact.derived import lies_in, located, source_of_referral, unmet, written
from app.contact.filling import Scopes, by_scope
from app.contact.model import (
    Allegation,
    Caution,
    Contact,
    Enclosures,
    Finding,
    Identity,
    Kept,
    Opening,
    Place,
    Restricted,
    Story,
)
from app.contact.people import (
    Adult,
    AgreementOfPerson,
    Child,
    Home,
    OtherProfessional,
    Parent,
    Reach,
    Referrer,
    Relationship,
)
from app.forms.conditions import Facts
from app.forms.rules import (
    FAMILY_NOT_TOLD,
    PEOPLE_ASKED,
    about_self,
    admission,
    age,
    late,
    refers,
    route,
    row,
    urgent,
)
from app.forms.walk import Walk
from app.profiles.hours import in_london
from app.profiles.model import Profile
from app.profiles.places import postcode_in
from app.vocabulary import Admission, Anonymity, Birth, FormName, Route, RuleSet, YesNo

W = TypeVar("W", Finding, Allegation)

FROM_THE_COMMUNITY: Final = (FormName.COMMUNITY, FormName.YOUNG_PERSON)
FOR_THEMSELVES: Final = (*FROM_THE_COMMUNITY, FormName.ALLEGATION)
STAYS_ANONYMOUS: Final = Coded(code=Anonymity.ANONYMOUS, label="Left blank: the writer stays anonymous")
LATE: Final = Coded(code="late", label="More than 24 hours after it was learned of")

SEX_OF_THE_UNBORN: Final = Coded(code=Sex.UNKNOWN, label="Not known", dfe=Sex.UNKNOWN)
"""Never asked; the DfE takes no other code for an unborn child (N00783)."""


@dataclass(frozen=True)
class Sending:
    """What is decided at the moment of sending."""

    message_id: UUID
    reference: str
    received_at: datetime
    language: str


@dataclass(frozen=True)
class Parts:
    """The three documents that are sealed apart from each other."""

    contact: Contact
    restricted: Restricted
    identity: Identity


def assemble(council: Profile, walk: Walk, sending: Sending) -> Parts:
    """Build the three parts of one contact from the walk over its answers."""
    form = FormName(walk.form.slug)
    scopes = Scopes(council, by_scope(walk), f"{sending.reference}/1")
    header: dict[str, Any] = {"message_id": sending.message_id, "reference": sending.reference}
    hidden = YesNo.YES in (walk.facts.get(one) for one in ("keep_name_from_family", "keep_name_from_adult"))
    referrer = scopes.any(Referrer) if refers(form, walk.facts) else None
    facts_kept = tuple(_kept(scopes, walk, sending.reference))
    source = source_of_referral(council, form, walk.facts)
    whose: dict[str, Any] = {"referrer": referrer, "source_of_referral": source}
    reach = scopes.any(Reach) if form is FormName.FAMILY else None
    unsafe = walk.facts.get("keep_reach") == YesNo.YES
    sealed = {**(whose if hidden else {}), **({"reach": reach} if unsafe else {})}
    kept = scopes.fill(Restricted, **header, kept=facts_kept, **sealed)
    contact = Contact(
        **header,
        hub=council.slug,
        form=form,
        received_at=sending.received_at,
        language=sending.language,
        parent=scopes.any(Parent) if form is FormName.FAMILY else None,
        reach=None if unsafe else reach,
        finding=_finding(scopes) if form in FROM_THE_COMMUNITY else None,
        kept_apart=kept.says_something,
        **({} if hidden else whose),
        **_decided(council, walk, sending),
        **_people(scopes, walk, sending.reference),
    )
    apart = form in FOR_THEMSELVES and not referrer
    identity = scopes.fill(Identity, **header, reach=scopes.any(Reach)) if apart else Identity(**header)
    return Parts(contact, kept, identity)


def _finding(scopes: Scopes) -> Finding | None:
    """How to find the child, and what a postcode in the address tells."""
    found = scopes.any(Finding)
    code = postcode_in(found.find_address or "") if found else None
    return _as_promised(found.model_copy(update=lies_in(scopes.council, code))) if found else None


def _as_promised(part: W) -> W:
    """The same, where what may be known of the writer was left blank: the form says that they stay anonymous."""
    if "anonymity" not in part.not_answered:
        return part
    blank = tuple(name for name in part.not_answered if name != "anonymity")
    return part.model_copy(update={"anonymity": STAYS_ANONYMOUS, "not_answered": blank})


def _decided(council: Profile, walk: Walk, sending: Sending) -> dict[str, Any]:
    """What the rules and the hub's hours make of the answers."""
    form = FormName(walk.form.slug)
    admitted, team = admission(form, walk.facts), route(form, walk.facts)
    follow_up = written(council, walk.facts, sending.received_at)
    return {
        "route": team,
        "urgent": urgent(walk.facts) == YesNo.YES,
        "admitted_by": admitted,
        "lawful_basis": tuple(_lawful_basis(council, walk, team, sending)),
        "family_not_told": admitted in FAMILY_NOT_TOLD,
        "unmet": tuple(unmet(walk)),
        "written_due": follow_up.due,
        "written_late": follow_up.late,
    }


def _lawful_basis(council: Profile, walk: Walk, team: Route, sending: Sending) -> Iterable[Coded]:
    """The laws that a professional's agency may rely on today; a person who writes for themselves needs none."""
    agency = council.agency(str(walk.facts.get("agency")))
    day = in_london(sending.received_at).date()
    for basis in council.lawful_bases_for(agency.group, team, day) if agency else ():
        yield Coded(code=basis.slug, label=basis.label)


def _kept(scopes: Scopes, walk: Walk, reference: str) -> Iterable[Kept]:
    """Each address, school or telephone number that must be kept from somebody."""
    whose: dict[str, dict[str, Any]] = {"": {}}
    whose |= {
        f"children/{item}": {"contact_id": number} for item, number in _numbers(walk, reference).items()
    }
    whose |= {
        f"adults/{item}": {"person": _called(walk, "adults", item)} for item in walk.facts.members("adults")
    }
    for scope, given in whose.items():
        if scopes.asks(Kept, scope):
            yield scopes.fill(Kept, scope, **given)


def _numbers(walk: Walk, reference: str) -> dict[str, str]:
    """The contact id of each child, by the id of its item."""
    return {item: f"{reference}/{number}" for number, item in enumerate(walk.facts.members("children"), 1)}


def _people(scopes: Scopes, walk: Walk, reference: str) -> dict[str, Any]:
    """Everything that is the same in every form."""
    numbers = _numbers(walk, reference)
    adults = walk.facts.members("adults")
    home = None if about_self(walk.facts) else scopes.any(Home)
    opening = scopes.fill(Opening)
    return {
        "opening": opening,
        "allegation": _allegation(scopes, walk),
        "home": located(scopes.council, home) if home else None,
        "children": tuple(_children(scopes, walk, reference, opening)),
        "place": scopes.any(Place),
        "adults": tuple(_adult(scopes, item, numbers) for item in adults),
        "agencies": tuple(
            scopes.fill(OtherProfessional, f"agencies/{item}") for item in walk.facts.members("agencies")
        ),
        "agreement": tuple(_agreements(scopes, walk)),
        "caution": scopes.fill(Caution),
        "story": scopes.fill(Story),
        "enclosures": scopes.any(Enclosures),
    }


def _allegation(scopes: Scopes, walk: Walk) -> Allegation | None:
    """What is said of the adult, marked where it comes late."""
    if walk.form.slug != FormName.ALLEGATION:
        return None
    return _as_promised(scopes.fill(Allegation, late=LATE if late(walk.facts) == YesNo.YES else None))


def _children(scopes: Scopes, walk: Walk, reference: str, opening: Opening) -> Iterable[Child]:
    """Each child; somebody who writes about themselves is the child, and what they say is the child's detail."""
    if about_self(walk.facts):
        yield _child(scopes, "", opening, contact_id=f"{reference}/1", age=age(walk.facts))
    for item, number in _numbers(walk, reference).items():
        years = age(walk.facts.members("children")[item])
        yield _child(scopes, f"children/{item}", opening, contact_id=number, age=years)


def _child(scopes: Scopes, scope: str, opening: Opening, **given: Any) -> Child:
    child = located(scopes.council, scopes.fill(Child, scope, **given))
    # Where there is one child, every concern is about that child, and nobody is asked.
    apart = "concerns_here" in scopes.said.get(scope, {})
    concerns = child.concerns_here if apart else opening.concerns
    factors = tuple(sorted({concern.dfe for concern in concerns if concern.dfe}))
    unborn = child.birth is not None and child.birth.code == Birth.UNBORN
    sex = {"sex": SEX_OF_THE_UNBORN} if unborn else {}
    return child.model_copy(update={"assessment_factors": factors, **sex})


def _adult(scopes: Scopes, item: str, numbers: Mapping[str, str]) -> Adult:
    relations = tuple(
        scopes.fill(Relationship, f"adults/{item}/children/{child}", child=number)
        for child, number in numbers.items()
    )
    return scopes.fill(Adult, f"adults/{item}", relations=relations)


def _agreements(scopes: Scopes, walk: Walk) -> Iterable[AgreementOfPerson]:
    """Each person's row; the family as a whole where nobody else could be asked about."""
    asked = [
        (f"{group}/{item}", facts, _called(walk, group, item))
        for group in PEOPLE_ASKED
        for item, facts in walk.facts.members(group).items()
    ]
    if not asked and "informed" in scopes.said.get("", {}):
        asked = [("", walk.facts, walk.form.names["person"])]
    for scope, facts, person in asked:
        yield scopes.fill(AgreementOfPerson, scope, person=person, row=_row(walk, facts))


def _row(walk: Walk, person: Facts) -> Admission:
    """The row of one person; for support each is admitted, or not, by the agreement of anybody."""
    support = walk.facts.get("rule_set") == RuleSet.SUPPORT
    return admission(FormName.PROFESSIONAL, walk.facts) if support else row(person)


def _called(walk: Walk, group_id: str, item: str) -> str:
    """What somebody is called, by all that is said of them."""
    group = walk.form.group(group_id)
    return walk.called(group, item) if group else ""
