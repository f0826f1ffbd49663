"""A form is checked when it is built, and describes itself as data."""

from typing import Any

import orjson
import pytest
from pydantic import ValidationError

from app.forms.conditions import All, AnyOf, AtLeast, Condition, Either, Facts, Has, Is, Not
from app.forms.insets import Inset, Otherwise
from app.forms.kinds.asked import Problem
from app.forms.pages import Derived, Form, Group, Page, Section
from app.forms.questions import Choice, Choices, Text

PET = Choice(id="pet", label="A pet?", options={"cat": "Cat", "dog": "Dog"})
TOYS = Choices(id="toys", label="Toys", options={"ball": "Ball", "rope": "Rope"})
NAME = Text(id="name", label="Name", when=Is("pet", "dog"))
ANOTHER = Choice(
    id="another", label="Another?", options={"yes": "Yes", "no": "No"}, missing="Select yes or no"
)
FIRST = Page(slug="first", title="First", questions=(PET, TOYS))
FRIENDS = Group(
    id="friends",
    title="Friends",
    item="friend",
    unnamed="this friend",
    pages=(Page(slug="friend", title="Friend", questions=(NAME,)),),
    another=ANOTHER,
)


def loud(facts: Facts) -> str:
    return "yes" if facts.get("pet") == "dog" else "no"


def never(facts: Facts) -> Problem | None:  # noqa: ARG001 -- every rule has this shape
    return None


def form(*steps: Page | Group, **more: Any) -> Form:
    derived = (Derived(id="loud", function=loud, values=("yes", "no")), Derived(id="age", function=loud))
    sections = (Section(id="all", title="All", steps=steps),)
    return Form(slug="pets", title="Pets", lede="", statement="", sections=sections, derived=derived, **more)


def offering(only: Condition) -> Choice:
    return Choice(id="later", label="Later", options={"now": "Now", "then": "Then"}, only={"now": only})


def later(when: Condition) -> Page:
    return Page(slug="later", title="Later", when=when, questions=(Text(id="later", label="Later"),))


@pytest.mark.parametrize(
    "condition",
    [
        Is("pet", "dog"),
        Has("toys", "rope"),
        Is("loud", "yes"),
        AtLeast("age", 7),
        Is("name", "any text can be answered"),
        AnyOf("friends", Is("name", "Rex")),
    ],
)
def test_a_condition_over_what_was_asked_before_builds(condition: Condition) -> None:
    assert form(FIRST, FRIENDS, later(condition))


BAD = [
    Is("pets", "dog"),
    Is("pet", "fish"),
    Has("toys", "bone"),
    Is("loud", "perhaps"),
    AtLeast("years", 7),
    AnyOf("strangers", Is("name", "Rex")),
    Is("later", "itself"),
]
NESTED = [Not(Is("pet", "fish")), All((Is("pet", "dog"), Is("pet", "fish"))), Either((Is("nothing", "x"),))]


@pytest.mark.parametrize("condition", [*BAD, *NESTED])
def test_a_condition_that_names_what_cannot_be_does_not_build(condition: Condition) -> None:
    with pytest.raises(ValidationError, match="later"):
        form(FIRST, FRIENDS, later(condition))


@pytest.mark.parametrize("condition", BAD)
def test_that_goes_for_questions_notices_groups_and_what_is_waived_too(condition: Condition) -> None:
    question = Text(id="later", label="Later", when=condition)
    places: list[tuple[tuple[Page | Group, ...], dict[str, Any]]] = [
        ((Page(slug="later", title="Later", questions=(question,)),), {}),
        ((later(Is("pet", "dog")).model_copy(update={"notice_when": condition}),), {}),
        ((later(Is("pet", "dog")).model_copy(update={"insets": (Inset(text="!", when=condition),)}),), {}),
        ((Page(slug="later", title="Later", questions=(offering(condition),)),), {}),
        ((FRIENDS.model_copy(update={"id": "later", "when": condition}),), {}),
        ((_over("friends", condition),), {}),
        ((), {"waived": condition}),
    ]
    for steps, more in places:
        with pytest.raises(ValidationError):
            form(FIRST, FRIENDS, *steps, **more)


def _over(group: str, where: Condition | None = None) -> Group:
    page = Page(slug="seen", title="Seen", questions=(Text(id="seen", label="Seen"),))
    return Group(
        id="visits", title="Visits", item="friend", unnamed="", pages=(page,), over=group, where=where
    )


