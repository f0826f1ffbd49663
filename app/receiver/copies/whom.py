"""What a child or an adult is called at the hub, and how old an adult was when it was sent."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from app.contact.answered import chose
from app.contact.people import Adult, Child, Relationship
from app.forms.rules import years_since
from app.vocabulary import Birth

NAMELESS: Final = "Name not known"
UNBORN_BABY: Final = "Unborn baby"
CHILD_NUMBERED: Final = "{name} (child {number})"
ADULT_NUMBERED: Final = "Adult {number}"
RELATED: Final = "{person} ({relation})"


def child_called(child: Child) -> str:
    """The name, as far as it is known, or why there is none."""
    if is_unborn(child) and not child.first_name:
        # A last name alone would be read as that of somebody else.
        return " ".join(filter(None, (UNBORN_BABY, child.last_name)))
    return child.called or NAMELESS


def children_called(children: Sequence[Child]) -> Mapping[str, str]:
    """What each is called, by contact id; the number beside it where another would be called the same."""
    names = [child_called(child) for child in children]
    alike = Counter(name.casefold() for name in names)
    return {
        child.contact_id: name
        if alike[name.casefold()] == 1
        else CHILD_NUMBERED.format(name=name, number=number)
        for number, (child, name) in enumerate(zip(children, names, strict=True), 1)
    }


def is_unborn(child: Child) -> bool:
    """Whether the child is not born yet."""
    return child.expected_date is not None or chose(child.birth, Birth.UNBORN)


def adult_called(adult: Adult, number: int) -> str:
    """The name, as far as it is known, or the number among the adults."""
    return adult.called or ADULT_NUMBERED.format(number=number)


def related(person: str, relations: Sequence[Relationship]) -> str:
    """The same with what the person is to the children, where that is said."""
    said = ", ".join(dict.fromkeys(one.relation.label for one in relations if one.relation))
    return RELATED.format(person=person, relation=said) if said else person


def aged(person: str, age: int | None) -> str:
    """A name with the age, where it is known."""
    return person if age is None else RELATED.format(person=person, relation=age)


def years_old(adult: Adult, on: date) -> int | None:
    """An adult's whole years on a day, from the date of birth or as they were given; None where neither is known."""
    born = adult.adult_date_of_birth
    return years_since(born.isoformat(), on) if born else adult.adult_age
