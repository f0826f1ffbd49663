"""The calls that the hub wrote down, in a folder of their own: what each was about, until its referral is here."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Final
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from app.durable import make_folder, publish, replace, sweep
from app.profiles.hours import in_london, written_by
from app.profiles.model import Profile
from app.profiles.parts import Periods
from app.references import is_reference

CALLS: Final = ".calls"
FOLLOWED: Final = ".followed"
"""Ends the name of the mark that a call's referral is here; it holds the referral's reference."""
WITHDRAWN: Final = ".withdrawn"
"""Ends the name of the mark that a call was taken back; it holds the moment."""


class Advised(StrEnum):
    """What a caller was told to do."""

    REFERRAL = "referral"
    URGENT = "urgent"
    EMERGENCY = "emergency"


class Call(BaseModel):
    """One call from somebody who is to follow it in writing."""

    # As in a contact: what was written is not kept by the reader.
    model_config = ConfigDict(frozen=True, extra="forbid", cache_strings="keys")

    id: UUID
    """The event's."""
    reference: str
    at: datetime
    email: str
    taken_by: str | None = None
    advised: Advised = Advised.REFERRAL
    insisted: bool | None = None
    """Whether they were told that a referral must be sent."""
    about: str | None = None


@dataclass(frozen=True)
class Kept:
    """A call, and the reference of the referral that followed it, if it is here."""

    call: Call
    followed_by: str | None
    withdrawn: bool = False

    @property
    def waits(self) -> bool:
        """Whether its referral is still to come."""
        return self.followed_by is None and not self.withdrawn

    def due(self, council: Profile) -> date | None:
        """The last day for the referral; None where the hub publishes no day."""
        return written_by(council, in_london(self.call.at).date())

    def overdue(self, council: Profile, now: datetime) -> bool:
        """Whether the referral should be here."""
        due = self.due(council)
        return self.waits and due is not None and in_london(now).date() > due


class Calls:
    """The folder of calls."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def prepare(self) -> None:
        """Make the folder, and take away what a killed process left half written."""
        make_folder(self._folder)
        sweep(self._folder)

    def add(self, call: Call) -> None:
        """Be sure that a call is on the disk."""
        publish(self._path(call.reference), call.model_dump_json().encode())

    def follow(self, call: str | None, reference: str) -> None:
        """The referral after a call is here, and says what it was about; done again it changes nothing."""
        if call and is_reference(call) and self._path(call).exists():
            publish(self._mark(call), reference.encode())
            self._forget_note(call)

    def withdraw(self, call: str, now: datetime) -> datetime:
        """A call is taken back, and what it was about goes; when it was. Done again it changes nothing."""
        mark = self._mark(call, WITHDRAWN)
        publish(mark, now.isoformat().encode())
        self._forget_note(call)
        return datetime.fromisoformat(mark.read_text())

    def all(self) -> list[Kept]:
        """Every call, oldest first."""
        return sorted(self._read(), key=lambda kept: (kept.call.at, kept.call.reference))

    def forget_over(self, periods: Periods, now: datetime) -> None:
        """Delete the calls that are older than what is kept of a referral."""
        for kept in self._read():
            if kept.call.at + timedelta(days=periods.status_days) <= now:
                self._path(kept.call.reference).unlink(missing_ok=True)
                for ending in (FOLLOWED, WITHDRAWN):
                    self._mark(kept.call.reference, ending).unlink(missing_ok=True)

    def _read(self) -> Iterator[Kept]:
        for path in self._folder.glob("*.json"):
            if is_reference(path.stem):
                mark, taken_back = self._mark(path.stem), self._mark(path.stem, WITHDRAWN)
                followed_by = mark.read_text() if mark.exists() else None
                yield Kept(self._call(path.stem), followed_by, taken_back.exists())

    def _forget_note(self, reference: str) -> None:
        call = self._call(reference).model_copy(update={"about": None})
        replace(self._path(reference), call.model_dump_json().encode())

    def _call(self, reference: str) -> Call:
        return Call.model_validate_json(self._path(reference).read_bytes())

    def _path(self, reference: str) -> Path:
        return self._folder / f"{reference}.json"

    def _mark(self, reference: str, ending: str = FOLLOWED) -> Path:
        return self._folder / f"{reference}{ending}"
