"""What can be asked in words and choices, and the closed list of every kind of question."""

from collections.abc import Mapping
from datetime import date
from functools import cached_property
from types import MappingProxyType
from typing import Annotated, ClassVar, Final, Literal, Self

from pydantic import BaseModel, ConfigDict, Discriminator, Field

from app.forms.conditions import Answer, Condition, Facts
from app.forms.kinds.asked import Asked, Read, Shown, Typed, first_typed
from app.forms.kinds.attached import Files
from app.forms.kinds.checked import Age, Date, Email, Phone, Postcode, Reference
from app.forms.kinds.numbers import NhsNumber, Upn
from app.saying import Word

LONGEST_ANSWER: Final = 20_000
"""Characters that one answer may hold (data.md, Limits)."""
NOBODY: Final[Mapping[str, str]] = MappingProxyType({})


class Text(Asked):
    """One line, or several."""

    may_say_nothing: ClassVar[bool] = True

    kind: Literal["text"] = "text"
    rows: int = 1
    autocomplete: str = ""
    width: Literal["", "20", "10", "5"] = ""
    offers: tuple[str, ...] = ()
    """Names to choose from while typing, where it is one line; anything else can be written."""
    usual: tuple[str, ...] = ()
    """Words of ours to choose from in the same way."""

    def read_own(self, typed: Typed, name: str, today: date) -> Read:
        """Keep every character of what was written, in any script; only control characters go."""
        read = super().read_own(typed, name, today)
        if not isinstance(read.value, str):
            return read
        if len(read.value) > LONGEST_ANSWER:
            return Read(None, "Your answer to ‘{question}’ is too long: use 20,000 characters or fewer")
        # A box of one line would show its lines run together.
        return read if self.rows > 1 else Read(read.value.replace("\n", " "))

    def empty(self, value: Answer) -> bool:
        """Only spaces, punctuation or the question's own words say nothing (rules.md 2)."""
        if not isinstance(value, str):
            return value is None
        first = value[:1] if value[:1].isalnum() else next(filter(str.isalnum, value), "")
        # Most answers begin otherwise than their question, and need not be read to their end.
        return not first or (self._own[:1] == first.casefold()[:1] and _letters(value) == self._own)

    @cached_property
    def _own(self) -> str:
        """What the question itself says."""
        return _letters(self.label)


class Offering(Asked):
    """A question with a list of answers, some of which may be offered only where a condition holds."""

    options: dict[str, str]
    hints: dict[str, str] = Field(default_factory=dict)
    only: dict[str, Condition] = Field(default_factory=dict)
    """For an option, when it is offered at all: a condition over what earlier pages asked."""
    retired: tuple[str, ...] = ()
    """Answers that are asked for otherwise now: a draft that holds one is not told that it has no place."""

    def narrowed(self, facts: Facts) -> Self:
        """The question with the answers that can be given where these facts hold."""
        gone = frozenset([value for value, condition in self.only.items() if not condition.holds(facts)])
        if not gone:
            return self
        if gone not in self._narrowed:
            left = {value: label for value, label in self.options.items() if value not in gone}
            self._narrowed[gone] = self.model_copy(update={"options": left})
        return self._narrowed[gone]

    @cached_property
    def _narrowed(self) -> dict[frozenset[str], Self]:
        """The question without some of its answers, each made once."""
        return {}


class Copied(BaseModel):
    """What was written about others of a group, and can be taken over with one press."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    group: str
    answers: tuple[str, ...]
    """The questions beside the choice whose answers are taken over; the first one’s is what is offered."""
    gives: str
    """The option that is chosen once they are."""
    past_first: bool = False
    """Not from the group’s first item, which has an option of its own."""


class AsFirst(BaseModel):
    """An option that says: as of the group’s first item. Where that item goes, what it said is written out first."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    group: str
    option: str
    answers: dict[str, str]
    """The questions that it answers, each with the one whose answer of the first item is meant; what matters first."""
    instead: str = ""
    """The option that is chosen in its place; none, where it is among the answers."""
    unknown: str = ""
    """The same where what matters is not known."""


class Choice(Offering):
    """One of several answers."""

    kind: Literal["choice"] = "choice"
    buttons: bool = False
    """Each option is a button that submits the page."""
    aside: bool = False
    """Its buttons are not what the page is mainly for."""
    changes: dict[str, dict[str, str]] = Field(default_factory=dict)
    """For an option, the answers to other questions that choosing it gives."""
    told_by_box: tuple[str, ...] = ()
    """Options that say no more than what appears under them: filling that in, and selecting nothing, gives them."""
    as_first: AsFirst | None = None
    """Which option points at the first of a group, if any."""
    copied: Copied | None = None
    """What it offers besides, where something of it was written before."""

    def read_own(self, typed: Typed, name: str, today: date) -> Read:  # noqa: ARG002
        """Take an offered value and no other; one that is not offered any more is not taken for none."""
        value = first_typed(typed, name)
        if value and value not in self.options:
            return Read(None, "This list has changed. Select an answer, then select Continue")
        return Read(value or None)

    def offered(self, value: Answer) -> bool:
        """Whether it is still on the list."""
        return value is None or value in self.options

    def say(self, value: Answer) -> tuple[str, ...]:
        """The label of the chosen answer."""
        return (Word(self.options[value]),) if isinstance(value, str) and value in self.options else ()


class Choices(Offering):
    """Any number of several answers; one of them may stand alone."""

    kind: Literal["choices"] = "choices"
    alone: str = ""
    """The value that cannot be combined with another."""

    def read_own(self, typed: Typed, name: str, today: date) -> Read:  # noqa: ARG002
        """Take the offered values, each once, in the order in which they are offered."""
        sent = set(typed.get(name, ())) - {""}
        if not sent <= set(self.options):
            return Read(None, "This list has changed. Look at what is selected, then select Continue again")
        chosen = [value for value in self.options if value in sent]
        if self.alone in chosen and len(chosen) > 1:
            return Read(None, "Select either ‘{alone}’ or the others, not both")
        return Read(chosen or None)

    def offered(self, value: Answer) -> bool:
        """Whether something is left of it, and all of that is on the list, or was and is asked for otherwise."""
        known = {*self.options, *self.retired}
        return value is None or (isinstance(value, list) and bool(value) and set(value) <= known)

    def still(self, value: Answer) -> Answer:
        """The chosen values that are still on the list."""
        return [one for one in value if one in self.options] if isinstance(value, list) else value

    def shown(self, value: Answer) -> Shown:
        """The chosen values."""
        return value if isinstance(value, list) else []

    def typed(self, typed: Typed, name: str) -> Shown:
        """The values that were sent."""
        return list(typed.get(name, ()))

    def say(self, value: Answer) -> tuple[str, ...]:
        """The label of each chosen answer."""
        chosen = value if isinstance(value, list) else []
        return tuple(Word(self.options[one]) for one in chosen if one in self.options)


Question = Annotated[
    Text | Choice | Choices | Date | Age | Email | Phone | Postcode | NhsNumber | Upn | Reference | Files,
    Discriminator("kind"),
]


def wording(question: Asked, names: Mapping[str, str] = NOBODY) -> dict[str, str]:
    """The question's own words that its messages may name; `names` are of those whom it asks about."""
    subject = question.subject if isinstance(question, Date) else ""
    alone = question.options.get(question.alone, "") if isinstance(question, Choices) else ""
    return {"question": Word(question.label, **names), "subject": Word(subject), "alone": Word(alone)}


def _letters(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())
