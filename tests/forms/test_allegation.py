"""The form about an adult who works with children (rules.md 6), a row of the section at a time."""

from typing import Any

import pytest

from app.forms.conditions import NOT_KNOWN, Answer, Facts
from app.forms.pages import Form
from app.forms.rules import admission, late, learned, refers, route
from app.vocabulary import FormName
from tests.forms.walked import DAY, Complete, Demands, blank, paths, seen

TODAY, YESTERDAY, BEFORE = "2026-11-22", "2026-11-21", "2026-11-20"

AT_WORK: dict[str, Any] = {"at_work": "yes", "learned_on": TODAY}
FOR_MYSELF: dict[str, Any] = {"at_work": "no", "learned_on": TODAY}
THE_ADULT = ("accused_name", "accused_role", "accused_employer")
NEEDED_OF_ALL = {
    "still_at_risk", *THE_ADULT, "suspended", "accused_knows", "next_contact",
    "criteria", "worry", "first_name", "last_name", "learned_on", "declaration",
}  # fmt: skip
NEEDED_AT_WORK = {"your_name", "job_title", "agency", "organisation", "your_phone", "your_email"}


def test_danger_and_urgency_are_asked_first(allegation_form: Form, complete: Complete) -> None:
    calm = paths(allegation_form, complete(allegation_form, **AT_WORK))
    assert calm[:4] == ["danger", "urgent", "your-work", "still-at-risk"]
    assert paths(allegation_form, complete(allegation_form, danger="yes"))[:3] == [
        "danger", "emergency", "your-work",
    ]  # fmt: skip
    assert paths(allegation_form, complete(allegation_form, urgent_today="yes"))[2] == "call-now"


def test_at_work_the_pages_come_in_the_order_of_the_conversation(
    allegation_form: Form, complete: Complete
) -> None:
    assert paths(allegation_form, complete(allegation_form, **AT_WORK))[4:] == [
        "adult", "their-work", "next-contact", "what-may-have-happened", "what-happened", "when-and-where",
        "name", "age", "children", "when-you-learned", "your-name", "your-agency", "your-contact",
        "your-safety", "safeguarding-lead", "files", "keep-from-others", "declaration",
    ]  # fmt: skip


def test_anyone_may_make_it_and_stays_unknown_unless_they_say_otherwise(
    allegation_form: Form, complete: Complete, demands: Demands
) -> None:
    unasked = dict.fromkeys(("anonymity", "writer", "knows_adult"))
    answers = complete(allegation_form, **FOR_MYSELF, **unasked)
    assert paths(allegation_form, answers)[14:] == [
        "about-you", "how-you-know", "files", "keep-from-others", "declaration",
    ]  # fmt: skip
    assert demands(allegation_form, answers) == set()
    assert not refers(FormName.ALLEGATION, seen(allegation_form, answers).facts)


@pytest.mark.parametrize("anonymity", ["named", "keep-from-adult"])
def test_who_gives_a_name_may_leave_the_rest_blank(
    allegation_form: Form, complete: Complete, demands: Demands, anonymity: str
) -> None:
    names = dict.fromkeys(("your_name", "your_phone", "your_email", "reach_safely"))
    answers = complete(allegation_form, **FOR_MYSELF, anonymity=anonymity, **names)
    assert "who-you-are" in paths(allegation_form, answers)
    assert demands(allegation_form, answers) == set()


def test_what_is_needed_of_anybody_and_what_of_those_at_work(
    allegation_form: Form, complete: Complete, demands: Demands
) -> None:
    for at_work, needed in (("yes", NEEDED_OF_ALL | NEEDED_AT_WORK), ("no", NEEDED_OF_ALL)):
        answers = complete(allegation_form, **{**blank(allegation_form, "another_child"), "at_work": at_work})
        assert demands(allegation_form, answers) == needed
    nothing = complete(allegation_form, **blank(allegation_form, "another_child"))
    assert demands(allegation_form, nothing) == NEEDED_OF_ALL | {"at_work"}


