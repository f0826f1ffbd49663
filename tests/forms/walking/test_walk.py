"""Which pages exist for some answers, in what order, and what each still needs."""

from datetime import date

import pytest

from app.forms.answers import Answers
from app.forms.conditions import AnyOf, Facts, Is
from app.forms.insets import Inset
from app.forms.kinds.asked import Problem
from app.forms.pages import Derived, Form, Group, Page, Section
from app.forms.questions import Choice, Text
from app.forms.walking.steps import Stop
from app.forms.walking.walk import Walk, walk

DAY = date(2026, 11, 22)
YES_NO = {"yes": "Yes", "no": "No"}


def ask(question: str, when: Is | None = None) -> Choice:
    return Choice(id=question, label=question, options=YES_NO, missing=f"Select {question}", when=when)


def no_two_reds(facts: Facts) -> Problem | None:
    both = facts.get("first") == facts.get("second") == "yes"
    return Problem("second", "{which} cannot both be", {"which": "They"}) if both else None


def odd(facts: Facts) -> Problem | None:
    return Problem("first", "{question} looks odd") if facts.get("first") == "no" else None


GATE = Section(
    id="gate",
    title="Gate",
    gate=True,
    steps=(
        Page(slug="urgent", title="Urgent", questions=(ask("urgent"),)),
        Page(slug="why", title="Why", when=Is("urgent", "yes"), questions=(ask("why"),)),
        Page(slug="how", title="How", when=Is("why", "yes"), questions=(ask("how"),)),
    ),
)
ONE = Section(
    id="one",
    title="One",
    steps=(
        Page(
            slug="pair",
            title="Pair",
            notice="careful",
            notice_when=Is("why", "yes"),
            insets=(Inset(text="Always, {council}"), Inset(text="Sometimes", when=Is("why", "yes"))),
            warnings=(odd,),
            questions=(ask("first"), ask("second", Is("first", "yes"))),
            rules=(no_two_reds,),
        ),
        Page(slug="optional", title="Optional", questions=(Text(id="optional", label="Optional"),)),
    ),
)
CHILDREN = Group(
    id="children",
    title="Children",
    item="child",
    called=("name", "surname"),
    unnamed="this child",
    numbered="child {number}",
    pages=(
        Page(
            slug="name",
            title="{child}",
            questions=(Text(id="name", label="N"), Text(id="surname", label="S")),
        ),
        Page(slug="able", title="Able", questions=(ask("able"),)),
    ),
    least=1,
    most=3,
    another=ask("another_child"),
)
ADULTS = Group(
    id="adults",
    title="Adults",
    item="adult",
    called=("adult_name",),
    unnamed="this adult",
    pages=(
        Page(slug="name", title="Name", questions=(Text(id="adult_name", label="N"),)),
        Page(slug="relation", title="{adult}", each="children", questions=(ask("parent"),)),
        Page(
            slug="told",
            title="Told",
            when=AnyOf("children", Is("parent", "yes")),
            questions=(ask("told"),),
        ),
    ),
    another=ask("another_adult"),
)
YOUNG = Group(
    id="young",
    title="Young people",
    item="person",
    unnamed="this young person",
    pages=(Page(slug="agrees", title="Does {person} agree?", questions=(ask("agrees"),)),),
    over="children",
    where=Is("able", "yes"),
    when=Is("urgent", "no"),
)
LAST = Section(
    id="last",
    title="Last",
    steps=(Page(slug="somebody", title="Somebody", when=Is("any_able", "yes"), questions=(ask("last"),)),),
)
PEOPLE = Section(id="people", title="People", steps=(CHILDREN, ADULTS, YOUNG))


def any_able(facts: Facts) -> str:
    return "yes" if any(child.get("able") == "yes" for child in facts.items("children")) else "no"


FORM = Form(
    slug="test",
    title="Test",
    lede="",
    sections=(GATE, ONE, PEOPLE, LAST),
    derived=(Derived(id="any_able", function=any_able, values=("yes", "no")),),
    names={"council": "Anywhere"},
    statement="",
    waived=Is("urgent", "yes"),
)


def over(answers: Answers) -> Walk:
    return walk(FORM, answers, DAY)


def once(**said: str | None) -> Answers:
    return Answers().put("", said)


def paths(answers: Answers) -> list[str]:
    return [step.path for step in over(answers).steps]


def people(*able: str, adults: int = 0) -> Answers:
    answers = once(urgent="no")
    for said in able:
        answers, item = answers.add("children")
        answers = answers.put(f"children/{item}", {"able": said})
    for _ in range(adults):
        answers, item = answers.add("adults")
    return answers


