"""A young person who writes about themselves is the child; what must be kept from somebody is apart."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from app.contact.assemble import Parts
from app.forms.answers import Answers

Answered = Callable[..., Answers]
Assembled = Callable[[str, Answers], Parts]
WAYS = ["phone", "text", "email", "post"]


def places(parts: Parts, words: Any) -> set[str]:
    """The parts in which something stands."""
    documents = {"contact": parts.contact, "restricted": parts.restricted, "identity": parts.identity}
    assert isinstance(words, str)
    return {name for name, part in documents.items() if words in json.dumps(part.model_dump(mode="json"))}


@pytest.mark.parametrize(
    ("anonymity", "source"), [("named", "1C"), ("keep-from-family", "1C"), ("anonymous", "9")]
)
def test_who_writes_about_themselves_is_the_child(
    answered: Answered, assembled: Assembled, anonymity: str, source: str
) -> None:
    answers = answered("young-person", about="me", anonymity=anonymity, estimated_age=14)
    contact = assembled("young-person", answers).contact
    (child,) = contact.children
    assert child.contact_id == f"{contact.reference}/1"
    assert (child.age, child.school, child.address) == (
        14,
        answers.of("")["school"],
        answers.of("")["address"],
    )
    assert child.first_name == (None if anonymity == "anonymous" else answers.of("")["first_name"])
    assert contact.home is None
    assert contact.source_of_referral
    assert contact.source_of_referral.dfe == source


def test_how_to_reach_them_is_in_the_identity_part_alone(answered: Answered, assembled: Assembled) -> None:
    answers = answered("young-person", about="me", anonymity="named", ways=WAYS)
    parts = assembled("young-person", answers)
    for question in ("your_phone", "phone_times", "your_email", "your_address"):
        assert places(parts, answers.of("")[question]) == {"identity"}


def test_a_friend_is_the_child_and_the_writer_is_not(answered: Answered, assembled: Assembled) -> None:
    answers = answered("young-person", about="somebody-else", anonymity="named", children=2)
    contact = assembled("young-person", answers).contact
    assert [child.contact_id for child in contact.children] == [f"{contact.reference}/{n}" for n in (1, 2)]
    assert places(assembled("young-person", answers), answers.of("")["your_name"]) == {"identity"}


def test_what_was_said_of_a_friend_is_gone_once_it_is_about_the_writer(
    answered: Answered, assembled: Assembled
) -> None:
    friend = answered("young-person", about="somebody-else", find_address="Their canary house")
    mine = assembled("young-person", friend.put("", {"about": "me"}))
    assert len(mine.contact.children) == 1
    assert places(mine, "Their canary house") == set()


@pytest.mark.parametrize("form", ["community", "young-person"])
def test_an_address_that_must_be_kept_is_in_the_restricted_part_alone(
    form: str, answered: Answered, assembled: Assembled
) -> None:
    parts = assembled(form, answered(form, about="me", kept_address="The canary refuge; not her father"))
    assert places(parts, "The canary refuge; not her father") == {"restricted"}
    assert parts.contact.kept_apart


@pytest.mark.parametrize(("keep", "where"), [("yes", "restricted"), ("no", "contact"), (None, "contact")])
def test_how_to_reach_a_parent_whom_somebody_must_not_find_is_in_the_restricted_part_alone(
    answered: Answered, assembled: Assembled, keep: str | None, where: str
) -> None:
    answers = answered("family", anonymity="named", ways=WAYS, keep_reach=keep)
    parts = assembled("family", answers)
    for question in ("your_phone", "your_email", "your_address", "phone_times"):
        assert places(parts, answers.of("")[question]) == {where}


@pytest.mark.parametrize(
    ("keep", "language", "apart"),
    [
        ("yes", "Tigrinya, and nobody from Larch Street", True),
        ("yes", "No.", False),
        ("yes", "none needed", False),
        ("yes", "NOT NEEDED", False),
        ("yes", "No thanks!", False),
        ("yes", "English", False),
        ("yes", None, False),
        ("no", "Tigrinya", False),
    ],
)
def test_the_contact_says_that_a_parent_needs_an_interpreter_whose_language_is_kept_apart(
    answered: Answered, assembled: Assembled, keep: str, language: str | None, *, apart: bool
) -> None:
    """Nobody who books one before the call reads the restricted part first; what they wrote may tell where they are."""
    said: dict[str, Any] = {"keep_reach": keep, "interpreter_language": language}
    parts = assembled("family", answered("family", anonymity="named", ways=WAYS, **said))
    assert parts.contact.interpreter_apart is apart
    if language:
        assert places(parts, language) == {"restricted" if keep == "yes" else "contact"}


def test_who_turned_anonymous_needs_no_interpreter(answered: Answered, assembled: Assembled) -> None:
    answers = answered("family", anonymity="anonymous", keep_reach="yes", interpreter_language="Tigrinya")
    assert not assembled("family", answers).contact.interpreter_apart
