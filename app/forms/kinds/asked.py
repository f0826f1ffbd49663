"""What every question shares: its words, and how an answer comes in from a browser and is shown again."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar, Final, NamedTuple, Self

from pydantic import BaseModel, ConfigDict, Field

from app.forms.conditions import NOT_KNOWN, Answer, Condition, Facts
from app.saying import Word
from app.unseen import seen

NOBODY_KNOWS: Final = "Not known"
UNKNOWN: Final = "-unknown"
"""How the field ends in which somebody ticks that they do not know."""

Typed = Mapping[str, Sequence[str]]
"""A browser's form body: each field's values in the order in which they came."""

Shown = str | list[str] | dict[str, str]
"""An answer as its fields show it: one text, the chosen values, or a date's three parts."""

CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
LINE_END = re.compile(r"\r\n|[\r\x0b\x0c\u2028\u2029]")
"""What ends a line: word processors paste a soft break as \\x0b."""

NOTHING_SAID: Final = (
    *("n/a", "n.a", "n/k", "n.k", "unknown", "notknown", "notsure", "noidea"),
    *("dontknow", "idontknow", "donotknow", "idonotknow"),
)
"""What people write for 'I do not know', without spaces and apostrophes. 'Na' is not here: it is a surname."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that a person must mend: a sentence with named placeholders, beside one question."""

    question: str
    message: str
    values: Mapping[str, str] = field(default_factory=dict)
    urgent_too: bool = False
    """Of a warning: whether it is said where it is urgent, too."""
    left_blank: bool = False
    """Of a warning: whether it is of a blank, which nobody has left before they sent the page."""
    calls: bool = False
    """Of a warning: whether it says to call, so that the number belongs beside it."""


Rule = Callable[[Facts], Problem | None]
"""A named pure function that demands something of the answers so far."""


class Read(NamedTuple):
    """One answer as it was read; a message means that it could not be."""

    value: Answer
    message: str = ""


class Spread(BaseModel):
    """A question about all of a group at once: its answer is written down for each, as if it had been asked of each."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    group: str
    question: str
    """The question that a later page asks about each of them."""
    but: str = ""
    """The option that says that they differ, and so is written down for nobody."""


class Asked(BaseModel):
    """What every kind of question shares."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    in_place: ClassVar[bool] = False
    """Whether it is answered in another way than by its page's fields, which then leave its answer in its place."""

    may_say_nothing: ClassVar[bool] = False
    """Whether an answer that was given may still count as none."""

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    label: str
    hint: str = ""
    missing: str = ""
    """The sentence shown when it is left blank; without one the question is optional."""
    when: Condition | None = None
    unknown: str = ""
    """The label of 'I do not know', where that may be the true answer."""
    spread: Spread | None = None
    """What it answers about each of a group, if it is about all of them."""

    @property
    def conditions(self) -> tuple[Condition, ...]:
        """Over what earlier questions asked: whether it is asked, and how."""
        return (self.when,) if self.when else ()

    def narrowed(self, facts: Facts) -> Self:  # noqa: ARG002 -- some kinds offer less where facts say so
        """The question as it is asked where these facts hold."""
        return self

    def read(self, typed: Typed, name: str, today: date) -> Read:
        """Read the answer that was typed under this field name; a blank one is None.

        Words beside a ticked 'I do not know' are kept, as they say more than the tick does.
        """
        read = self.read_own(typed, name, today)
        if not self.unknown or not first_typed(typed, f"{name}{UNKNOWN}"):
            return read
        blank = not read.message and self.empty(read.value)
        return Read(NOT_KNOWN) if blank or self._only_marks(self.typed(typed, name)) else read

    def _only_marks(self, said: Shown) -> bool:
        parts = [said] if isinstance(said, str) else said.values() if isinstance(said, dict) else said
        return all(says_nothing(part) or _close(part) == _close(self.unknown) for part in parts)

    def read_own(self, typed: Typed, name: str, today: date) -> Read:  # noqa: ARG002 -- some kinds need it
        """Read the fields that are this kind's own."""
        return Read(clean(first_typed(typed, name)).strip() or None)

    def offered(self, value: Answer) -> bool:  # noqa: ARG002 -- some kinds offer a list
        """Whether this can still be answered; a draft may hold what has been taken off a list since."""
        return True

    def still(self, value: Answer) -> Answer:
        """What of an earlier answer can be given where the question is asked now."""
        return value

    def empty(self, value: Answer) -> bool:
        """Whether this counts as no answer at all."""
        return value is None

    def shown(self, value: Answer) -> Shown:
        """The answer as the fields show it."""
        return value if isinstance(value, str) else ""

    def typed(self, typed: Typed, name: str) -> Shown:
        """What the person typed, as they typed it."""
        return first_typed(typed, name)

    def say(self, value: Answer) -> tuple[str, ...]:
        """The answer in words, one line or several; nothing for a blank one."""
        if value == NOT_KNOWN:
            return (Word(self.unknown or NOBODY_KNOWS),)
        return tuple(value.splitlines()) if isinstance(value, str) else ()


class Exact(Asked):
    """What is written in one way, as a number or an address is: no character that nobody sees is a part of it."""

    def read_own(self, typed: Typed, name: str, today: date) -> Read:
        """Leave out what nobody sees, for whoever copied it with the rest cannot find what is wrong."""
        read = super().read_own(typed, name, today)
        return Read(seen(read.value).strip() or None) if isinstance(read.value, str) else read


def clean(text: str) -> str:
    """One kind of line end, and no control characters, which mean nothing that a person wrote."""
    return CONTROL.sub("", LINE_END.sub("\n", text))


def says_nothing(text: str) -> bool:
    """Whether there are only marks, such as a question mark, or words for 'I do not know'."""
    return not any(map(str.isalnum, text)) or _close(text) in NOTHING_SAID


def _close(text: str) -> str:
    return re.sub(r"[\s'’]", "", text).casefold().rstrip(".!?")


def first_typed(typed: Typed, name: str) -> str:
    """The first value that came under a field name; a repeated parameter has no further effect."""
    values = typed.get(name, ())
    return values[0] if values else ""
