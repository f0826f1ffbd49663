"""The hub reads who carries a baby who is not born yet, or that this was not said: nobody else leads to the baby."""

from collections.abc import Callable
from datetime import date

import pytest

from app.contact.answered import Coded
from app.contact.people import Adult, Child, Relationship
from app.vocabulary import FormName

CHLOE = Child(contact_id="NN-7K4M-9QXR/1", first_name="Chloe", estimated_age=15)
BABY = Child(contact_id="NN-7K4M-9QXR/2", expected_date=date(2027, 1, 20))
NOT_SAID = "NOT SAID who is the mother of the baby who is not born yet"
Shown = Callable[..., str]


def adult(relation: str, *children: Child) -> Adult:
    said = Coded(code=relation, label=relation)
    return Adult(
        adult_first_name="Denise",
        relations=tuple(Relationship(child=one.contact_id, relation=said) for one in children),
    )


@pytest.mark.parametrize("adults", [(), (adult("mother", CHLOE),), (adult("grandparent", BABY),)])
def test_it_is_not_said_who_carries_it(shown: Shown, adults: tuple[Adult, ...]) -> None:
    assert f"\n{NOT_SAID}\n" in shown(children=(CHLOE, BABY), adults=adults)


def test_it_is_said(shown: Shown) -> None:
    assert NOT_SAID not in shown(children=(CHLOE, BABY), adults=(adult("mother", BABY),))
    assert NOT_SAID not in shown(children=(CHLOE,))


def test_only_who_works_with_a_family_is_asked(shown: Shown) -> None:
    assert NOT_SAID not in shown(form=FormName.COMMUNITY, children=(CHLOE, BABY))
