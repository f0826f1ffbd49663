"""The table of rules.md on the real professional form: what its pages demand, row by row."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from app.forms.answers import Answers
from app.forms.pages import Form
from app.forms.rules import admission, route
from app.forms.walking.walk import Walk, walk
from app.forms.wizard import post
from app.vocabulary import Concern, FormName

DAY = date(2026, 11, 22)
Complete = Callable[..., Answers]
Demands = Callable[[Form, Answers], set[str]]

EVIDENCE = ("evidence", "evidence_when", "evidence_source")
AGREED = ("agreed_on", "agreed_how", "agreed_to")
ROWS: dict[str, tuple[dict[str, str], tuple[str, ...]]] = {
    "C1": ({"kind": "support", "informed": "yes", "agreement": "given"}, AGREED),
    "C1 partly": ({"kind": "support", "informed": "yes", "agreement": "partly"}, AGREED),
    "C2": ({"kind": "support", "informed": "yes", "agreement": "refused"}, ("no_agreement",)),
    "C3": ({"informed": "yes", "agreement": "given"}, AGREED),
    "C4": ({"informed": "yes", "agreement": "refused"}, ("rationale",)),
    "C5": ({"informed": "unreachable"}, ("attempts", "rationale")),
    "C6": ({"informed": "risk"}, ("risk_reasons", *EVIDENCE)),
    "C7": ({"informed": "no"}, ("why_not_told", *EVIDENCE)),
    "C9": ({"informed": "yes", "agreement": "not-asked"}, ("rationale",)),
    "C9 partly": ({"informed": "yes", "agreement": "partly"}, ("rationale",)),
    "C9 no answer": ({"informed": "yes", "agreement": "no-answer"}, ("rationale",)),
}
ALWAYS = (
    "informed",
    "agreement",
    *AGREED,
    "rationale",
    "attempts",
    "risk_reasons",
    "why_not_told",
    *EVIDENCE,
)
WHO: dict[str, dict[str, Any]] = {
    "the family as a whole": {},
    "an adult with parental responsibility": {"adults": 1, "responsibility": "yes"},
    "a young person of 16": {"date_of_birth": "2010-03-04"},
}
SINGLE = [
    pytest.param((row, question), id=f"{row} {question}")
    for row, (_, demanded) in ROWS.items()
    for question in demanded
]
OTHERS = [row for row in ROWS if row not in {"C1", "C1 partly", "C2", "C3"}]
AGREE_TO_NOTHING = [row for row in OTHERS if row != "C9 partly"]

each_row = pytest.mark.parametrize("row", ROWS)
each_who = pytest.mark.parametrize("who", WHO)


def admitted(form: Form, answers: Answers) -> str:
    return admission(FormName.PROFESSIONAL, walk(form, answers, DAY).facts)


@each_who
@each_row
def test_exactly_what_the_row_demands_is_asked_for_when_left_blank(
    professional_form: Form, complete: Complete, demands: Demands, who: str, row: str
) -> None:
    said, demanded = ROWS[row]
    blank = complete(professional_form, **WHO[who], **said, **dict.fromkeys(demanded))
    assert demands(professional_form, blank) == set(demanded)
    assert admitted(professional_form, blank) == row[:2]
    assert walk(professional_form, blank, DAY).unmet()


@each_who
@each_row
def test_what_the_row_demands_is_met_when_it_is_answered(
    professional_form: Form, complete: Complete, demands: Demands, who: str, row: str
) -> None:
    said, demanded = ROWS[row]
    answers = complete(professional_form, **WHO[who], **said)
    if row == "C2":
        assert demands(professional_form, answers) == {"no_agreement"}
        return
    assert demands(professional_form, answers) == set()
    seen = walk(professional_form, answers, DAY)
    assert seen.unmet() == []
    assert admission(FormName.PROFESSIONAL, seen.facts) == seen.facts.get("admission") == row[:2]
    asked = {slot.question.id for step in seen.steps for slot in step.slots} & set(ALWAYS)
    assert asked == set(said) - {"kind"} | set(demanded)


@pytest.mark.parametrize("single", SINGLE)
@pytest.mark.parametrize("blank", [None, " ... ", "?"])
def test_each_demand_stands_alone(
    professional_form: Form, complete: Complete, demands: Demands, single: tuple[str, str], blank: str | None
) -> None:
    row, question = single
    answers = complete(professional_form, **ROWS[row][0], **{question: blank})
    may_be_unknown = blank == "?" and question in {"evidence_when", "evidence_source"}
    assert demands(professional_form, answers) == (set() if may_be_unknown else {question})


@each_who
def test_whether_somebody_was_told_and_what_they_said_is_always_asked(
    professional_form: Form, complete: Complete, demands: Demands, who: str
) -> None:
    untold = complete(professional_form, **WHO[who], informed=None)
    assert demands(professional_form, untold) == {"informed"}
    unsaid = complete(professional_form, **WHO[who], informed="yes", agreement=None)
    assert demands(professional_form, unsaid) == {"agreement"}


@pytest.mark.parametrize("agency", ["school", "police"])
def test_no_row_depends_on_who_refers(
    professional_form: Form, complete: Complete, demands: Demands, agency: str
) -> None:
    blank = complete(professional_form, agency=agency, informed="no", why_not_told=None, evidence=None)
    assert demands(professional_form, blank) == {"why_not_told", "evidence"}


ORDER = ("C7", "C6", "C5", "C4", "C9", "C3")
PAIRS = [(first, second) for place, first in enumerate(ORDER) for second in ORDER[place + 1 :]]


@pytest.mark.parametrize("pair", [pytest.param(pair, id=" before ".join(pair)) for pair in PAIRS])
def test_of_several_people_each_ones_own_row_must_be_met(
    professional_form: Form, complete: Complete, demands: Demands, pair: tuple[str, str]
) -> None:
    (first, demanded), (second, also) = (ROWS[row] for row in pair)
    names = {"informed", "agreement"}
    said = {name: (second.get(name), first.get(name)) for name in names}
    answers = complete(professional_form, adults=2, **said)
    assert demands(professional_form, answers) == set()
    assert admitted(professional_form, answers) == pair[0]
    blank = complete(professional_form, adults=2, **said, **dict.fromkeys((*demanded, *also)))
    assert demands(professional_form, blank) == {*demanded, *also}
    one_met = complete(professional_form, adults=2, **said, **dict.fromkeys(demanded, ("Words", None)))
    if not set(demanded) & {"agreed_on", "agreed_how", "risk_reasons", *also}:
        assert demands(professional_form, one_met) == set(demanded)


@pytest.mark.parametrize("other", AGREE_TO_NOTHING)
def test_c1_another_persons_answer_is_recorded_and_never_blocks(
    professional_form: Form, complete: Complete, demands: Demands, other: str
) -> None:
    theirs, _ = ROWS[other]
    said = {
        name: ({"informed": "yes", "agreement": "given"}[name], theirs.get(name))
        for name in ("informed", "agreement")
    }
    answers = complete(professional_form, adults=2, kind="support", **said)
    seen = walk(professional_form, answers, DAY)
    assert demands(professional_form, answers) == set()
    assert seen.unmet() == []
    assert seen.facts.get("admission") == "C1"
    second = f"adult-agreement/{answers.items('adults')[1]}"
    assert answers.of(second)["informed"] == theirs["informed"]
    assert not {name for name in answers.of(second) if name not in {"informed", "agreement"}}


def test_c1_a_young_persons_agreement_is_enough(professional_form: Form, complete: Complete) -> None:
    answers = complete(
        professional_form,
        kind="support",
        adults=1,
        date_of_birth="2010-03-04",
        informed="no",
        agreement="given",
    )
    child = answers.items("children")[0]
    assert admitted(professional_form, answers) == "C2"
    young = answers.put(f"young-agreement/{child}", {"informed": "yes", "agreement": "given"})
    assert admitted(professional_form, young) == "C1"


@pytest.mark.parametrize("row", AGREE_TO_NOTHING)
@pytest.mark.parametrize("kind", ["support", "universal"])
def test_c2_is_one_page_whose_first_button_changes_the_kind_and_keeps_every_answer(
    professional_form: Form, complete: Complete, demands: Demands, kind: str, row: str
) -> None:
    said, demanded = ROWS[row]
    before = complete(professional_form, **{**said, "kind": kind})
    step = walk(professional_form, before, DAY).at("no-agreement")
    assert step
    assert step.notice == "no_agreement"
    question = step.page.questions[0]
    assert next(iter(getattr(question, "options", {}).values())) == "A social worker should look at this"
    after = post(professional_form, before, step, {"no_agreement": ["social-worker"]}, DAY)
    expected = {name: value for name, value in before.of("").items() if name != "no_agreement"}
    assert after.answers.of("") == expected | {"kind": "welfare"}
    assert {scope: said for scope, said in after.answers.said.items() if scope} == {
        scope: said for scope, said in before.said.items() if scope
    }
    assert after.walk.at("no-agreement") is None
    # Safeguarding asks one more thing of each child than support does.
    assert demands(professional_form, after.answers) == {*demanded, "tonight"}
    assert admitted(professional_form, after.answers) == row[:2]


@pytest.mark.parametrize("row", ["C1", "C1 partly", "C3", *OTHERS])
def test_the_c2_page_is_for_support_that_nobody_agrees_to_and_for_nothing_else(
    professional_form: Form, complete: Complete, row: str
) -> None:
    answers = complete(professional_form, **ROWS[row][0])
    assert walk(professional_form, answers, DAY).at("no-agreement") is None


PRESSING = [{"danger": "yes"}, {"urgent_today": "yes"}]


@pytest.mark.parametrize("pressing", PRESSING, ids=["danger", "urgent today"])
@each_row
def test_c8_urgent_overrides_every_row_and_asks_one_optional_page(
    professional_form: Form,
    complete: Complete,
    demands: Demands,
    row: str,
    pressing: dict[str, str],
) -> None:
    said, demanded = ROWS[row]
    answers = complete(professional_form, adults=1, **said, **dict.fromkeys(demanded), **pressing)
    seen = walk(professional_form, answers, DAY)
    assert admission(FormName.PROFESSIONAL, seen.facts) == "C8"
    assert route(FormName.PROFESSIONAL, seen.facts) == "safeguarding"
    agreement = [step.page.slug for step in seen.steps if step.section.id == "agreement"]
    assert agreement == ["what-the-family-knows"]
    assert demands(professional_form, answers) == set()


@pytest.mark.parametrize("pressing", PRESSING, ids=["danger", "urgent today"])
def test_c8_waives_what_is_missing_and_still_shows_each_demand(
    professional_form: Form, complete: Complete, demands: Demands, pressing: dict[str, str]
) -> None:
    blank = dict.fromkeys(("worry", "your_name", "agency", "first_name", "lives", "declaration", "kind"))
    answers = complete(professional_form, **blank, **pressing)
    seen = walk(professional_form, answers, DAY)
    assert demands(professional_form, answers) == set(blank)
    assert seen.waived
    assert seen.through_gate()
    assert seen.unmet() == []
    calm = complete(professional_form, **blank)
    assert walk(professional_form, calm, DAY).unmet()


SECRET = {"sexual-abuse", "fabricated-or-induced-illness", "forced-marriage-or-honour-based-abuse"}
SECRET |= {"sexual-abuse-by-a-child", "sexual-exploitation", "fgm", "trafficking", "domestic-abuse"}
SECRET |= {"faith-or-belief"}


@each_who
def test_for_some_concerns_the_page_says_tell_nobody_yet(
    professional_form: Form, complete: Complete, who: str
) -> None:
    answers = complete(professional_form, **WHO[who], household=["housing"])
    for concern in Concern:
        seen = walk(professional_form, answers.put("", {"concerns": ["other", concern]}), DAY)
        told = [step.notice for step in seen.steps if step.page.slug == "told"]
        assert told == ["do_not_tell" if concern in SECRET else ""], concern


TELL_FIRST = "A family should usually know of a referral before it is sent, and be asked"


@each_who
def test_that_a_family_should_know_first_is_said_of_parents_and_never_where_it_could_do_harm(
    professional_form: Form, complete: Complete, who: str
) -> None:
    """Sources 001, 003 and 004 expect it; a page that told nobody so, told them only once it was asked why not."""
    answers = complete(professional_form, **WHO[who], household=["housing"])
    for concern in Concern:
        seen = walk(professional_form, answers.put("", {"concerns": ["other", concern]}), DAY)
        told = [step for step in seen.steps if step.page.slug == "told"]
        said = [any(TELL_FIRST in text for text in step.insets) for step in told]
        parents = [step.group is None or step.group.id == "adult-agreement" for step in told]
        assert said == ([False] * len(told) if concern in SECRET else parents), concern
    held_back = complete(professional_form, **WHO[who], household=["domestic-abuse-of-an-adult"])
    for step in walk(professional_form, held_back, DAY).steps:
        assert not any(TELL_FIRST in text for text in step.insets)


@pytest.mark.parametrize(("concern", "waits"), [("neglect", True), *((one, False) for one in sorted(SECRET))])
def test_c2_offers_to_wait_for_the_familys_answer_unless_nobody_may_be_told_yet(
    professional_form: Form, complete: Complete, concern: str, waits: bool
) -> None:
    said = {"kind": "support", "concerns": [concern], "household": ["housing"]}
    answers = complete(professional_form, **said, informed="yes", agreement="refused")
    step = walk(professional_form, answers, DAY).at("no-agreement")
    assert step
    assert step.may_wait is waits


def test_domestic_abuse_that_is_ticked_later_of_the_household_says_so_too(
    professional_form: Form, complete: Complete
) -> None:
    answers = complete(professional_form, adults=1, household=["domestic-abuse-of-an-adult"])
    steps = walk(professional_form, answers, DAY).steps
    assert {step.notice for step in steps if step.page.slug == "told"} == {"do_not_tell"}


ROUTES = [
    pytest.param("significant-harm", "no", "safeguarding", id="section 47"),
    pytest.param("welfare", "no", "safeguarding", id="section 17"),
    pytest.param("not-sure", "no", "safeguarding", id="not sure"),
    pytest.param("support", "no", "early-help", id="Early Help"),
    pytest.param("universal", "no", "early-help", id="universal services"),
    pytest.param("support", "yes", "safeguarding", id="support, urgent"),
    pytest.param("universal", "yes", "safeguarding", id="universal services, urgent"),
]


@pytest.mark.parametrize(("kind", "pressing", "expected"), ROUTES)
def test_each_kind_of_contact_goes_its_way_and_can_be_sent(
    professional_form: Form, complete: Complete, kind: str, pressing: str, expected: str
) -> None:
    answers = complete(
        professional_form, kind=kind, urgent_today=pressing, informed="yes", agreement="given", adults=1
    )
    seen: Walk = walk(professional_form, answers, DAY)
    assert route(FormName.PROFESSIONAL, seen.facts) == expected
    assert seen.unmet() == []


def test_a_kinship_carer_who_knows_stands_in_where_no_holder_can_be_reached(
    professional_form: Form, complete: Complete
) -> None:
    carer = {"relation": "kinship-carer", "responsibility": "no", "carer_told": "yes"}
    told = {"kind": "support", "adults": 1, **carer}
    assert admitted(professional_form, complete(professional_form, **told, informed="unreachable")) == "C1"
    untold = {**told, "carer_told": "no"}
    assert admitted(professional_form, complete(professional_form, **untold, informed="unreachable")) == "C2"
    assert admitted(professional_form, complete(professional_form, **told, informed="risk")) == "C2"
