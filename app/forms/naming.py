"""What somebody is called, by what is said of their name so far: nobody as somebody else is."""

from collections.abc import Mapping, Sequence
from typing import Final

from app.forms.conditions import Facts, mentions
from app.forms.pages import Group
from app.saying import Word

WHICH: Final = "{name} ({which})"


def called(group: Group, held: Mapping[str, Facts], item: str, questions: Sequence[str]) -> str:
    """The name of one item; its number where it has none, and beside it where another has the same.

    `questions`: those that were asked before, of what decides it.
    """
    name = _name(group, held[item], questions)
    others = [one for key, one in held.items() if key != item] if name else ()
    alike = any(_name(group, one, questions).casefold() == name.casefold() for one in others)
    if name and not (alike and group.numbered):
        return name
    if len(held) == 1 or not group.numbered:
        return Word(group.unnamed)
    which = Word(group.numbered, number=str(list(held).index(item) + 1))
    return Word(WHICH, name=name, which=which) if name else which


def _name(group: Group, known: Facts, questions: Sequence[str]) -> str:
    asked = (known.get(one) for one in group.called if one in questions)
    if name := " ".join(value for value in asked if isinstance(value, str)):
        return name
    otherwise = group.otherwise
    if (
        otherwise
        and all(one in questions for one, _ in mentions(otherwise.when))
        and otherwise.when.holds(known)
    ):
        return Word(otherwise.words)
    return ""