def test_what_an_answer_depends_on_was_asked_on_an_earlier_page() -> None:
    ask = offering(Is("pet", "dog"))
    assert form(FIRST, Page(slug="later", title="Later", questions=(ask,)))
    with pytest.raises(ValidationError, match="'pet'"):
        form(Page(slug="both", title="Both", questions=(PET, ask)))


def test_what_ranges_over_a_group_names_one_that_comes_before_it() -> None:
    each = Page(slug="each", title="Each", each="friends", questions=(Text(id="toy", label="Toy"),))
    assert form(FIRST, FRIENDS, _over("friends"), each)
    for steps in ((FIRST, _over("friends"), FRIENDS), (FIRST, each, FRIENDS)):
        with pytest.raises(ValidationError, match="friends"):
            form(*steps)


def test_a_group_either_adds_items_or_ranges_over_another() -> None:
    with pytest.raises(ValidationError, match="either add items or range"):
        Group(id="g", title="G", item="x", unnamed="x", pages=(), over="friends", another=ANOTHER)
    with pytest.raises(ValidationError, match="either add items or range"):
        Group(id="g", title="G", item="x", unnamed="x", pages=())


@pytest.mark.parametrize("slug", ["", "Two words", "../up", "1st", "a/b"])
def test_an_address_is_plain(slug: str) -> None:
    with pytest.raises(ValidationError):
        Page(slug=slug, title="Title", questions=(PET,))


def test_a_form_cannot_change_once_it_is_built() -> None:
    built = form(FIRST)
    with pytest.raises(ValidationError):
        built.title = "Other"  # type: ignore[misc]
    with pytest.raises(ValidationError):
        Page(slug="first", title="First", questions=(PET,), next="third")  # type: ignore[call-arg]


def test_the_pages_come_in_order_and_a_groups_own_page_after_those_of_its_items() -> None:
    built = form(FIRST, FRIENDS, later(Is("pet", "dog")))
    assert [page.slug for page, _ in built.pages()] == ["first", "friend", "friends", "later"]
    assert built.group("friends") is FRIENDS
    assert built.group("strangers") is None


def described(data: Any, kind: str) -> list[str]:
    """Every value under this key, wherever it is."""
    if isinstance(data, list):
        return [found for one in data for found in described(one, kind)]
    if isinstance(data, dict):
        own = [data[kind]] if isinstance(data.get(kind), str) else []
        return own + [found for one in data.values() for found in described(one, kind)]
    return []


def test_the_description_lists_everything_and_is_json() -> None:
    ruled = later(Is("loud", "yes")).model_copy(update={"rules": (never,)})
    data = orjson.loads(orjson.dumps(form(FIRST, FRIENDS, ruled).model_dump(mode="json")))
    assert described(data, "slug") == ["pets", "first", "friend", "later"]
    assert {"pet", "toys", "name", "another", "later", "friends", "loud"} <= set(described(data, "id"))
    first = data["sections"][0]["steps"][0]["questions"]
    assert first[0]["options"] == {"cat": "Cat", "dog": "Dog"}
    assert data["sections"][0]["steps"][2]["when"] == {"kind": "is", "question": "loud", "value": "yes"}
    assert data["sections"][0]["steps"][2]["rules"] == ["never"]
    assert data["derived"][0]["function"] == "loud"


def everything_in(built: Form) -> set[str]:
    names = {group.id for _, group in built.pages() if group}
    for page, _ in built.pages():
        names |= {page.slug, *(question.id for question in page.questions)}
        for question in page.questions:
            names |= set(getattr(question, "options", ()))
    return names


def test_the_description_of_every_real_form_lists_everything(
    professional_form: Form, family_form: Form, community_form: Form
) -> None:
    for built in (professional_form, family_form, community_form):
        text = orjson.dumps(built.model_dump(mode="json")).decode()
        assert all(f'"{name}"' in text for name in everything_in(built))


def test_a_group_that_asks_of_another_groups_items_must_name_it() -> None:
    said = {"id": "friends", "title": "F", "item": "friend", "unnamed": "F", "pages": (), "own": True}
    with pytest.raises(ValueError, match="no items but its own"):
        Group(**said, another=Choice(id="more", label="More", options={"yes": "Yes"}))


def test_a_group_that_calls_somebody_otherwise_asks_what_that_depends_on() -> None:
    said = {"id": "friends", "title": "F", "item": "friend", "unnamed": "F", "pages": ()}
    otherwise = Otherwise(words="the baby", when=Is("birth", "unborn"))
    with pytest.raises(ValueError, match="never asks when nobody has a name yet"):
        Group(**said, otherwise=otherwise, another=Choice(id="more", label="More", options={"yes": "Yes"}))
