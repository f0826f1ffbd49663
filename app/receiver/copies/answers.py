"""The answers of any part of a contact, ready to be read: each field under its model's title, whatever it holds."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from types import MappingProxyType
from typing import Any, Final

from pydantic import BaseModel

from app.contact.answered import Answered, Coded, Part
from app.contact.people import Adult, Child
from app.contact.told import unknown_told
from app.profiles.spoken import dated_values, spoken_day
from app.receiver.copies.abroad import country
from app.receiver.copies.beside import said_beside
from app.receiver.copies.ringing import link
from app.receiver.copies.whom import years_old
from app.saying import Sentence
from app.vocabulary import Admission

CUT: Final = " …"

YES: Final = "Yes"
NO: Final = "No"
MOMENT: Final = "{time} on {weekday} {day} {month} {year}"
WITHIN: Final = " – "
"""Between the title of a part and that of a part inside it."""

HALF_A_PAGE: Final = 40
"""Characters that stand beside a label in half the width of a page."""

BORN: Final = "{day}, aged {age} when sent"

NOT_ANSWERED: Final = "Not answered"
NOT_ASKED: Final = "Not asked"

MEANT: Final[Mapping[str, Sequence[str]]] = MappingProxyType(
    {
        "lives": ("lives", "address", "postcode", "whereabouts", "country", "locality", "other_area"),
        "same_language": ("first_language", "interpreter", "not_interpreter"),
        "adult_language": ("first_language",),
    }
)
"""What is meant of the first child by each answer that may point there; a kept address is in no contact."""

RULES: Final[Mapping[Admission, str]] = MappingProxyType(
    {
        Admission.C1: "Support, and somebody agrees, in full or in part",
        Admission.C2: "Support, and nobody agrees",
        Admission.C3: "Told, and agrees",
        Admission.C4: "Told, and refused; a reason for going ahead is given",
        Admission.C5: "Could not be reached; how it was tried, and a reason for going ahead, are given",
        Admission.C6: "Not told, because that would raise the risk; what suggests harm is given",
        Admission.C7: "Not told, for another reason; what suggests harm is given",
        Admission.C8: "Urgent: what is missing may still be asked",
        Admission.C9: "Told, but agrees in part, was not asked or did not answer; a reason for going ahead is given",
        Admission.FAMILY: "A parent or carer asks for help, and so agrees",
        Admission.COMMUNITY: "From somebody who needs no agreement",
        Admission.ALLEGATION: "About an adult who works with children: needs no agreement",
    }
)
"""What each row of rules.md 2 means; of several people's, the one that counts first."""

LISTS: Final = frozenset({"not_known", "not_answered"})
"""Fields that speak of other fields."""


@dataclass(frozen=True)
class Line:
    """One line of an answer."""

    words: str | Sentence
    code: str | None = None
    """The DfE's code for it, where there is one; of a rule, its own."""
    label: str | None = None
    """Which answer it is, where one place shows several."""
    link: str | None = None
    """What rings it, where it is a number that may be rung."""


@dataclass(frozen=True)
class Row:
    """One answer under its label."""

    label: str
    lines: Sequence[Line]
    alone: bool = False
    """Whether nothing may stand beside it."""

    @property
    def wide(self) -> bool:
        """Whether it has the page's whole width."""
        return (
            self.alone
            or len(self.lines) > 1
            or any(len(str(line.words)) > HALF_A_PAGE for line in self.lines)
        )


@dataclass(frozen=True)
class Answers:
    """The answers of one part."""

    title: str | None
    rows: Sequence[Row]
    blank: Sequence[str] = ()
    """The labels of what was asked and left blank."""


