"""What is known of one referral, and a closed algebra of conditions over it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass as plain_dataclass
from dataclasses import field
from datetime import date
from typing import Annotated, Final, Literal

from pydantic import Discriminator
from pydantic.dataclasses import dataclass

Answer = str | int | list[str] | dict[str, bool] | None
"""Text, a whole number, chosen values, NOT_KNOWN, or None for a question that was left blank."""

NOT_KNOWN: Final[dict[str, bool]] = {"known": False}
"""The recorded answer of somebody who says that they do not know."""


@plain_dataclass(slots=True)
class Facts:
    """The live answers in one scope: a repeated item's own first, then the outer ones.

    Only what is asked, given everything before it, is ever in here: a stale answer opens nothing.
    """

    own: dict[str, Answer]
    today: date
    outer: "Facts | None" = None
    derived: "Mapping[str, Derivation]" = field(default_factory=dict)
    groups: dict[str, dict[str, "Facts"]] = field(default_factory=dict)
    called_on: str | None = None
    """The day of a call that the hub wrote down when it began this referral."""

    def get(self, name: str) -> Answer:
        """The answer to a question or the value of a derived fact; None when neither is there."""
        if name in self.own:
            return self.own[name]
        if name in self.derived:
            return self.derived[name](self)
        return self.outer.get(name) if self.outer else None

    def members(self, group: str) -> Mapping[str, "Facts"]:
        """The facts of each item, by its id, of a group that this scope, or the nearest one outside it, holds."""
        if group in self.groups:
            return self.groups[group]
        return self.outer.members(group) if self.outer else {}

    def items(self, group: str) -> Iterator["Facts"]:
        """The same without the ids."""
        return iter(self.members(group).values())


Derivation = Callable[[Facts], Answer]
"""A fact that follows from answers."""


@dataclass(frozen=True)
class Is:
    """The question has this answer."""

    question: str
    value: str
    kind: Literal["is"] = "is"

    def holds(self, facts: Facts) -> bool:
        """Whether it is so in these facts."""
        own = facts.own
        return (own[self.question] if self.question in own else facts.get(self.question)) == self.value


@dataclass(frozen=True)
class Has:
    """This value is among the question's chosen ones."""

    question: str
    value: str
    kind: Literal["has"] = "has"

    def holds(self, facts: Facts) -> bool:
        """Whether it is so in these facts."""
        chosen = facts.get(self.question)
        return isinstance(chosen, list) and self.value in chosen


@dataclass(frozen=True)
class AtLeast:
    """The fact is a number, and no smaller than this one."""

    question: str
    number: int
    kind: Literal["at-least"] = "at-least"

    def holds(self, facts: Facts) -> bool:
        """Whether it is so in these facts."""
        value = facts.get(self.question)
        return isinstance(value, int) and value >= self.number


@dataclass(frozen=True)
class Not:
    """The condition does not hold."""

    condition: "Condition"
    kind: Literal["not"] = "not"

    def holds(self, facts: Facts) -> bool:
        """Whether it is so in these facts."""
        return not self.condition.holds(facts)


@dataclass(frozen=True)
class All:
    """Every condition holds."""

    conditions: tuple["Condition", ...]
    kind: Literal["all"] = "all"

    def holds(self, facts: Facts) -> bool:
        """Whether it is so in these facts."""
        for condition in self.conditions:  # noqa: SIM110 -- a generator costs more than most conditions
            if not condition.holds(facts):
                return False
        return True


@dataclass(frozen=True)
class Either:
    """At least one condition holds."""

    conditions: tuple["Condition", ...]
    kind: Literal["either"] = "either"

    def holds(self, facts: Facts) -> bool:
        """Whether it is so in these facts."""
        for condition in self.conditions:  # noqa: SIM110 -- a generator costs more than most conditions
            if condition.holds(facts):
                return True
        return False


@dataclass(frozen=True)
class AnyOf:
    """The condition holds for at least one item of a group."""

    group: str
    condition: "Condition"
    kind: Literal["any-of"] = "any-of"

    def holds(self, facts: Facts) -> bool:
        """Whether it is so in these facts."""
        holds = self.condition.holds
        return any(map(holds, facts.items(self.group)))


Condition = Annotated[Is | Has | AtLeast | Not | All | Either | AnyOf, Discriminator("kind")]


def mentions(condition: "Condition") -> Iterator[tuple[str, str | None]]:
    """Each question or fact that a condition names, with the value it compares it with, if any."""
    match condition:
        case Is() | Has():
            yield condition.question, condition.value
        case AtLeast():
            yield condition.question, None
        case Not() | AnyOf():
            yield from mentions(condition.condition)
        case All() | Either():
            for part in condition.conditions:
                yield from mentions(part)


def ranges(condition: "Condition") -> Iterator[str]:
    """Each group over whose items a condition ranges."""
    match condition:
        case AnyOf():
            yield condition.group
            yield from ranges(condition.condition)
        case Not():
            yield from ranges(condition.condition)
        case All() | Either():
            for part in condition.conditions:
                yield from ranges(part)


def one_of(question: str, *values: str) -> Either:
    """The question has one of these answers."""
    return Either(tuple(Is(question, value) for value in values))
