"""What everybody in a group is called, by what is said of their names so far: nobody as somebody else is."""

from collections import Counter
from collections.abc import Collection, Mapping
from typing import Final

from app.forms.conditions import Facts, mentions
from app.forms.pages import Group
from app.saying import Word

WHICH: Final = "{name} ({which})"


def called(group: Group, held: Mapping[str, Facts], questions: Collection[str]) -> Mapping[str, str]:
    """The name of each item; its number where it has none, and beside it where another has the same.

    `questions`: those that were asked before, of what decides it.
    """
    names = {item: _name(group, known, questions) for item, known in held.items()}
    alike = Counter(name.casefold() for name in names.values())
    return {
        item: name
        if name and (alike[name.casefold()] == 1 or not group.numbered)
        else _numbered(group, name, number, len(held))
        for number, (item, name) in enumerate(names.items(), 1)
    }


def _numbered(group: Group, name: str, number: int, of: int) -> str:
    if of == 1 or not group.numbered:
        return Word(group.unnamed)
    which = Word(group.numbered, number=str(number))
    return Word(WHICH, name=name, which=which) if name else which


def _name(group: Group, known: Facts, questions: Collection[str]) -> str:
    asked = [known.get(one) for one in group.called if one in questions]
    if name := " ".join([value for value in asked if isinstance(value, str)]):
        return name
    otherwise = group.otherwise
    if (
        otherwise
        and all(one in questions for one, _ in mentions(otherwise.when))
        and otherwise.when.holds(known)
    ):
        return Word(otherwise.words)
    return ""
