"""The form of a parent or carer: little is needed, and how they can be reached safely is asked with care."""

from typing import Any

import pytest

from app.forms.catalogue import forms
from app.forms.pages import Form
from app.forms.questions import Choice, Choices
from app.forms.rules import admission, route
from app.forms.wizard import post
from app.profiles.model import Profile
from app.vocabulary import FormName
from tests.forms.walked import DAY, Complete, Demands, paths, seen
from tests.sentences import of_form

OPTIONAL = (
    "help_wanted", "other_names", "postcode", "social_worker", "worker_name", "worker_council", "linked_reference",
    "phone_times", "keep_reach", "interpreter_language",
    "your_responsibility", "others_know", "keep_what", "sharing", "sharing_except", "sharing_why", "sharing_worry",
)  # fmt: skip
WHO_IT_IS_ABOUT = {"first_name", "last_name", "birth", "another_child", "lives"}
REACHED = {
    "phone": {"your_phone", "phone_say_who", "phone_message"},
    "text": {"text_phone", "text_say_who"},
    "email": {"your_email", "email_say_who"},
    "post": {"your_address", "post_say_who"},
}
PAGES = {"phone": "phone", "text": "text-message", "email": "email", "post": "post"}


def test_the_pages_come_in_the_order_of_the_conversation(family_form: Form, complete: Complete) -> None:
    assert paths(family_form, complete(family_form, more=None, postcode=None)) == [
        "danger", "urgent", "worry", "name", "age", "children", "home", "social-worker",
        "how-to-reach-you", "you", "phone", "other-parent", "sharing", "what-it-is-about", "more",
    ]  # fmt: skip


def test_whoever_cares_for_a_child_is_asked_as_a_parent_is(council: Profile) -> None:
    happens = council.words[council.languages[0]].next_family
    said = [happens, *of_form(forms(council)[FormName.FAMILY])]
    assert not [one for one in said if "your child" in one.lower()]


def test_needed_are_the_worry_whom_it_is_about_and_a_safe_way_of_contact(
    family_form: Form, complete: Complete, demands: Demands
) -> None:
    every = {question.id for page, _ in family_form.pages() for question in page.questions}
    blank = complete(family_form, **dict.fromkeys(every - {"danger", "urgent_today"}))
    assert demands(family_form, blank) == {"worry", "anonymity", *WHO_IT_IS_ABOUT}
    named = complete(family_form, **dict.fromkeys(every - {"danger", "urgent_today", "anonymity"}))
    assert demands(family_form, named) == {"worry", *WHO_IT_IS_ABOUT, "your_name", "your_relation", "ways"}


def test_everything_else_may_be_left_blank(family_form: Form, complete: Complete, demands: Demands) -> None:
    answers = complete(family_form, **dict.fromkeys(OPTIONAL))
    assert demands(family_form, answers) == set()
    assert seen(family_form, answers).unmet() == []


@pytest.mark.parametrize("way", REACHED)
def test_each_way_of_contact_is_asked_about_only_where_it_is_safe(
    family_form: Form, complete: Complete, demands: Demands, way: str
) -> None:
    blank = dict.fromkeys(name for names in REACHED.values() for name in names)
    answers = complete(family_form, ways=[way], **blank)
    assert demands(family_form, answers) == REACHED[way]
    assert [one for one in REACHED if PAGES[one] in paths(family_form, answers)] == [way]


def test_several_ways_are_each_asked_about(family_form: Form, complete: Complete) -> None:
    answers = complete(family_form, ways=list(PAGES))
    assert set(PAGES.values()) <= set(paths(family_form, answers))


def test_the_number_for_texts_is_asked_only_where_none_was_given_for_calls(
    family_form: Form, complete: Complete
) -> None:
    walked = seen(family_form, complete(family_form, ways=["phone", "text"]))
    step = walked.at("text-message")
    assert step
    assert "text_phone" not in {slot.question.id for slot in step.slots}
    assert step.insets == ("We will use the number that you gave for calls.",)


def test_to_stay_anonymous_is_enough_and_asks_nothing_about_the_person(
    family_form: Form, complete: Complete, demands: Demands
) -> None:
    answers = complete(family_form, anonymity="anonymous")
    assert demands(family_form, answers) == set()
    warned = seen(family_form, answers).at("staying-anonymous")
    assert warned
    assert warned.notice == "anonymous_family"
    assert "cannot arrange help" in warned.page.questions[0].label
    assert not {"you", *PAGES.values()} & set(paths(family_form, answers))


