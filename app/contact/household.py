"""Whom a contact is about: each child, each adult, and what each of them knows and said, from the live answers."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from app.codes import Sex
from app.contact.answered import Coded
from app.contact.derived import lies_in, located
from app.contact.factors import factors_of
from app.contact.filling import Scopes
from app.contact.model import Opening
from app.contact.people import Adult, AgreementOfPerson, Child, Relationship
from app.forms.conditions import Facts
from app.forms.rules import PEOPLE_ASKED, about_self, admission, age, row
from app.forms.walking.walk import Walk
from app.profiles.places import postcode_in
from app.vocabulary import Admission, Birth, FormName, RuleSet

SEX_OF_THE_UNBORN: Final = Coded(code=Sex.UNKNOWN, label="Not known", dfe=Sex.UNKNOWN)
"""Never asked; the DfE takes no other code for an unborn child (N00783)."""


def contact_ids(walk: Walk, reference: str) -> dict[str, str]:
    """The contact id of each child, by the id of its item."""
    return {item: f"{reference}/{number}" for number, item in enumerate(walk.facts.members("children"), 1)}


def children(scopes: Scopes, walk: Walk, reference: str, opening: Opening) -> Iterable[Child]:
    """Each child; somebody who writes about themselves is the child, and what they say is the child's detail."""
    if about_self(walk.facts):
        yield _child(scopes, "", opening, contact_id=f"{reference}/1", age=age(walk.facts))
    for item, number in contact_ids(walk, reference).items():
        years = age(walk.facts.members("children")[item])
        yield _child(scopes, f"children/{item}", opening, contact_id=number, age=years)


def _child(scopes: Scopes, scope: str, opening: Opening, **given: Any) -> Child:
    child = located(scopes.council, scopes.fill(Child, scope, **given))
    if lies_in(scopes.council, postcode_in(child.second_home or "")).get("other_area"):
        child = child.model_copy(update={"other_area": True})
    unborn = child.birth is not None and child.birth.code == Birth.UNBORN
    # Of one born child nobody is asked, and every concern is about that child; of an unborn one, if any can be.
    apart = unborn or "concerns_here" in scopes.said.get(scope, {})
    concerns = child.concerns_here if apart else opening.concerns
    sex = {"sex": SEX_OF_THE_UNBORN} if unborn else {}
    return child.model_copy(update={"assessment_factors": factors_of(child, concerns), **sex})


def adult(scopes: Scopes, item: str, numbers: Mapping[str, str]) -> Adult:
    """One adult, and what they are to each child."""
    relations = tuple(
        scopes.fill(Relationship, f"adults/{item}/children/{child}", child=number)
        for child, number in numbers.items()
    )
    return scopes.fill(Adult, f"adults/{item}", relations=relations)


def agreements(scopes: Scopes, walk: Walk) -> Iterable[AgreementOfPerson]:
    """Each person's row; the family as a whole where nobody else could be asked about."""
    asked = [
        (f"{group}/{item}", facts, called(walk, group, item))
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


def called(walk: Walk, group_id: str, item: str) -> str:
    """What somebody is called, by all that is said of them."""
    group = walk.form.group(group_id)
    return walk.called(group, item) if group else ""
