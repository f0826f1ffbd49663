"""The table of rules.md as pure functions: which rule admits, which route applies, who can agree."""

from datetime import date
from itertools import combinations, permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.forms.conditions import NOT_KNOWN, Answer, Facts
from app.forms.rules import (
    FAMILY_NOT_TOLD,
    PRECEDENCE,
    able,
    admission,
    age,
    holds_responsibility,
    people,
    route,
    row,
    rule_set,
    tell_nobody_yet,
    urgent,
)
from app.vocabulary import (
    Admission,
    Agreement,
    Birth,
    Concern,
    FormName,
    Household,
    Informed,
    Kind,
    Relation,
    RiskReason,
    Route,
    RuleSet,
    YesNo,
)

DAY = date(2026, 11, 22)
Said = dict[str, Answer]

GIVEN: Said = {"informed": "yes", "agreement": "given"}
PARTLY: Said = {"informed": "yes", "agreement": "partly"}
PERSON: dict[Admission, Said] = {
    Admission.C3: GIVEN,
    Admission.C4: {"informed": "yes", "agreement": "refused"},
    Admission.C5: {"informed": "unreachable"},
    Admission.C6: {"informed": "risk"},
    Admission.C7: {"informed": "no"},
    Admission.C9: {"informed": "yes", "agreement": "not-asked"},
}
"""Somebody in each row of the safeguarding table."""


def facts(*persons: Said, **own: Answer) -> Facts:
    root = Facts(dict(own), DAY)
    root.groups["adult-agreement"] = {
        str(number): Facts(dict(said), DAY, root) for number, said in enumerate(persons)
    }
    return root


def adult(*pairs: Said) -> Facts:
    one = Facts({}, DAY, Facts({}, DAY))
    one.groups["children"] = {str(number): Facts(said, DAY) for number, said in enumerate(pairs)}
    return one


def admitted(*persons: Said, **own: Answer) -> Admission:
    return admission(FormName.PROFESSIONAL, facts(*persons, **own))


@pytest.mark.parametrize(
    ("person", "expected"),
    [
        pytest.param(GIVEN, "C3", id="C3 informed, agreed"),
        pytest.param({"informed": "yes", "agreement": "refused"}, "C4", id="C4 informed, refused"),
        pytest.param({"informed": "unreachable"}, "C5", id="C5 could not be reached"),
        pytest.param({"informed": "risk"}, "C6", id="C6 telling them would raise the risk"),
        pytest.param({"informed": "no"}, "C7", id="C7 not informed, no such reason"),
        pytest.param({}, "C7", id="C7 nothing is said of them"),
        pytest.param({"informed": "yes", "agreement": "not-asked"}, "C9", id="C9 informed, not asked"),
        pytest.param({"informed": "yes", "agreement": "partly"}, "C9", id="C9 informed, partly agreed"),
        pytest.param({"informed": "yes", "agreement": "no-answer"}, "C9", id="C9 informed, no answer"),
        pytest.param({"informed": "yes"}, "C9", id="C9 informed, nothing more is said"),
        pytest.param({"informed": "risk", "agreement": "given"}, "C6", id="C6 whatever else is said"),
    ],
)
@pytest.mark.parametrize("kind", ["significant-harm", "welfare", "not-sure", None])
def test_one_persons_row_of_the_safeguarding_table(person: Said, expected: str, kind: str | None) -> None:
    assert row(facts(person).groups["adult-agreement"]["0"]) == expected
    assert admitted(person, kind=kind) == expected
    assert admitted(kind=kind, **person) == expected


@pytest.mark.parametrize("kind", ["support", "universal"])
@pytest.mark.parametrize(
    ("persons", "expected"),
    [
        pytest.param([GIVEN], "C1", id="C1 one agrees"),
        *(pytest.param([GIVEN, PERSON[other]], "C1", id=f"C1 with another in {other}") for other in PERSON),
        pytest.param([PARTLY], "C1", id="C1 one agrees in part"),
        pytest.param([PARTLY, PERSON[Admission.C4]], "C1", id="C1 one agrees in part, one refuses"),
        pytest.param([{**PARTLY, "informed": "no"}], "C2", id="C2 in part, by somebody not told"),
        *(pytest.param([PERSON[one]], "C2", id=f"C2 {one}") for one in PERSON if one != "C3"),
        pytest.param(
            [PERSON[Admission.C4], PERSON[Admission.C6]], "C2", id="C2 one refuses, one is unsafe to ask"
        ),
        pytest.param([{}], "C2", id="C2 nothing is said"),
        pytest.param([], "C2", id="C2 nobody is known"),
        pytest.param(
            [{"informed": "no", "agreement": "given"}], "C2", id="C2 an agreement of somebody not told"
        ),
    ],
)
def test_support_needs_one_agreement_and_no_other_persons_answer_blocks(
    persons: list[Said], expected: str, kind: str
) -> None:
    assert admitted(*persons, kind=kind) == expected
    assert admitted(*reversed(persons), kind=kind) == expected


