"""What one person has said, by scope: ids and never positions."""

from collections.abc import Iterator

from hypothesis import given
from hypothesis import strategies as st

from app.forms.answers import ITEM_LETTERS, Answers
from app.forms.conditions import NOT_KNOWN

CHILD, ADULT, PAIR = "children/{}", "adults/{}", "adults/{}/children/{}"
YOUNG = "young-agreement/{}"


def family(children: int, adults: int) -> Answers:
    """Everybody with an answer that names them, and a relation for every pair."""
    answers = Answers().put("", {"worry": "Words"})
    for group, number in (("children", children), ("adults", adults)):
        for _ in range(number):
            answers, item = answers.add(group)
            answers = answers.put(f"{group}/{item}", {"name": item})
    for child in answers.items("children"):
        answers = answers.put(YOUNG.format(child), {"informed": child})
        for adult in answers.items("adults"):
            answers = answers.put(PAIR.format(adult, child), {"relation": f"{adult} of {child}"})
    return answers


def scopes_without(answers: Answers, item: str) -> Iterator[str]:
    return (scope for scope in answers.said if item not in scope)


def test_items_keep_the_order_in_which_they_were_added_under_ids_of_their_own() -> None:
    answers, first = Answers().add("children")
    answers, second = answers.add("children")
    assert answers.items("children") == (first, second)
    assert answers.items("adults") == ()
    assert first != second
    assert set(first + second) <= set(ITEM_LETTERS)
    assert len(first) == len(second) == 6


@given(st.integers(1, 5), st.integers(1, 4), st.sampled_from(["children", "adults"]), st.data())
def test_removing_somebody_removes_their_relations_and_nothing_else(
    children: int, adults: int, group: str, data: st.DataObject
) -> None:
    before = family(children, adults)
    gone = data.draw(st.sampled_from(before.items(group)))
    after = before.remove(group, gone)
    assert after.said == {scope: before.said[scope] for scope in scopes_without(before, gone)}
    for each in ("children", "adults"):
        assert after.items(each) == tuple(item for item in before.items(each) if item != gone)
    for adult in after.items("adults"):
        for child in after.items("children"):
            assert after.of(PAIR.format(adult, child)) == {"relation": f"{adult} of {child}"}


@given(st.integers(1, 4), st.integers(1, 4))
def test_removing_everybody_in_any_order_leaves_what_was_asked_once(children: int, adults: int) -> None:
    answers = family(children, adults)
    for group in ("adults", "children"):
        for item in reversed(answers.items(group)):
            answers = answers.remove(group, item)
    assert answers.said == {"": {"worry": "Words"}}


def test_removing_whom_nobody_knows_changes_nothing() -> None:
    answers = family(2, 1)
    assert answers.remove("children", "nobody") == answers


def test_answers_are_put_beside_the_others_and_in_place_of_the_forgotten() -> None:
    answers = Answers().put("", {"a": "1", "b": "2"}).put("", {"b": "3"}, forget=["a"])
    assert answers.of("") == {"b": "3"}
    assert answers.of("children/unknown") == {}


def test_nothing_changes_the_answers_that_somebody_holds() -> None:
    before = family(1, 1)
    document = before.document()
    before.put("", {"worry": None})
    before.add("children")
    before.remove("children", before.items("children")[0])
    assert before.document() == document


ANSWERS = st.one_of(
    st.none(),
    st.text(st.characters(exclude_categories=["Cs"])),
    st.integers(0, 120),
    st.lists(st.sampled_from("abc")),
    st.just(NOT_KNOWN),
)


@given(st.dictionaries(st.sampled_from(["", CHILD, ADULT]), st.dictionaries(st.text("ab"), ANSWERS)))
def test_the_document_gives_back_the_same_answers(said: dict[str, dict[str, object]]) -> None:
    answers = Answers()
    for scope, values in said.items():
        answers = answers.put(scope, values)  # type: ignore[arg-type]
    answers, _item = answers.add("children")
    assert Answers.parse(answers.document()) == answers


def test_the_size_is_the_bytes_that_were_written() -> None:
    answers = Answers().put("", {"a": "é", "b": None, "c": ["long choice"], "d": 7, "e": NOT_KNOWN})
    assert answers.put("children/x", {"name": "欧"}).size() == 2 + 3


def test_a_page_left_halfway_is_remembered_until_somebody_goes_on_from_it() -> None:
    answers = Answers().put("", {"worry": "Words"}).left_at("worry")
    assert Answers.parse(answers.document()) == answers != answers.went_on_from("worry")
    assert answers.put("", {"more": "Words"}).halfway == {"worry"}
    assert answers.went_on_from("worry").halfway == frozenset()


def test_of_somebody_who_is_removed_no_page_is_left_halfway() -> None:
    answers, first = Answers().add("children")
    answers, second = answers.add("children")
    left = answers.left_at(f"children/{first}/name").left_at(f"children/{second}/name")
    assert left.remove("children", first).halfway == {f"children/{second}/name"}
