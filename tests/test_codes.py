"""What each worry is in the DfE's terms (N00181), written down a second time by the words of the DfE's own list."""

import pytest

from app.codes import ASSESSMENT_FACTORS, HOUSEHOLD_FACTORS
from app.vocabulary import Concern, Household

FACTORS = {
    "1A": "child-alcohol",
    "1B": "parent-alcohol",
    "2A": "child-drugs",
    "2B": "parent-drugs",
    "3A": "domestic-abuse",
    "4A": "child-mental-health",
    "4B": "parent-mental-health",
    "7A": "young-carer",
    "9A": "unaccompanied-asylum-seeking",
    "10A": "missing",
    "11A": "sexual-exploitation",
    "12A": "trafficking",
    "13A": "gangs",
    "14A": "behaviour",
    "15A": "self-harm",
    "16A": "neglect",
    "17A": "emotional-abuse",
    "18B": "physical-abuse-by-a-child",
    "19B": "sexual-abuse-by-a-child",
    "19C": "sexual-abuse",
    "22A": "fgm",
    "23A": "faith-or-belief",
    "24A": "criminal-exploitation",
}
"""Codes that one worry has to itself."""
SHARED = {
    "18C": {"physical-abuse", "fabricated-or-induced-illness"},
    "20": {"forced-marriage-or-honour-based-abuse", "radicalisation", "school-attendance", "other"},
}
OF_PARENTS = {
    "1B": "alcohol",
    "2B": "drugs",
    "3B": "domestic-abuse-of-an-adult",
    "4B": "mental-health",
    "5B": "learning-disability",
    "6B": "physical-disability-or-illness",
}


@pytest.mark.parametrize("code", [*FACTORS, *SHARED])
def test_a_factor_is_that_of_the_worries_it_names(code: str) -> None:
    named = {concern.value for concern, factor in ASSESSMENT_FACTORS.items() if factor == code}
    assert named == SHARED.get(code, {FACTORS.get(code)})


SEVERAL = {"disability-or-illness", "private-fostering"}
"""Of which the DfE has several kinds, and the worry does not say which."""


def test_every_worry_has_its_factor_and_no_factor_is_retired() -> None:
    assert set(Concern) - set(ASSESSMENT_FACTORS) == SEVERAL
    assert set(ASSESSMENT_FACTORS.values()) == {*FACTORS, *SHARED}
    assert {"18A", "19A", "21"}.isdisjoint(ASSESSMENT_FACTORS.values())


def test_what_a_household_lives_with_is_the_parents_factor() -> None:
    assert {code: factor.value for factor, code in HOUSEHOLD_FACTORS.items()} == OF_PARENTS
    assert set(Household) - set(HOUSEHOLD_FACTORS) == {Household.HOUSING, Household.MONEY, Household.NONE}