def test_a_young_persons_agreement_counts_as_an_adults() -> None:
    both = facts(PERSON[Admission.C4], kind="support")
    both.groups["young-agreement"] = {"k": Facts(dict(GIVEN), DAY, both)}
    assert admission(FormName.PROFESSIONAL, both) == Admission.C1
    assert len(people(both)) == 2


def test_the_precedence_is_the_one_of_the_rules() -> None:
    assert PRECEDENCE == ("C7", "C6", "C5", "C4", "C9", "C3")
    assert frozenset({"C6", "C7"}) == FAMILY_NOT_TOLD


@pytest.mark.parametrize(
    ("first", "second"),
    [pytest.param(*pair, id=" before ".join(pair)) for pair in combinations(PRECEDENCE, 2)],
)
def test_of_two_people_the_first_row_in_the_precedence_admits(first: Admission, second: Admission) -> None:
    for pair in permutations((PERSON[first], PERSON[second])):
        assert admitted(*pair, kind="welfare") == first


@pytest.mark.parametrize("kind", [*Kind, None])
@pytest.mark.parametrize("pressing", [{"danger": "yes"}, {"danger": "no", "urgent_today": "yes"}])
def test_c8_urgent_overrides_every_row(kind: str | None, pressing: Said) -> None:
    for person in PERSON.values():
        expected = "allegation" if kind == Kind.ADULT_WHO_WORKS_WITH_CHILDREN else "C8"
        assert admitted(person, kind=kind, **pressing) == expected
    assert urgent(facts(**pressing)) == YesNo.YES
    demanded = rule_set(facts(kind=kind, **pressing))
    assert demanded in {RuleSet.SAFEGUARDING, RuleSet.ALLEGATION}


@pytest.mark.parametrize(
    ("danger", "today", "expected"),
    [("yes", None, "yes"), ("no", "yes", "yes"), ("no", "no", "no"), ("no", None, "no"), (None, None, "no")],
)
def test_urgent_is_danger_now_or_harm_today(danger: str | None, today: str | None, expected: str) -> None:
    assert urgent(facts(danger=danger, urgent_today=today)) == expected


ROUTES = [
    pytest.param("significant-harm", "no", "safeguarding", "safeguarding", id="section 47"),
    pytest.param("welfare", "no", "safeguarding", "safeguarding", id="section 17"),
    pytest.param("not-sure", "no", "safeguarding", "safeguarding", id="not sure"),
    pytest.param("support", "no", "early-help", "support", id="Early Help"),
    pytest.param("universal", "no", "early-help", "support", id="universal services, sent anyway"),
    pytest.param("adult-who-works-with-children", "no", "allegation", "allegation", id="allegation"),
    pytest.param("support", "yes", "safeguarding", "safeguarding", id="support, urgent"),
    pytest.param("universal", "yes", "safeguarding", "safeguarding", id="universal, urgent"),
    pytest.param("welfare", "yes", "safeguarding", "safeguarding", id="section 17, urgent"),
    pytest.param("adult-who-works-with-children", "yes", "allegation", "allegation", id="allegation, urgent"),
    pytest.param(None, "no", "safeguarding", "safeguarding", id="not answered"),
    pytest.param(None, "yes", "safeguarding", "safeguarding", id="not answered, urgent"),
]


@pytest.mark.parametrize(("kind", "pressing", "expected", "demanded"), ROUTES)
def test_the_route_and_rule_set_of_a_professional(
    kind: str | None, pressing: str, expected: str, demanded: str
) -> None:
    said = facts(GIVEN, kind=kind, urgent_today=pressing)
    assert route(FormName.PROFESSIONAL, said) == expected
    assert rule_set(said) == demanded


@pytest.mark.parametrize("pressing", ["yes", "no"])
@pytest.mark.parametrize(
    ("form", "team"),
    [
        (FormName.FAMILY, "family"),
        (FormName.COMMUNITY, "community"),
        (FormName.YOUNG_PERSON, "community"),
    ],
)
def test_a_public_form_has_its_own_route_and_rule(form: FormName, team: str, pressing: str) -> None:
    said = facts(urgent_today=pressing)
    assert (route(form, said), admission(form, said)) == (team, team)
    alleged = facts(kind=Kind.ADULT_WHO_WORKS_WITH_CHILDREN, urgent_today=pressing)
    assert (route(form, alleged), admission(form, alleged)) == (Route.ALLEGATION, Admission.ALLEGATION)


@pytest.mark.parametrize("pressing", ["yes", "no"])
@pytest.mark.parametrize("kind", [*Kind, None])
def test_the_form_about_an_adult_goes_to_the_designated_officer_urgent_or_not(
    pressing: str, kind: Kind | None
) -> None:
    said = facts(urgent_today=pressing, kind=kind)
    assert route(FormName.ALLEGATION, said) == Route.ALLEGATION
    assert admission(FormName.ALLEGATION, said) == Admission.ALLEGATION


SECRET = {
    "sexual-abuse",
    "sexual-abuse-by-a-child",
    "sexual-exploitation",
    "fabricated-or-induced-illness",
    "forced-marriage-or-honour-based-abuse",
    "faith-or-belief",
    "fgm",
    "trafficking",
    "domestic-abuse",
}


