"""What each condition of the closed algebra holds of."""

from datetime import date

import pytest

from app.forms.conditions import (
    NOT_KNOWN,
    All,
    Answer,
    AnyOf,
    AtLeast,
    Condition,
    Either,
    Facts,
    Has,
    Is,
    Not,
    mentions,
    one_of,
    ranges,
)

DAY = date(2026, 11, 22)
TRUE = Is("colour", "red")
FALSE = Is("colour", "blue")


def facts(**own: Answer) -> Facts:
    return Facts(dict(own), DAY)


@pytest.mark.parametrize(
    ("condition", "holds"),
    [
        (Is("colour", "red"), True),
        (Is("colour", "blue"), False),
        (Is("nobody_asked", "red"), False),
        (Is("blank", "red"), False),
        (Is("many", "a"), False),
        (Is("unknown", "red"), False),
        (Has("many", "a"), True),
        (Has("many", "z"), False),
        (Has("colour", "red"), False),
        (Has("colour", "r"), False),
        (Has("nobody_asked", "a"), False),
        (AtLeast("age", 15), True),
        (AtLeast("age", 16), True),
        (AtLeast("age", 17), False),
        (AtLeast("colour", 1), False),
        (AtLeast("blank", 0), False),
        (AtLeast("unknown", 0), False),
        (Not(FALSE), True),
        (Not(TRUE), False),
        (All((TRUE, TRUE)), True),
        (All((TRUE, FALSE)), False),
        (Either((FALSE, TRUE)), True),
        (Either((FALSE, FALSE)), False),
        (one_of("colour", "red", "blue"), True),
        (one_of("colour", "green", "blue"), False),
        (AnyOf("nobody", TRUE), False),
        (Not(All((Either((FALSE, Not(TRUE))), TRUE))), True),
    ],
)
def test_a_condition_holds(condition: Condition, holds: bool) -> None:
    known = facts(colour="red", many=["a", "b"], age=16, blank=None, unknown=NOT_KNOWN)
    assert condition.holds(known) is holds


def test_any_of_holds_where_it_holds_for_one_item() -> None:
    root = facts()
    root.groups["children"] = {"a": Facts({"sex": "F"}, DAY, root), "b": Facts({"sex": "M"}, DAY, root)}
    assert AnyOf("children", Is("sex", "M")).holds(root)
    assert not AnyOf("children", Is("sex", "U")).holds(root)


def test_an_item_sees_its_own_answers_first_and_then_the_outer_ones() -> None:
    root = facts(name="outer", place="home")
    item = Facts({"name": "own"}, DAY, root)
    assert item.get("name") == "own"
    assert item.get("place") == "home"
    assert item.get("nothing") is None


def test_an_own_answer_left_blank_hides_the_outer_one() -> None:
    assert Facts({"name": None}, DAY, facts(name="outer")).get("name") is None


def test_a_derived_fact_is_computed_from_the_scope_that_declares_it() -> None:
    root = Facts({"count": 1}, DAY, derived={"double": lambda here: str(here.get("count")) * 2})
    item = Facts({"count": 7}, DAY, root)
    assert root.get("double") == "11"
    assert item.get("double") == "11"
    root.own["count"] = 2
    assert item.get("double") == "22"


def test_the_items_are_those_of_the_nearest_scope_that_holds_the_group() -> None:
    root = facts()
    child = Facts({"name": "child"}, DAY, root)
    adult = Facts({"name": "adult"}, DAY, root)
    root.groups["children"] = {"c": child}
    assert [one.get("name") for one in adult.items("children")] == ["child"]
    adult.groups["children"] = {"c": Facts({"relation": "mother"}, DAY, child)}
    assert [one.get("relation") for one in adult.items("children")] == ["mother"]
    assert [one.get("relation") for one in root.items("children")] == [None]
    assert list(root.items("strangers")) == []


def test_mentions_names_every_question_with_the_value_it_is_compared_with() -> None:
    nested = All((Not(Is("a", "1")), Either((Has("b", "2"), AnyOf("g", AtLeast("c", 3))))))
    assert list(mentions(nested)) == [("a", "1"), ("b", "2"), ("c", None)]


def test_ranges_names_every_group() -> None:
    nested = All((Not(AnyOf("a", AnyOf("b", Is("x", "1")))), Either((Has("y", "2"), AnyOf("c", TRUE)))))
    assert list(ranges(nested)) == ["a", "b", "c"]
    assert list(ranges(TRUE)) == []