def test_a_page_exists_where_its_condition_holds() -> None:
    assert paths(once())[:2] == ["urgent", "pair"]
    assert paths(once(urgent="yes"))[:3] == ["urgent", "why", "pair"]
    assert paths(once(urgent="yes", why="yes"))[:3] == ["urgent", "why", "how"]


def test_a_stale_answer_opens_nothing() -> None:
    assert paths(once(urgent="no", why="yes"))[:2] == ["urgent", "pair"]
    seen = over(once(urgent="no", first="no", second="yes"))
    assert seen.facts.get("second") is None
    assert seen.facts.get("why") is None


def test_a_question_is_asked_where_its_condition_holds() -> None:
    pair = over(once(first="yes")).at("pair")
    assert pair
    assert [slot.question.id for slot in pair.slots] == ["first", "second"]
    alone = over(once(first="no")).at("pair")
    assert alone
    assert [slot.question.id for slot in alone.slots] == ["first"]


def test_progress_follows_from_the_answers() -> None:
    seen = over(once(urgent="no", first=None, optional=None))
    pair, optional, later = seen.at("pair"), seen.at("optional"), seen.at("children")
    assert pair
    assert optional
    assert later
    assert (pair.touched, seen.met(pair)) == (True, False)
    assert (optional.touched, seen.met(optional)) == (True, True)
    assert (later.touched, seen.met(later)) == (False, False)


def test_a_fault_names_the_field_the_message_and_its_placeholders() -> None:
    pair = over(once(first="yes", second="yes")).at("pair")
    assert pair
    (fault,) = pair.faults
    assert (fault.field, fault.message) == ("second", "{which} cannot both be")
    assert fault.values["which"] == "They"
    assert fault.values["council"] == "Anywhere"


@pytest.mark.parametrize(("why", "notice"), [("yes", "careful"), ("no", "")])
def test_a_notice_is_shown_where_its_condition_holds(why: str, notice: str) -> None:
    pair = over(once(urgent="yes", why=why)).at("pair")
    assert pair
    assert pair.notice == notice


@pytest.mark.parametrize(
    ("why", "said"), [("yes", ("Always, {council}", "Sometimes")), ("no", ("Always, {council}",))]
)
def test_a_sentence_is_set_apart_where_its_condition_holds(why: str, said: tuple[str, ...]) -> None:
    pair = over(once(urgent="yes", why=why)).at("pair")
    assert pair
    assert pair.insets == said


def test_what_looks_odd_is_said_and_stops_nothing() -> None:
    seen = over(once(urgent="no", first="no"))
    pair = seen.at("pair")
    assert pair
    (warning,) = pair.warnings
    assert (warning.field, warning.message, warning.values["question"]) == (
        "first",
        "{question} looks odd",
        "first",
    )
    assert not pair.faults
    assert seen.met(pair)
    assert pair.warned
    fine = over(once(urgent="no", first="yes")).at("pair")
    assert fine
    assert (fine.warnings, fine.warned) == ((), "")


def test_the_pages_of_each_item_come_in_the_order_of_the_items() -> None:
    answers = people("no", "no")
    a, b = answers.items("children")
    assert paths(answers)[3:] == [
        f"children/{a}/name",
        f"children/{a}/able",
        f"children/{b}/name",
        f"children/{b}/able",
        "children",
        "adults",
    ]


def test_a_group_asks_for_the_least_it_needs() -> None:
    listing = over(once(urgent="no", another_child="no")).at("children")
    assert listing
    assert listing.lists is CHILDREN
    assert [fault.field for fault in listing.faults] == ["another_child"]
    fuller = over(people("no").put("", {"another_child": "no"})).at("children")
    assert fuller
    assert fuller.faults == ()


def test_a_group_over_a_group_has_an_item_for_each_that_qualifies() -> None:
    answers = people("yes", "no", "yes")
    first, _, third = answers.items("children")
    assert [path for path in paths(answers) if "young" in path] == [
        f"young/{first}/agrees",
        f"young/{third}/agrees",
    ]
    fewer = answers.put(f"children/{first}", {"able": "no"})
    assert [path for path in paths(fewer) if "young" in path] == [f"young/{third}/agrees"]
    assert not [path for path in paths(answers.put("", {"urgent": "yes"})) if "young" in path]


def test_an_item_of_a_group_over_a_group_is_called_what_the_other_group_calls_it() -> None:
    answers = people("yes", "no")
    child = answers.items("children")[0]
    step = over(answers.put(f"children/{child}", {"name": "Ada"})).at(f"young/{child}/agrees")
    assert step
    assert step.home.names == {"council": "Anywhere", "person": "Ada"}