def test_one_button_turns_back_from_staying_anonymous(family_form: Form, complete: Complete) -> None:
    answers = complete(family_form, anonymity="anonymous", stay_anonymous=None)
    step = seen(family_form, answers).at("staying-anonymous")
    assert step
    posted = post(family_form, answers, step, {"stay_anonymous": ["no"]}, DAY)
    assert posted.answers.of("")["anonymity"] == "named"
    assert posted.walk.after("how-to-reach-you") == "you"


def test_a_way_that_was_given_before_staying_anonymous_is_no_longer_live(
    family_form: Form, complete: Complete
) -> None:
    answers = complete(family_form, your_phone="07700 900 982").put("", {"anonymity": "anonymous"})
    assert seen(family_form, answers).facts.get("your_phone") is None


@pytest.mark.parametrize("sharing", ["yes", "some", "no", None])
def test_refusing_to_share_does_not_stop_the_form(
    family_form: Form, complete: Complete, demands: Demands, sharing: str | None
) -> None:
    answers = complete(
        family_form, sharing=sharing, sharing_except=None, sharing_why=None, sharing_worry=None
    )
    assert demands(family_form, answers) == set()
    step = seen(family_form, answers).at("not-sharing")
    assert (step is not None) == (sharing == "no")
    if step:
        assert step.notice == "sharing_refused"


@pytest.mark.parametrize(
    ("sharing", "named", "why", "warned"),
    [
        ("some", False, None, True),
        ("some", False, "Not with his surgery", False),
        ("some", True, None, False),
        ("no", False, None, False),
        (None, False, None, False),
    ],
)
def test_whoever_does_not_say_with_whom_not_to_share_is_asked_once(
    family_form: Form,
    complete: Complete,
    council: Profile,
    *,
    sharing: str,
    named: bool,
    why: str,
    warned: bool,
) -> None:
    whom = [council.partners[1]] if named else None
    said = {"sharing": sharing, "sharing_except": whom, "sharing_why": why, "sharing_worry": None}
    step = seen(family_form, complete(family_form, **said)).at("sharing")
    assert step
    assert {warning.field for warning in step.warnings} == ({"sharing_except"} if warned else set())


def test_the_agencies_to_object_to_are_the_councils_own_but_for_the_one_that_reads_the_form(
    family_form: Form, complete: Complete, council: Profile
) -> None:
    """Nobody can send a form to children's social care and keep it from them."""
    step = seen(family_form, complete(family_form, sharing="some")).at("sharing")
    assert step
    offered: Any = next(slot.question for slot in step.slots if slot.question.id == "sharing_except")
    assert tuple(offered.options) == council.partners[1:]
    assert council.partners[0] == council.social_care == "children’s social care"
    assert offered.hint == "Children’s social care reads this form, so it is not in this list."
    assert "sharing_why" in {slot.question.id for slot in step.slots}


def test_it_is_asked_whether_anybody_else_with_responsibility_knows(
    family_form: Form, complete: Complete
) -> None:
    step = seen(family_form, complete(family_form)).at("other-parent")
    assert step
    assert [slot.question.id for slot in step.slots] == [
        "your_responsibility",
        "others_know",
        "keep_what",
    ]


def offered(form: Form) -> set[str]:
    questions = [question for page, _ in form.pages() for question in page.questions]
    return {value for one in questions if isinstance(one, Choice | Choices) for value in one.options}


def test_families_and_communities_are_never_asked_to_classify(
    family_form: Form, community_form: Form
) -> None:
    for form in (family_form, community_form):
        asked = {question.id for page, _ in form.pages() for question in page.questions}
        assert not asked & {"kind", "level", "own_agency", "informed", "agreement"}
        assert not offered(form) & {"significant-harm", "welfare", "universal"}


@pytest.mark.parametrize(
    ("said", "slug", "notice"),
    [({"danger": "yes"}, "emergency", "emergency_family"), ({"urgent_today": "yes"}, "call-now", "call_now")],
)
def test_danger_and_urgency_come_first_and_waive_what_is_missing(
    family_form: Form, complete: Complete, said: dict[str, str], slug: str, notice: str
) -> None:
    answers = complete(family_form, worry=None, first_name=None, anonymity=None, **said)
    walked = seen(family_form, answers)
    step = walked.at(slug)
    assert step
    assert step.notice == notice
    assert walked.unmet() == []
    assert {fault.field for one in walked.steps for fault in one.faults} == {
        "worry",
        "first_name",
        "anonymity",
    }


