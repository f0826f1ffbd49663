"""A school, a neighbour and a grandmother who write about one child, and who does not."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st

from app.contact.model import Contact, Finding
from app.contact.people import Adult, Child, HomeOfAll, Parent
from app.receiver.hub import alike
from app.receiver.hub.alike import MOST_ALIKE, Families, Why
from app.receiver.hub.written import words
from app.vocabulary import FormName
from tests.receiver.conftest import NOW

Make = Callable[..., Contact]
HOME = {"address": "14 Larch Road\nKettering", "postcode": "NN16 8AA"}
BORN = date(2018, 5, 3)


def child(**said: Any) -> Child:
    return Child(contact_id="NN-7K4M-9QXR/1", **said)


def like(one: Contact, *others: Contact) -> Mapping[str, frozenset[Why]]:
    families = Families([one])
    for contact in (*others, one):
        families.read(contact)
    assert not families.failed
    return families.like(one.reference)


def in_common(make: Make, one: dict[str, Any], other: dict[str, Any], **sent: Any) -> set[Why]:
    """What two contacts have in common, each of a child of whom this is said; the same in either order."""
    first, second = make(children=(child(**one),)), make(children=(child(**other),), **sent)
    assert like(first, second).get(second.reference) == like(second, first).get(first.reference)
    return set(like(first, second).get(second.reference, ()))


JAKUB = {"first_name": "Jakub", "last_name": "Nowak"}
AGED = {**JAKUB, "age": 8}


@pytest.mark.parametrize(
    "other",
    [
        AGED,
        {**JAKUB, "date_of_birth": BORN},
        {**JAKUB, "age": 9},
        {**JAKUB, "estimated_age": 6},
        {"first_name": "jakub", "last_name": "NOWAK", "age": 8},
        {"first_name": "Nowak", "last_name": "Jakub", "age": 8},
        {"first_name": "Jakub Nowak", "age": 8},
        {"first_name": "Jakub Jan", "last_name": "Nowak-Lis", "age": 8},
        {"first_name": "Kuba", "other_names": "Jakub", "last_name": "Nowak", "age": 8},
        {"first_name": "Jakub", "other_names": "Nowak", "last_name": "Lis", "age": 8},
    ],
)
def test_one_name_and_about_one_age_may_be_one_child(contact: Make, other: dict[str, Any]) -> None:
    assert in_common(contact, AGED, other) == {Why.NAME_AND_AGE}


@pytest.mark.parametrize(
    "other",
    [
        {**JAKUB, "age": 12},
        {**JAKUB, "date_of_birth": date(2012, 5, 3)},
        {"first_name": "Jakub", "last_name": "Lis", "age": 8},
        {"first_name": "Maja", "last_name": "Nowak", "age": 8},
        {"first_name": "Jakub", "age": 8},
        {"last_name": "Nowak", "age": 8},
        {"age": 8},
        {},
    ],
)
def test_another_name_or_another_age_is_another_child(contact: Make, other: dict[str, Any]) -> None:
    assert in_common(contact, AGED, other) == set()


@pytest.mark.parametrize(("days", "found"), [(0, {Why.NAME}), (14, {Why.NAME}), (15, set()), (-15, set())])
def test_a_name_without_an_age_counts_for_two_weeks(contact: Make, days: int, found: set[Why]) -> None:
    assert in_common(contact, AGED, JAKUB, received_at=NOW + timedelta(days)) == found


def test_a_number_is_enough(contact: Make) -> None:
    assert in_common(contact, {"nhs_number": "943 476 5919"}, {"nhs_number": "9434765919"}) == {Why.NUMBER}
    assert in_common(contact, {"upn": "A123"}, {"upn": "B123"}) == set()


@pytest.mark.parametrize(
    ("other", "found"),
    [
        ({"last_name": "Nowak", **HOME}, {Why.HOME}),
        ({"last_name": "Nowak", "postcode": "nn168aa"}, {Why.HOME}),
        ({"last_name": "Nowak", "address": "14 Larch Rd, Kettering"}, {Why.HOME}),
        ({"last_name": "Nowak", "second_home": "14 Larch Road, at weekends"}, {Why.HOME}),
        ({"last_name": "Lis", **HOME}, set()),
        ({"last_name": "Nowak", "address": "15 Larch Road", "postcode": "NN16 8AB"}, set()),
        ({**HOME}, {Why.ADDRESS}),
        ({"address": "12 Larch Road", "postcode": "NN16 8AA"}, set()),
        ({"postcode": "NN16 8AA"}, set()),
        ({"last_name": "Nowak"}, set()),
    ],
)
def test_one_home_may_be_one_family(contact: Make, other: dict[str, Any], found: set[Why]) -> None:
    """Two families may live in one house; a neighbour often knows the door alone."""
    assert in_common(contact, {"first_name": "Ana", "last_name": "Nowak", "age": 4, **HOME}, other) == found


def test_a_neighbour_and_a_mother_are_found_by_what_their_forms_ask(contact: Make) -> None:
    school = contact(children=(child(**AGED, **HOME),))
    neighbour = contact(
        form=FormName.COMMUNITY, children=(), finding=Finding(find_address="14 Larch Road, NN16 8AA")
    )
    mother = contact(
        form=FormName.FAMILY,
        children=(child(first_name="Maja", age=2),),
        parent=Parent(your_name="Ewa Nowak"),
        home=HomeOfAll(**HOME),
    )
    aunt = contact(children=(), adults=(Adult(adult_last_name="Nowak"),), home=HomeOfAll(**HOME))
    found = like(school, neighbour, mother, aunt)
    assert found == {
        neighbour.reference: {Why.ADDRESS},
        mother.reference: {Why.HOME},
        aunt.reference: {Why.HOME},
    }


@pytest.mark.parametrize("other", ["Nowak", "Ewa Nowak", "Nowak before she married; Lis on Facebook"])
def test_an_adult_s_other_names_are_surnames_too(contact: Make, other: str) -> None:
    """A father on licence, and a mother by her name before she married, were nobody's relatives."""
    school = contact(children=(child(**AGED, **HOME),))
    aunt = contact(
        children=(), adults=(Adult(adult_last_name="Lis", adult_other_names=other),), home=HomeOfAll(**HOME)
    )
    assert like(school, aunt) == {aunt.reference: {Why.HOME}}
    assert like(aunt, school) == {school.reference: {Why.HOME}}


