"""What people were told against what the hub opened."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

from pydantic import ValidationError

from app.contact.model import Contact
from tests.chaos.people import MARK, Journey


@dataclass(frozen=True)
class Arrival:
    """A contact that the hub opened and filed."""

    reference: str
    message_id: UUID
    marks: frozenset[str]
    """Whose words are in it."""
    at: float
    """When it was filed, in seconds since 1970."""


@dataclass
class HubWatch:
    """Looks at the hub's folder now and then, so that a contact that is filed anew does not go unseen."""

    folder: Path
    seen: dict[str, int] = field(default_factory=dict)
    """Each reference, with the file that was first there."""
    replaced: set[str] = field(default_factory=set)

    def look(self) -> None:
        for path in self.folder.glob("*.json"):
            number = path.stat().st_ino
            if self.seen.setdefault(path.stem, number) != number:
                self.replaced.add(path.stem)


@dataclass(frozen=True)
class Count:
    """The sum of a run."""

    confirmed: int
    arrived: int
    unconfirmed: int
    """Those that arrived though nobody saw their confirmation."""
    lost: Mapping[str, str]
    """References that did not arrive as they were sent, each with what is wrong."""
    twice: Mapping[str, str]
    delays: Sequence[float]
    """Seconds from each confirmation to its arrival, shortest first."""

    @property
    def longest(self) -> float:
        return self.delays[-1] if self.delays else 0.0

    def is_right(self) -> bool:
        return not self.lost and not self.twice

    def line(self) -> str:
        """The line that scripts read."""
        return (
            f"confirmed={self.confirmed} arrived={self.arrived} lost={len(self.lost)} "
            f"twice={len(self.twice)} longest_s={round(self.longest)}"
        )


def opened(hub: Path) -> tuple[list[Arrival], dict[str, str]]:
    """What the hub has filed; and what of it cannot be read, by reference, with why."""
    arrivals, unreadable = [], {}
    for path in sorted(hub.glob("*.json")):
        text = path.read_text()
        try:
            contact = Contact.model_validate_json(text)
        except ValidationError:
            unreadable[path.stem] = "cannot be opened"
            continue
        if contact.reference != path.stem or not path.with_suffix(".html").exists():
            unreadable[path.stem] = "is not filed as it should be"
            continue
        marks = frozenset(MARK.findall(text))
        arrivals.append(Arrival(path.stem, contact.message_id, marks, path.stat().st_mtime))
    return arrivals, unreadable


def count(journeys: Sequence[Journey], committed: Mapping[str, UUID], watch: HubWatch) -> Count:
    """Compare; `committed` is what the portal's database holds, confirmed or not."""
    arrivals, lost = opened(watch.folder)
    by_reference = {arrival.reference: arrival for arrival in arrivals}
    told = {reference: journey for journey in journeys for reference in journey.confirmed}
    for reference, journey in told.items():
        wrong = _wrong(by_reference.get(reference), journey)
        if wrong:
            lost.setdefault(reference, wrong)
        elif reference not in committed:
            lost.setdefault(reference, "is no longer known to the portal")
    for reference, message_id in committed.items():
        arrival = by_reference.get(reference)
        if not arrival or arrival.message_id != message_id:
            lost.setdefault(reference, "was committed and did not arrive")
    delays = [
        max(0.0, by_reference[reference].at - at)
        for journey in journeys
        for reference, at in journey.confirmed.items()
        if reference in by_reference
    ]
    return Count(
        confirmed=len(told),
        arrived=len(arrivals),
        unconfirmed=len(by_reference.keys() - told.keys()),
        lost=lost,
        twice=_twice(journeys, arrivals, watch),
        delays=sorted(delays),
    )


def _wrong(arrival: Arrival | None, journey: Journey) -> str:
    if arrival is None:
        return "was confirmed and did not arrive"
    if arrival.message_id != journey.message_id:
        return "arrived as another message"
    return "" if journey.mark in arrival.marks else "arrived without its words"


def _twice(journeys: Sequence[Journey], arrivals: Sequence[Arrival], watch: HubWatch) -> dict[str, str]:
    twice = dict.fromkeys(sorted(watch.replaced), "was filed again")
    for journey in journeys:
        for reference in list(journey.confirmed)[1:]:
            twice[reference] = "is a second reference for one form"
    of_message: defaultdict[UUID, list[str]] = defaultdict(list)
    of_mark: defaultdict[str, list[str]] = defaultdict(list)
    for arrival in arrivals:
        of_message[arrival.message_id].append(arrival.reference)
        for mark in arrival.marks:
            of_mark[mark].append(arrival.reference)
    for references in of_mark.values():
        twice |= dict.fromkeys(references[1:], "holds words that another holds too")
    for references in of_message.values():
        twice |= dict.fromkeys(references[1:], "is the same message again")
    return twice
