"""What posting a page changes, and what it leaves alone."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.forms.answers import Answers
from app.forms.conditions import Is
from app.forms.kinds.checked import Date, Email
from app.forms.pages import Form, Group, Page, Section
from app.forms.questions import Choice, Choices, Text
from app.forms.walking.beside import BESIDE, LEFT_OUT, left_out
from app.forms.walking.walk import walk
from app.forms.wizard import Posted, add_item, fingerprint, left_untouched, post, says_more, start

DAY = date(2026, 11, 22)
YES_NO = {"yes": "Yes", "no": "No"}
KIND = Choice(
    id="kind", label="Kind", options={"harm": "Harm", "support": "Support"}, missing="Select a kind"
)
OPENING = Page(
    slug="opening",
    title="Opening",
    questions=(KIND, Text(id="why", label="Why", missing="Enter why", when=Is("kind", "harm"))),
)
LATER = Page(
    slug="later", title="Later", when=Is("kind", "harm"), questions=(Text(id="later", label="Later"),)
)
REACH = Page(
    slug="reach",
    title="Reach",
    questions=(
        Email(id="email", label="Email", missing="Enter an email address"),
        Text(id="name", label="Name", missing="Enter a name"),
        Date(id="day", label="Day", subject="The day"),
        Choices(id="ways", label="Ways", options={"a": "A", "b": "B"}),
    ),
)
TURN = Page(
    slug="turn",
    title="Turn",
    when=Is("kind", "support"),
    questions=(
        Choice(
            id="turn",
            label="Turn",
            options={"harm": "Harm", "stay": "Stay"},
            changes={"harm": {"kind": "harm"}},
        ),
        Text(id="words", label="Words"),
    ),
)
CHILDREN = Group(
    id="children",
    title="Children",
    item="child",
    called=("first",),
    unnamed="this child",
    pages=(
        Page(slug="name", title="Name", questions=(Text(id="first", label="First", missing="Enter it"),)),
    ),
    least=2,
    most=4,
    another=Choice(id="another", label="Another?", options=YES_NO, missing="Select"),
)
ADULTS = Group(
    id="adults",
    title="Adults",
    item="adult",
    unnamed="this adult",
    pages=(
        Page(
            slug="relation",
            title="Relation",
            each="children",
            questions=(Choice(id="parent", label="Parent?", options=YES_NO, missing="Select {child}"),),
        ),
    ),
    another=Choice(id="another_adult", label="Another?", options=YES_NO),
)
STEPS = (OPENING, LATER, REACH, TURN, CHILDREN, ADULTS)
FORM = Form(
    slug="test",
    title="Test",
    lede="",
    sections=(Section(id="all", title="All", steps=STEPS),),
    statement="",
)


def sent(answers: Answers, path: str, typed: dict[str, list[str]]) -> Posted:
    step = walk(FORM, answers, DAY).at(path)
    assert step
    return post(FORM, answers, step, typed, DAY)


def mark(answers: Answers, path: str) -> str:
    step = walk(FORM, answers, DAY).at(path)
    assert step
    return fingerprint(answers, step)


def said(**values: Any) -> Answers:
    return start(FORM).put("", values)


def test_a_form_starts_with_the_items_it_needs_and_no_answer() -> None:
    answers = start(FORM)
    assert len(answers.items("children")) == 2
    assert answers.items("adults") == ()
    assert not any(answers.said.values())


def test_posting_a_blank_page_records_that_it_was_left_blank() -> None:
    posted = sent(start(FORM), "reach", {})
    assert posted.answers.of("") == {"email": None, "name": None, "day": None, "ways": None}
    assert [fault.message for fault in posted.faults] == ["Enter an email address", "Enter a name"]
    assert posted.unread == ()
    step = posted.walk.at("reach")
    assert step
    assert step.touched


def test_what_can_be_kept_is_kept_beside_what_must_be_mended() -> None:
    typed = {
        "email": ["nowhere"],
        "name": ["Ada"],
        "day-day": ["31"],
        "day-month": ["2"],
        "day-year": ["2019"],
    }
    posted = sent(start(FORM), "reach", typed)
    assert posted.answers.of("") == {"name": "Ada", "ways": None}
    assert [fault.field for fault in posted.unread] == ["email", "day"]
    assert [fault.field for fault in posted.faults] == ["email", "day"]
    assert posted.faults[1].values["subject"] == "The day"
    step = posted.walk.at("reach")
    assert step
    assert not step.touched


def test_each_field_has_one_fault_and_the_one_about_what_was_typed_comes_first() -> None:
    posted = sent(said(email=None), "reach", {"email": ["nowhere"]})
    faults = {fault.field: fault.message for fault in posted.faults}
    assert faults["email"].startswith("Enter an email address in the correct format")
    assert set(faults) == {"email", "name"}


def test_an_answer_that_cannot_be_read_leaves_the_earlier_one() -> None:
    posted = sent(said(email="a@example.com"), "reach", {"email": ["nowhere"], "name": ["Ada"]})
    assert posted.answers.of("")["email"] == "a@example.com"
    assert [fault.field for fault in posted.faults] == ["email"]


def test_an_answer_can_be_taken_back() -> None:
    posted = sent(said(name="Ada", ways=["a"]), "reach", {})
    assert posted.answers.of("")["name"] is None
    assert posted.answers.of("")["ways"] is None


def test_what_this_page_hides_is_forgotten_once_its_sender_was_told() -> None:
    first = sent(start(FORM), "opening", {"kind": ["harm"], "why": ["Because"]})
    assert first.answers.of("") == {"kind": "harm", "why": "Because"}
    typed = {"kind": ["support"], "why": ["Because"]}
    second = sent(first.answers, "opening", typed)
    assert second.answers.of("") == {"kind": "support"}
    assert [fault.message for fault in second.faults] == [BESIDE]
    told = sent(second.answers, "opening", {**typed, LEFT_OUT: [left_out(second.faults, typed)]})
    assert told.answers.of("") == {"kind": "support"}
    assert told.faults == ()
    long = sent(start(FORM), "opening", {"kind": ["support"], "why": ["x" * 20_001]})
    assert [fault.message for fault in long.faults] == [BESIDE]


def test_a_question_that_the_page_opens_is_asked_before_it_goes_on() -> None:
    posted = sent(start(FORM), "opening", {"kind": ["harm"]})
    assert [fault.field for fault in posted.faults] == ["why"]


def test_an_answer_on_another_page_is_hidden_and_not_lost() -> None:
    answers = sent(said(kind="harm", why="Because"), "later", {"later": ["Words"]}).answers
    away = sent(answers, "opening", {"kind": ["support"]}).answers
    assert walk(FORM, away, DAY).facts.get("later") is None
    back = sent(away, "opening", {"kind": ["harm"], "why": ["Because"]})
    assert back.walk.facts.get("later") == "Words"


def test_a_choice_that_changes_another_answer_leaves_only_that_change() -> None:
    posted = sent(said(kind="support", name="Ada"), "turn", {"turn": ["harm"], "words": ["Kept"]})
    assert posted.answers.of("") == {"kind": "harm", "name": "Ada", "words": "Kept"}
    assert posted.walk.at("turn") is None
    assert posted.faults == ()
    stayed = sent(said(kind="support"), "turn", {"turn": ["stay"]})
    assert stayed.answers.of("")["turn"] == "stay"
    assert stayed.answers.of("")["kind"] == "support"


def test_fields_that_the_page_does_not_ask_for_have_no_effect() -> None:
    typed = {
        "kind": ["support"],
        "reference": ["NN-1"],
        "route": ["x"],
        "later": ["Words"],
        "email": ["a@b.uk"],
    }
    assert sent(start(FORM), "opening", typed).answers.of("") == {"kind": "support"}


def test_a_page_over_a_group_keeps_an_answer_for_each_item() -> None:
    answers, adult = start(FORM).add("adults")
    a, b = answers.items("children")
    path = f"adults/{adult}/relation"
    posted = sent(answers, path, {f"parent-{a}": ["yes"], "parent": ["yes"], "parent-other": ["yes"]})
    assert posted.answers.of(f"adults/{adult}/children/{a}") == {"parent": "yes"}
    assert posted.answers.of(f"adults/{adult}/children/{b}") == {"parent": None}
    (fault,) = posted.faults
    assert (fault.field, fault.values["child"]) == (f"parent-{b}", "this child")


def test_one_more_item_opens_the_question_that_asked_for_it_again() -> None:
    group = FORM.group("children")
    assert group
    answers, item = add_item(said(another="yes", name="Ada"), group)
    assert answers.items("children")[-1] == item
    assert answers.of("") == {"name": "Ada"}


PATHS = ("opening", "reach", "children", "adults")


@given(
    st.sampled_from(["kind", "why", "email", "name", "day", "ways", "another", "another_adult"]),
    st.sampled_from(["harm", "support", "a", None]),
)
def test_a_fingerprint_changes_exactly_when_the_answers_of_its_page_do(
    question: str, value: str | None
) -> None:
    before = said(kind="harm", name="a", another="no")
    after = before.put("", {question: value})
    changed = before.of("").get(question) != value
    where = {name: path for path in PATHS for name in _asked_at(path)}
    for path in PATHS:
        assert (mark(before, path) != mark(after, path)) is (changed and where[question] == path)


def _asked_at(path: str) -> list[str]:
    step = walk(FORM, said(kind="harm"), DAY).at(path)
    assert step
    return [question.id for question in step.page.questions]


def test_the_fingerprint_of_a_list_changes_with_its_items_and_no_other_does() -> None:
    before = said(kind="harm")
    after, child = before.add("children")
    assert mark(before, "children") != mark(after, "children")
    assert mark(before, "adults") == mark(after, "adults")
    named = after.put(f"children/{child}", {"first": "Ada"})
    first = before.items("children")[0]
    assert mark(after, f"children/{first}/name") == mark(named, f"children/{first}/name")
    assert mark(after, f"children/{child}/name") != mark(named, f"children/{child}/name")


def test_the_fingerprint_of_a_page_over_a_group_changes_with_that_group() -> None:
    before, adult = start(FORM).add("adults")
    after, child = before.add("children")
    path = f"adults/{adult}/relation"
    assert mark(before, path) != mark(after, path)
    related = after.put(f"adults/{adult}/children/{child}", {"parent": "yes"})
    assert mark(after, path) != mark(related, path)


@pytest.mark.parametrize("path", PATHS)
def test_posting_what_a_page_already_shows_changes_nothing(path: str) -> None:
    answers = sent(start(FORM), path, {}).answers
    again = sent(answers, path, {})
    assert again.answers == answers
    assert mark(again.answers, path) == mark(answers, path)


def test_an_answer_that_is_no_longer_offered_is_asked_for_again() -> None:
    answers = sent(start(FORM), "opening", {"kind": ["support"]}).answers.put("", {"kind": "retired"})
    opening = walk(FORM, answers, DAY).at("opening")
    assert opening
    assert not opening.touched
    assert opening.slots[0].value is None


def test_a_page_in_one_of_several_languages_is_left_untouched_too() -> None:
    step = walk(FORM, start(FORM), DAY).steps[0]
    assert left_untouched(step, {"then": ["later"], "csrf": ["t"], "shown": ["s"], "lang": ["cy"]})
    assert not left_untouched(step, {"then": ["later"], "lang": ["cy"], "kind": ["harm"]})


@pytest.mark.parametrize(
    ("typed", "more"),
    [
        ({"name": ["Ana"], "ways": ["a"]}, False),
        ({"name": ["Ana"], "ways": ["a", "b"]}, True),
        ({"name": ["Eva"], "ways": ["a"]}, True),
        ({"name": [""], "ways": ["a"]}, True),
        ({"name": ["Ana"], "ways": ["a"], "email": ["no address"]}, True),
    ],
)
def test_whether_more_was_typed_than_the_answers_hold(typed: dict[str, list[str]], more: bool) -> None:
    answers = said(name="Ana", ways=["a"])
    assert says_more(FORM, answers, walk(FORM, answers, DAY).at("reach"), typed, DAY) is more


def test_on_a_page_that_is_not_asked_any_more_everything_typed_is_more() -> None:
    assert says_more(FORM, start(FORM), None, {"name": ["Ana"]}, DAY)
    assert not says_more(FORM, start(FORM), None, {"name": [" "], "csrf": ["t"]}, DAY)
