"""Which of the DfE's factors the answers say, and no more: the hub decides on them, at the end of an assessment."""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Final

from app.codes import (
    ASSESSMENT_FACTORS,
    DISABILITY_FACTORS,
    HOUSEHOLD_FACTORS,
    WHOSE_IS_NOT_SAID,
    Disability,
    Ethnicity,
    Sex,
)
from app.contact.answered import Coded
from app.contact.people import Child
from app.forms.conditions import Facts
from app.forms.rules import acts_for_council
from app.vocabulary import Concern, FormName, Relation, YesNo

Codes = Mapping[str, Mapping[str, str]]
"""The DfE's code for each answer, by question."""

CARERS: Final = frozenset(
    {
        Relation.MOTHER,
        Relation.FATHER,
        Relation.STEP_PARENT,
        Relation.KINSHIP_CARER,
        Relation.FOSTER_CARER,
        Relation.PRIVATE_FOSTER_CARER,
    }
)
"""What an adult is to a child who is its parent or carer, in the DfE's terms, whoever has responsibility."""


def codes_of(form: FormName, facts: Facts) -> Codes:
    """The DfE's code for each answer of the questions whose answers it has codes for, as far as this form says it."""
    at_work = form is FormName.PROFESSIONAL
    return _codes(at_work=at_work, of_parents=at_work and only_carers_at_home(facts))


@cache
def _codes(*, at_work: bool, of_parents: bool) -> Codes:
    """The same as it is of every form that says as much."""
    concerns = {
        concern.value: factor
        for concern, factor in ASSESSMENT_FACTORS.items()
        if at_work or concern not in WHOSE_IS_NOT_SAID
    }
    return {
        "sex": {sex.value: sex.value for sex in Sex},
        "ethnicity": {ethnicity.value: ethnicity.value for ethnicity in Ethnicity},
        "disability": {disability.value: disability.value for disability in Disability},
        "concerns": concerns,
        "concerns_here": concerns,
        "household": {one.value: code for one, code in HOUSEHOLD_FACTORS.items()} if of_parents else {},
    }


def only_carers_at_home(facts: Facts) -> bool:
    """Whether somebody lives with the children, and everybody who does or may is a parent or carer of each."""
    people = (adult for adult in facts.items("adults") if acts_for_council(adult) == YesNo.NO)
    homes = [(adult, adult.get("in_household")) for adult in people]
    there = [adult for adult, lives in homes if lives != YesNo.NO]
    return YesNo.YES in (lives for _, lives in homes) and all(map(_cares, there))


def factors_of(child: Child, concerns: Iterable[Coded]) -> tuple[str, ...]:
    """The factors that the worries about a child point to, each once; its disability's where that is one of them."""
    said = {concern.dfe for concern in concerns if concern.dfe}
    if any(concern.code == Concern.DISABILITY_OR_ILLNESS for concern in concerns):
        said |= {DISABILITY_FACTORS[one] for one in _disabilities(child) if one in DISABILITY_FACTORS}
    return tuple(sorted(said))


def _disabilities(child: Child) -> Iterable[Disability]:
    return (Disability(one.code) for one in child.disability)


def _cares(adult: Facts) -> bool:
    others = [pair for pair in adult.items("children") if pair.get("relation") != Relation.SAME_PERSON]
    return bool(others) and adult.get("in_household") == YesNo.YES and all(map(_cares_for, others))


def _cares_for(pair: Facts) -> bool:
    return pair.get("relation") in CARERS or pair.get("responsibility") == YesNo.YES