def test_a_parent_who_is_in_danger_themselves_is_asked_too(family_form: Form) -> None:
    """A mother whom her partner hits now says no to 'Is a child in immediate danger?', and read nothing of 999."""
    asked = {question.id: question for page, _ in family_form.pages() for question in page.questions}
    assert "you or a child" in asked["danger"].label
    assert "you or a child" in asked["urgent_today"].hint


def test_who_can_be_reached_in_no_way_of_their_own_reads_what_else_there_is(family_form: Form) -> None:
    asked = {question.id: question for page, _ in family_form.pages() for question in page.questions}
    assert "somebody you trust" in asked["ways"].hint
    assert "stay anonymous" in asked["ways"].missing


@pytest.mark.parametrize("pressing", ["yes", "no"])
def test_it_is_admitted_as_what_it_is(family_form: Form, complete: Complete, pressing: str) -> None:
    facts = seen(family_form, complete(family_form, urgent_today=pressing)).facts
    assert (route(FormName.FAMILY, facts), admission(FormName.FAMILY, facts)) == ("family", "family")
    assert facts.get("urgent") == pressing


def test_each_matter_that_is_ticked_is_a_page_that_demands_nothing(
    family_form: Form, community_form: Form, complete: Complete, demands: Demands
) -> None:
    for form in (family_form, community_form):
        (more,) = [one for page, _ in form.pages() for one in page.questions if one.id == "more"]
        assert isinstance(more, Choices)
        plain = set(paths(form, complete(form, more=None)))
        for matter in more.options:
            answers = complete(form, more=[matter], children=2, adults=1)
            told = [step for step in seen(form, answers).steps if step.page.slug not in plain]
            assert told, matter
            assert not [question for step in told for question in step.page.questions if question.missing]
            assert demands(form, answers) == set()


def test_whoever_fills_it_in_for_a_parent_says_so_and_nobody_has_to(
    family_form: Form, complete: Complete, demands: Demands
) -> None:
    """A friend who interprets, or somebody whom the parent fears: the hub took the one for the other."""
    answers = complete(family_form, filled_in_by=None)
    step = seen(family_form, answers).at("you")
    assert step
    (asked,) = [slot.question for slot in step.slots if slot.question.id == "filled_in_by"]
    assert "not about whoever fills it in" in asked.hint
    assert demands(family_form, answers) == set()


@pytest.mark.parametrize("said", [None, "15", "17", "34"])
def test_a_parent_who_is_a_child_can_say_so_and_nobody_has_to(
    family_form: Form, complete: Complete, demands: Demands, said: str | None
) -> None:
    """A mother of 16 is a child in law; what she says of her age stops nothing, and is looked at for nothing odd."""
    answers = complete(family_form, your_age=said)
    step = seen(family_form, answers).at("you")
    assert step
    (asked,) = [slot.question for slot in step.slots if slot.question.id == "your_age"]
    assert "(optional)" in asked.label
    assert demands(family_form, answers) == set()
    assert not step.warnings


def test_whoever_stays_anonymous_can_say_that_they_are_under_18_and_nobody_has_to(
    family_form: Form, complete: Complete, demands: Demands
) -> None:
    """It may tell who wrote, so that its page says so; whoever gives their name is asked their age elsewhere."""
    answers = complete(family_form, anonymity="anonymous", stay_anonymous="yes", your_minor=None)
    step = seen(family_form, answers).at("other-parent")
    assert step
    (asked,) = [slot.question for slot in step.slots if slot.question.id == "your_minor"]
    assert "could guess from it that you wrote" in asked.hint
    assert demands(family_form, answers) == set()
    named = seen(family_form, complete(family_form)).at("other-parent")
    assert named
    assert "your_minor" not in {slot.question.id for slot in named.slots}


def test_children_who_are_abroad_live_in_another_country(
    family_form: Form, complete: Complete, demands: Demands
) -> None:
    answers = complete(family_form, lives="abroad", country=None)
    step = seen(family_form, answers).at("home")
    assert step
    asked = {slot.question.id for slot in step.slots}
    assert {"lives", "country"} <= asked
    assert not asked & {"address", "postcode", "whereabouts"}
    assert demands(family_form, answers) == set()


def test_a_parent_can_say_what_somebody_who_visits_should_know(family_form: Form, complete: Complete) -> None:
    step = seen(family_form, complete(family_form, more=["visits"])).at("visits")
    assert step
    assert "visits you" in step.slots[0].question.label