def test_a_page_that_ranges_over_a_group_asks_once_for_each_of_its_items() -> None:
    answers = people("no", "no", adults=1)
    (adult,), (a, b) = answers.items("adults"), answers.items("children")
    relation = over(answers).at(f"adults/{adult}/relation")
    assert relation
    assert [spot.scope for spot in relation.spots] == [f"adults/{adult}/children/{child}" for child in (a, b)]
    assert [slot.field for slot in relation.slots] == [f"parent-{a}", f"parent-{b}"]
    assert [spot.names["child"] for spot in relation.spots] == ["child 1", "child 2"]
    assert relation.home.names == {"council": "Anywhere", "adult": "this adult"}


def test_what_was_said_of_a_pair_decides_about_the_outer_item() -> None:
    answers = people("no", "no", adults=2)
    first, second = answers.items("adults")
    child = answers.items("children")[1]
    known = answers.put(f"adults/{first}/children/{child}", {"parent": "yes"})
    assert over(known).at(f"adults/{first}/told")
    assert not over(known).at(f"adults/{second}/told")
    assert not over(known.remove("children", child)).at(f"adults/{first}/told")


@pytest.mark.parametrize(
    ("names", "called"),
    [
        ([{"name": "Ada", "surname": "Lee"}], ["Ada Lee"]),
        ([{"surname": "Lee"}], ["Lee"]),
        ([{}], ["this child"]),
        ([{"name": {"known": False}}], ["this child"]),
        ([{}, {"name": "Ada"}, {}], ["child 1", "Ada", "child 3"]),
    ],
)
def test_an_item_is_called_by_its_answers(names: list[dict[str, str]], called: list[str]) -> None:
    answers = people(*("no" for _ in names))
    for item, said in zip(answers.items("children"), names, strict=True):
        answers = answers.put(f"children/{item}", said)
    steps = [step for step in over(answers).steps if step.page.slug == "able"]
    assert [step.home.names["child"] for step in steps] == called


def test_a_derived_fact_can_decide_which_pages_exist() -> None:
    assert "somebody" in paths(people("no", "yes"))
    assert "somebody" not in paths(people("no", "no"))


def done(answers: Answers) -> Answers:
    """Every page met."""
    for _ in range(100):
        step = next(iter(over(answers).unmet()), None)
        if step is None:
            return answers
        for slot in step.slots:
            answers = answers.put(slot.spot.scope, {slot.question.id: "no"})
    raise AssertionError("never done")


def test_before_the_gate_is_done_only_its_own_pages_come_next() -> None:
    seen = over(people("no"))
    assert not over(once()).through_gate()
    assert seen.through_gate()
    for path in ("urgent", "pair", "children", "nowhere"):
        assert over(once(urgent="yes")).after(path) == "why"


def test_after_the_gate_a_later_page_comes_next_then_an_earlier_one_then_none() -> None:
    answers = done(people("yes", adults=1))
    seen = over(answers)
    assert seen.after("urgent") is None
    assert seen.after("somebody") is None
    gap = answers.put("", {}, forget=["optional"])
    assert over(gap).after("pair") == "optional"
    assert over(gap).after("somebody") == "optional"
    assert over(gap).after("optional") == "optional"


def test_the_sections_open_in_any_order_and_none_is_forgotten() -> None:
    answers = people("no").put("", {"another_child": "no"})
    seen = over(answers)
    order = [step.path for step in seen.steps]
    for place, path in enumerate(order):
        onward = [*order[place + 1 :], *order[: place + 1]]
        unmet = [step.path for step in seen.unmet()]
        assert seen.after(path) == next(one for one in onward if one in unmet)


def test_the_page_before_is_the_one_before_in_the_form() -> None:
    seen = over(people("no"))
    assert seen.before("urgent") is None
    assert seen.before("nowhere") is None
    for one, another in zip(seen.steps, seen.steps[1:], strict=False):
        assert seen.before(another.path) == Stop(one.section, one.path)


def test_where_it_is_waived_what_was_left_blank_stops_nothing_but_is_still_said() -> None:
    answers = done(people("yes"))
    blank = answers.put("", {"first": None, "why": None})
    pair = over(blank).at("pair")
    assert pair
    assert not over(blank).met(pair)
    waived = over(blank.put("", {"urgent": "yes"}))
    pair = waived.at("pair")
    assert pair
    assert waived.waived
    assert waived.met(pair)
    assert [fault.field for fault in pair.faults] == ["first"]
    assert waived.unmet() == []


def test_waived_or_not_each_page_is_shown_once() -> None:
    unmet = [step.path for step in over(once(urgent="yes")).unmet()]
    assert unmet[:3] == ["why", "pair", "optional"]
