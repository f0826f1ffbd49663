"""Where each child lives, of a family of two homes: per child in the contact, and what must be kept apart from it."""

from collections.abc import Callable
from typing import Any

import pytest

from app.contact.assemble import Parts
from app.forms.answers import Answers

Answered = Callable[..., Answers]
Assembled = Callable[[str, Answers], Parts]
FATHERS: dict[str, Any] = {"lives": "address", "address": "4 Canary Road", "postcode": "EH1 1AA"}
KEPT: dict[str, Any] = {"lives": "kept", "kept_address": "The canary refuge, not their father"}


@pytest.fixture
def apart(answered: Answered) -> Callable[..., Answers]:
    """The answers of a parent whose first child lives where was said, and whose second as this."""

    def made(second: dict[str, Any], **home: Any) -> Answers:
        usual: dict[str, Any] = {"lives": "address", "address": "8 Mill Lane", "postcode": "NN15 7PP"}
        answers = answered("family", children=2, all_there="no", **{**usual, **home})
        first, other = answers.items("children")
        return answers.put(f"children/{first}", {"lives": "as-said"}).put(f"children/{other}", second)

    return made


def test_each_child_has_their_own_home_and_its_mark(
    apart: Callable[..., Answers], assembled: Assembled
) -> None:
    contact = assembled("family", apart(FATHERS)).contact
    first, second = contact.children
    assert contact.home
    assert contact.home.address == "8 Mill Lane"
    assert not contact.home.other_area
    assert first.lives
    assert (first.lives.code, first.address) == ("as-said", None)
    assert (second.address, second.postcode, second.other_area) == ("4 Canary Road", "EH1 1AA", True)


@pytest.mark.parametrize(("code", "marked"), [("EH1 1AA", True), ("NN15 7PP", False)])
def test_a_second_home_may_be_another_councils(
    apart: Callable[..., Answers], assembled: Assembled, code: str, *, marked: bool
) -> None:
    contact = assembled(
        "family", apart({"lives": "both", "second_home": f"Canary Road {code}, Fridays"})
    ).contact
    assert contact.children[1].second_home == f"Canary Road {code}, Fridays"
    assert contact.children[1].other_area is marked
    assert contact.children[1].locality is None


def test_an_address_that_somebody_fled_to_is_nobody_elses(
    apart: Callable[..., Answers], assembled: Assembled
) -> None:
    parts = assembled("family", apart(FATHERS, **KEPT, address=None, postcode=None))
    assert "canary refuge" not in parts.contact.model_dump_json()
    assert parts.contact.children[1].address == "4 Canary Road"
    (kept,) = [one for one in parts.restricted.kept if one.kept_address]
    assert (kept.contact_id, kept.kept_address) == (None, KEPT["kept_address"])


def test_a_child_who_is_hidden_elsewhere_is_named_in_the_restricted_part_alone(
    apart: Callable[..., Answers], assembled: Assembled
) -> None:
    parts = assembled("family", apart(KEPT))
    assert "canary refuge" not in parts.contact.model_dump_json()
    (kept,) = [one for one in parts.restricted.kept if one.kept_address]
    assert (kept.contact_id, kept.kept_address) == (f"{parts.contact.reference}/2", KEPT["kept_address"])


def test_what_was_said_of_each_is_gone_once_all_live_there(
    apart: Callable[..., Answers], assembled: Assembled
) -> None:
    parts = assembled("family", apart(FATHERS).put("", {"all_there": "yes"}))
    assert "Canary Road" not in parts.contact.model_dump_json()