@pytest.mark.parametrize("concern", list(Concern))
def test_for_some_concerns_nobody_is_told_yet(concern: Concern) -> None:
    expected = YesNo.YES if concern in SECRET else YesNo.NO
    assert tell_nobody_yet(facts(concerns=[concern])) == expected
    assert tell_nobody_yet(facts(concerns=["other", concern])) == expected
    assert len(SECRET) == 9


@pytest.mark.parametrize("concerns", [None, [], NOT_KNOWN, "fgm"])
def test_without_concerns_there_is_no_such_warning(concerns: Answer) -> None:
    assert tell_nobody_yet(facts(concerns=concerns)) == YesNo.NO


@pytest.mark.parametrize("factor", [*Household, None])
def test_domestic_abuse_that_is_said_of_the_household_counts_as_the_concern_does(
    factor: Household | None,
) -> None:
    expected = YesNo.YES if factor is Household.DOMESTIC_ABUSE else YesNo.NO
    assert tell_nobody_yet(facts(concerns=["neglect"], household=[factor] if factor else None)) == expected


WORDS = [*Kind, *YesNo, *Informed, *Agreement, *RiskReason, *Concern, *Birth, *Relation]
JUNK: st.SearchStrategy[Answer] = st.one_of(
    st.none(),
    st.text(max_size=4),
    st.integers(),
    st.just(NOT_KNOWN),
    st.lists(st.sampled_from(WORDS), max_size=3),
)
ANY: st.SearchStrategy[Answer] = st.sampled_from(WORDS) | JUNK
KINDS = st.sampled_from([*Kind]) | JUNK
YES_OR_NO = st.sampled_from(["yes", "no", "no"]) | JUNK
PEOPLE = st.lists(
    st.fixed_dictionaries(
        {},
        optional={
            "informed": st.sampled_from([*Informed]) | ANY,
            "agreement": st.sampled_from([*Agreement]) | ANY,
        },
    ),
    max_size=4,
)
ROOT = st.fixed_dictionaries(
    {},
    optional={
        "danger": YES_OR_NO,
        "urgent_today": YES_OR_NO,
        "kind": KINDS,
        "informed": ANY,
        "agreement": ANY,
    },
)


def rows_of_the_table(root: Facts, persons: list[Said]) -> set[str]:
    """Every rule of rules.md whose words hold, written down a second time."""
    pressing = root.get("danger") == "yes" or root.get("urgent_today") == "yes"
    support = root.get("kind") in ("support", "universal") and not pressing
    alleged = root.get("kind") == "adult-who-works-with-children"
    open_to_rows = not pressing and not support and not alleged
    told = [one.get("agreement") for one in persons if one.get("informed") == "yes"]
    unreached, unsafe = (
        any(one.get("informed") == why for one in persons) for why in ("unreachable", "risk")
    )
    untold = any(one.get("informed") not in ("yes", "unreachable", "risk") for one in persons)
    undecided = any(said not in ("given", "refused") for said in told)
    agreed = any(said in ("given", "partly") for said in told)
    table = {
        "allegation": alleged,
        "C8": pressing and not alleged,
        "C1": support and agreed,
        "C2": support and not agreed,
        "C7": open_to_rows and untold,
        "C6": open_to_rows and not untold and unsafe,
        "C5": open_to_rows and not untold and not unsafe and unreached,
        "C4": open_to_rows and not untold and not unsafe and not unreached and "refused" in told,
    }
    rest = open_to_rows and not any(table.values())
    table |= {"C9": rest and undecided, "C3": rest and not undecided}
    return {rule for rule, holds in table.items() if holds}


@given(ROOT, PEOPLE)
def test_whatever_is_said_exactly_one_rule_and_one_route_apply(root: Said, persons: list[Said]) -> None:
    said = facts(*persons, **root)
    counted = persons or [root]
    for one in persons:
        one.update(
            {name: root[name] for name in ("informed", "agreement") if name in root and name not in one}
        )
    rule = admission(FormName.PROFESSIONAL, said)
    assert {rule} == rows_of_the_table(said, counted)
    where = route(FormName.PROFESSIONAL, said)
    assert where in {Route.SAFEGUARDING, Route.EARLY_HELP, Route.ALLEGATION}
    assert (where == Route.EARLY_HELP) == (rule in {Admission.C1, Admission.C2})
    assert (where == Route.ALLEGATION) == (rule == Admission.ALLEGATION)
    assert not (urgent(said) == YesNo.YES and where == Route.EARLY_HELP)


@given(st.dictionaries(st.sampled_from(["birth", "age", "able_to_decide", "relation", "estimated_age"]), ANY))
def test_no_facts_of_a_person_break_a_rule(said: Said) -> None:
    assert able(Facts(dict(said), DAY)) in set(YesNo)
    assert holds_responsibility(adult(said)) in set(YesNo)
    assert tell_nobody_yet(facts(concerns=said.get("birth"))) in set(YesNo)
    age(Facts(dict(said), DAY))
