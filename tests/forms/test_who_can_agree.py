"""Who can agree, by their age, their judgement and whose child it is (rules.md 2)."""

import pytest

from app.forms.conditions import Facts
from app.forms.rules import able, age, holds_responsibility, nobody_to_ask, people
from app.vocabulary import Birth, Relation, YesNo
from tests.forms.test_rules import DAY, GIVEN, Said, adult, facts


@pytest.mark.parametrize(
    ("said", "years"),
    [
        ({"birth": "date-of-birth", "date_of_birth": "2010-11-22"}, 16),
        ({"birth": "date-of-birth", "date_of_birth": "2010-11-23"}, 15),
        ({"birth": "date-of-birth", "date_of_birth": "2026-11-22"}, 0),
        ({"birth": "date-of-birth", "date_of_birth": "2008-02-29"}, 18),
        ({"birth": "date-of-birth"}, None),
        ({"birth": "estimated-age", "estimated_age": 9}, 9),
        ({"birth": "unborn", "estimated_age": 9, "date_of_birth": "2010-11-22"}, None),
        ({"birth": "not-known"}, None),
        ({}, None),
    ],
)
def test_an_age_follows_from_the_one_fact_that_stands_for_it(said: Said, years: int | None) -> None:
    assert age(Facts(said, DAY)) == years


@pytest.mark.parametrize(
    ("years", "judged", "expected"),
    [
        pytest.param(16, None, "yes", id="16 is presumed able"),
        pytest.param(17, "not-known", "yes", id="17 is presumed able"),
        pytest.param(16, "yes", "yes", id="16 and said to be able"),
        pytest.param(17, "no", "no", id="17 unless the referrer says not"),
        pytest.param(15, None, "no", id="15 is not presumed able"),
        pytest.param(15, "not-known", "no", id="15 and nobody knows"),
        pytest.param(15, "yes", "yes", id="15 if judged able"),
        pytest.param(12, "no", "no", id="12 and judged not able"),
        pytest.param(None, None, "no", id="an age that nobody knows"),
    ],
)
def test_who_decides_for_themselves(years: int | None, judged: str | None, expected: str) -> None:
    assert able(Facts({"age": years, "able_to_decide": judged, "birth": "estimated-age"}, DAY)) == expected


def test_an_unborn_child_never_decides() -> None:
    assert able(Facts({"age": 17, "able_to_decide": "yes", "birth": Birth.UNBORN}, DAY)) == YesNo.NO


@pytest.mark.parametrize(
    ("pairs", "expected"),
    [
        pytest.param([{"responsibility": "yes"}], "yes", id="for the only child"),
        pytest.param([{"responsibility": "no"}, {"responsibility": "yes"}], "yes", id="for one of two"),
        pytest.param([{"responsibility": "not-known"}], "no", id="nobody knows"),
        pytest.param(
            [{"relation": "mother", "birth": "unborn", "responsibility": "no"}], "yes", id="pregnant woman"
        ),
        pytest.param(
            [{"relation": "father", "birth": "unborn", "responsibility": "no"}], "no", id="unborn's father"
        ),
        pytest.param([{"relation": "mother", "responsibility": "no"}], "no", id="a mother without it"),
        pytest.param(
            [{"relation": "local-authority", "responsibility": "yes"}], "yes", id="care order: council"
        ),
        *(pytest.param([{"relation": carer, "responsibility": "no"}], "no", id=carer) for carer in Relation),
        pytest.param([], "no", id="no child"),
    ],
)
def test_whose_agreement_counts(pairs: list[Said], expected: str) -> None:
    assert holds_responsibility(adult(*pairs)) == expected


def test_the_family_as_a_whole_is_asked_about_where_nobody_else_can_be() -> None:
    assert nobody_to_ask(facts()) == YesNo.YES
    assert nobody_to_ask(facts(GIVEN)) == YesNo.NO
    young = facts()
    young.groups["young-agreement"] = {"k": Facts(dict(GIVEN), DAY, young)}
    assert nobody_to_ask(young) == YesNo.NO
    alone = facts(informed="yes")
    assert people(alone) == [alone]
