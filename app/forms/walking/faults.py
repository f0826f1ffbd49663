"""What is wrong on a page, or looks odd: found in its answers, and told in the words of its fields."""

from collections.abc import Iterator, Sequence

from app.forms.conditions import Facts
from app.forms.kinds.asked import Asked, Problem, Rule
from app.forms.questions import wording
from app.forms.walking.known import Found, Known
from app.forms.walking.steps import Fault, Slot, Spot

Sight = tuple[tuple[Known, Found], ...]
"""What a page asks, and of whom; nothing where the page does not exist."""


def untouched(sight: Sight) -> bool:
    """Whether a question on a page was neither answered nor left blank."""
    for _, found in sight:
        for _, _, recorded in found:
            if not recorded:
                return True
    return False


def at_fault(rules: tuple[Rule, ...], sight: Sight) -> bool:
    """Whether there is any fault on a page, in no words yet."""
    for facts, found in sight:
        for question, value, _ in found:
            if question.missing and (value is None or (question.may_say_nothing and question.empty(value))):
                return True
        for rule in rules:
            if rule(facts):
                return True
    return False


def wrong(rules: tuple[Rule, ...], spot: Spot, slots: Sequence[Slot]) -> list[Fault]:
    """What is missing in one spot, and what breaks a rule there."""
    blank = [
        Problem(slot.question.id, slot.question.missing)
        for slot in slots
        if slot.question.missing and slot.question.empty(slot.value)
    ]
    return list(_placed([*blank, *_problems(rules, spot.facts)], spot, slots))


class Oddities:
    """What a page warns of, looked for when it is first asked for, and once."""

    def __init__(self, rules: tuple[Rule, ...], spots: Sequence[Spot], slots: Sequence[Slot]) -> None:
        self._rules, self._spots, self._slots = rules, spots, slots
        self._found: tuple[Fault, ...] | None = None

    def __call__(self) -> tuple[Fault, ...]:
        """What it warns of."""
        if self._found is None:
            self._found = tuple(fault for spot in self._spots for fault in self._of(spot))
        return self._found

    def _of(self, spot: Spot) -> Iterator[Fault]:
        slots = [slot for slot in self._slots if slot.spot is spot]
        found = _problems(self._rules, spot.facts)
        if any(problem.left_blank for problem in found):
            left = {slot.question.id for slot in slots if slot.recorded}
            found = [problem for problem in found if not problem.left_blank or problem.question in left]
        return _placed(found, spot, slots)


def _problems(rules: tuple[Rule, ...], facts: Facts) -> list[Problem]:
    return [problem for rule in rules if (problem := rule(facts))]


def _placed(found: list[Problem], spot: Spot, slots: Sequence[Slot]) -> Iterator[Fault]:
    """Each problem at its field, with the words that its sentence may name."""
    asked: dict[str, Asked] = {slot.question.id: slot.question for slot in slots} if found else {}
    for problem in found:
        words = wording(asked[problem.question], spot.names) if problem.question in asked else {}
        values = {**spot.names, **words, **problem.values}
        yield Fault(spot.field(problem.question), problem.message, values, problem.urgent_too, problem.calls)
