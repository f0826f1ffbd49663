"""Everything one person has answered so far, by scope; the document that a draft seals."""

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Final, Self

import orjson

from app.forms.conditions import Answer

ITEM_LETTERS: Final = "bcdfghjkmnpqrtvwxz2346789"
"""Ids of repeated items: no vowels, so no words, and nothing that is mistaken for something else."""

EVERYTHING: Final = ""
"""The scope of questions that are asked once."""


@dataclass(frozen=True)
class Answers:
    """What was said in each scope, and the ids of each group's items in their order.

    A scope is '' or a path of groups and ids: `children/k3f9w2`, `adults/h7m2xc/children/k3f9w2`. Ids, never
    positions: removing one child moves nothing to another. A question that is absent was never shown; one
    that is None was left blank.
    """

    said: Mapping[str, Mapping[str, Answer]] = field(default_factory=dict)
    groups: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    language: str = "en"
    """The language of the page that was kept last."""
    saved_at: datetime | None = field(default=None, compare=False)
    """When they were stored as they are; sealed with them, and no part of what was said."""
    called_on: str | None = field(default=None, compare=False)
    """The day of the call for which the hub began them, as it wrote it down: nobody is asked for it here."""
    halfway: frozenset[str] = frozenset()
    """The addresses of pages that were left in the middle of what was being written on them."""

    def of(self, scope: str) -> Mapping[str, Answer]:
        """The answers given in one scope."""
        return self.said.get(scope, {})

    def items(self, group: str) -> tuple[str, ...]:
        """The ids of a group's items, in the order in which they were added."""
        return self.groups.get(group, ())

    def put(self, scope: str, values: Mapping[str, Answer], forget: Iterable[str] = ()) -> Self:
        """These answers in a scope, in place of the ones to forget."""
        kept = {**self.of(scope), **values}
        for name in forget:
            if name not in values:
                kept.pop(name, None)
        # `replace` would take longer than all before it.
        said = {**self.said, scope: kept}
        return type(self)(said, self.groups, self.language, self.saved_at, self.called_on, self.halfway)

    def add(self, group: str) -> tuple[Self, str]:
        """One more item, with a new random id."""
        item = "".join(secrets.choice(ITEM_LETTERS) for _ in range(6))
        return replace(self, groups={**self.groups, group: (*self.items(group), item)}), item

    def tells_of(self, item: str) -> bool:
        """Whether anything was answered about this item."""
        about = (values for scope, values in self.said.items() if item in scope.split("/"))
        return any(value is not None for values in about for value in values.values())

    def remove(self, group: str, item: str) -> Self:
        """Without this item and every answer given about it, its relations to other people included."""
        said = {scope: values for scope, values in self.said.items() if item not in scope.split("/")}
        left = tuple(one for one in self.items(group) if one != item)
        halfway = frozenset(path for path in self.halfway if item not in path.split("/"))
        return replace(self, said=said, groups={**self.groups, group: left}, halfway=halfway)

    def left_at(self, path: str) -> Self:
        """The same, where somebody left this page in the middle of it."""
        return replace(self, halfway=self.halfway | {path})

    def went_on_from(self, path: str) -> Self:
        """The same, where somebody went on from this page."""
        return replace(self, halfway=self.halfway - {path}) if path in self.halfway else self

    def document(self) -> bytes:
        """The answers as JSON."""
        held = {"said": dict(self.said), "groups": dict(self.groups), "language": self.language}
        held |= {"saved_at": self.saved_at, "called_on": self.called_on, "halfway": sorted(self.halfway)}
        return orjson.dumps(held)

    @classmethod
    def parse(cls, document: bytes) -> Self:
        """The answers that `document` wrote."""
        held = orjson.loads(document)
        groups = {group: tuple(items) for group, items in held["groups"].items()}
        saved_at = held.get("saved_at")
        stored = datetime.fromisoformat(saved_at) if saved_at else None
        language, halfway = held.get("language", "en"), frozenset(held.get("halfway", ()))
        return cls(held["said"], groups, language, stored, held.get("called_on"), halfway)

    def stored(self, moment: datetime) -> Self:
        """The same as they are stored at a moment."""
        return replace(self, saved_at=moment)

    def spoken(self, language: str) -> Self:
        """The same, given on a page in this language."""
        return replace(self, language=language)

    def longer_than(self, most: int) -> bool:
        """Whether more was written than so many bytes; what JSON adds to them is counted only where it matters."""
        return len(self.document()) > most and self.size() > most

    def size(self) -> int:
        """Bytes of UTF-8 that were written, for the limit on a whole referral."""
        return sum(
            len(value.encode())
            for values in self.said.values()
            for value in values.values()
            if isinstance(value, str)
        )