def test_another_name_alone_is_no_surname_that_speaks_against_an_address(contact: Make) -> None:
    school = contact(children=(child(**AGED, **HOME),))
    neighbour = contact(children=(), adults=(Adult(adult_other_names="Spud"),), home=HomeOfAll(**HOME))
    assert like(school, neighbour) == {neighbour.reference: {Why.ADDRESS}}


def test_the_newest_is_named_first_and_none_is_like_itself(contact: Make) -> None:
    sent = [
        contact(children=(child(**AGED), child(**AGED)), received_at=NOW - timedelta(day))
        for day in (3, 1, 2)
    ]
    assert [*like(sent[0], *sent[1:])] == [sent[1].reference, sent[2].reference]


def test_of_a_name_that_everybody_has_the_newest_are_kept(contact: Make) -> None:
    """30,000 of one name would each be compared with each."""
    many = [contact(children=(child(**AGED),)) for _ in range(MOST_ALIKE + 20)]
    assert set(like(contact(children=(child(**AGED),)), *many)) == {one.reference for one in many[21:]}


def test_what_cannot_be_compared_is_named_and_the_others_are_found(
    contact: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    poison, one, other = (contact(children=(child(**AGED),)) for _ in range(3))

    def fails(written: str | None) -> tuple[str, ...]:
        if written == "poison":
            raise KeyError(written)
        return words(written)

    monkeypatch.setattr(alike, "words", fails)
    poison = poison.model_copy(update={"children": (child(first_name="poison"),)})
    families = Families([one, poison])
    for read in (one, poison, other):
        families.read(read)
    assert families.failed == {poison.reference: "KeyError"}
    assert [*families.like(one.reference)] == [other.reference]
    assert families.like(poison.reference) == {}


def test_a_contact_that_was_read_and_cannot_be_compared_is_named(
    contact: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = (contact(children=(child(**AGED),)) for _ in range(2))
    families = Families([one])
    families.read(other)
    monkeypatch.setattr(alike, "_why", {}.__getitem__)
    assert families.like(one.reference) == {}
    assert families.failed == {one.reference: "TypeError"}


@drawn(
    st.builds(
        Child,
        contact_id=st.just("NN-7K4M-9QXR/1"),
        first_name=st.text(),
        age=st.integers(),
        estimated_age=st.none() | st.integers(),
        date_of_birth=st.none() | st.dates(),
        address=st.text(),
        upn=st.text(),
    )
)
def test_nothing_that_a_child_can_be_said_to_be_is_a_fault(contact: Make, anybody: Child) -> None:
    like(contact(children=(anybody,)), contact(children=(anybody, anybody)))
