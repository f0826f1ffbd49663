"""By what a child can be found, at work too, where what is urgent may be sent with nothing of the kind."""

from collections.abc import Mapping
from datetime import date
from typing import Final

import pytest

from app.forms.conditions import Derivation, Facts
from app.forms.topics.finding import by_reference_alone, child_findable, family_findable, findable

DAY: Final = date(2026, 11, 23)


def said(of_somebody: Mapping[str, str] = {}, own: Mapping[str, str] = {}, group: str = "children") -> Facts:
    facts = Facts(dict(own), DAY)
    facts.groups[group] = {"k": Facts(dict(of_somebody), DAY, facts)}
    return facts


@pytest.mark.parametrize(
    "way",
    [
        *("last_name", "date_of_birth", "nhs_number", "upn", "gp"),
        *("address", "postcode", "kept_address", "whereabouts", "now_at"),
    ],
)
def test_one_thing_about_a_child_is_enough(way: str) -> None:
    assert child_findable(said({way: "Larch 7"})) == "yes"


@pytest.mark.parametrize("way", ["adult_last_name", "adult_address", "adult_phone", "kept_adult_address"])
def test_so_is_one_about_an_adult_for_an_unborn_child_has_no_name(way: str) -> None:
    assert child_findable(said({way: "Larch 7"}, group="adults")) == "yes"


def test_a_first_name_alone_finds_nobody() -> None:
    assert child_findable(said({"first_name": "Zofia"})) == "no"


def test_who_knows_the_child_by_name_can_be_asked() -> None:
    assert child_findable(said(own={"worker_name": "Ada Lamptey"})) == "yes"
    assert child_findable(said({"agency_name": "Ada Lamptey"}, group="agencies")) == "yes"


@pytest.mark.parametrize("finds", [findable, family_findable])
def test_a_day_of_birth_finds_a_child_whoever_says_it(finds: Derivation) -> None:
    assert finds(said({"date_of_birth": "2019-03-05"})) == "yes"
    assert finds(said({"estimated_age": "7"})) == "no"


@pytest.mark.parametrize("reference", ["linked_reference", "spoke_reference"])
def test_a_reference_finds_a_child_and_is_known_to_be_alone(reference: str) -> None:
    alone = said(own={reference: "BN-7K4M-9QXR"})
    assert child_findable(alone) == "yes"
    assert by_reference_alone(alone, child_findable)
    assert not by_reference_alone(said({"school": "Larch"}, {reference: "BN-7K4M-9QXR"}), child_findable)
    assert not by_reference_alone(said(), child_findable)


def test_from_home_it_is_the_same() -> None:
    assert by_reference_alone(said(own={"linked_reference": "BN-7K4M-9QXR"}), findable)
    with_a_school = {"linked_reference": "BN-7K4M-9QXR", "find_school": "Larch"}
    assert not by_reference_alone(said(own=with_a_school), findable)