@dataclass(frozen=True)
class Reader:
    """Reads the parts of one contact."""

    names: Mapping[str, str]
    """What each child is called, by contact id."""
    children: Mapping[str, Child] = field(default_factory=dict)
    """The children at whom answers about others may point, by contact id."""
    sent_on: date | None = None
    """The day of sending in London, for which ages are given."""

    def part(self, part: Part, title: str | None = None, leave: Collection[str] = ()) -> Iterator[Answers]:
        """A part's own answers, then those of each part inside it; fields to `leave` are shown elsewhere."""
        rows, blank = tuple(self.rows(part, leave)), left_blank(part)
        if rows or blank:
            yield Answers(title, rows, blank)
        for name in fields(part, leave):
            inner = parts_in(getattr(part, name))
            for number, one in enumerate(inner, 1):
                counted = f"{label_of(part, name)} {number}" if len(inner) > 1 else label_of(part, name)
                yield from self.part(one, WITHIN.join(filter(None, (title, counted))))

    def rows(self, part: Part, leave: Collection[str] = ()) -> Iterator[Row]:
        """Each answer that a part itself holds, in the order of its model."""
        for name in fields(part, leave):
            if lines := self.lines(part, name):
                yield Row(
                    label_of(part, name), (*(self._aged(part, name) or lines), *self._meant(part, name))
                )

    def lines(self, part: Part, name: str) -> Sequence[Line]:
        """What was answered, in lines; none where there is no answer, or the one beside it says it."""
        if isinstance(part, Answered) and name in part.not_known:
            return (Line(unknown_told(name)),)
        if said_beside(part, name):
            return ()
        known, value = type(part).model_fields[name], getattr(part, name)
        if not known.is_required() and value == known.default:
            return ()
        lines = [line for one in several(value) for line in self._lines(one)]
        abroad = [Line(said) for line in lines if (said := country(name, str(line.words)))]
        return (*(replace(line, link=link(part, name, str(line.words))) for line in lines), *abroad)

    def labelled(self, part: Part, name: str) -> Iterator[Line]:
        """The same, each with the label of its field."""
        return (replace(line, label=label_of(part, name)) for line in self.lines(part, name))

    def pointed(self, part: Part, name: str) -> Child | None:
        """The child of whom an answer says that something is as of them, if it says so."""
        answer = getattr(part, name) if name in MEANT else None
        return self.children.get(answer.of or "") if isinstance(answer, Coded) else None

    def _meant(self, part: Part, name: str) -> Iterator[Line]:
        """What an answer says by pointing at a child."""
        if not (child := self.pointed(part, name)):
            return
        for meant in (one for one in MEANT[name] if not said_beside(child, one)):
            yield from self.lines(child, meant) or (unsaid(child, (meant,)),)

    def _aged(self, part: Part, name: str) -> Sequence[Line]:
        """An adult's date of birth, with the age that it makes."""
        if not isinstance(part, Adult) or name != "adult_date_of_birth" or not self.sent_on:
            return ()
        born, years = part.adult_date_of_birth, years_old(part, self.sent_on)
        return (Line(Sentence(BORN, {"day": spoken_day(born), "age": str(years)})),) if born else ()

    def _lines(self, answer: Any) -> Sequence[Line]:
        match answer:
            case None | BaseModel() if not isinstance(answer, Coded):
                return ()
            case Coded():
                return (Line(answer.label, answer.dfe),)
            case Admission():
                return (Line(RULES[answer], answer.value),)
            case bool():
                return (Line(YES if answer else NO),)
            case date():
                return (Line(_dated(answer)),)
            case _:
                said = str(answer)
                return tuple(Line(line) for line in self.names.get(said, said).splitlines())


def _dated(answer: date) -> str | Sentence:
    """A moment in London's time, or a day."""
    return Sentence(MOMENT, dated_values(answer)) if isinstance(answer, datetime) else spoken_day(answer)


def fields(part: Part, leave: Collection[str] = ()) -> Iterator[str]:
    """The names of the fields that hold answers."""
    return (name for name in type(part).model_fields if name not in LISTS and name not in leave)


def beginning(words: str, longest: int) -> str:
    """What was written, or as many of its first words as have room at a glance."""
    if len(words) <= longest:
        return words
    start = words[: longest - len(CUT)]
    return (start.rsplit(maxsplit=1)[0] if " " in start.strip() else start) + CUT


def label_of(part: Part, name: str) -> str:
    """What a field is called at the hub."""
    known = type(part).model_fields.get(name)
    return (known and known.title) or name


def asked(part: Answered, names: Collection[str]) -> bool:
    """Whether any of these fields was asked, answered or not."""
    return any(getattr(part, name) for name in names) or not {*part.not_known, *part.not_answered}.isdisjoint(
        names
    )


def unsaid(part: Answered, names: Collection[str]) -> Line:
    """What is said where none of these fields has an answer."""
    return Line(NOT_ASKED if set(names).isdisjoint(part.not_answered) else NOT_ANSWERED)


def left_blank(part: Part) -> Sequence[str]:
    """The labels of what was asked in this part and left blank."""
    return tuple(label_of(part, name) for name in part.not_answered) if isinstance(part, Answered) else ()


def parts_in(value: Any) -> Sequence[Part]:
    """The parts that a field holds; a chosen answer is not one."""
    return [one for one in several(value) if isinstance(one, Part) and not isinstance(one, Coded)]


def several(value: Any) -> Sequence[Any]:
    """What a field holds, one or several."""
    return value if isinstance(value, tuple) else (value,)