@pytest.mark.parametrize("criterion", ["harmed", "offence", "risk", "unsuitable"])
def test_any_one_of_the_four_criteria_is_enough(
    allegation_form: Form, complete: Complete, demands: Demands, criterion: str
) -> None:
    answers = complete(allegation_form, **AT_WORK, criteria=[criterion])
    assert demands(allegation_form, answers) == set()
    assert len(getattr(question(allegation_form, "criteria"), "options", {})) == 4


def question(form: Form, name: str) -> object:
    return next(one for page, _ in form.pages() for one in page.questions if one.id == name)


@pytest.mark.parametrize(
    ("said", "days", "is_late"),
    [
        pytest.param({"learned_on": TODAY}, "today", "no", id="today"),
        pytest.param(
            {"learned_on": YESTERDAY, "within_a_day": "yes"}, "yesterday", "no", id="within 24 hours"
        ),
        pytest.param({"learned_on": YESTERDAY, "within_a_day": "no"}, "yesterday", "yes", id="just over"),
        pytest.param({"learned_on": YESTERDAY}, "yesterday", "no", id="yesterday, nothing more is said"),
        pytest.param({"learned_on": BEFORE}, "earlier", "yes", id="the day before"),
        pytest.param({"learned_on": BEFORE, "within_a_day": "yes"}, "earlier", "yes", id="whatever is said"),
        pytest.param({"learned_on": "1998-02-01"}, "earlier", "yes", id="years ago"),
        pytest.param({"learned_on": NOT_KNOWN}, None, "no", id="nobody knows the day"),
        pytest.param({}, None, "no", id="nothing is said"),
    ],
)
def test_24_hours_are_counted_from_when_it_was_learned_of(
    said: dict[str, Answer], days: str | None, is_late: str
) -> None:
    assert (learned(Facts(said, DAY)), late(Facts(said, DAY))) == (days, is_late)


@pytest.mark.parametrize(
    ("said", "pages"),
    [
        pytest.param({"learned_on": TODAY}, set(), id="today"),
        pytest.param({"learned_on": "?"}, set(), id="nobody knows the day"),
        pytest.param({"learned_on": YESTERDAY, "within_a_day": "yes"}, {"within-a-day"}, id="in time"),
        pytest.param(
            {"learned_on": YESTERDAY, "within_a_day": "no"}, {"within-a-day", "why"}, id="just over"
        ),
        pytest.param({"learned_on": BEFORE}, {"why"}, id="long ago"),
    ],
)
@pytest.mark.parametrize(("at_work", "why"), [("yes", "why-not-sooner"), ("no", "what-held-it-up")])
def test_the_reason_is_asked_only_where_it_comes_late(
    allegation_form: Form, complete: Complete, at_work: str, why: str, said: dict[str, str], pages: set[str]
) -> None:
    asked = set(paths(allegation_form, complete(allegation_form, at_work=at_work, **said)))
    expected = {why if page == "why" else page for page in pages}
    assert asked & {"within-a-day", "why-not-sooner", "what-held-it-up"} == expected


@pytest.mark.parametrize(("at_work", "needed"), [("yes", {"late_reason"}), ("no", set[str]())])
def test_late_is_accepted_with_a_reason_and_from_anybody_for_themselves_without(
    allegation_form: Form, complete: Complete, demands: Demands, at_work: str, needed: set[str]
) -> None:
    said = {"at_work": at_work, "learned_on": BEFORE}
    without = complete(allegation_form, **said, late_reason=None)
    assert demands(allegation_form, without) == needed
    assert demands(allegation_form, complete(allegation_form, **said)) == set()


def test_yesterday_it_must_be_said_whether_24_hours_have_passed(
    allegation_form: Form, complete: Complete, demands: Demands
) -> None:
    said = {**AT_WORK, "learned_on": YESTERDAY, "within_a_day": None}
    assert demands(allegation_form, complete(allegation_form, **said)) == {"within_a_day"}


@pytest.mark.parametrize(
    ("at_work", "at_risk", "offered"),
    [("yes", "yes", "professional"), ("no", "yes", "community"), ("yes", "no", None), ("no", "no", None)],
)
def test_a_child_still_at_risk_has_a_contact_of_their_own_offered(
    allegation_form: Form, complete: Complete, at_work: str, at_risk: str, offered: str | None
) -> None:
    answers = complete(allegation_form, at_work=at_work, still_at_risk=at_risk)
    facts = seen(allegation_form, answers).facts
    found = [one.form for one in allegation_form.follow_ups if one.when.holds(facts)]
    assert found == ([offered] if offered else [])


