"""The hub's own record of its steps: one small file each, without a word about a child; the report counts them."""

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Final, Self
from uuid import UUID, uuid5

from pydantic import BaseModel, ConfigDict, ValidationError

from app.durable import make_folder, publish, sweep
from app.envelope.attributes import from_the_minute
from app.envelope.events import DECIDED, RECEIVED, SCREENING, EventType, HubEvent
from app.profiles.outcomes import Outcome

STEPS: Final = ".steps"
TURNS: Final = (SCREENING, DECIDED)
"""What may be said in turn, again and again: what was decided of the wrong contact is looked at again."""


class Step(BaseModel):
    """One thing that the hub said of a contact."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: UUID
    """The event's."""
    reference: str
    message_id: UUID
    number: int = 0
    """How many steps of the same contact came before; times alone, which are to the minute, do not say."""
    type: EventType
    at: datetime
    outcome: Outcome | None = None
    told: bool = False
    """Whether an email about it was asked for."""

    @classmethod
    def of(cls, event: HubEvent, number: int = 0) -> Self:
        """The step that an event tells of."""
        return cls(
            number=number,
            id=UUID(event.id),
            reference=event.subject,
            message_id=UUID(event.contactid),
            type=event.type,
            at=from_the_minute(event.time),
            outcome=event.outcome,
            told=event.address is not None,
        )


def last_of(steps: Sequence[Step], kinds: Collection[EventType]) -> Step | None:
    """The last step of any of these kinds, of steps in their order; None where there is none."""
    return next((step for step in reversed(steps) if step.type in kinds), None)


def came_again(step: Step) -> bool:
    """Whether it says that other words came under the same reference."""
    return step.type == RECEIVED and step.number > 0


def since_it_came(steps: Sequence[Step], version: int | None = None) -> Sequence[Step]:
    """What was said since a version came, or the last of them; all of it where nothing says when that was."""
    came = [
        place
        for place, step in enumerate(steps)
        if came_again(step) and (version is None or step.id == _came_as(step.message_id, version))
    ]
    return steps[came[-1] + 1 :] if came else steps


class Steps:
    """The folder of steps."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.unread: set[str] = set()
        """The references of which `all` could not read a step."""

    def prepare(self) -> None:
        """Make the folder, and take away what a killed process left half written."""
        make_folder(self._folder)
        sweep(self._folder)

    def add(self, step: Step) -> None:
        """Be sure that a step is on the disk; one that is there already stays as it was."""
        publish(self._folder / f"{step.reference}.{step.id}.json", step.model_dump_json().encode())

    def add_receipt(self, receipt: HubEvent, version: int) -> None:
        """Be sure that it is on the disk that a version came: of a second one, after all that was said before."""
        step = Step.of(receipt)
        if version > 1:
            # What cannot be read must not keep a message from being received.
            before = [*self._readable(f"{step.reference}.*.json")]
            at = max([step.at, *(one.at for one in before)])
            id_ = _came_as(step.message_id, version)
            step = step.model_copy(update={"id": id_, "at": at, "number": max(1, len(before))})
        self.add(step)

    def of(self, reference: str) -> list[Step]:
        """The steps of one contact, oldest first."""
        return sorted(map(_read, self._paths(f"{reference}.*.json")), key=_in_order)

    def all(self) -> dict[str, list[Step]]:
        """The steps of every contact by its reference, oldest first."""
        found: dict[str, list[Step]] = {}
        for step in sorted(self._readable("*.json"), key=_in_order):
            found.setdefault(step.reference, []).append(step)
        return found

    def _readable(self, pattern: str) -> Iterator[Step]:
        for path in self._paths(pattern):
            try:
                yield _read(path)
            except (OSError, ValidationError):
                self.unread.add(path.name.partition(".")[0])

    def _paths(self, pattern: str) -> Iterator[Path]:
        return (path for path in self._folder.glob(pattern) if not path.name.startswith("."))


def _read(path: Path) -> Step:
    return Step.model_validate_json(path.read_bytes())


def _came_as(message_id: UUID, version: int) -> UUID:
    """The id of the step; all versions have one receipt's."""
    return uuid5(message_id, f"{RECEIVED} {version}")


def _in_order(step: Step) -> tuple[datetime, int]:
    return step.at, step.number
