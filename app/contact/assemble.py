"""From live answers to a contact: every answer that its page still asks for finds its one place."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, TypeVar
from uuid import UUID

from app.contact.answered import Answered, Coded
from app.contact.derived import located, source_of_referral, written
from app.contact.model import (
    Allegation,
    Caution,
    Contact,
    Finding,
    Identity,
    KeptHome,
    Opening,
    Restricted,
    Story,
    Unmet,
)
from app.contact.people import Adult, AgreementOfPerson, Child, Home, Parent, Referrer, Relationship
from app.contact.told import told
from app.forms.conditions import NOT_KNOWN, Answer, Facts
from app.forms.questions import Choice, Choices, Question
from app.forms.rules import FAMILY_NOT_TOLD, PEOPLE_ASKED, admission, age, late, refers, route, row, urgent
from app.forms.walk import Slot, Walk
from app.profiles.hours import in_london
from app.profiles.model import Profile
from app.vocabulary import ASSESSMENT_FACTORS, Admission, Birth, Concern, FormName, Route, RuleSet, Sex, YesNo

M = TypeVar("M", bound=Answered)

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


@dataclass(frozen=True)
class _Scopes:
    """The live answers by scope, ready to fill the parts of a contact."""

    council: Profile
    slots: Mapping[str, Mapping[str, Slot]]

    def fill(self, model: type[M], scope: str = "", **given: Any) -> M:
        """A model whose fields are named for questions, filled from one scope."""
        found = {name: slot for name, slot in self.slots.get(scope, {}).items() if name in model.model_fields}
        unknown = tuple(name for name, slot in found.items() if slot.value == NOT_KNOWN)
        blank = tuple(name for name, slot in found.items() if slot.value is None)
        said = {
            name: self._value(slot.question, slot.value)
            for name, slot in found.items()
            if slot.value is not None and slot.value != NOT_KNOWN
        }
        return model.model_validate({**said, "not_known": unknown, "not_answered": blank, **given})

    def any(self, model: type[M], scope: str = "") -> M | None:
        """The same, or None where nothing that it holds was asked."""
        asked = set(self.slots.get(scope, {})) & set(model.model_fields)
        return self.fill(model, scope) if asked else None

    def _value(self, question: Question, value: Answer) -> Any:
        if isinstance(question, Choice):
            return self._coded(question, str(value))
        if isinstance(question, Choices) and isinstance(value, list):
            return [self._coded(question, one) for one in value]
        return value

    def _coded(self, question: Choice | Choices, value: str) -> Coded:
        return Coded(code=value, label=told(question.options[value]), dfe=self._dfe(question.id, value))

    def _dfe(self, question: str, value: str) -> str | None:
        match question:
            case "sex":
                return Sex(value).value
            case "concerns":
                return ASSESSMENT_FACTORS[Concern(value)]
            case "agency":
                agency = self.council.agency(value)
                return agency.source if agency else None
            case _:
                return None


def assemble(council: Profile, walk: Walk, sending: Sending) -> Parts:
    """Build the three parts of one contact from the walk over its answers."""
    form = FormName(walk.form.slug)
    scopes = _Scopes(council, _by_scope(walk))
    header: dict[str, Any] = {"message_id": sending.message_id, "reference": sending.reference}
    hidden = YesNo.YES in (walk.facts.get(one) for one in ("keep_name_from_family", "keep_name_from_adult"))
    referrer = scopes.any(Referrer) if refers(form, walk.facts) else None
    homes = tuple(_kept_homes(scopes, walk, sending.reference))
    source = source_of_referral(council, form, walk.facts)
    whose: dict[str, Any] = {"referrer": referrer, "source_of_referral": source}
    kept = scopes.fill(Restricted, **header, homes=homes, **(whose if hidden else {}))
    contact = Contact(
        **header,
        hub=council.slug,
        form=form,
        received_at=sending.received_at,
        language=sending.language,
        parent=scopes.any(Parent) if form is FormName.FAMILY else None,
        finding=scopes.any(Finding) if form is FormName.COMMUNITY else None,
        kept_apart=kept.says_something,
        **({} if hidden else whose),
        **_decided(council, walk, sending),
        **_people(scopes, walk, sending.reference),
    )
    apart = form in (FormName.COMMUNITY, FormName.ALLEGATION) and not referrer
    identity = scopes.fill(Identity, **header) if apart else Identity(**header)
    return Parts(contact, kept, identity)


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
        "unmet": tuple(_unmet(walk)),
        "written_due": follow_up.due,
        "written_late": follow_up.late,
    }


def _lawful_basis(council: Profile, walk: Walk, team: Route, sending: Sending) -> Iterable[Coded]:
    """The laws that a professional's agency may rely on today; a person who writes for themselves needs none."""
    agency = council.agency(str(walk.facts.get("agency")))
    day = in_london(sending.received_at).date()
    for basis in council.lawful_bases_for(agency.group, team, day) if agency else ():
        yield Coded(code=basis.slug, label=basis.label)