@pytest.mark.parametrize("consulted", ["yes", "no", "myself", None])
def test_the_safeguarding_lead_is_never_required(
    allegation_form: Form, complete: Complete, demands: Demands, consulted: str | None
) -> None:
    answers = complete(allegation_form, **AT_WORK, lead_consulted=consulted, lead_contact=None)
    assert demands(allegation_form, answers) == set()


def test_the_safeguarding_lead_of_a_club_need_not_say_that_they_spoke_to_nobody(
    allegation_form: Form, complete: Complete
) -> None:
    step = seen(allegation_form, complete(allegation_form, **AT_WORK)).at("safeguarding-lead")
    assert step
    question: Any = step.slots[0].question
    assert question.options["myself"] == "I am the safeguarding lead"


def test_somebody_must_be_described_be_it_only_by_where_they_were_seen(
    allegation_form: Form, complete: Complete, demands: Demands
) -> None:
    nobody = dict.fromkeys(THE_ADULT, "?")
    for nothing in ("...", None):
        answers = complete(allegation_form, **AT_WORK, **nobody, accused_details=nothing)
        assert demands(allegation_form, answers) == {"accused_details"}
    seen_there = complete(allegation_form, **AT_WORK, **nobody, accused_details="The pool, on Friday")
    assert demands(allegation_form, seen_there) == set()


@pytest.mark.parametrize("name", [*THE_ADULT, "next_contact", "first_name", "last_name", "learned_on"])
def test_not_known_is_an_answer(
    allegation_form: Form, complete: Complete, demands: Demands, name: str
) -> None:
    assert demands(allegation_form, complete(allegation_form, **{**AT_WORK, name: "?"})) == set()


def test_with_several_children_each_has_what_is_about_them_alone(
    allegation_form: Form, complete: Complete, demands: Demands
) -> None:
    said = {**AT_WORK, "criteria": ["harmed", "unsuitable"], "alleged": None, "alleged_more": None}
    answers = complete(allegation_form, children=3, **said)
    step = seen(allegation_form, answers).at("about-each-child")
    assert step
    asked = [slot.question for slot in step.slots if slot.question.id == "alleged"]
    assert [list(getattr(one, "options", {})) for one in asked] == [["harmed", "unsuitable"]] * 3
    assert demands(allegation_form, answers) == set()
    assert "about-each-child" not in paths(allegation_form, complete(allegation_form, **said))


@pytest.mark.parametrize("pressing", [{"danger": "yes"}, {"urgent_today": "yes"}])
def test_an_urgent_allegation_keeps_its_route_and_demands_nothing_twice(
    allegation_form: Form, complete: Complete, pressing: dict[str, str]
) -> None:
    said = {**blank(allegation_form, "another_child", "at_work", "still_at_risk"), **pressing}
    walked = seen(allegation_form, complete(allegation_form, **said))
    assert route(FormName.ALLEGATION, walked.facts) == "allegation"
    assert admission(FormName.ALLEGATION, walked.facts) == "allegation"
    assert walked.unmet() == []


def test_nothing_is_remembered_by_a_browser_that_others_may_use(allegation_form: Form) -> None:
    assert allegation_form.private


def test_it_says_that_the_adult_is_never_told(allegation_form: Form) -> None:
    for words in (allegation_form.readers, allegation_form.statement):
        assert "never tells the adult" in words


def test_whoever_fears_that_the_adult_reads_their_post_at_work_may_give_an_address_of_their_own(
    allegation_form: Form, complete: Complete
) -> None:
    """An assistant tells of the head of her school, whose office opens the mail and answers the telephone."""
    step = seen(allegation_form, complete(allegation_form, at_work="yes")).at("your-contact")
    assert step
    assert "If the adult could read your work email, or answer that telephone" in step.page.lede


def test_whoever_tells_of_themselves_reads_how(allegation_form: Form, complete: Complete) -> None:
    step = seen(allegation_form, complete(allegation_form)).at("adult")
    assert step
    assert "If it is about you, give your own name" in step.page.lede
