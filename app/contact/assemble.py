"""From live answers to a contact: every answer that its page still asks for finds its one place."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from app.contact.answered import Coded
from app.contact.derived import TELLS_OF_NOBODY, lies_in, located, source_of_referral, unmet, written
from app.contact.factors import codes_of
from app.contact.filling import Scopes, by_scope
from app.contact.household import adult, agreements, called, children, contact_ids
from app.contact.model import (
    Allegation,
    Caution,
    Contact,
    Enclosures,
    Finding,
    Opening,
    Place,
    Story,
)
from app.contact.people import (
    Duty,
    HomeOfAll,
    OtherProfessional,
    Parent,
    Reach,
    Referrer,
    Ties,
)
from app.contact.promised import as_promised
from app.contact.sealed import Identity, Kept, Restricted
from app.contact.unnamed import (
    FOR_THEMSELVES,
    FROM_THE_COMMUNITY,
    Telling,
    interpreter_hidden,
    reach_hidden,
    referrer_hidden,
    telling,
    without,
    writer_hidden,
)
from app.forms.rules import (
    FAMILY_NOT_TOLD,
    about_self,
    admission,
    late,
    refers,
    route,
    urgent,
)
from app.forms.topics.danger import YES_NO
from app.forms.walking.walk import Walk
from app.profiles.hours import in_london
from app.profiles.model import Profile
from app.profiles.places import postcode_in
from app.vocabulary import FormName, Route, YesNo

ANSWERED: Final = Coded(code=YesNo.YES, label=YES_NO[YesNo.YES])
LATE: Final = Coded(code="late", label="More than 24 hours after it was learned of")


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
    scopes = Scopes(council, by_scope(walk), f"{sending.reference}/1", codes_of(form, walk.facts))
    header: dict[str, Any] = {"message_id": sending.message_id, "reference": sending.reference}
    referrer = scopes.any(Referrer) if refers(form, walk.facts) else None
    facts_kept = tuple(_kept(scopes, walk, sending.reference))
    source = source_of_referral(council, form, walk.facts)
    basis = tuple(_lawful_basis(council, walk, route(form, walk.facts), sending))
    whose: dict[str, Any] = {"referrer": referrer, "source_of_referral": source, "lawful_basis": basis}
    told, hidden = telling(form, walk.facts), _hidden(form, walk, source)
    reach = scopes.any(Reach) if form is FormName.FAMILY else None
    unsafe = reach_hidden(walk.facts)
    sealed = {name: whose[name] for name in hidden} | ({"reach": reach} if unsafe else {})
    kept = scopes.fill(Restricted, **header, kept=facts_kept, **_ties(scopes, told), **sealed)
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
        interpreter_apart=form is FormName.FAMILY and interpreter_hidden(walk.facts),
        **{name: said for name, said in whose.items() if name not in hidden},
        **_decided(council, walk, sending),
        **_people(scopes, walk, sending.reference),
    )
    apart = form in FOR_THEMSELVES and not referrer
    own = scopes.any(Reach) if apart else None
    identity = (
        scopes.fill(Identity, **header, reach=own and as_promised(own)) if apart else Identity(**header)
    )
    return Parts(_without(contact, told), kept, identity)


def _hidden(form: FormName, walk: Walk, source: Coded) -> Collection[str]:
    """What of whoever wrote is in the restricted part: all of a referrer, of another the source if it tells of them."""
    if referrer_hidden(form, walk.facts):
        return ("referrer", "source_of_referral", "lawful_basis")
    tells = writer_hidden(form, walk.facts) and source.code not in TELLS_OF_NOBODY
    return ("source_of_referral",) if tells else ()


def _ties(scopes: Scopes, told: Telling) -> dict[str, Any]:
    """What would tell who wrote, where nobody may know, for the restricted part."""
    return {name: scopes.any(model) for name, model in (("ties", Ties), ("duty", Duty)) if model in told}


def _without(contact: Contact, told: Telling) -> Contact:
    """The contact without what is in the restricted part of it."""
    parts = ((name, getattr(contact, name)) for name in ("finding", "allegation", "story"))
    return contact.model_copy(update={name: without(part, told) for name, part in parts if part})


def _finding(scopes: Scopes) -> Finding | None:
    """How to find the child, and what a postcode in the address tells."""
    found = scopes.any(Finding)
    code = postcode_in(found.find_address or "") if found else None
    return as_promised(found.model_copy(update=lies_in(scopes.council, code))) if found else None


def _decided(council: Profile, walk: Walk, sending: Sending) -> dict[str, Any]:
    """What the rules and the hub's hours make of the answers."""
    form = FormName(walk.form.slug)
    admitted, team = admission(form, walk.facts), route(form, walk.facts)
    follow_up = written(council, walk.facts, sending.received_at)
    return {
        "route": team,
        "urgent": urgent(walk.facts) == YesNo.YES,
        "admitted_by": admitted,
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
        f"children/{item}": {"contact_id": number} for item, number in contact_ids(walk, reference).items()
    }
    whose |= {
        f"adults/{item}": {"person": called(walk, "adults", item)} for item in walk.facts.members("adults")
    }
    for scope, given in whose.items():
        if scopes.asks(Kept, scope):
            yield scopes.fill(Kept, scope, **given)


def _people(scopes: Scopes, walk: Walk, reference: str) -> dict[str, Any]:
    """Everything that is the same in every form."""
    numbers = contact_ids(walk, reference)
    adults = walk.facts.members("adults")
    home = None if about_self(walk.facts) else scopes.any(HomeOfAll)
    opening = scopes.fill(Opening, **_spoke(walk))
    return {
        "opening": opening,
        "allegation": _allegation(scopes, walk),
        "home": located(scopes.council, home) if home else None,
        "children": tuple(children(scopes, walk, reference, opening)),
        "place": scopes.any(Place),
        "adults": tuple(adult(scopes, item, numbers) for item in adults),
        "agencies": tuple(
            scopes.fill(OtherProfessional, f"agencies/{item}") for item in walk.facts.members("agencies")
        ),
        "agreement": tuple(agreements(scopes, walk)),
        "caution": scopes.fill(Caution),
        "story": scopes.fill(Story),
        "enclosures": scopes.any(Enclosures),
    }


def _spoke(walk: Walk) -> dict[str, Any]:
    """That they spoke to the hub, where they are not asked: they have said that somebody answered their call."""
    return {"spoke": ANSWERED} if walk.facts.get("spoke") == YesNo.YES else {}


def _allegation(scopes: Scopes, walk: Walk) -> Allegation | None:
    """What is said of the adult, marked where it comes late."""
    if walk.form.slug != FormName.ALLEGATION:
        return None
    return as_promised(scopes.fill(Allegation, late=LATE if late(walk.facts) == YesNo.YES else None))