def _kept_homes(scopes: _Scopes, walk: Walk, reference: str) -> Iterable[KeptHome]:
    """Each address that must be kept from somebody."""
    numbered = {"": None} | {f"children/{item}": number for item, number in _numbers(walk, reference).items()}
    for scope, number in numbered.items():
        if "kept_address" in scopes.slots.get(scope, {}):
            yield scopes.fill(KeptHome, scope, contact_id=number)


def _numbers(walk: Walk, reference: str) -> dict[str, str]:
    """The contact id of each child, by the id of its item."""
    return {
        item: f"{reference}/{number}" for number, item in enumerate(walk.facts.groups.get("children", {}), 1)
    }


def _people(scopes: _Scopes, walk: Walk, reference: str) -> dict[str, Any]:
    """Everything that is the same in every form."""
    numbers = _numbers(walk, reference)
    adults = walk.facts.groups.get("adults", {})
    home = scopes.any(Home)
    return {
        "opening": scopes.fill(Opening),
        "allegation": _allegation(scopes, walk),
        "home": located(scopes.council, home) if home else None,
        "children": tuple(
            _child(scopes, item, contact_id=number, age=age(walk.facts.groups["children"][item]))
            for item, number in numbers.items()
        ),
        "adults": tuple(_adult(scopes, item, numbers) for item in adults),
        "agreement": tuple(_agreements(scopes, walk)),
        "caution": scopes.fill(Caution),
        "story": scopes.fill(Story),
    }


def _allegation(scopes: _Scopes, walk: Walk) -> Allegation | None:
    """What is said of the adult, marked where it comes late."""
    if walk.form.slug != FormName.ALLEGATION:
        return None
    return scopes.fill(Allegation, late=LATE if late(walk.facts) == YesNo.YES else None)


def _by_scope(walk: Walk) -> dict[str, dict[str, Slot]]:
    found: dict[str, dict[str, Slot]] = {}
    for step in walk.steps:
        for slot in step.slots:
            found.setdefault(slot.spot.scope, {})[slot.question.id] = slot
    return found


def _child(scopes: _Scopes, item: str, **given: Any) -> Child:
    child = located(scopes.council, scopes.fill(Child, f"children/{item}", **given))
    unborn = child.birth is not None and child.birth.code == Birth.UNBORN
    return child.model_copy(update={"sex": SEX_OF_THE_UNBORN}) if unborn else child


def _adult(scopes: _Scopes, item: str, numbers: Mapping[str, str]) -> Adult:
    relations = tuple(
        scopes.fill(Relationship, f"adults/{item}/children/{child}", child=number)
        for child, number in numbers.items()
    )
    return scopes.fill(Adult, f"adults/{item}", relations=relations)


def _agreements(scopes: _Scopes, walk: Walk) -> Iterable[AgreementOfPerson]:
    """Each person's row; the family as a whole where nobody else could be asked about."""
    asked = [
        (f"{group}/{item}", facts)
        for group in PEOPLE_ASKED
        for item, facts in walk.facts.groups.get(group, {}).items()
    ]
    if not asked and "informed" in scopes.slots.get("", {}):
        asked = [("", walk.facts)]
    for scope, facts in asked:
        yield scopes.fill(AgreementOfPerson, scope, person=_person(walk, scope), row=_row(walk, facts))


def _row(walk: Walk, person: Facts) -> Admission:
    """The row of one person; for support each is admitted, or not, by the agreement of anybody."""
    support = walk.facts.get("rule_set") == RuleSet.SUPPORT
    return admission(FormName.PROFESSIONAL, walk.facts) if support else row(person)


def _person(walk: Walk, scope: str) -> str:
    at = next(spot for step in walk.steps for spot in step.spots if spot.scope == scope)
    return at.names.get("person", "")


def _unmet(walk: Walk) -> Iterable[Unmet]:
    for step in (step for step in walk.steps if not step.lists):
        for field in dict.fromkeys(fault.field for fault in step.faults):
            yield Unmet(page=step.path, question=field)
