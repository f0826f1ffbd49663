"""Who makes an allegation: a referrer in the contact, or somebody who is sealed apart from it."""

from collections.abc import Callable
from typing import Any

import pytest

from app.contact.assemble import Parts
from app.forms.answers import Answers

Answered = Callable[..., Answers]
Assembled = Callable[[str, Answers], Parts]
WAYS = ["phone", "email"]
DETAILS = ("your_name", "your_phone", "your_email")


def places(parts: Parts, said: object) -> set[str]:
    documents = {name: getattr(parts, name) for name in ("contact", "restricted", "identity")}
    return {name for name, part in documents.items() if str(said) in part.model_dump_json()}


@pytest.mark.parametrize(
    ("said", "place"),
    [
        pytest.param({"at_work": "yes", "keep_name_from_adult": "no"}, "contact", id="at work"),
        pytest.param(
            {"at_work": "yes", "keep_name_from_adult": "yes"}, "restricted", id="at work, in danger"
        ),
        pytest.param({"at_work": "no", "anonymity": "named", "ways": WAYS}, "identity", id="named"),
        pytest.param(
            {"at_work": "no", "anonymity": "keep-from-adult", "ways": WAYS}, "identity", id="not to the adult"
        ),
    ],
)
def test_the_writers_own_details_are_in_one_part(
    said: dict[str, Any], place: str, answered: Answered, assembled: Assembled
) -> None:
    answers = answered("allegation", **said)
    parts = assembled("allegation", answers)
    for detail in DETAILS:
        assert places(parts, answers.of("")[detail]) == {place}, detail


def test_somebody_who_turned_anonymous_leaves_no_name(answered: Answered, assembled: Assembled) -> None:
    named = answered("allegation", at_work="no", anonymity="named", ways=WAYS)
    parts = assembled("allegation", named.put("", {"anonymity": "anonymous"}))
    for detail in DETAILS:
        assert places(parts, named.of("")[detail]) == set()
    assert parts.contact.source_of_referral
    assert parts.contact.source_of_referral.dfe == "9"


@pytest.mark.parametrize(("day", "late"), [("2026-11-22", None), ("2026-11-20", "late")])
def test_it_is_marked_where_it_comes_late(
    day: str, late: str | None, answered: Answered, assembled: Assembled
) -> None:
    contact = assembled("allegation", answered("allegation", learned_on=day)).contact
    assert contact.allegation
    assert (contact.allegation.late.code if contact.allegation.late else None) == late
