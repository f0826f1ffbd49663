"""A help page as frozen data, and what of it a council can say."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from string import Formatter
from typing import ClassVar, Final

from app.profiles.model import Profile
from app.profiles.spoken import day_values

NATIONAL: Final[Mapping[str, str]] = {
    "ico": "0303 123 1113",
    "ombudsman": "0300 061 0614",
    "equality": "0808 800 0082",
}
"""Numbers that are the same everywhere in England: ico.org.uk, lgo.org.uk, equalityadvisoryservice.com."""


@dataclass(frozen=True)
class Either:
    """The first of these sentences that this council can say: its own words before ours."""

    kind: ClassVar = "text"
    texts: tuple[str, ...]


@dataclass(frozen=True)
class Points:
    """A list of points; in an order where they are steps."""

    kind: ClassVar = "points"
    texts: tuple[str, ...]
    steps: bool = False


@dataclass(frozen=True)
class Rows:
    """Names, each with what it is."""

    kind: ClassVar = "rows"
    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Link:
    """Another page, here or elsewhere."""

    kind: ClassVar = "link"
    url: str
    text: str


class Shown(Enum):
    """Facts of the profile that are no sentence."""

    LINES = "lines"
    HOURS = "hours"
    PARTNERS = "partners"
    INTERPRETERS = "interpreters"
    CONSULTATION = "consultation"

    @property
    def kind(self) -> str:
        """What the template looks for."""
        return self.value


Block = str | Either | Points | Rows | Link | Shown


@dataclass(frozen=True)
class Part:
    """What stands under one heading; the first of a page has none."""

    title: str
    blocks: tuple[Block, ...]

    def told(self, facts: Mapping[str, str], own: Mapping[str, str]) -> "Part":
        """The same with the council's own sentences, and without what these facts cannot fill."""
        return Part(self.title, tuple(block for each in self.blocks for block in _told(each, facts, own)))


@dataclass(frozen=True)
class Article:
    """One help page; `{placeholder}` names a fact of the profile, or a sentence of its words."""

    slug: str
    title: str
    parts: tuple[Part, ...]

    def told(self, council: Profile, language: str) -> tuple[Part, ...]:
        """The parts of which this council has something to say, still to be filled with its facts."""
        facts, own = facts_of(council, language), _own_words(council, language)
        said = (part.told(facts, own) for part in self.parts)
        return tuple(part for part in said if part.blocks)


@dataclass(frozen=True)
class Shelf:
    """Pages that belong together."""

    title: str
    articles: tuple[Article, ...]


def facts_of(council: Profile, language: str) -> Mapping[str, str]:
    """What the placeholders of help pages stand for; what this council does not hold is not there."""
    periods = {
        key: str(getattr(council.periods, key)) for key in ("draft_days", "session_hours", "status_days")
    }
    reviewed = council.accessibility_reviewed
    when = {**day_values(reviewed), "year": str(reviewed.year)} if reviewed else {}
    return {**NATIONAL, **periods, **when, **council.facts(language)}


def _own_words(council: Profile, language: str) -> Mapping[str, str]:
    """The council's own sentences, each by the placeholder that stands for it alone."""
    told = council.help[language].sentences if language in council.help else {}
    own = {**council.words[language].sentences, **told}
    return {f"{{{key}}}": text for key, text in own.items() if text}


def named(text: str) -> frozenset[str]:
    """The placeholders in a sentence."""
    return frozenset(name for _, name, _, _ in Formatter().parse(text) if name is not None)


def _told(block: Block, facts: Mapping[str, str], own: Mapping[str, str]) -> Iterator[Block]:
    """The block as this council can say it, or nothing."""
    match block:
        case Shown() | Rows() | Link():
            yield block
        case Points(texts, steps):
            yield Points(tuple(text for text in texts if named(text) <= facts.keys()), steps)
        case Either(texts):
            yield from _first(texts, facts, own)
        case _:
            yield from _first((block,), facts, own)


def _first(texts: tuple[str, ...], facts: Mapping[str, str], own: Mapping[str, str]) -> Iterator[Either]:
    said = (own.get(text, text) for text in texts)
    first = next((text for text in said if named(text) <= facts.keys()), None)
    yield from () if first is None else (Either((first,)),)
