"""What has to be known before anybody is rung stands at the head: a wrong call cannot be taken back."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from app.contact.answered import Coded
from app.contact.model import Finding, Opening
from app.contact.people import Adult, Child, Parent
from app.vocabulary import FormName
from tests.receiver.conftest import NOW

YES, NO, UNKNOWN = (Coded(code=code, label=code.title()) for code in ("yes", "no", "not-known"))
ONE = "NN-7K4M-9QXR/1"
EWA = Adult(adult_first_name="Ewa", adult_last_name="Lis", adult_phone="07700 900 111")
RING = "DO NOT RING Ewa Lis: the writer says that it is not safe"
PARENTS = "DO NOT TELL THE PARENTS: Ana says that they may not know"
ALONE = "NOBODY ELSE with parental responsibility knows of this, the writer says"
NO_999 = "999 NOT CALLED: the writer says that they have not called"
UNCALLED = "NOT CALLED: the writer says that they have not telephoned here yet"
UNHEARD = "NOBODY ANSWERED: the writer says that they telephoned here, and nobody has answered yet"
TODAY, EARLIER = NOW.date(), NOW.date() - timedelta(days=1)
Shown = Callable[..., str]


def ana(**given: Any) -> dict[str, Any]:
    return {"children": (Child(contact_id=ONE, first_name="Ana", **given),)}


def urgent(**given: Any) -> dict[str, Any]:
    return {"urgent": True, "opening": Opening(urgent_today=YES, **given)}


def spoke(day: date | None) -> dict[str, Any]:
    """That they spoke to the hub, and on which day, whatever they had said of calling now."""
    return {"spoke": YES, "spoke_on": day}


ME = Coded(code="me", label="The child who writes")
FRIEND = Coded(code="somebody-else", label="A friend")
KEPT, NAMED = (Coded(code=code, label=code) for code in ("keep-from-family", "named"))
CHILD_WROTE = "THE CHILD WROTE THIS: do not tell the family that they did"
NO_REPLY = Coded(code="no-reply", label="Yes, but nobody answered")
FAMILY: dict[str, Any] = {"form": FormName.FAMILY}
CASES: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
    (
        RING,
        {"adults": (EWA.model_copy(update={"adult_phone_safe": NO}),)},
        {"adults": (EWA.model_copy(update={"adult_phone_safe": UNKNOWN}),)},
    ),
    (PARENTS, ana(parents_may_know=NO), ana(parents_may_know=UNKNOWN)),
    (ALONE, FAMILY | {"parent": Parent(others_know=NO)}, FAMILY | {"parent": Parent(others_know=UNKNOWN)}),
    (NO_999, urgent(danger=YES, called_999=NO), urgent(danger=YES, called_999=YES)),
    (UNCALLED, urgent(called_now=NO), urgent(called_now=YES)),
    (UNCALLED, urgent(called_now=NO), urgent(called_now=NO_REPLY)),
    (UNHEARD, urgent(called_now=NO_REPLY), urgent(called_now=NO_REPLY, called_again=YES)),
    (UNHEARD, urgent(called_now=NO_REPLY, called_again=NO), urgent()),
    (UNCALLED, urgent(called_now=NO, **spoke(EARLIER)), urgent(called_now=NO, **spoke(TODAY))),
    (UNCALLED, urgent(called_now=NO, **spoke(None)), urgent(called_now=NO, **spoke(TODAY))),
    (UNCALLED, urgent(called_now=NO, spoke=NO, spoke_on=TODAY), urgent(called_now=YES, spoke=YES)),
    (UNHEARD, urgent(called_now=NO_REPLY, **spoke(EARLIER)), urgent(called_now=NO_REPLY, **spoke(TODAY))),
    (
        CHILD_WROTE,
        {"finding": Finding(about=ME, anonymity=KEPT)},
        {"finding": Finding(about=ME, anonymity=NAMED)},
    ),
    (
        CHILD_WROTE,
        {"finding": Finding(about=ME, not_answered=("anonymity",))},
        {"finding": Finding(about=FRIEND, anonymity=KEPT)},
    ),
    (
        "DO NOT TELL THE FAMILY who wrote this",
        {"finding": Finding(about=FRIEND, anonymity=KEPT)},
        {"finding": Finding(about=ME, anonymity=KEPT)},
    ),
]


@pytest.mark.parametrize(("warning", "so", "otherwise"), CASES)
def test_it_stands_at_the_head_where_it_is_so(
    shown: Shown, warning: str, so: dict[str, Any], otherwise: dict[str, Any]
) -> None:
    text = shown(**so)
    assert text.index(f"\n{warning}\n") < text.index("At a glance")
    assert warning not in shown(**otherwise)


def test_an_adult_without_a_name_is_called_by_their_number(shown: Shown) -> None:
    nameless = Adult(adult_phone="01632 960 111", adult_phone_safe=NO)
    assert "DO NOT RING Adult 2: " in shown(adults=(EWA, nameless))


def test_a_child_without_a_name_may_say_so_too(shown: Shown) -> None:
    text = shown(children=(Child(contact_id=ONE, not_known=("first_name",), parents_may_know=NO),))
    assert "DO NOT TELL THE PARENTS: Name not known says that they may not know" not in text
    assert "DO NOT TELL THE PARENTS: a young person says that they may not know" in text


def test_a_call_that_the_hub_wrote_down_is_no_call_that_was_never_made(shown: Shown) -> None:
    """They call on Monday, the hub registers it, and on Tuesday it is urgent: Monday's call was made."""
    call = "NN-7K4M-9QXR"
    text = shown(**urgent(called_now=NO, spoke_reference=call, **spoke(EARLIER)))
    assert UNCALLED not in text
    assert f"the writer has not telephoned here since the call that was written down as {call}" in text
    assert UNCALLED in shown(**urgent(called_now=NO, spoke_reference="Ewa said so", **spoke(EARLIER)))
    today = shown(**urgent(called_now=NO, spoke_reference=call, **spoke(TODAY)))
    assert "NOT CALLED" not in today
