"""What was looked at, how, and what is wrong: the same thing is said once, with how many pages have it."""

import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Final

from tests.look.eyes import View
from tests.look.portals import ALWAYS, Gathered, turns

Faults = Mapping[tuple[str, str], Sequence[str]]
"""By the names of a page and a view."""
FRESH: Final = re.compile(r"/(children|adults|agencies)/\w+|_[a-z0-9]{6,}|\w{22,}")
"""What is in an address only today."""


def say(line: str) -> None:
    """A line for whoever waits."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


@dataclass
class Report:
    """All of it."""

    found: Sequence[Gathered]
    quick: bool = False
    invalid: list[str] = field(default_factory=list)
    swept: Faults = field(default_factory=dict)
    presses: int = 0
    pictures: list[str] = field(default_factory=list)
    seconds: float = 0

    def wrong(self) -> list[str]:
        """What is to be mended, a line each."""
        return [*self.invalid, *together(self.swept), *self.pictures, *self._failed()]

    def written(self) -> str:
        """The whole report."""
        return "\n".join([*self._looked(), *self._summed(), *(one[:500] for one in self.wrong()), ""])

    def _failed(self) -> Iterator[str]:
        for one in (one for gathered in self.found for one in gathered.seen):
            if one.answer.status_code == HTTPStatus.INTERNAL_SERVER_ERROR and one.state != "error page":
                yield f"{one.name}: status 500"

    def _looked(self) -> Iterator[str]:
        for one in self.found:
            pages = len({(seen.form, seen.page) for seen in one.seen})
            states = Counter(seen.state for seen in one.seen)
            portal = one.portal
            yield (
                f"{portal.council}{', from right to left' if portal.language else ''}: {pages} pages in "
                f"{len(one.seen)} states, each in {self._in(portal.views)}: "
                f"{', '.join(view.name for view in portal.views)}"
            )
            yield f"  states: {', '.join(f'{count} {state}' for state, count in states.most_common())}"

    def _in(self, views: Sequence[View]) -> str:
        some = self.quick and len(views) > ALWAYS
        return f"the first {ALWAYS} views and one of the others" if some else f"{len(views)} views"

    def _summed(self) -> Iterator[str]:
        looked = [
            (views, seen)
            for one in self.found
            for views, seen in turns(one.portal.views, one.seen, quick=self.quick)
        ]
        looks = sum(len(views) * len(seen) for views, seen in looked)
        asked = sum(sum(bool(view.axe) for view in views) * len(seen) for views, seen in looked)
        faults = [fault for each in self.swept.values() for fault in each]
        axe = sum(fault.startswith("axe ") for fault in faults)
        yield f"looks: {looks}, with axe: {asked}; in {self.seconds / 60:.0f} minutes"
        yield f"axe findings: {axe}; other findings: {len(faults) - axe}; invalid HTML: {len(self.invalid)}"
        for one in self.found:
            total, requests, largest = one.weight
            yield (
                f"{one.portal.council}: a first visit takes {total} bytes in {requests} requests, the largest "
                f"start after it {largest}"
            )
        yield f"longest task list without a mouse: {self.presses} key presses to Continue"
        yield f"to mend: {len(self.wrong())}"


def together(found: Faults) -> list[str]:
    """The faults, each once, with the first page and view that has it."""
    where: dict[str, list[str]] = {}
    for (page, view), faults in found.items():
        for fault in faults:
            where.setdefault(FRESH.sub("…", fault), []).append(f"{page}, {view}")
    return [f"{fault} ({places[0]}{_more(places)})" for fault, places in where.items()]


def _more(places: Iterable[str]) -> str:
    others = len(list(places)) - 1
    return f" and {others} more" if others else ""
