"""One page as it exists for some answers: where it is asked, what was answered, and what is still wrong."""

import hashlib
from collections.abc import Callable, Mapping
from typing import NamedTuple

import orjson

from app.forms.conditions import Answer, Facts
from app.forms.pages import Group, Page, Section
from app.forms.questions import Question
from app.saying import Word


class Fault(NamedTuple):
    """A problem at one field: a sentence with named placeholders."""

    field: str
    message: str
    values: Mapping[str, str]
    urgent_too: bool = False
    """Of a warning: whether it is said where it is urgent, too."""
    calls: bool = False
    """Of a warning: whether it says to call."""


def nothing_odd() -> tuple[Fault, ...]:
    """What looks odd on a page that warns of nothing."""
    return ()


def path_of(page: Page, group: Group | None, item: str) -> str:
    """A page's address below its form's own."""
    return f"{group.id}/{item}/{page.slug}" if group and item else page.slug


class Stop(NamedTuple):
    """Where a page is, without what it asks."""

    section: Section
    path: str
    """The address below the form's own."""


class Spot(NamedTuple):
    """One place in which a page's questions are asked: once, or once for each item it ranges over."""

    scope: str
    facts: Facts
    names: Mapping[str, str]
    suffix: str = ""

    def field(self, question: str) -> str:
        """The form field's name."""
        return question + self.suffix


class Slot(NamedTuple):
    """One question as it is asked in one spot, with what was answered."""

    question: Question
    spot: Spot
    value: Answer
    recorded: bool

    @property
    def field(self) -> str:
        """The form field's name."""
        return self.spot.field(self.question.id)


class Step(NamedTuple):
    """A page that exists for these answers."""

    section: Section
    page: Page
    group: Group | None
    item: str
    path: str
    """The address below the form's own: `danger`, `children`, `children/k3f9w2/name`."""
    spots: tuple[Spot, ...]
    slots: tuple[Slot, ...]
    faults: tuple[Fault, ...]
    odd: Callable[[], tuple[Fault, ...]]
    """Looks for what is odd, which takes as long as all the rest."""
    home: Spot
    """Where the page itself stands: its facts, and the names in its sentences."""
    halfway: bool = False
    """Whether somebody left it in the middle of what they wrote on it."""

    @property
    def warnings(self) -> tuple[Fault, ...]:
        """What looks odd and may be right."""
        return self.odd()

    def comes_first(self, *, urgent: bool) -> bool:
        """Whether something is said before anybody goes on; where it is urgent, only what cannot wait for the check."""
        return any(warning.urgent_too or not urgent for warning in self.warnings)

    @property
    def touched(self) -> bool:
        """Whether every question on it has been answered or left blank, and somebody went on from it."""
        return not self.halfway and all(slot.recorded for slot in self.slots)

    @property
    def lists(self) -> Group | None:
        """The group whose items this page lists, if it is a group's own page."""
        return self.group if self.group and not self.item else None

    @property
    def nameless(self) -> dict[str, str]:
        """What the placeholders stand for where nobody is to be named, as in a browser's history."""
        return (
            {**self.home.names, self.group.item: Word(self.group.unnamed)}
            if self.group
            else {**self.home.names}
        )

    @property
    def may_wait(self) -> bool:
        """Whether to offer to keep the draft and come back another day."""
        return self.page.may_wait is not None and self.page.may_wait.holds(self.home.facts)

    @property
    def notice(self) -> str:
        """The component to show above the questions, if any."""
        shown = self.page.notice_when is None or self.page.notice_when.holds(self.home.facts)
        return self.page.notice if shown else ""

    @property
    def warned(self) -> str:
        """A short hash of what the page warns of, so that it is said once; empty where there is nothing."""
        if not self.warnings:
            return ""
        said = [[*warning[:2], *sorted(warning.values.items())] for warning in self.warnings]
        return hashlib.sha256(orjson.dumps(said)).hexdigest()[:24]

    @property
    def insets(self) -> tuple[str, ...]:
        """The sentences to set apart above the questions, placeholders and all."""
        shown = (one for one in self.page.insets if one.when is None or one.when.holds(self.home.facts))
        return tuple(one.text for one in shown)
